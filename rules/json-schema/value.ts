import { isLosslessNumber } from "lossless-json";
import { exactNumber, sameNumber } from "./number";

/** A JSON object; its numbers are `number`, `bigint` or lossless-json's `LosslessNumber`. */
export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

export const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Equality of JSON values; 1 equals 1.0, but not true. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isArray(a) && isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
    );
  }
  const [numberA, numberB] = [exactNumber(a), exactNumber(b)];
  return numberA !== undefined && numberB !== undefined ? sameNumber(numberA, numberB) : a === b;
}

/** `{"__prefect_kind": …}`: the server puts another value, or nothing, in its place. */
const isPlaceholder = (value: unknown): value is JsonObject =>
  isObject(value) && Object.hasOwn(value, "__prefect_kind");

/** What the server takes for a Jinja template. */
const isTemplate = (value: unknown): boolean => typeof value === "string" && /\{\{|\{%/.test(value);

/** How values are held against a schema. */
export interface Reading {
  /** Does another value, or nothing, come in the place of this one? */
  isPlaceholder(value: unknown): boolean;
  /** Does another value come in its place? A placeholder is open too. */
  isOpen(value: unknown): boolean;
  /** Does `format` count? */
  readonly checksFormats: boolean;
  /** Is a value refused whose schema refers to a part that there is not, or to itself without end? */
  readonly refusesLost: boolean;
  /** May the value be turned into one that fits `schema`, whose type it has not? */
  mayBecome(value: unknown, schema: JsonObject): boolean;
}

/** Every value counts as it stands; where the server's `jsonschema` library fails, it refuses. */
export const closed: Reading = {
  isPlaceholder: () => false,
  isOpen: () => false,
  checksFormats: false,
  refusesLost: true,
  mayBecome: () => false,
};

/** `__prefect_kind` objects are replaced before the schema counts. */
export const hydrated: Reading = { ...closed, isPlaceholder, isOpen: isPlaceholder };

/** So are templates, `{{ … }}` or `{% … %}`, in what an automation asks for. */
export const rendered: Reading = {
  ...hydrated,
  isOpen: (value) => isTemplate(value) || isPlaceholder(value),
};

/** Whether `value` is open or has an open value anywhere inside. */
export const holdsOpen = (value: unknown, reading: Reading): boolean =>
  reading.isOpen(value) ||
  (isArray(value) && value.some((item) => holdsOpen(item, reading))) ||
  (isObject(value) && Object.values(value).some((item) => holdsOpen(item, reading)));
