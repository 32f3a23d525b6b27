import { map } from "../framework/collections";
import { string } from "../framework/scalars";

/** Labels of a flow or deployment. Only the keys that code gives are compared: the server adds its own. */
export const labels = map(string, { wantedKeysOnly: true });

type ServerLabels = { readonly [key: string]: unknown } | null | undefined;

/** Labels of an answer; the API also allows booleans and numbers. */
export function labelsAttribute(fromServer: ServerLabels): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fromServer ?? {}).map(([key, value]) => [key, String(value)]));
}
