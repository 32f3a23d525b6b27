import { isJsonObject } from "./exact-json";

/**
 * What private state remembers of the configuration last applied: the names of the attributes it set.
 * `undefined` means that nothing is remembered (an import, a switch from another provider).
 */
export type Memory = ReadonlySet<string> | undefined;

const key = "configured";

function entriesOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (bytes.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Private state is a JSON object whose values are base64 JSON: the form other providers of these types use too. */
export function readMemory(bytes: Uint8Array): Memory {
  const encoded = entriesOf(bytes)[key];
  if (typeof encoded !== "string") return undefined;
  try {
    const names: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    return Array.isArray(names) ? new Set(names.filter((name) => typeof name === "string")) : undefined;
  } catch {
    return undefined;
  }
}

/** Private state with these names remembered; what else it held stays. */
export function writeMemory(bytes: Uint8Array, configured: readonly string[]): Uint8Array {
  const encoded = Buffer.from(JSON.stringify([...configured].sort())).toString("base64");
  return Buffer.from(JSON.stringify({ ...entriesOf(bytes), [key]: encoded }));
}
