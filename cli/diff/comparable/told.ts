import type { JsonValue } from "../../../client";
import { isRecord, type JsonObject } from "../../server-objects/records";

type Values = { readonly [name: string]: JsonValue | undefined };

/** Attributes without those of which nothing is said. An older server does not know all of them, a newer one says null. */
export const told = (values: Values): JsonObject =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, JsonValue][] =>
      value === undefined || value === null || value === "" ? [] : [[name, value]],
    ),
  );

/** Texts in one order: servers keep some lists in none. What is no list of texts stays as it is. */
export const inOrder = (value: JsonValue | undefined): JsonValue | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === "string") ? [...value].sort() : value;

/** An object without members that are null. */
export const withoutNulls = (value: JsonValue): JsonValue =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null)) : value;
