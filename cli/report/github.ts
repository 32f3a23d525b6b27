import { type Found, headline, type Presentation, problemTitle, subjectText } from "./presentation";
import { cut } from "./text-width";
import { oneLine, valueText } from "./value-text";

/** GitHub shows so many annotations of each kind for a step. */
const mostOfKind = 10;

const valueWidth = 80;

type Kind = "error" | "warning" | "notice";

interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly file: string | null;
  readonly lines: readonly string[];
}

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

function written({ kind, title, file, lines }: Annotation): string {
  const properties = [
    ...(file === null ? [] : [`file=${property(file)}`]),
    `title=${property(oneLine(title))}`,
  ];
  return `::${kind} ${properties.join(",")}::${data(lines.map(oneLine).join("\n"))}`;
}

function annotationOf({ categories }: Presentation, finding: Found): Annotation {
  const { group, remark, differences, fails, file } = finding;
  const title = categories.find(({ name }) => name === finding.category)?.words ?? "";
  const about = [title, remark].filter((part) => part !== "").join(", ");
  return {
    kind: fails ? "error" : "notice",
    title: subjectText(finding),
    file,
    lines: [
      group === null ? about : `${group}: ${about}`,
      ...differences.map(
        ({ path, before, after }) =>
          `${path}: ${cut(valueText(before), valueWidth)} → ${cut(valueText(after), valueWidth)}`,
      ),
    ],
  };
}

/** The first of each kind, the last of them for how many more there are. */
function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  return (["error", "warning", "notice"] as const).flatMap((kind) => {
    const own = annotations.filter((annotation) => annotation.kind === kind);
    if (own.length <= mostOfKind) return own;
    const rest = own.slice(mostOfKind - 1);
    const more = {
      kind,
      title: `${rest.length} more`,
      file: null,
      lines: rest.map(({ title }) => title),
    };
    return [...own.slice(0, mostOfKind - 1), more];
  });
}

/**
 * Workflow commands that a step of GitHub Actions prints to annotate the run: an error for what the command fails for
 * and for what could not be told, a notice for the rest. The job summary is Markdown.
 */
export function github(report: Presentation): string {
  const annotations: readonly Annotation[] = [
    ...report.problems.map(
      (problem): Annotation => ({
        kind: "error",
        title: problemTitle(problem),
        file: problem.file,
        lines: [problem.summary, ...problem.detail.split("\n")].filter((line) => line !== ""),
      }),
    ),
    ...report.expiredRules.map(
      ({ reason, until }): Annotation => ({
        kind: "error",
        title: "An ignore rule has expired",
        file: report.rulesFile,
        lines: [`"${reason}" held until ${until}: renew or remove it.`],
      }),
    ),
    ...report.findings.map((finding) => annotationOf(report, finding)),
  ];
  return `${[...limited(annotations).map(written), headline(report)].join("\n")}\n`;
}
