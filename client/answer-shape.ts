import { textsOfObject, textsOfRows } from "./openapi/answer-texts";

interface Shape {
  readonly pattern: RegExp;
  readonly isList: boolean;
  readonly texts: readonly string[];
}

const patternOf = (operation: string): RegExp =>
  new RegExp(`^${operation.replace(/\{[^}]+\}/g, "[^/]+").replace(/[.]/g, "\\.")}$`);

let shapes: ReadonlyMap<string, readonly Shape[]> | undefined;

/** By method and number of steps, so that few patterns are tried for an answer. */
const keyOf = (operation: string): string => `${operation.split(" ")[0]} ${operation.split("/").length}`;

function shapesByKey(): ReadonlyMap<string, readonly Shape[]> {
  const made = new Map<string, Shape[]>();
  const add = (all: Readonly<Record<string, readonly string[]>>, isList: boolean): void => {
    for (const [operation, texts] of Object.entries(all)) {
      const key = keyOf(operation);
      made.set(key, [...(made.get(key) ?? []), { pattern: patternOf(operation), isList, texts }]);
    }
  };
  add(textsOfObject, false);
  add(textsOfRows, true);
  return made;
}

const isText = (value: unknown): boolean => typeof value === "string";

const hasTexts = (value: unknown, texts: readonly string[]): boolean => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const areIds = [...fields].every(([name, id]) => !name.endsWith("_id") || id === null || isText(id));
  return areIds && texts.every((name) => isText(fields.get(name)));
};

/**
 * Is the answer of a success what the API answers there, as far as ids, names and the like go? What has them comes
 * from a Prefect API of whatever version; the rest is taken on its word.
 * @param path below the API's address, without the query
 */
export function hasShape(method: string, path: string, answer: unknown): boolean {
  if (path.endsWith("/count") && !path.startsWith("/ui/")) return typeof answer === "number";
  shapes ??= shapesByKey();
  const operation = `${method} ${path}`;
  const shape = shapes.get(keyOf(operation))?.find(({ pattern }) => pattern.test(operation));
  if (shape === undefined) return true;
  if (!shape.isList) return hasTexts(answer, shape.texts);
  return Array.isArray(answer) && answer.every((row) => hasTexts(row, shape.texts));
}
