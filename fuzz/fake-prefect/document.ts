import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A response of the OpenAPI document: its status, and the schema of its body where it has one. */
export interface DocumentedResponse {
  readonly status: number;
  readonly schema: JsonObject | undefined;
}

interface Operation {
  readonly method: string;
  readonly pattern: RegExp;
  readonly template: string;
  readonly responses: readonly DocumentedResponse[];
}

const document: JsonObject = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "client", "openapi", "openapi.json"), "utf8"),
);

const at = (value: Json | undefined, ...keys: readonly string[]): Json | undefined =>
  keys.reduce<Json | undefined>((node, key) => (isObject(node) ? node[key] : undefined), value);

const entriesOf = (value: Json | undefined): readonly [string, Json][] =>
  isObject(value) ? Object.entries(value) : [];

/** The schema that a `$ref` leads to. */
export function componentOf(ref: string): JsonObject {
  const found = at(document, ...ref.replace("#/", "").split("/"));
  if (!isObject(found)) throw new Error(`${ref} leads nowhere.`);
  return found;
}

function responsesOf(operation: Json): readonly DocumentedResponse[] {
  return entriesOf(at(operation, "responses")).map(([status, response]) => {
    const schema = at(response, "content", "application/json", "schema");
    return { status: Number(status), schema: isObject(schema) ? schema : undefined };
  });
}

/** All operations; paths without placeholders come first, as a server matches them. */
const operations: readonly Operation[] = entriesOf(document.paths)
  .flatMap(([path, methods]) =>
    entriesOf(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template: path,
      pattern: new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`),
      responses: responsesOf(operation),
    })),
  )
  .sort((one, other) => one.template.split("{").length - other.template.split("{").length);

/** What the document says of a request, by its path from `/api` on; undefined: it has no such path. */
export const operationAt = (method: string, path: string): Operation | undefined =>
  operations.find((one) => one.method === method && one.pattern.test(path));
