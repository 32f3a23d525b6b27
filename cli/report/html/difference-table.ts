import type { Difference } from "../value";
import { html, type Markup } from "./markup";
import { type DiffRow, diffOfValues, type Piece } from "./value-diff";
import { counted } from "./words";

/** What the two sides are: `last applied` and `on the server`. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

const pieceText = ({ text, differs }: Piece, element: "del" | "ins"): Markup => {
  if (!differs) return html`${text}`;
  return element === "del" ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
};

const side = (pieces: readonly Piece[] | undefined, element: "del" | "ins"): Markup =>
  pieces === undefined
    ? html`<td role="cell" class="none"></td>`
    : html`<td role="cell" class="${element}">${pieces.map((piece) => pieceText(piece, element))}</td>`;

function cells(row: DiffRow): Markup {
  switch (row.row) {
    case "same":
      return html`<td role="cell" class="same">${row.text.map(({ text }) => text)}</td><td role="cell" class="same again">${row.text.map(({ text }) => text)}</td>`;
    case "differs":
      return html`${side(row.before, "del")}${side(row.after, "ins")}`;
    case "skipped":
      return html`<td role="cell" class="skipped" colspan="2">${counted(row.lines, row.same ? "equal line" : "more line")}</td>`;
  }
}

function body({ path, before, after }: Difference): Markup {
  const [first, ...rest] = diffOfValues(before, after);
  if (first === undefined) return html``;
  return html`<tbody role="rowgroup">
<tr role="row"><th role="rowheader" scope="rowgroup" rowspan="${rest.length + 1}">${path}</th>${cells(first)}</tr>
${rest.map((row) => html`<tr role="row">${cells(row)}</tr>\n`)}</tbody>
`;
}

/** Each value that differs, on both sides. Roles are said since the rows are no rows any more on a narrow screen. */
export const differenceTable = (differences: readonly Difference[], { before, after }: Sides): Markup =>
  differences.length === 0
    ? html``
    : html`<table class="differences" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">attribute</th><th role="columnheader" scope="col" class="del">${before}</th><th role="columnheader" scope="col" class="ins">${after}</th></tr></thead>
${differences.map(body)}</table>
`;
