import { lineText, type Style, span } from "../report/span";

/** Whether output may be coloured: `--color`, `--no-color`, else whether it goes to a terminal and NO_COLOR is not set. */
export const mayColor = (wanted: boolean | undefined, { isTTY }: { readonly isTTY?: boolean }): boolean =>
  wanted ?? (isTTY === true && !process.env.NO_COLOR);

export const painted = (text: string, style: Style): string =>
  lineText([span(text, style)], Number.POSITIVE_INFINITY, true);
