import { isJsonObject } from "./exact-json";

/**
 * What private state remembers of the configuration last applied: the names of the attributes it set.
 * `undefined` means that nothing is remembered (an import, a switch from another provider).
 */
export type Memory = ReadonlySet<string> | undefined;

const configured = "configured";
const dropped = "dropped";

type Entries = Readonly<Record<string, unknown>>;

/** Each request's bytes are asked for several entries. */
const parsed = new WeakMap<Uint8Array, Entries>();

function entriesOf(bytes: Uint8Array): Entries {
  const entries = parsed.get(bytes) ?? parseEntries(bytes);
  parsed.set(bytes, entries);
  return entries;
}

function parseEntries(bytes: Uint8Array): Entries {
  if (bytes.length === 0) return {};
  try {
    const entries: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return isJsonObject(entries) ? entries : {};
  } catch {
    return {};
  }
}

/** Private state is a JSON object whose values are base64 JSON: the form other providers of these types use too. */
export function readMemory(bytes: Uint8Array): Memory {
  return namesIn(bytes, configured);
}

/** An entry of private state; undefined where there is none that can be read. */
export function privateEntry(bytes: Uint8Array, key: string): unknown {
  const encoded = entriesOf(bytes)[key];
  if (typeof encoded !== "string") return undefined;
  try {
    return JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Private state with one more entry, or another value of it. */
export const withPrivateEntry = (bytes: Uint8Array, key: string, value: unknown): Uint8Array =>
  write({ ...entriesOf(bytes), [key]: spell(value) });

/** Private state without an entry; the same bytes where there is none. */
export function withoutPrivateEntry(bytes: Uint8Array, key: string): Uint8Array {
  const { [key]: old, ...others } = entriesOf(bytes);
  return old === undefined ? bytes : write(others);
}

function namesIn(bytes: Uint8Array, key: string): Memory {
  const names = privateEntry(bytes, key);
  return Array.isArray(names) ? new Set(names.filter((name) => typeof name === "string")) : undefined;
}

const spell = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

const spellNames = (names: readonly string[]): string => spell([...names].sort());

const write = (entries: Readonly<Record<string, unknown>>): Uint8Array =>
  Buffer.from(JSON.stringify(entries));

/** Private state of a plan: these names, and beside them what was remembered and is not configured any more. */
export function planMemory(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  const { [dropped]: _, ...others } = entriesOf(bytes);
  const before = [...(readMemory(bytes) ?? [])].filter((name) => !names.includes(name));
  return write({
    ...others,
    [configured]: spellNames(names),
    ...(before.length === 0 ? {} : { [dropped]: spellNames(before) }),
  });
}

/**
 * Private state after the apply of a plan. When it failed, what code no longer sets may still stand on the server as
 * code had it: it stays remembered, so that the next apply resets it.
 */
export function settleMemory(bytes: Uint8Array, outcome: "applied" | "failed"): Uint8Array {
  const { [dropped]: _, ...others } = entriesOf(bytes);
  const before = namesIn(bytes, dropped);
  if (before === undefined) return bytes;
  if (outcome === "applied") return write(others);
  return write({ ...others, [configured]: spellNames([...(readMemory(bytes) ?? []), ...before]) });
}
