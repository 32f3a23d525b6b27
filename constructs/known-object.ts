import { parse } from "lossless-json";
import type { JsonObject } from "../rules";
import { Token } from "./framework";

/** An object that was written as JSON; undefined where there is none, or where it is known only at apply. */
export function knownObject(text: string | undefined): JsonObject | undefined {
  if (text === undefined || Token.isUnresolved(text)) return undefined;
  const value = parse(text);
  return isObject(value) ? value : undefined;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
