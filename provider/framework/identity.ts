import type { CtyType } from "../cty/type";
import { isUnknown } from "../cty/unknown";
import type { Fields } from "./plan";
import type { Resource } from "./resource";

/** What names an object for good: texts that the server gives once and never changes. */
export type Identity = Readonly<Record<string, string>>;

type Identified = Pick<Resource<unknown>, "attributes" | "identity">;

/** The cty type of a resource's identity. */
export function identityType({ attributes, identity }: Identified): CtyType {
  const fields: Record<string, CtyType> = {};
  for (const name of identity) fields[name] = attributes[name]?.kind.cty ?? "string";
  return { object: fields };
}

/** The identity of an object as its state, or its plan, gives it; undefined while any of it is unknown or null. */
export function identityOf({ identity }: Identified, fields: Fields | null): Identity | undefined {
  const found: Record<string, string> = {};
  for (const name of identity) {
    const value = fields?.[name] ?? null;
    if (value === null || isUnknown(value) || typeof value !== "string") return undefined;
    found[name] = value;
  }
  return identity.length === 0 ? undefined : found;
}

/** The import id that says the same: the parts in their order, cut by slashes. */
export const importIdOf = ({ identity }: Identified, named: Identity): string =>
  identity.map((name) => named[name] ?? "").join("/");

/** An identity as a person writes it: `id = "…"`. */
export const spellIdentity = (named: Identity): string =>
  Object.entries(named)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(", ");
