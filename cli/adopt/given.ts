import { isJsonNumber, type JsonValue } from "../../client";
import { isRecord } from "../server-objects/records";
import { type Expression, type Fields, json } from "./expression";

/** Values by name; what is null or undefined is as it is by default. */
export type Values = Readonly<Record<string, JsonValue | undefined>>;

const isNothing = (value: JsonValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && !isJsonNumber(value) && Object.keys(value).length === 0);

/** Fields of what is there: no null, no empty text, list or object. */
export function given(values: Values): Fields {
  return Object.entries(values).flatMap(([name, value]): [string, Expression][] =>
    value === undefined || isNothing(value) ? [] : [[name, json(value)]],
  );
}

/** A value that is not the default one; undefined otherwise. */
export const unless = <T>(usual: T, value: T | null | undefined): T | undefined =>
  value === usual || value === null ? undefined : value;

/** Are two JSON values the same, whatever the order of keys? */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
