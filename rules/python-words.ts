/** White space as Python's `str.split` knows it: not quite that of a JavaScript `\s`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts four control characters as white space.
const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** The words of `text`, as Python's `text.split()` gives them. */
export const pythonWords = (text: string): string[] => text.split(space).filter((word) => word !== "");
