import { evaluate } from "./json-schema/evaluate";
import type { Complaint } from "./json-schema/outcome";
import { closed, isArray, isObject, type JsonObject, type Reading } from "./json-schema/value";
import { type Misfit, misfit } from "./misfit";
import { mayBecome } from "./pydantic-reading";

const loaded: Reading = {
  ...closed,
  isOpen: (value) => isObject(value) && Object.hasOwn(value, "$ref"),
  refusesLost: false,
  mayBecome,
};

const plain = (name: string): string => name.replaceAll(/[_-]/g, "").toLowerCase();

/** A field that is missing, but may be given under another name, which the class of the block knows. */
function mayHaveAlias({ path, expected }: Complaint, values: JsonObject): boolean {
  const name = path.at(-1);
  let holder: unknown = values;
  for (const step of path.slice(0, -1)) {
    if (isArray(holder)) holder = holder[Number(step)];
    else holder = isObject(holder) ? holder[step] : undefined;
  }
  if (expected !== "given" || typeof name !== "string" || !isObject(holder)) return false;
  return Object.keys(holder).some((other) => plain(other) === plain(name));
}

/**
 * Pydantic 1, which made the schemas of older classes, does not tell what may be null: an optional field without a
 * default, which stands for the null.
 */
function withoutOpenNulls(values: JsonObject, { properties, required }: JsonObject): JsonObject {
  const mayBeNull = (name: string): boolean => {
    const field = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const isOptional = !(isArray(required) && required.includes(name));
    return isOptional && isObject(field) && !Object.hasOwn(field, "default");
  };
  const entries = Object.entries(values).filter(([name, value]) => value !== null || !mayBeNull(name));
  return Object.fromEntries(entries);
}

/** What does not fit a block type, and what need not. */
export interface BlockDataMisfits {
  /** No flow can load a block of these data. */
  readonly refused: readonly Misfit[];
  /** Whether one can depends on what the class of the block makes of the data. */
  readonly doubtful: readonly Misfit[];
}

/**
 * What the class of a block refuses of its data, by `fields`, the JSON schema of its type. A server takes any data;
 * a flow that loads the block has Pydantic read them, which turns `"5"` into a 5 where one is wanted.
 *
 * @example blockData({ port: "a" }, { properties: { port: { type: "integer" } } }).refused
 *   // [{ field: "port", reason: "It must be a whole number." }]
 */
export function blockData(values: JsonObject, fields: JsonObject): BlockDataMisfits {
  const open: Reading = { ...loaded, mayBecome: closed.mayBecome };
  const certain = evaluate(fields, withoutOpenNulls(values, fields), loaded).complaints.filter(
    (complaint) => !mayHaveAlias(complaint, values),
  );
  const refused = certain.map(misfit);
  const known = new Set(refused.map(({ field }) => field));
  const doubtful = evaluate(fields, values, open)
    .complaints.map(misfit)
    .filter(({ field }) => !known.has(field));
  return { refused, doubtful };
}
