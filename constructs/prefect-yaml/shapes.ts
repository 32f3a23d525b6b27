import { isLosslessNumber } from "lossless-json";
import { durationForms, secondsIn } from "../duration";
import { type IResolvable, Token, Tokenization } from "../framework";
import type { JsonInput, JsonObject } from "../json-input";
import type { Place } from "./place";
import type { YamlObject, YamlValue } from "./yaml-text";

/*
 * What stands in a file, with its placeholders filled in, as the type that a property needs. Null is as good as
 * nothing. Tokens pass: what they stand for is known at apply.
 */

/** A value that stands for another: an object token, or a text with a token in it. */
export const isToken = (value: JsonInput): boolean =>
  value !== undefined && Token.isUnresolved(value) && !isList(value) && !isMapping(value);

export const isList = (value: JsonInput): value is readonly JsonInput[] => Array.isArray(value);

/** A mapping with keys to look at, rather than a token that stands for one. */
export const isMapping = (value: JsonInput): value is JsonObject =>
  typeof value === "object" &&
  value !== null &&
  !isList(value) &&
  !isLosslessNumber(value) &&
  !Tokenization.isResolvable(value) &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);

/** A mapping. With `keys`, any other key is an error: a mistyped one would be without effect. */
export function mapping(
  value: YamlValue | undefined,
  place: Place,
  keys?: readonly string[],
): YamlObject | undefined;
export function mapping(value: JsonInput, place: Place, keys?: readonly string[]): JsonObject | undefined;
export function mapping(value: JsonInput, place: Place, keys?: readonly string[]): JsonObject | undefined {
  if (value === null || value === undefined) return undefined;
  if (!isMapping(value)) throw place.error("a mapping is needed here");
  for (const key of Object.keys(value)) {
    if (keys === undefined || keys.includes(key)) continue;
    throw place.at(key).error(`there is no such key; there are ${keys.join(", ")}`);
  }
  return value;
}

export function list(value: YamlValue | undefined, place: Place): readonly YamlValue[] | undefined;
export function list(value: JsonInput, place: Place): readonly JsonInput[] | undefined;
export function list(value: JsonInput, place: Place): readonly JsonInput[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (!isList(value)) throw place.error("a list is needed here");
  return value;
}

export function text(value: JsonInput, place: Place): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return value;
  if (isToken(value)) return Token.asString(value);
  throw place.error("text is needed here; write it in quotes");
}

export function texts(value: JsonInput, place: Place): readonly string[] | undefined {
  return list(value, place)?.map((item, index) => {
    const one = text(item, place.at(index));
    if (one === undefined) throw place.at(index).error("text is needed here");
    return one;
  });
}

/** Also the words that Prefect takes: `yes`, `off`, `1`. */
export function truth(value: JsonInput, place: Place): boolean | IResolvable | undefined {
  if (value === null || value === undefined || typeof value === "boolean") return value ?? undefined;
  if (isToken(value)) return Tokenization.isResolvable(value) ? value : Token.asAny(value);
  const word = isLosslessNumber(value) ? value.value : String(value);
  if (/^(?:1|1\.0|t|true|y|yes|on)$/i.test(word)) return true;
  if (/^(?:0|0\.0|f|false|n|no|off)$/i.test(word)) return false;
  throw place.error("true or false is needed here");
}

/** A whole number, also as text or with a point and zeros. */
export function integer(value: JsonInput, place: Place): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (isToken(value)) return Token.asNumber(value);
  const digits = isLosslessNumber(value) ? value.value : String(value).trim();
  if (/^[-+]?\d+(?:\.0+)?$/.test(digits)) return Number(digits);
  throw place.error("a whole number is needed here");
}

/** A number, also as text. */
export function decimal(value: JsonInput, place: Place): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (isToken(value)) return Token.asNumber(value);
  const digits = isLosslessNumber(value) ? value.value : String(value).trim();
  if (digits !== "" && Number.isFinite(Number(digits))) return Number(digits);
  throw place.error("a number is needed here");
}

/** Seconds: as a number, in ISO 8601 or as a clock. Whole numbers in quotes are none, as for Prefect. */
export function seconds(value: JsonInput, place: Place): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (isToken(value)) return Token.asNumber(value);
  if (isLosslessNumber(value)) return Number(value.value);
  if (typeof value === "number") return value;
  const found = typeof value === "string" ? secondsIn(value) : undefined;
  if (found === undefined)
    throw place.error(`a duration is needed here: seconds as a number, or ${durationForms}`);
  return found;
}
