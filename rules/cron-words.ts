import { pythonWords } from "./python-words";

/** What the server writes out; it knows them only in this form, without spaces around. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
  ["@daily", "0 0 * * *"],
  ["@weekly", "0 0 * * 0"],
  ["@monthly", "0 0 1 * *"],
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
]);

/** The fields of a cron expression, in lower case, its alias written out. */
export const cronWords = (expression: string): string[] =>
  pythonWords(aliases.get(expression.toLowerCase()) ?? expression.toLowerCase());
