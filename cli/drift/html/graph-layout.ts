import type { Box, Link } from "./graph-collapse";
import { columnOf, orderOf } from "./graph-columns";

/** Measures of the picture, in its own units. */
export interface Measures {
  readonly boxWidth: number;
  readonly boxHeight: number;
  /** Between columns. */
  readonly gapAcross: number;
  /** Between boxes of a column. */
  readonly gapDown: number;
}

export interface PlacedBox {
  readonly box: Box;
  readonly column: number;
  /** Upper edge. */
  readonly y: number;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Places as near to the wished ones as can be with such a step between each two; both ascending. */
function apart(wished: readonly number[], step: number): readonly number[] {
  const blocks: { sum: number; count: number }[] = [];
  wished.forEach((place, index) => {
    let block = { sum: place - index * step, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.sum / last.count >= block.sum / block.count; ) {
      blocks.pop();
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      last = blocks.at(-1);
    }
    blocks.push(block);
  });
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((place, index) => place + index * step);
}

/** Boxes in three columns, each near what it is linked to. The same boxes and links get the same places. */
export function layOut(
  boxes: readonly Box[],
  links: readonly Link[],
  { boxHeight, gapDown }: Measures,
): readonly PlacedBox[] {
  const step = boxHeight + gapDown;
  const linked = new Map<string, string[]>(boxes.map(({ key }) => [key, []]));
  for (const { from, to } of links) {
    linked.get(from)?.push(to);
    linked.get(to)?.push(from);
  }
  const columns = [0, 1, 2].map((column) =>
    boxes
      .filter(({ kind }) => columnOf(kind) === column)
      .sort(
        (one, other) =>
          orderOf(one.kind) - orderOf(other.kind) ||
          compare(one.members[0]?.name ?? "", other.members[0]?.name ?? "") ||
          compare(one.key, other.key),
      ),
  );
  const places = new Map<string, number>();
  for (const column of columns)
    for (const [index, { key }] of column.entries()) places.set(key, index * step);
  const wish = (key: string): number =>
    mean((linked.get(key) ?? []).flatMap((other) => places.get(other) ?? [])) ?? places.get(key) ?? 0;

  // The middle leads, since everything is linked to it; the outer ones follow, and lead in turn.
  for (let round = 0; round < 4; round++) {
    for (const index of [1, 0, 2]) {
      const wished = (columns[index] ?? []).map((box) => ({ box, wished: wish(box.key) }));
      wished.sort((one, other) => one.wished - other.wished);
      const placed = apart(
        wished.map((one) => one.wished),
        step,
      );
      for (const [position, { box }] of wished.entries()) places.set(box.key, placed[position] ?? 0);
    }
  }
  const top = Math.min(...places.values());
  return columns.flatMap((column, index) =>
    column
      .map((box) => ({ box, column: index, y: Math.round((places.get(box.key) ?? 0) - top) }))
      .sort((one, other) => one.y - other.y),
  );
}
