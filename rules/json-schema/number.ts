import { isLosslessNumber } from "lossless-json";

/** A JSON number as the server holds it: a whole number exactly (bigint), any other as a double (number). */
export type ExactNumber = bigint | number;

/** The number that `value` is, or undefined where it is none. `1.0` and `1e2` are doubles, `1` is whole. */
export function exactNumber(value: unknown): ExactNumber | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value !== "number" && !isLosslessNumber(value)) return undefined;
  const text = Object.is(value, -0) ? "0" : String(value);
  return /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}

export const isWhole = (number: ExactNumber): boolean =>
  typeof number === "bigint" || Number.isInteger(number);

/** Compared exactly, a double with a whole number too. */
export const sameNumber = (a: ExactNumber, b: ExactNumber): boolean => !(a < b) && !(a > b);

/** Whether `number` is a multiple of `unit`; undefined where the server's own arithmetic overflows. */
export function isMultiple(number: ExactNumber, unit: ExactNumber): boolean | undefined {
  if (typeof unit === "number") {
    const quotient = Number(number) / unit;
    return Number.isFinite(quotient) ? Number.isInteger(quotient) : undefined;
  }
  if (unit === 0n) return undefined;
  return typeof number === "bigint" ? number % unit === 0n : number % Number(unit) === 0;
}
