import { differencesOf, fails, headline, remarkOn, subjectText } from "./finding-text";
import type { DriftReport, Finding } from "./report";
import { cut } from "./text-width";
import { oneLine, valueText } from "./value-text";

/** GitHub shows so many annotations of each kind for a step. */
const mostOfKind = 10;

const valueWidth = 80;

type Kind = "error" | "warning" | "notice";

interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly file: string | undefined;
  readonly lines: readonly string[];
}

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

function written({ kind, title, file, lines }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    `title=${property(oneLine(title))}`,
  ];
  return `::${kind} ${properties.join(",")}::${data(lines.map(oneLine).join("\n"))}`;
}

function annotationOf(report: DriftReport, finding: Finding): Annotation {
  const remark = [finding.category, remarkOn(finding)].filter((part) => part !== "").join(", ");
  const differences = differencesOf(finding).map(
    ({ path, before, after }) =>
      `${path}: ${cut(valueText(before), valueWidth)} → ${cut(valueText(after), valueWidth)}`,
  );
  return {
    kind: fails(report, finding) ? "error" : "notice",
    title: subjectText(finding),
    file: report.stacks.find(({ name }) => name === finding.stack)?.file,
    lines: [finding.stack === null ? remark : `${finding.stack}: ${remark}`, ...differences],
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
      file: undefined,
      lines: rest.map(({ title }) => title),
    };
    return [...own.slice(0, mostOfKind - 1), more];
  });
}

/**
 * Workflow commands that a step of GitHub Actions prints to annotate the run: an error for what `failOn` names and for
 * what could not be told, a notice for the rest. The job summary is Markdown.
 */
export function github(report: DriftReport): string {
  const annotations: readonly Annotation[] = [
    ...report.problems.map(
      ({ stack, step, summary, detail }): Annotation => ({
        kind: "error",
        title: stack === null ? step : `${stack}: ${step}`,
        file: report.stacks.find(({ name }) => name === stack)?.file,
        lines: [summary, ...detail.split("\n")].filter((line) => line !== ""),
      }),
    ),
    ...report.rules
      .filter(({ expired }) => expired)
      .map(
        ({ reason, expires }): Annotation => ({
          kind: "error",
          title: "An ignore rule has expired",
          file: ".prefect-drift.yaml",
          lines: [`"${reason}" held until ${expires}: renew or remove it.`],
        }),
      ),
    ...report.findings.map((finding) => annotationOf(report, finding)),
  ];
  return `${[...limited(annotations).map(written), headline(report)].join("\n")}\n`;
}
