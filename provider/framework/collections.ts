import type { CtyType } from "../cty/type";
import { isUnknown } from "../cty/unknown";
import { type CtyValue, Dynamic, isMapping, isSequence } from "../cty/value";
import type { Attributes, State } from "./attribute";
import type { AttributeFacts, Kind } from "./kind";

/** Elements of a list or set; undefined for anything else. */
export const elements = (value: CtyValue): readonly CtyValue[] | undefined =>
  isSequence(value) ? value : undefined;

/** Entries of a map or attributes of an object; undefined for anything else. */
export const entries = (value: CtyValue): { readonly [key: string]: CtyValue } | undefined =>
  isMapping(value) ? value : undefined;

/** Equality of two values of a kind where either may be null or unknown: unknown equals nothing. */
export function sameValue(kind: Kind<unknown>, wanted: CtyValue, actual: CtyValue): boolean {
  if (isUnknown(wanted) || isUnknown(actual)) return false;
  if (isNull(wanted) || isNull(actual)) return isNull(wanted) && isNull(actual);
  return kind.same(wanted, actual);
}

/** A null of a known type, as a dynamic attribute may hold it, is a null too. */
const isNull = (value: CtyValue): boolean =>
  value === null || (value instanceof Dynamic && value.value === null);

/** Equality of one attribute's values, with what its words say of null. */
export function sameAttribute(attribute: AttributeFacts, wanted: CtyValue, actual: CtyValue): boolean {
  const { blank, means } = attribute.words;
  if (sameValue(attribute.kind, wanted, actual)) return true;
  const stand = means !== undefined ? means : blank;
  if (stand === undefined || stand === null) return false;
  if (wanted === null) return actual !== null && sameValue(attribute.kind, stand, actual);
  return actual === null && sameValue(attribute.kind, wanted, stand);
}

/** Is the server's answer the wanted value, or what it makes of that? */
export function sameAnswer(attribute: AttributeFacts, wanted: CtyValue, actual: CtyValue): boolean {
  if (sameAttribute(attribute, wanted, actual)) return true;
  if (wanted === null || actual === null || isUnknown(wanted) || isUnknown(actual)) return false;
  return attribute.kind.answers?.(wanted, actual) === true;
}

export function list<T>(element: Kind<T>): Kind<readonly T[]> {
  return {
    label: `a list (each element ${element.label})`,
    cty: { list: element.cty },
    shape: { is: "list", element },
    is: (value): value is readonly T[] => Array.isArray(value) && value.every((one) => element.is(one)),
    same: (wanted, actual) => {
      const left = elements(wanted);
      const right = elements(actual);
      if (left === undefined || right === undefined || left.length !== right.length) return false;
      return left.every((one, index) => sameValue(element, one, right[index] ?? null));
    },
  };
}

/** A set of strings or the like: without order or duplicates. */
export function set<T>(element: Kind<T>): Kind<readonly T[]> {
  const within = (all: readonly CtyValue[], one: CtyValue) =>
    all.some((other) => sameValue(element, one, other));
  return {
    label: `a set (each element ${element.label})`,
    cty: { set: element.cty },
    shape: { is: "set", element },
    is: (value): value is readonly T[] => Array.isArray(value) && value.every((one) => element.is(one)),
    same: (wanted, actual) => {
      const left = elements(wanted);
      const right = elements(actual);
      if (left === undefined || right === undefined) return false;
      return left.every((one) => within(right, one)) && right.every((one) => within(left, one));
    },
  };
}

interface MapOptions {
  /** Compare only the keys that are wanted; others on the server are someone else's. */
  readonly wantedKeysOnly?: boolean;
}

export function map<T>(element: Kind<T>, options: MapOptions = {}): Kind<Readonly<Record<string, T>>> {
  return {
    label: `a map (each value ${element.label})`,
    cty: { map: element.cty },
    shape: { is: "map", element },
    is: (value): value is Readonly<Record<string, T>> =>
      typeof value === "object" && value !== null && Object.values(value).every((one) => element.is(one)),
    same: (wanted, actual) => {
      const left = entries(wanted);
      const right = entries(actual);
      if (left === undefined || right === undefined) return false;
      const keys = Object.keys(left);
      if (options.wantedKeysOnly !== true && keys.length !== Object.keys(right).length) return false;
      return keys.every(
        (key) => Object.hasOwn(right, key) && sameValue(element, left[key] ?? null, right[key] ?? null),
      );
    },
  };
}

interface ObjectOptions {
  /** Equality of whole objects where attribute by attribute is too strict: several spellings of one thing. */
  readonly same?: (wanted: CtyValue, actual: CtyValue) => boolean;
}

/** An object with nested attributes; they are required or optional, never computed on their own. */
export function object<S extends Attributes>(attributes: S, options: ObjectOptions = {}): Kind<State<S>> {
  const types: Record<string, CtyType> = {};
  for (const [name, attribute] of Object.entries(attributes)) types[name] = attribute.kind.cty;
  return {
    label: "an object",
    cty: { object: types },
    shape: { is: "object", attributes },
    is: (value): value is State<S> => conforms(attributes, value, () => false),
    same: (wanted, actual) => {
      const left = entries(wanted);
      const right = entries(actual);
      if (left === undefined || right === undefined) return false;
      if (options.same?.(left, right) === true) return true;
      return Object.entries(attributes).every(([name, attribute]) =>
        sameAttribute(attribute, left[name] ?? null, right[name] ?? null),
      );
    },
  };
}

/** Does a value carry exactly what the attributes say? `mayBeUnknown` tells which attributes may be unknown. */
export function conforms(
  attributes: Attributes,
  value: unknown,
  mayBeUnknown: (attribute: AttributeFacts) => boolean,
): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(attributes).every(([name, attribute]) => {
    const field: unknown = (Object.hasOwn(value, name) ? Reflect.get(value, name) : null) ?? null;
    if (field === null) return attribute.mode !== "required";
    if (isUnknown(field)) return mayBeUnknown(attribute);
    return attribute.kind.is(field);
  });
}
