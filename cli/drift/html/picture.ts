import { html, type Markup } from "../../report/html/markup";
import { countedKind, kindWords } from "../../report/html/words";
import { cut } from "../../report/text-width";
import { oneLine } from "../../report/value-text";
import type { Box, Collapsed, Link } from "./graph-collapse";
import { columnTitles } from "./graph-columns";
import { layOut, type Measures, type PlacedBox } from "./graph-layout";
import { signOf } from "./words";

/** One drawing for each width of the screen: a narrow one shows less of each name. */
interface Drawing extends Measures {
  readonly name: "wide" | "narrow";
  /** Room beside the outer columns, for links within them. */
  readonly margin: number;
  /** Columns of text that fit a box, and lines of the name. */
  readonly characters: number;
  readonly nameLines: number;
}

const drawings: readonly Drawing[] = [
  {
    name: "wide",
    boxWidth: 262,
    boxHeight: 46,
    gapAcross: 84,
    gapDown: 12,
    margin: 22,
    characters: 32,
    nameLines: 1,
  },
  {
    name: "narrow",
    boxWidth: 92,
    boxHeight: 54,
    gapAcross: 20,
    gapDown: 8,
    margin: 10,
    characters: 12,
    nameLines: 2,
  },
];

const titleHeight = 26;

const nameOf = ({ members, kind }: Box): string =>
  members.length === 1 ? oneLine(members[0]?.name ?? "") : countedKind(members.length, kind);

const stateOf = ({ categories }: Box): string =>
  categories.length === 0 ? "no drift" : categories.join(", ");

const described = (box: Box): string =>
  box.members.length === 1
    ? `${kindWords(box.kind)} ${nameOf(box)}: ${stateOf(box)}`
    : `${nameOf(box)}: ${stateOf(box)}`;

/** Lines of so many columns; the last one is cut. */
function wrapped(text: string, characters: number, lines: number): readonly string[] {
  if (lines <= 1 || cut(text, characters) === text) return [cut(text, characters)];
  const first = cut(text, characters).replace(/…$/, "");
  return [first, ...wrapped(text.slice(first.length), characters, lines - 1)];
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function boxMarkup(box: Box, { x, y }: Corner, drawing: Drawing, target: string | undefined): Markup {
  const { boxWidth, boxHeight, characters, nameLines, name } = drawing;
  const inset = name === "wide" ? 12 : 6;
  const lineHeight = name === "wide" ? 19 : 14;
  const [category] = box.categories;
  const second = box.members.length === 1 ? kindWords(box.kind) : "alike";
  const state = box.categories.map((one) => `${signOf(one)} ${one}`).join(" ");
  const stack =
    box.members.length === 1
      ? null
      : html`<rect class="behind" x="${x + 4}" y="${y + 4}" width="${boxWidth}" height="${boxHeight}" rx="7"/>`;
  const lines = wrapped(nameOf(box), characters, nameLines);
  const shapes = html`<title>${described(box)}</title>${stack}<rect class="box" x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="7"/>
<g aria-hidden="true">${lines.map((line, index) => html`<text class="name" x="${x + inset}" y="${y + lineHeight * (index + 1)}">${line}</text>`)}
<text class="state" x="${x + inset}" y="${y + boxHeight - (name === "wide" ? 9 : 8)}">${
    category === undefined
      ? second
      : html`<tspan class="mark">${name === "wide" ? state : cut(state, characters)}</tspan>${name === "wide" ? ` ${second}` : null}`
  }</text></g>`;
  const shown = `node ${category ?? "well"}`;
  return target === undefined
    ? html`<g class="${shown}" role="img" aria-label="${described(box)}">${shapes}</g>\n`
    : html`<a class="${shown}" href="#${target}">${shapes}</a>\n`;
}

function pathOf(from: PlacedBox, to: PlacedBox, left: (column: number) => number, drawing: Drawing): string {
  const { boxWidth, boxHeight, margin } = drawing;
  const middle = ({ y }: PlacedBox): number => y + titleHeight + boxHeight / 2;
  const [start, end] = [middle(from), middle(to)];
  if (from.column === to.column) {
    const outward = from.column === 0 ? -1 : 1;
    const x = left(from.column) + (outward < 0 ? 0 : boxWidth);
    const bend = x + outward * margin * 1.25;
    return `M${x} ${start}C${bend} ${start} ${bend} ${end} ${x} ${end}`;
  }
  const rightward = from.column < to.column;
  const x1 = left(from.column) + (rightward ? boxWidth : 0);
  const x2 = left(to.column) + (rightward ? 0 : boxWidth);
  const bend = (x1 + x2) / 2;
  return `M${x1} ${start}C${bend} ${start} ${bend} ${end} ${x2} ${end}`;
}

function svg(
  { boxes, links }: Collapsed,
  drawing: Drawing,
  targetOf: (box: Box) => string | undefined,
): Markup {
  const { boxWidth, boxHeight, gapAcross, margin, name } = drawing;
  const placed = layOut(boxes, links, drawing);
  const byKey = new Map(placed.map((one) => [one.box.key, one]));
  const left = (column: number): number => margin + column * (boxWidth + gapAcross);
  const width = 2 * margin + 3 * boxWidth + 2 * gapAcross;
  const height = titleHeight + Math.max(...placed.map(({ y }) => y)) + boxHeight + 8;
  const line = (link: Link): Markup | null => {
    const [from, to] = [byKey.get(link.from), byKey.get(link.to)];
    if (from === undefined || to === undefined) return null;
    const watching = link.relations.every((relation) => relation === "watches");
    return html`<path class="link${link.marked ? " marked" : ""}${watching ? " watches" : ""}" d="${pathOf(from, to, left, drawing)}"/>\n`;
  };
  const titles = columnTitles[name];
  // What is drawn last lies above: links of what has drifted.
  const sorted = [...links].sort((one, other) => Number(one.marked) - Number(other.marked));
  return html`<svg class="picture ${name}" viewBox="0 0 ${width} ${height}" role="group" aria-label="What hangs together">
<g aria-hidden="true">${titles.map((title, column) => html`<text class="title" x="${left(column)}" y="14">${title}</text>`)}
${sorted.map(line)}</g>
${placed.map(({ box, column, y }) => boxMarkup(box, { x: left(column), y: y + titleHeight }, drawing, targetOf(box)))}</svg>
`;
}

/** The picture, once for each width of the screen. `targetOf` names the part of the page that tells of a box. */
export const picture = (collapsed: Collapsed, targetOf: (box: Box) => string | undefined): Markup =>
  html`${drawings.map((drawing) => svg(collapsed, drawing, targetOf))}`;
