import { counted, differencesOf, headline, remarkOn, sources } from "./finding-text";
import type { FormatOptions } from "./formats";
import type { Category, Difference, DriftReport, Subject, Value } from "./report";
import { type Line, lineText, type Style, span } from "./span";
import { cut, pad, widest } from "./text-width";
import { oneLine, valueText } from "./value-text";

/** Where the report does not go to a terminal. */
const standardWidth = 110;
const standardHeight = 60;

/** So many differences of one object are shown where there is room. */
const mostDifferences = 12;

/** Of a value more is never shown; measuring megabytes takes its time. */
const mostCharacters = 500;

const styles: Readonly<Record<Category | "runtime", Style>> = {
  changed: "yellow",
  missing: "red",
  pending: "cyan",
  unmanaged: "magenta",
  runtime: "faint",
};

type Shown = Subject & {
  readonly label: Category | "runtime";
  readonly remark: string;
  readonly differences: readonly Difference[];
};

const indent = " ".repeat(11);

const shownOf = ({ findings, runtime = [] }: DriftReport): readonly Shown[] => [
  ...findings.map((finding) => ({
    ...finding,
    label: finding.category,
    remark: remarkOn(finding),
    differences: differencesOf(finding),
  })),
  ...runtime.map((change) => ({ ...change, label: "runtime" as const, remark: "no drift" })),
];

const shortText = (value: Value): string => valueText(value).slice(0, mostCharacters);

function differenceLines(differences: readonly Difference[], columns: number): readonly Line[] {
  const path = Math.min(Math.floor(columns * 0.4), widest(differences.map((one) => oneLine(one.path))));
  const room = Math.max(16, columns - indent.length - path - 5);
  const half = Math.floor(room / 2);
  const before = Math.min(
    widest(differences.map((one) => shortText(one.before))),
    Math.max(half, room - widest(differences.map((one) => shortText(one.after)))),
  );
  return differences.map((one) => [
    span(`${indent}${pad(oneLine(one.path), path)}  `),
    span(cut(shortText(one.before), before), "red"),
    span(" → "),
    span(shortText(one.after), "green"),
  ]);
}

function blockLines(shown: Shown, most: number, columns: number): readonly Line[] {
  const { label, address, name, remark, differences, stack } = shown;
  const called = label === "unmanaged" || address.includes(name) ? "" : ` (${oneLine(name)})`;
  const first: Line = [
    span(pad(label.toUpperCase(), indent.length), styles[label]),
    span(oneLine(label === "unmanaged" ? `${shown.kind.replaceAll("_", " ")} ${name}` : address), "bold"),
    span(called),
    span(
      remark === "" && stack === null
        ? ""
        : `  ${[stack, remark]
            .filter((part) => part)
            .map((part) => oneLine(part ?? ""))
            .join(" · ")}`,
      "faint",
    ),
  ];
  const left = differences.length - most;
  // The last line is worth more with a difference in it than with "1 more".
  const kept = left === 1 ? differences : differences.slice(0, most);
  return [
    first,
    ...differenceLines(kept, columns),
    ...(kept.length < differences.length
      ? [[span(`${indent}… ${counted(differences.length - kept.length, "more attribute")}`, "faint")]]
      : []),
  ];
}

/** How many there are of each label and kind, in one line each. */
function restLines(rest: readonly Shown[]): readonly Line[] {
  const labels = [...new Set(rest.map(({ label }) => label))];
  return labels.map((label) => {
    const ofLabel = rest.filter((shown) => shown.label === label);
    const kinds = [...new Set(ofLabel.map(({ kind }) => kind))].map((kind) =>
      counted(ofLabel.filter((shown) => shown.kind === kind).length, kind.replaceAll("_", " ")),
    );
    return [
      span(pad(label.toUpperCase(), indent.length), styles[label]),
      span(`… and ${counted(ofLabel.length, "more")}`.replace(/mores$/, "more")),
      span(`: ${kinds.join(", ")}`, "faint"),
    ];
  });
}

/** As much of each as there is room for: first fewer attributes, then fewer objects. */
function bodyLines(all: readonly Shown[], room: number, columns: number): readonly Line[] {
  for (let most = mostDifferences; most >= 1; most = Math.floor(most / 2)) {
    const lines = all.flatMap((shown) => blockLines(shown, most, columns));
    if (lines.length <= room) return lines;
  }
  const perLabel = new Map<string, Shown[]>();
  for (const shown of all) perLabel.set(shown.label, [...(perLabel.get(shown.label) ?? []), shown]);
  const share = Math.max(1, Math.floor((room - perLabel.size) / perLabel.size));
  const kept: Line[] = [];
  const rest: Shown[] = [];
  for (const shownOfLabel of perLabel.values()) {
    let used = 0;
    for (const shown of shownOfLabel) {
      const lines = blockLines(shown, 1, columns);
      if (used + lines.length > share) rest.push(shown);
      else kept.push(...lines);
      used += lines.length;
    }
  }
  return [...kept, ...restLines(rest)];
}

function problemLines({ problems, rules }: DriftReport): readonly Line[] {
  return [
    ...problems.flatMap((problem) => [
      [
        span(pad("UNKNOWN", indent.length), "red"),
        span(oneLine([problem.stack, problem.step].filter((part) => part !== null).join(": ")), "bold"),
      ],
      [span(`${indent}${oneLine(problem.summary)}`)],
    ]),
    ...rules
      .filter(({ expired }) => expired)
      .map((rule) => [
        span(pad("EXPIRED", indent.length), "red"),
        span(`the rule "${oneLine(rule.reason)}" held until ${rule.expires}: renew or remove it`),
      ]),
  ];
}

const ignoredLines = ({ ignored, rules }: DriftReport): readonly Line[] =>
  rules
    .map((rule, index) => ({ rule, findings: ignored.filter((one) => one.rule === index) }))
    .filter(({ findings }) => findings.length > 0)
    .map(({ rule, findings }) => [
      span(pad("IGNORED", indent.length), "faint"),
      span(
        oneLine(
          `${findings.length}: ${rule.reason}${rule.expires === null ? "" : ` (until ${rule.expires})`}: ${findings
            .map(({ finding }) => finding.address)
            .join(", ")}`,
        ),
        "faint",
      ),
    ]);

function summary(report: DriftReport): readonly Line[] {
  const style = { none: "green", drift: "yellow", unknown: "red" } as const;
  const [verdict = "", ...counts] = headline(report).split(/(?=: )/);
  return [
    [span(verdict, style[report.verdict]), span(counts.join(""))],
    [span(oneLine(sources(report)), "faint")],
  ];
}

/** The report for people: one screen, whatever was found. */
export function table(report: DriftReport, { color, width, height }: FormatOptions): string {
  const columns = Math.max(40, width ?? standardWidth);
  const rows = height ?? standardHeight;
  const third = Math.max(3, Math.floor(rows / 3));
  const shorten = (lines: readonly Line[]): readonly Line[] =>
    lines.length <= third
      ? lines
      : [
          ...lines.slice(0, third - 1),
          [span(`${indent}… ${counted(lines.length - third + 1, "more line")}`)],
        ];
  const head = shorten(problemLines(report));
  const foot = [...shorten(ignoredLines(report)), ...summary(report)];
  // One row is the prompt's.
  const body = bodyLines(shownOf(report), Math.max(6, rows - head.length - foot.length - 1), columns);
  return `${[...head, ...body, ...foot].map((line) => lineText(line, columns, color)).join("\n")}\n`;
}
