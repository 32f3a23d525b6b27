import type { LosslessNumber } from "lossless-json";
import { CtyEncodeError, type PathStep } from "./errors";
import { type CtyNumber, ctyNumber, isCtyNumber } from "./number";
import { type CtyType, deepest } from "./type";
import { type CtyValue, ctyString } from "./value";
import { type LeafWriter, type Tree, writeTree } from "./write-tree";

/** Any JSON. Here a `number` means the decimal that it prints as. */
export type Json = null | string | boolean | CtyNumber | readonly Json[] | { readonly [key: string]: Json };

/** A value with its type. `new Dynamic(type, value)` makes one of it for a `dynamic` attribute. */
export interface TypedValue {
  readonly type: CtyType;
  readonly value: CtyValue;
}

/**
 * The type that Terraform's `jsondecode` gives: arrays are tuples, objects are objects, null is dynamic.
 * @throws CtyEncodeError for JSON nested too deeply, or a number that is not finite
 */
export function impliedType(json: Json): CtyType {
  return fromJson(json).type;
}

/**
 * The value that Terraform's `jsondecode` gives, with its {@link impliedType}.
 * @throws CtyEncodeError for JSON nested too deeply, or a number that is not finite
 */
export function fromJson(json: Json): TypedValue {
  return convert(json, []);
}

function convert(json: Json, path: PathStep[]): TypedValue {
  if (path.length > deepest) throw new CtyEncodeError(path.slice(0, 8), "the JSON is nested too deeply");
  if (json === null) return { type: "dynamic", value: null };
  if (typeof json === "string") return { type: "string", value: json };
  if (typeof json === "boolean") return { type: "bool", value: json };
  if (isCtyNumber(json)) {
    if (typeof json === "number" && !Number.isFinite(json)) {
      throw new CtyEncodeError([...path], "a finite number is expected");
    }
    return { type: "number", value: ctyNumber(json.toString()) };
  }
  if (isArray(json)) {
    const elements = json.map((element, index) => convertAt(index, element, path));
    return { type: { tuple: elements.map(({ type }) => type) }, value: elements.map(({ value }) => value) };
  }
  const types: Record<string, CtyType> = Object.create(null);
  const values: Record<string, CtyValue> = Object.create(null);
  for (const [key, attribute] of Object.entries(json)) {
    const name = ctyString(key);
    const { type, value } = convertAt(name, attribute, path);
    types[name] = type;
    values[name] = value;
  }
  return { type: { object: types }, value: values };
}

function convertAt(step: PathStep, json: Json, path: PathStep[]): TypedValue {
  path.push(step);
  const converted = convert(json, path);
  path.pop();
  return converted;
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

const plain: LeafWriter<number | bigint | LosslessNumber> = {
  unknown: undefined,
  dynamic: (_type, tree) => tree,
  number: (value) => (typeof value === "number" && !Number.isFinite(value) ? undefined : value),
};

/**
 * The JSON that Terraform's `jsonencode` gives of a value, with numbers exact; the reverse of {@link fromJson}.
 * Serialise it with lossless-json, which writes `bigint` and `LosslessNumber` as numbers.
 * @throws CtyEncodeError when the value is not of the type, or not wholly known
 */
export function toPlainJson(type: CtyType, value: CtyValue): Tree<number | bigint | LosslessNumber> {
  return writeTree(plain, type, value);
}
