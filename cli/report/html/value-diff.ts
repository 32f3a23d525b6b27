import { diffArrays, diffWordsWithSpace } from "diff";
import type { Value } from "../value";
import { linesOfBoth } from "./value-lines";

/** A part of a line; `differs` where the other side has something else. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** One line of two values side by side. A side is undefined where it has no such line. */
export type DiffRow =
  | { readonly row: "same"; readonly text: readonly Piece[] }
  | {
      readonly row: "differs";
      readonly before: readonly Piece[] | undefined;
      readonly after: readonly Piece[] | undefined;
    }
  /** So many lines are left out, since they are the same or there are too many. */
  | { readonly row: "skipped"; readonly lines: number; readonly same: boolean };

/** Equal lines shown beside what differs. */
const contextLines = 3;
const mostRows = 300;
/** Beyond it finding the shortest way from one to the other takes too long. */
const mostEdits = 1000;
const mostCompared = 50_000;
const mostEqualCharacters = 240;
const mostDifferentCharacters = 4000;

function shorten(piece: Piece): Piece {
  const most = piece.differs ? mostDifferentCharacters : mostEqualCharacters;
  if (piece.text.length <= most) return piece;
  const characters = [...piece.text];
  const kept = Math.floor(most / 2);
  const left = characters.length - 2 * kept;
  if (left <= 0) return piece;
  const [begin, end] = [characters.slice(0, kept).join(""), characters.slice(-kept).join("")];
  return { ...piece, text: `${begin} … ${left.toLocaleString("en-US")} characters … ${end}` };
}

const whole = (text: string, differs: boolean): readonly Piece[] => [shorten({ text, differs })];

/** Only where two lines begin and end alike; for lines too long to be compared word by word. */
function rowByEnds(before: string, after: string): DiffRow {
  const [one, other] = [[...before], [...after]];
  const shorter = Math.min(one.length, other.length);
  let begin = 0;
  while (begin < shorter && one[begin] === other[begin]) begin++;
  let end = 0;
  while (end < shorter - begin && one.at(-1 - end) === other.at(-1 - end)) end++;
  const pieces = (characters: readonly string[]): readonly Piece[] =>
    [
      { text: characters.slice(0, begin).join(""), differs: false },
      { text: characters.slice(begin, characters.length - end).join(""), differs: true },
      { text: characters.slice(characters.length - end).join(""), differs: false },
    ]
      .filter(({ text }) => text !== "")
      .map(shorten);
  return { row: "differs", before: pieces(one), after: pieces(other) };
}

/** A pair of lines, with the words that differ. Where hardly a word is the same, all is said to differ. */
function rowOfPair(before: string, after: string): DiffRow {
  const changes =
    Math.max(before.length, after.length) > mostCompared
      ? undefined
      : diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (changes === undefined) return rowByEnds(before, after);
  const same = changes
    .filter(({ added, removed }) => !added && !removed)
    .reduce((length, { value }) => length + value.trim().length, 0);
  if (same * 3 < Math.min(before.length, after.length)) {
    return { row: "differs", before: whole(before, true), after: whole(after, true) };
  }
  const side = (other: "added" | "removed"): readonly Piece[] =>
    changes
      .filter((change) => !change[other])
      .map(({ value, added, removed }) => shorten({ text: value, differs: added || removed }));
  return { row: "differs", before: side("added"), after: side("removed") };
}

function rowsOfLines(before: readonly string[], after: readonly string[]): readonly DiffRow[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostEdits }) ?? [
    { value: [...before], removed: true, added: false },
    { value: [...after], removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  let removed: readonly string[] = [];
  let added: readonly string[] = [];
  const flush = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      const [one, other] = [removed[index], added[index]];
      rows.push(
        one !== undefined && other !== undefined
          ? rowOfPair(one, other)
          : {
              row: "differs",
              before: one === undefined ? undefined : whole(one, true),
              after: other === undefined ? undefined : whole(other, true),
            },
      );
    }
    removed = [];
    added = [];
  };
  for (const change of changes) {
    if (change.removed) removed = [...removed, ...change.value];
    else if (change.added) added = [...added, ...change.value];
    else {
      flush();
      for (const line of change.value) rows.push({ row: "same", text: whole(line, false) });
    }
  }
  flush();
  return rows;
}

/** Leaves out equal lines that are far from what differs, and what is too much to read. */
function withoutTheRest(rows: readonly DiffRow[]): readonly DiffRow[] {
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (row.row === "same") return;
    for (let other = index - contextLines; other <= index + contextLines; other++) near.add(other);
  });
  const kept: DiffRow[] = [];
  let skipped = 0;
  const flush = (): void => {
    if (skipped > 0) kept.push({ row: "skipped", lines: skipped, same: true });
    skipped = 0;
  };
  rows.forEach((row, index) => {
    // A line that says "1 line" takes the room of that line.
    const alone = !near.has(index) && near.has(index - 1) && near.has(index + 1);
    if (near.has(index) || alone) {
      flush();
      kept.push(row);
    } else skipped++;
  });
  flush();
  return kept.length <= mostRows
    ? kept
    : [...kept.slice(0, mostRows), { row: "skipped", lines: kept.length - mostRows, same: false }];
}

/**
 * Two values line by line, as far as they differ: long texts and structures on lines of their own, with equal lines left
 * out; short values on one.
 */
export function diffOfValues(before: Value, after: Value): readonly DiffRow[] {
  // Words are not what is compared where one of them is no value at all, or may not be seen.
  if (before.is !== "given" || after.is !== "given") {
    const lines = linesOfBoth(before, after);
    const most = Math.max(lines.before.length, lines.after.length);
    const pieces = (line: string | undefined): readonly Piece[] | undefined =>
      line === undefined ? undefined : whole(line, false);
    return withoutTheRest(
      Array.from({ length: most }, (_, index) => ({
        row: "differs" as const,
        before: pieces(lines.before[index]),
        after: pieces(lines.after[index]),
      })),
    );
  }
  const lines = linesOfBoth(before, after);
  return withoutTheRest(rowsOfLines(lines.before, lines.after));
}
