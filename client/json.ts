import { isLosslessNumber, LosslessNumber, parse, stringify } from "lossless-json";

/**
 * A JSON number that a JavaScript number would change, such as `9007199254740993`, `1.0` or `1e400`: a
 * `LosslessNumber` of lossless-json, whose `value` is the number's text. Every other JSON number is a `number`.
 */
export interface JsonNumber {
  readonly value: string;
  readonly isLosslessNumber: boolean;
}

/**
 * The JSON number that `text` writes, kept digit by digit.
 * @throws Error when `text` is not a JSON number.
 */
export const jsonNumber = (text: string): JsonNumber => new LosslessNumber(text);

export const isJsonNumber = (value: unknown): value is JsonNumber => isLosslessNumber(value);

/** A boolean, number or string. */
export type JsonScalar = boolean | number | JsonNumber | string;

/** Any JSON value, its numbers exact. */
export type JsonValue = null | JsonScalar | JsonValue[] | { [key: string]: JsonValue };

/** The number that `text` writes: plain when it prints as the same text, else exact. */
const exactNumber = (text: string): number | JsonNumber => {
  const number = Number(text);
  return String(number) === text ? number : jsonNumber(text);
};

/** Numbers that JSON.parse may change: fractions, exponents, `-0` and what has sixteen digits or more. */
const riskyNumber = /(?:^|[:,[])\s*(-0|-?\d+(?:\.\d+)?[eE][+-]?\d+|-?\d+\.\d+|-?\d{16,})(?=\s*(?:[,\]}]|$))/g;

function holdsInexactNumber(text: string): boolean {
  for (const [, number] of text.matchAll(riskyNumber)) {
    if (number !== undefined && String(Number(number)) !== number) return true;
  }
  return false;
}

/** The parser makes nothing but JSON values. */
const isJsonValue = (value: unknown): value is JsonValue => value !== undefined;

/**
 * Parses JSON, keeping every number exact. Of a key given twice, the last one counts.
 * @throws SyntaxError when `text` is not JSON.
 */
export function parseJson(text: string): JsonValue {
  // The exact parser takes some ten times as long as the built-in one.
  if (!holdsInexactNumber(text)) return JSON.parse(text);
  const value = parse(text, undefined, {
    parseNumber: exactNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  });
  if (!isJsonValue(value)) throw new SyntaxError("The text holds no JSON value.");
  return value;
}

const refuseNonNumbers = {
  test: (value: unknown) => typeof value === "number" && !Number.isFinite(value),
  stringify: (value: unknown): string => {
    throw new TypeError(`${String(value)} has no JSON form.`);
  },
};

const negativeZero = { test: (value: unknown) => Object.is(value, -0), stringify: () => "-0" };

/**
 * Writes JSON, {@link JsonNumber} and bigint digit by digit. A property that is undefined is left out.
 * @throws TypeError for NaN and infinities, and for a value that has no JSON form at all.
 */
export function stringifyJson(value: unknown): string {
  const text = stringify(value, undefined, undefined, [refuseNonNumbers, negativeZero]);
  if (text === undefined) throw new TypeError(`A ${typeof value} has no JSON form.`);
  return text;
}
