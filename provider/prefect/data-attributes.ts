import { computed, optional } from "../framework/attribute";
import { list } from "../framework/collections";
import { isUuid, string, uuid } from "../framework/scalars";

/** A string that a data source tells. */
export const found = (doc: string) => computed(string).doc(doc);

/** When an object came to be and was last changed. */
export const foundTimes = {
  created: found("When it was created (RFC 3339)."),
  updated: found("When it was last changed (RFC 3339)."),
};

/** Where a data source looks on Prefect Cloud. */
export const dataScope = {
  account_id: optional(uuid)
    .computed()
    .doc("Account id (a UUID) on Prefect Cloud; defaults to the provider's."),
  workspace_id: optional(uuid)
    .computed()
    .doc("Workspace id (a UUID) on Prefect Cloud; defaults to the provider's."),
};

/** Narrows a list of objects down to some, by name or by id. */
export const filterAny = (what: string) =>
  optional(list(string)).doc(`Names or ids of the ${what} to tell. Default: all of them.`);

/** The API's filter for that. */
export function idOrName(some: readonly string[]) {
  const id = { any_: some.filter(isUuid).map((one) => one.toLowerCase()) };
  return { operator: "or_" as const, id, name: { any_: [...some] } };
}

/** In the order of their names, and of their ids where those are equal. */
export const byName = (
  left: { readonly name: string; readonly id: string },
  right: { readonly name: string; readonly id: string },
): number => compare(left.name, right.name) || compare(left.id, right.id);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
