import { isJsonNumber, type JsonValue, parseJson } from "./json";
import { freeFormAnswers, freeFormProperties } from "./openapi/free-form";

const freeForm: ReadonlySet<string> = new Set(freeFormProperties);

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+").replace(/[.]/g, "\\.")}$`);

let freeFormPatterns: readonly RegExp[] | undefined;

function isFreeFormAnswer(method: string, path: string): boolean {
  freeFormPatterns ??= freeFormAnswers.map(patternOf);
  return freeFormPatterns.some((pattern) => pattern.test(`${method} ${path}`));
}

/** Numbers as numbers, but for those that stand in free-form JSON, in place. */
function plainNumbers(value: JsonValue): JsonValue {
  if (isJsonNumber(value)) return Number(value.value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = plainNumbers(item);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (isJsonNumber(item) && !freeForm.has(key)) value[key] = Number(item.value);
      else if (!freeForm.has(key)) plainNumbers(item);
    }
  }
  return value;
}

/**
 * Parses the body of an answer. What the API calls a number is a plain number, be it written `3600.0`; in
 * free-form JSON, which is the user's own, every number stays as it is written.
 * @param path below the API's address, without the query
 * @throws SyntaxError
 */
export function parseAnswer(text: string, method: string, path: string): JsonValue {
  const value = parseJson(text);
  return isFreeFormAnswer(method, path) ? value : plainNumbers(value);
}
