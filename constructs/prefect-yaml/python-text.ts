import { isLosslessNumber } from "lossless-json";
import type { JsonInput } from "../json-input";
import type { Place } from "./place";
import { isToken, text } from "./shapes";

/** A value inside a text, as Python's `str` writes it: `True`, `None`, `1.0`. A token stands as it is. */
export function pythonText(value: JsonInput, place: Place): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (isLosslessNumber(value)) return value.value;
  if (isToken(value)) return text(value, place) ?? "";
  if (typeof value === "object") throw place.error("a list or a mapping cannot stand inside a text");
  return String(value);
}
