import { isLosslessNumber, LosslessNumber, parse, stringify } from "lossless-json";
import { type CtyNumber, ctyNumber, isCtyNumber, numbersEqual, numberText } from "../cty/number";

/** Parses JSON; every number keeps its digits, and the last of two equal keys counts, as everywhere. Throws a SyntaxError. */
export const parseExactJson = (source: string): unknown =>
  parse(source, null, {
    parseNumber: (digits) => new LosslessNumber(digits),
    onDuplicateKey: ({ newValue }) => newValue,
  });

/** Compact JSON with sorted keys: one spelling for one value. */
export const canonicalJson = (value: unknown): string => stringify(sortKeys(value)) ?? "null";

export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  const sorted: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) sorted[key] = sortKeys(value[key]);
  return sorted;
}

/**
 * A server keeps integers exactly and every other number as a double: Terraform's 1/3, with its hundred and more
 * digits, is the same there as 0.3333333333333333.
 */
function sameNumber(a: CtyNumber, b: CtyNumber): boolean {
  const [left, right] = [ctyNumber(String(a)), ctyNumber(String(b))];
  if (numbersEqual(left, right)) return true;
  return !(isInteger(left) && isInteger(right)) && isSameDouble(numberText(left), numberText(right));
}

/** Of texts: a LosslessNumber refuses to become a double that is zero or infinite instead of it. */
const isSameDouble = (a: string, b: string): boolean => Number(a) === Number(b) && Number.isFinite(Number(a));

const isInteger = (value: CtyNumber): boolean => !/[.e]/i.test(numberText(value));

/** Are two JSON values the same? The order of keys and the spelling of numbers (`1.0`, `1`, `1e0`) do not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isCtyNumber(a) && isCtyNumber(b)) return sameNumber(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => sameJson(element, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
