import { categories, counted, differencesOf, headline, remarkOn, sources, subjectText } from "./finding-text";
import type { Difference, DriftReport, Finding } from "./report";
import { cut } from "./text-width";
import { oneLine, valueText } from "./value-text";

/** Columns of a value in a table. */
const valueWidth = 160;

/** Pages of code hosts end somewhere (GitHub: 1 MiB, GitLab: 1 MB): so many objects of a category are shown. */
const mostFindings = 200;

/** What Markdown, HTML or a code host (`@name`, `#1`) would read as more than text. */
const special = /[\\`*_{}[\]()#+!|<>&@~]/g;

const plain = (text: string): string =>
  oneLine(text).replace(special, (character) => `&#${character.codePointAt(0)};`);

/** Text between backticks, whatever stands in it. */
function code(text: string): string {
  const shown = oneLine(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

/** In a cell a bar has to be escaped between backticks, too. */
const cell = (text: string): string => code(cut(text, valueWidth)).replaceAll("|", "\\|");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);

const columns = (finding: Finding): readonly string[] =>
  finding.category === "pending" ? ["attribute", "server", "code"] : ["attribute", "applied", "server"];

const differenceRows = (differences: readonly Difference[]): string[][] =>
  differences.map(({ path, before, after }) => [cell(path), cell(valueText(before)), cell(valueText(after))]);

function findingLines(finding: Finding): string[] {
  const remark = [finding.stack ?? "", remarkOn(finding)].filter((part) => part !== "").join(" · ");
  const title = `${code(subjectText(finding))}${remark === "" ? "" : ` ${plain(remark)}`}`;
  const differences = differencesOf(finding);
  // A list item would swallow the table: paragraphs stand beside each other.
  return differences.length === 0
    ? [`- ${title}`]
    : ["", title, "", ...table(columns(finding), differenceRows(differences)), ""];
}

function categoryLines(report: DriftReport): string[] {
  return categories.flatMap((category) => {
    const findings = report.findings.filter((finding) => finding.category === category);
    if (findings.length === 0) return [];
    const title = `## ${category[0]?.toUpperCase()}${category.slice(1)} (${findings.length})`;
    const left = findings.length - mostFindings;
    return [
      "",
      title,
      "",
      ...findings.slice(0, mostFindings).flatMap(findingLines),
      ...(left > 0 ? ["", `… and ${left} more.`] : []),
    ];
  });
}

function doubtLines({ problems, rules }: DriftReport): string[] {
  const lines = [
    ...problems.map(
      ({ stack, step, summary }) =>
        `- **${plain(stack === null ? step : `${stack}: ${step}`)}**: ${plain(summary)}`,
    ),
    ...rules
      .filter(({ expired }) => expired)
      .map(
        ({ reason, expires }) =>
          `- The ignore rule “${plain(reason)}” held until ${expires}: renew or remove it.`,
      ),
  ];
  return lines.length === 0 ? [] : ["", "## Could not tell", "", ...lines];
}

function ignoredLines({ ignored, rules }: DriftReport): string[] {
  if (ignored.length === 0) return [];
  return [
    "",
    "<details>",
    `<summary>${counted(ignored.length, "finding")} ignored by rules</summary>`,
    "",
    ...ignored.map(({ finding, rule }) => {
      const { reason = "", expires = null } = rules[rule] ?? {};
      const until = expires === null ? "" : ` (until ${expires})`;
      return `- ${code(subjectText(finding))}, ${finding.category}: ${plain(reason)}${until}`;
    }),
    "",
    "</details>",
  ];
}

/** GitHub-flavoured Markdown: for a comment, an issue, a job summary. */
export function markdown(report: DriftReport): string {
  const lines = [
    `# Prefect: ${headline(report)}`,
    "",
    plain(sources(report)),
    ...doubtLines(report),
    ...categoryLines(report),
    ...ignoredLines(report),
  ];
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}
