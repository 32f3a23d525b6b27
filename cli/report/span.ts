import stringWidth from "string-width";
import { cut } from "./text-width";

/** Codes of a terminal (SGR): begin, end. */
const styles = {
  plain: undefined,
  bold: [1, 22],
  faint: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof styles;

/** A part of a line, in one style. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly Span[];

export const span = (text: string, style: Style = "plain"): Span => ({ text, style });

function painted({ text, style }: Span): string {
  const codes = styles[style];
  return codes === undefined || text === "" ? text : `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m`;
}

/** A line of at most so many columns. */
export function lineText(line: Line, columns: number, color: boolean): string {
  let left = columns;
  const parts = line.flatMap(({ text, style }) => {
    if (left <= 0) return [];
    const shown = cut(text, left);
    left -= stringWidth(shown);
    return [color ? painted({ text: shown, style }) : shown];
  });
  return parts.join("").trimEnd();
}
