import { stringify } from "lossless-json";
import { fromJson, toPlainJson } from "../cty/implied";
import { Dynamic, isWhollyKnown } from "../cty/value";
import { parseExactJson, sameJson } from "./exact-json";
import type { Kind } from "./kind";

const isJson = (value: unknown): value is Parameters<typeof fromJson>[0] => value !== undefined;

/** A JSON value of an answer as a dynamic attribute holds it: null has no type there. */
export function fromJsonValue(json: unknown): Dynamic | null {
  if (json === null) return null;
  const exact = parseExactJson(stringify(json) ?? "null");
  if (!isJson(exact)) throw new Error("The server sent no JSON value.");
  const { type, value } = fromJson(exact);
  return new Dynamic(type, value);
}

const plain = ({ type, value }: Dynamic): unknown => toPlainJson(type, value);

/**
 * A value of any type, equal by the JSON that it stands for: a list and a tuple of the same elements are one.
 * @param same equality of the plain JSON values; by default structural
 */
export const dynamicJson = (same: typeof sameJson = sameJson): Kind<Dynamic> => ({
  label: "any value",
  cty: "dynamic",
  shape: { is: "scalar" },
  is: (value): value is Dynamic => value instanceof Dynamic,
  same: (wanted, actual) =>
    wanted instanceof Dynamic &&
    actual instanceof Dynamic &&
    isWhollyKnown(wanted) &&
    isWhollyKnown(actual) &&
    same(plain(wanted), plain(actual)),
});
