import {
  type CategoryWords,
  counted,
  type Found,
  headline,
  type Presentation,
  problemTitle,
  subjectText,
} from "./presentation";
import { cut } from "./text-width";
import type { Difference } from "./value";
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

const differenceRows = (differences: readonly Difference[]): string[][] =>
  differences.map(({ path, before, after }) => [cell(path), cell(valueText(before)), cell(valueText(after))]);

function findingLines(finding: Found, { sides }: CategoryWords): string[] {
  const { group, remark, differences } = finding;
  const about = [group ?? "", remark].filter((part) => part !== "").join(" · ");
  const title = `${code(subjectText(finding))}${about === "" ? "" : ` ${plain(about)}`}`;
  // A list item would swallow the table: paragraphs stand beside each other.
  return differences.length === 0
    ? [`- ${title}`]
    : ["", title, "", ...table(["attribute", ...sides.map(plain)], differenceRows(differences)), ""];
}

function categoryLines({ categories, findings }: Presentation): string[] {
  return categories.flatMap((category) => {
    const own = findings.filter((finding) => finding.category === category.name);
    if (own.length === 0) return [];
    const left = own.length - mostFindings;
    return [
      "",
      `## ${plain(category.title)} (${own.length})`,
      "",
      ...own.slice(0, mostFindings).flatMap((finding) => findingLines(finding, category)),
      ...(left > 0 ? ["", `… and ${left} more.`] : []),
    ];
  });
}

function doubtLines({ problems, expiredRules }: Presentation): string[] {
  const lines = [
    ...problems.map((problem) => `- **${plain(problemTitle(problem))}**: ${plain(problem.summary)}`),
    ...expiredRules.map(
      ({ reason, until }) => `- The ignore rule “${plain(reason)}” held until ${until}: renew or remove it.`,
    ),
  ];
  return lines.length === 0 ? [] : ["", "## Could not tell", "", ...lines];
}

function ignoredLines({ ignored, categories }: Presentation): string[] {
  if (ignored.length === 0) return [];
  const titles = new Map(categories.map(({ name, words }) => [name, words]));
  return [
    "",
    "<details>",
    `<summary>${counted(ignored.length, "finding")} ignored by rules</summary>`,
    "",
    ...ignored.map(({ finding, reason, until }) => {
      const end = until === null ? "" : ` (until ${until})`;
      return `- ${code(subjectText(finding))}, ${plain(titles.get(finding.category) ?? "")}: ${plain(reason)}${end}`;
    }),
    "",
    "</details>",
  ];
}

/** GitHub-flavoured Markdown: for a comment, an issue, a job summary. */
export function markdown(report: Presentation): string {
  const lines = [
    `# Prefect: ${plain(headline(report))}`,
    "",
    plain(report.sources),
    ...doubtLines(report),
    ...categoryLines(report),
    ...ignoredLines(report),
  ];
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}
