import type { FormatOptions } from "./format";
import { counted, type Found, type Presentation, problemTitle } from "./presentation";
import { type Line, lineText, type Style, span } from "./span";
import { cut, pad, widest } from "./text-width";
import type { Difference, Value } from "./value";
import { oneLine, valueText } from "./value-text";

/** Where the report does not go to a terminal. */
const standardWidth = 110;
const standardHeight = 60;

/** So many differences of one object are shown where there is room. */
const mostDifferences = 12;

/** Of a value more is never shown; measuring megabytes takes its time. */
const mostCharacters = 500;

/** A finding, with what it is called by. */
interface Shown {
  readonly found: Found;
  readonly label: string;
  readonly style: Style;
}

const indent = " ".repeat(11);

function shownOf({ findings, asides, categories }: Presentation): readonly Shown[] {
  const labels = new Map(categories.map((category) => [category.name, category]));
  return [...findings, ...asides].map((found) => {
    const { label = found.category.toUpperCase(), style = "faint" } = labels.get(found.category) ?? {};
    return { found, label, style };
  });
}

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

function blockLines({ found, label, style }: Shown, most: number, columns: number): readonly Line[] {
  const { object, called, remark, differences, group } = found;
  const about = [group ?? "", remark].filter((part) => part !== "");
  const first: Line = [
    span(pad(label, indent.length), style),
    span(oneLine(object), "bold"),
    span(called === "" ? "" : ` (${oneLine(called)})`),
    span(about.length === 0 ? "" : `  ${about.map(oneLine).join(" · ")}`, "faint"),
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
  const labels = new Map(rest.map(({ label, style }) => [label, style]));
  return [...labels].map(([label, style]) => {
    const ofLabel = rest.filter((shown) => shown.label === label);
    const kinds = [...new Set(ofLabel.map(({ found }) => found.kind))].map((kind) =>
      counted(ofLabel.filter(({ found }) => found.kind === kind).length, kind.replaceAll("_", " ")),
    );
    return [
      span(pad(label, indent.length), style),
      span(`… and ${ofLabel.length} more`),
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

const problemLines = ({ problems, expiredRules }: Presentation): readonly Line[] => [
  ...problems.flatMap((problem) => [
    [span(pad("UNKNOWN", indent.length), "red"), span(oneLine(problemTitle(problem)), "bold")],
    [span(`${indent}${oneLine(problem.summary)}`)],
  ]),
  ...expiredRules.map(({ reason, until }) => [
    span(pad("EXPIRED", indent.length), "red"),
    span(`the rule "${oneLine(reason)}" held until ${until}: renew or remove it`),
  ]),
];

function ignoredLines({ ignored }: Presentation): readonly Line[] {
  const rules = [...new Set(ignored.map(({ rule }) => rule))].sort((a, b) => a - b);
  return rules.map((rule) => {
    const ofRule = ignored.filter((one) => one.rule === rule);
    const { reason = "", until = null } = ofRule[0] ?? {};
    const keys = ofRule.map(({ finding }) => finding.key).join(", ");
    return [
      span(pad("IGNORED", indent.length), "faint"),
      span(
        oneLine(`${ofRule.length}: ${reason}${until === null ? "" : ` (until ${until})`}: ${keys}`),
        "faint",
      ),
    ];
  });
}

function summary({ outcome, verdict, counts, sources }: Presentation): readonly Line[] {
  const style = { none: "green", found: "yellow", unknown: "red" } as const;
  return [[span(verdict, style[outcome]), span(`: ${counts}`)], [span(oneLine(sources), "faint")]];
}

/** The report for people: one screen, whatever was found. */
export function table(report: Presentation, { color, width, height }: FormatOptions): string {
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
