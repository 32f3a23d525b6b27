import { type Figures, isBroken, type Table } from "./figures";
import type { Results } from "./result";

/** All results as Markdown. */
export function report(results: Results): string {
  const parts = Object.entries(results);
  return [
    "# What the provider costs",
    "",
    "Made by `make bench`; `make bench ONLY=NAME` measures one part anew. Times depend on the machine, which each part names: what counts are the ratios, of things measured in turns.",
    "",
    ...limitLines(parts),
    "![Milliseconds for each deployment, by their number](results.svg)",
    "",
    ...parts.flatMap(([name, { machine, date, seconds, figures }]) => [
      `## ${name}`,
      "",
      `${date}, ${machine}${seconds === undefined ? "" : `; measured in ${seconds} s`}.`,
      "",
      ...figures.tables.flatMap(tableLines),
      ...countLines(figures),
      ...figures.left.flatMap((line) => [`Not measured: ${line}.`, ""]),
    ]),
  ].join("\n");
}

function limitLines(parts: readonly [string, { figures: Figures }][]): string[] {
  return tableLines({
    title: "Limits",
    header: ["part", "", "measured", "at most", ""],
    rows: parts.flatMap(([name, { figures }]) =>
      figures.limits.map((limit) => [
        name,
        limit.what,
        limit.measured.toFixed(2).replace(/\.00$/, ""),
        limit.atMost.toFixed(2).replace(/\.?0+$/, ""),
        isBroken(limit) ? "**broken**" : "holds",
      ]),
    ),
  });
}

function countLines({ counts }: Figures): string[] {
  const entries = Object.entries(counts);
  if (entries.length === 0) return [];
  return [
    ...tableLines({
      title: "Counted",
      header: ["", "requests"],
      rows: entries.map(([what, count]) => [what, String(count)]),
    }),
  ];
}

function tableLines({ title, header, rows, note }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `**${title}**`,
    "",
    line(header),
    line(header.map((_, column) => (column === 0 ? "---" : "---:"))),
    ...rows.map(line),
    "",
    ...(note === undefined ? [] : [note, ""]),
  ];
}
