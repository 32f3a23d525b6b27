import { isArray, isObject, type JsonObject } from "./json-schema/value";

/** A number, a date or a yes as Pydantic reads it from text. */
const number = /^\s*[+-]?(\d[\d_]*\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const truth = /^(0|1|on|off|t|true|y|yes|n|no|f|false)$/i;
const isText = (value: unknown): value is string => typeof value === "string";

/**
 * Whether Pydantic, or a validator that a class may well have, makes a fitting value of one of another type.
 * Formats stand for types of Python that numbers and text are turned into.
 */
export function mayBecome(value: unknown, schema: JsonObject): boolean {
  const { type, enum: choices, format, uniqueItems } = schema;
  if (isArray(value) && uniqueItems === true) return true;
  if (isArray(choices)) return !isText(value) || !choices.every(isText);
  const isNumeric = !isText(value) && !isArray(value) && !isObject(value) && value !== null;
  switch (type) {
    case "integer":
    case "number":
      return typeof value === "boolean" || (isText(value) && (number.test(value) || format !== undefined));
    case "boolean":
      return isText(value) ? truth.test(value) : isNumeric;
    case "string":
      return isNumeric && format !== undefined && format !== "password";
    case "object":
    case "array":
      return isText(value);
    default:
      return false;
  }
}
