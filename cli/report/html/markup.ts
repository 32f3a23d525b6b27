import { oneLine } from "../value-text";

/** HTML that is made, not given: only {@link html} and {@link trusted} make it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = Markup | string | number | null | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Stands in content and in quoted attributes. What is unseen or turns the direction of writing is shown as its code. */
const escapeText = (text: string): string =>
  text
    .split("\n")
    .map(oneLine)
    .join("\n")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");

function partText(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escapeText(part);
  if (typeof part === "number") return String(part);
  return part.map(partText).join("");
}

/**
 * A template whose values are escaped, except what is {@link Markup} itself; lists are joined, null is nothing.
 *
 * @example
 * html`<td title="${name}">${rows.map(row)}</td>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + partText(parts[index] ?? null)).join(""));
}

/** Text of the page's own that is HTML already, such as its style sheet. Never what a report holds. */
export const trusted = (text: string): Markup => new Markup(text);
