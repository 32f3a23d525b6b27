import stringWidth from "string-width";

const segments = new Intl.Segmenter();

/** Cuts a text to so many columns of a terminal; what was cut ends in `…`. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let used = 1;
  let kept = "";
  for (const { segment } of segments.segment(text)) {
    used += stringWidth(segment);
    if (used > columns) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Fills a text with spaces, or cuts it, to exactly so many columns. */
export function pad(text: string, columns: number): string {
  const short = cut(text, columns);
  return short + " ".repeat(Math.max(0, columns - stringWidth(short)));
}

export const widest = (texts: readonly string[]): number =>
  texts.reduce((width, text) => Math.max(width, stringWidth(text)), 0);
