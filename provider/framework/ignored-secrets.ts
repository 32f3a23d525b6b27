import type { Attributes } from "./attribute";
import { privateEntry, withoutPrivateEntry, withPrivateEntry } from "./memory";
import type { Fields } from "./plan";
import { secretParts } from "./secret-memory";

interface Typed {
  readonly typeName: string;
  readonly attributes: Attributes;
}

/**
 * What `ignore_changes` hides from a plan. Core puts the state's value into the configuration that it has planned, and
 * of a write-only attribute that is null: as if the code did not give it any more. But right before each plan of a
 * resource core has its configuration checked as the code says it.
 */
export class GivenSecrets {
  readonly #given = new Map<string, readonly string[]>();

  clear(): void {
    this.#given.clear();
  }

  /** Notes which attributes have a secret part in a configuration that is checked. */
  note(resource: Typed, config: Fields): void {
    const names = givenNames(resource.attributes, config);
    const key = names.length === 0 ? undefined : keyOf(resource, config);
    if (key !== undefined) this.#given.set(key, names);
  }

  /** The attributes whose secret part the code gives, although the configuration that is planned does not. */
  hiddenIn(resource: Typed, config: Fields): readonly string[] {
    if (this.#given.size === 0) return [];
    const shown = givenNames(resource.attributes, config);
    const key = keyOf(resource, config);
    const given = key === undefined ? undefined : this.#given.get(key);
    return (given ?? []).filter((name) => !shown.includes(name));
  }
}

const givenNames = (attributes: Attributes, config: Fields): readonly string[] =>
  secretParts(attributes).flatMap(([name, part]) => (part.given(config) === undefined ? [] : [name]));

/** The required attributes, which tell one object from another; undefined while one is not known. */
function keyOf({ typeName, attributes }: Typed, config: Fields): string | undefined {
  const required = Object.keys(attributes).filter((name) => attributes[name]?.mode === "required");
  const values = required.map((name) => config[name]);
  return values.every((value) => typeof value === "string") ? JSON.stringify([typeName, values]) : undefined;
}

const entry = "ignored";

/** Private state of a plan: what its apply, which gets the configuration as the code says it, is to ignore. */
export const planIgnored = (bytes: Uint8Array, names: readonly string[]): Uint8Array =>
  names.length === 0 ? withoutPrivateEntry(bytes, entry) : withPrivateEntry(bytes, entry, names);

/** Source: private state of a plan. */
export function readIgnored(bytes: Uint8Array): readonly string[] {
  const names = privateEntry(bytes, entry);
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

/** Private state after an apply. */
export const settleIgnored = (bytes: Uint8Array): Uint8Array => withoutPrivateEntry(bytes, entry);
