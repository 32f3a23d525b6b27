import { isJsonNumber, type JsonValue, parseJson } from "../../client";
import { canonicalJson } from "../framework/exact-json";

export type JsonObject = { [key: string]: JsonValue };

const isJsonObject = (value: JsonValue): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isJsonNumber(value);

/** A JSON attribute as the API takes it. The schema has checked that it is an object. */
export function jsonObjectField(text: string): JsonObject {
  const value = parseJson(text);
  if (isJsonObject(value)) return value;
  throw new Error("A JSON object was expected.");
}

/** A JSON field of an answer as its attribute holds it: compact, keys sorted. */
export const jsonAttribute = (value: unknown): string => canonicalJson(value);

export const jsonAttributeOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : canonicalJson(value);
