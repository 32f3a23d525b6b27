import { isJsonObject } from "./exact-json";
import { privateEntry, withoutPrivateEntry, withPrivateEntry } from "./memory";
import type { Noted } from "./resource";

const key = "noted";

/** Private state of a plan, with what its review found out for the apply. */
export const planNoted = (bytes: Uint8Array, noted: Noted): Uint8Array =>
  Object.keys(noted).length === 0 ? bytes : withPrivateEntry(bytes, key, noted);

export function readNoted(bytes: Uint8Array): Noted {
  const entry = privateEntry(bytes, key);
  const facts = isJsonObject(entry) ? Object.entries(entry) : [];
  return Object.fromEntries(
    facts.flatMap(([name, fact]) => (typeof fact === "string" ? [[name, fact]] : [])),
  );
}

/** Private state after an apply, which needs it no more. */
export const settleNoted = (bytes: Uint8Array): Uint8Array => withoutPrivateEntry(bytes, key);
