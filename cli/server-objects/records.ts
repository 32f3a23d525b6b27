import { isJsonNumber, type JsonValue } from "../../client";

export type JsonObject = { readonly [name: string]: JsonValue };

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isJsonNumber(value);

/** What is no object counts as an empty one. */
export const recordOf = (value: unknown): JsonObject => (isRecord(value) ? value : {});
