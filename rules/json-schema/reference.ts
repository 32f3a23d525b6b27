import { isArray, isObject } from "./value";

/** A name for a part of a schema, under which references may find it elsewhere than by path. */
const holdsIdentifier = (schema: unknown): boolean =>
  isArray(schema)
    ? schema.some(holdsIdentifier)
    : isObject(schema) && (Object.hasOwn(schema, "$id") || Object.values(schema).some(holdsIdentifier));

/** There is certainly no such part. */
export const lost = Symbol("lost");

/** Finds the parts of a schema that a `$ref` names; undefined where that is not certain. */
export type Resolve = (reference: unknown) => unknown;

const step = (part: unknown, name: string): unknown => {
  if (isArray(part))
    return /^\d{1,9}$/.test(name) ? (Number(name) < part.length ? part[Number(name)] : lost) : undefined;
  if (!isObject(part)) return undefined;
  return Object.hasOwn(part, name) ? part[name] : lost;
};

/** References within `root`: `#`, `#/definitions/Model`. */
export function resolver(root: unknown): Resolve {
  let renamed: boolean | undefined;
  return (reference) => {
    renamed ??= isObject(root) && Object.values(root).some(holdsIdentifier);
    if (renamed || typeof reference !== "string" || !/^#(\/|$)/.test(reference)) return undefined;
    let part = root;
    for (const escaped of reference.split("/").slice(1)) {
      let name: string;
      try {
        name = decodeURIComponent(escaped).replaceAll("~1", "/").replaceAll("~0", "~");
      } catch {
        return undefined;
      }
      part = step(part, name);
      if (part === lost) return lost;
    }
    return part;
  };
}
