import { oneLine } from "./value-text";

/** Writes to standard error what may hold words of others: a terminal shows them and obeys none. */
export function complain(text: string): void {
  console.error(text.split(/\r?\n/).map(oneLine).join("\n"));
}
