import { stringify } from "lossless-json";
import type { Keyword } from "./keyword";
import { type ExactNumber, exactNumber, isMultiple, isWhole } from "./number";
import { fits, fitsIf, unsure } from "./outcome";
import { searches } from "./pattern";
import { holdsOpen, isArray, isObject, sameValue } from "./value";

const typeNames: ReadonlyMap<unknown, string> = new Map([
  ["integer", "a whole number"],
  ["number", "a number"],
  ["string", "a string"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["object", "an object"],
  ["null", "null"],
]);

function hasType(value: unknown, type: unknown): boolean {
  const number = exactNumber(value);
  switch (type) {
    case "integer":
      return number !== undefined && isWhole(number);
    case "number":
      return number !== undefined;
    case "array":
      return isArray(value);
    case "object":
      return isObject(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}

/** The value of an enum or const as written in the schema, shortened. */
function spelled(value: unknown): string {
  const text = stringify(value) ?? "null";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A keyword that limits numbers. */
const limit =
  (holds: (value: ExactNumber, bound: ExactNumber) => boolean | undefined, phrase: string): Keyword =>
  ({ argument, value, path }) => {
    const number = exactNumber(value);
    const bound = exactNumber(argument);
    if (number === undefined) return fits;
    return bound === undefined
      ? unsure
      : fitsIf(holds(number, bound), path, `a number ${phrase} ${String(argument)}`);
  };

/** A keyword that limits how many characters a string has. */
const length =
  (holds: (length: ExactNumber, bound: ExactNumber) => boolean, phrase: string): Keyword =>
  ({ argument, value, path }) => {
    if (typeof value !== "string") return fits;
    const bound = exactNumber(argument);
    return bound === undefined
      ? unsure
      : fitsIf(holds([...value].length, bound), path, `a string of ${phrase} ${String(argument)} characters`);
  };

/** Keywords on single values. */
export const scalarKeywords: Readonly<Record<string, Keyword>> = {
  type: ({ argument, schema, value, path, reading }) => {
    const types = isArray(argument) ? argument : [argument];
    const phrases = types.map((type) => typeNames.get(type));
    if (phrases.includes(undefined)) return unsure;
    const fitting = types.some((type) => hasType(value, type));
    if (!fitting && types.some((type) => reading.mayBecome(value, { ...schema, type }))) return unsure;
    return fitsIf(fitting, path, phrases.join(" or "));
  },

  enum: ({ argument, schema, value, path, reading }) => {
    if (!isArray(argument)) return unsure;
    const fitting = argument.some((allowed) => sameValue(allowed, value));
    if (!fitting && (holdsOpen(value, reading) || reading.mayBecome(value, schema))) return unsure;
    const shown = argument.slice(0, 10).map(spelled).join(", ");
    return fitsIf(fitting, path, `one of ${shown}${argument.length > 10 ? ", …" : ""}`);
  },

  const: ({ argument, value, path, reading }) => {
    const fitting = sameValue(argument, value);
    return !fitting && holdsOpen(value, reading) ? unsure : fitsIf(fitting, path, spelled(argument));
  },

  minimum: limit((value, bound) => value >= bound, "of at least"),
  maximum: limit((value, bound) => value <= bound, "of at most"),
  exclusiveMinimum: limit((value, bound) => value > bound, "above"),
  exclusiveMaximum: limit((value, bound) => value < bound, "below"),
  multipleOf: limit(isMultiple, "that is a multiple of"),

  minLength: length((count, bound) => count >= bound, "at least"),
  maxLength: length((count, bound) => count <= bound, "at most"),

  pattern: ({ argument, value, path }) => {
    if (typeof value !== "string") return fits;
    return typeof argument === "string"
      ? fitsIf(searches(argument, value), path, `a string that matches ${argument}`)
      : unsure;
  },

  format: ({ value, reading }) => (reading.checksFormats && typeof value === "string" ? unsure : fits),
};
