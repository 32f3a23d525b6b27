import { isArray, isObject } from "./value";

/** A name for a part of a schema, under which references may find it elsewhere than by path. */
const holdsIdentifier = (schema: unknown): boolean =>
  isArray(schema)
    ? schema.some(holdsIdentifier)
    : isObject(schema) && (Object.hasOwn(schema, "$id") || Object.values(schema).some(holdsIdentifier));

/** Finds the parts of a schema that a `$ref` names; undefined where that is not certain. */
export type Resolve = (reference: unknown) => unknown;

/** References within `root`: `#`, `#/definitions/Model`. */
export function resolver(root: unknown): Resolve {
  let renamed: boolean | undefined;
  return (reference) => {
    renamed ??= isObject(root) && Object.values(root).some(holdsIdentifier);
    if (renamed || typeof reference !== "string" || !/^#(\/|$)/.test(reference)) return undefined;
    let part = root;
    for (const escaped of reference.split("/").slice(1)) {
      let step: string;
      try {
        step = decodeURIComponent(escaped).replaceAll("~1", "/").replaceAll("~0", "~");
      } catch {
        return undefined;
      }
      if (isArray(part)) part = /^\d+$/.test(step) ? part[Number(step)] : undefined;
      else part = isObject(part) && Object.hasOwn(part, step) ? part[step] : undefined;
    }
    return part;
  };
}
