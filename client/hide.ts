const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as JSON, a URL or a page spells it. */
const spellings = (text: string): readonly string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(Buffer.from(text).toString()), // well-formed, or it would throw
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign),
];

/** A function that puts `***` in place of each of `secrets` in a text. To be used before a text is cut short. */
export function hider(secrets: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}

/** The text with what begins as Prefect's keys do left out, wherever somebody has put one. */
export const withoutKeys = (text: string): string => text.replace(/\b(pn[a-z]_)\w+/gi, "$1…");
