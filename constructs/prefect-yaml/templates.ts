import { isLosslessNumber } from "lossless-json";
import type { JsonInput } from "../json-input";
import type { Place } from "./place";
import { type Placeholder, splitPlaceholders } from "./placeholders";
import { pythonText } from "./python-text";
import type { ServerVariable } from "./server-variables";
import type { YamlValue } from "./yaml-text";

/** What placeholders stand for in one part of a file. Undefined: they are kept as written. */
export interface Meanings {
  readonly environment: (name: string, place: Place) => string | undefined;
  readonly variable: (name: string) => ServerVariable | undefined;
  /** Blocks are never filled in: it would put their content, mostly secrets, into the deployment. */
  readonly checkBlock: (source: string, place: Place) => void;
  readonly output: (placeholder: Placeholder, place: Place) => { readonly value: JsonInput } | undefined;
}

/**
 * Fills in the placeholders of a value, at any depth. A text that is one placeholder becomes its value, whatever its
 * type; inside a longer text a value is text.
 *
 * @throws what the meanings throw, naming the place
 */
export function fillIn(value: YamlValue | undefined, meanings: Meanings, place: Place): JsonInput {
  if (typeof value === "string") return fillInText(value, meanings, place);
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean" || isLosslessNumber(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => fillIn(item, meanings, place.at(index)));
  if ("$ref" in value) meanings.checkBlock("$ref", place);
  const members = Object.entries(value).map(([key, item]): [string, JsonInput] => [
    key,
    fillIn(item, meanings, place.at(key)),
  ]);
  return Object.fromEntries(members);
}

function fillInText(text: string, meanings: Meanings, place: Place): JsonInput {
  const pieces = splitPlaceholders(text);
  const [first, ...rest] = pieces;
  if (typeof first === "object" && rest.length === 0) {
    const meaning = meaningOf(first, meanings, place);
    return meaning === undefined ? text : meaning.value;
  }
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : insideText(piece, meanings, place)))
    .join("");
}

function insideText(placeholder: Placeholder, meanings: Meanings, place: Place): string {
  const meaning = meaningOf(placeholder, meanings, place);
  if (meaning === undefined) return placeholder.source;
  return meaning.text ?? pythonText(meaning.value, place);
}

interface Meaning {
  readonly value: JsonInput;
  /** Inside a text; default: the value as text. */
  readonly text?: string;
}

function meaningOf(placeholder: Placeholder, meanings: Meanings, place: Place): Meaning | undefined {
  const { kind, name, source } = placeholder;
  switch (kind) {
    case "environment": {
      const value = meanings.environment(name, place);
      return value === undefined ? undefined : { value };
    }
    case "variable":
      return meanings.variable(name);
    case "block":
      meanings.checkBlock(source, place);
      return undefined;
    case "output":
      return meanings.output(placeholder, place);
  }
}
