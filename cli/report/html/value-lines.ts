import { type JsonValue, stringifyJson } from "../../../client";
import type { Value } from "../value";
import { oneLine, valueText } from "../value-text";

/** JSON longer than this stands on several lines. */
const inlineLimit = 60;

const isList = (value: JsonValue): value is JsonValue[] => Array.isArray(value);

/** Numbers that keep their digits are objects in memory alone. */
const isObject = (value: JsonValue): value is { [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && stringifyJson(value).startsWith("{");

/** JSON with one member a line, indented by two. */
function spread(value: JsonValue, indent: string, end: string): readonly string[] {
  const inner = `${indent}  `;
  const members = isList(value)
    ? value.map((member) => ({ key: "", member }))
    : isObject(value)
      ? Object.entries(value).map(([key, member]) => ({ key: `${stringifyJson(key)}: `, member }))
      : [];
  if (members.length === 0) return [`${indent}${stringifyJson(value)}${end}`];
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  return [
    `${indent}${open}`,
    ...members.flatMap(({ key, member }, index) => {
      const [first = "", ...rest] = spread(member, inner, index < members.length - 1 ? "," : "");
      return [`${inner}${key}${first.slice(inner.length)}`, ...rest];
    }),
    `${indent}${close}${end}`,
  ];
}

/** A text that reads better without quotes and escapes. */
const isLongText = (value: Value): boolean =>
  value.is === "given" &&
  typeof value.value === "string" &&
  (value.value.includes("\n") || value.value.length > inlineLimit);

const isPlain = (value: Value): boolean =>
  value.is !== "given" || value.value === null || typeof value.value === "string";

const isLong = (value: Value): boolean =>
  value.is === "given" && stringifyJson(value.value).length > inlineLimit;

/** Two values as lines to be held against each other; `text` where they are texts as they are, without quotes. */
export function linesOfBoth(
  before: Value,
  after: Value,
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const asText = [before, after].some(isLongText) && [before, after].every(isPlain);
  const asLines = !asText && [before, after].some(isLong);
  const lines = (value: Value): readonly string[] => {
    if (value.is !== "given") return [valueText(value)];
    if (asText && typeof value.value === "string") return value.value.split("\n").map(oneLine);
    return asLines ? spread(value.value, "", "").map(oneLine) : [valueText(value)];
  };
  return { before: lines(before), after: lines(after) };
}
