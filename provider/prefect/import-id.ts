import { isUuid } from "../framework/scalars";
import type { Scope } from "./api";

type Find<T> = (name: string, scope: Scope) => Promise<T | undefined>;

const unscoped: Scope = { account_id: null, workspace_id: null };

/**
 * Finds what an import id names. A last `,<uuid>` is a workspace only when the whole string names nothing:
 * names may hold commas.
 */
export async function findImported<T>(id: string, find: Find<T>): Promise<T | undefined> {
  const whole = await find(id, unscoped);
  if (whole !== undefined) return whole;
  const comma = id.lastIndexOf(",");
  const workspace = id.slice(comma + 1).trim();
  if (comma < 1 || !isUuid(workspace)) return undefined;
  return find(id.slice(0, comma), { account_id: null, workspace_id: workspace });
}

/** Every way to cut `text` in two at a separator: names may hold the separator themselves. */
export function splits(text: string, separator: string): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let at = text.indexOf(separator); at !== -1; at = text.indexOf(separator, at + 1)) {
    pairs.push([text.slice(0, at), text.slice(at + separator.length)]);
  }
  return pairs;
}

/** The first of some attempts that finds something. */
export async function firstFound<T>(
  attempts: readonly (() => Promise<T | undefined>)[],
): Promise<T | undefined> {
  for (const attempt of attempts) {
    const found = await attempt();
    if (found !== undefined) return found;
  }
  return undefined;
}
