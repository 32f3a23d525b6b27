/**
 * What is changed in the server's OpenAPI document before types are made from it. The committed document
 * stays as the server gave it; these are the places where it says less, or other, than what goes over the wire.
 */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Component schemas added for free-form JSON: any value, or a scalar of the user's own choice. */
export const freeFormSchemas = { any: "JsonValue", scalar: "JsonScalar" } as const;

const freeFormRefs = {
  any: "#/components/schemas/JsonValue",
  scalar: "#/components/schemas/JsonScalar",
} as const;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const children = (node: Json): Json[] =>
  Array.isArray(node) ? node : isObject(node) ? Object.values(node) : [];

const objectAt = (node: Json | undefined, key: string): JsonObject => {
  const found = isObject(node) ? node[key] : undefined;
  return isObject(found) ? found : {};
};

/** The same document with the keys of every object in alphabetical order. */
export function sortKeys(node: Json): Json {
  if (Array.isArray(node)) return node.map(sortKeys);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.keys(node)
      .sort()
      .map((key) => [key, sortKeys(node[key] ?? null)]),
  );
}

/** Names of the component schemas that `node` reaches, directly or through other schemas. */
function reachedSchemas(document: JsonObject, roots: Json[]): Set<string> {
  const schemas = objectAt(document.components, "schemas");
  const reached = new Set<string>();
  const visit = (node: Json): void => {
    const ref = isObject(node) ? node.$ref : undefined;
    const name = typeof ref === "string" ? ref.split("/").at(-1) : undefined;
    if (name !== undefined && !reached.has(name)) {
      reached.add(name);
      visit(schemas[name] ?? null);
    }
    for (const child of children(node)) visit(child);
  };
  for (const root of roots) visit(root);
  return reached;
}

interface Operation {
  path: string;
  method: string;
  operation: JsonObject;
}

function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).flatMap(([method, operation]) =>
      isObject(operation) ? [{ path, method, operation }] : [],
    ),
  );
}

const annotations = new Set(["title", "description", "default", "examples", "deprecated"]);

const variantsOf = (schema: JsonObject): JsonObject[] =>
  [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));

const saysNothing = (schema: Json): boolean =>
  schema === true || (isObject(schema) && Object.keys(schema).every((key) => annotations.has(key)));

const isOpenObject = (schema: JsonObject): boolean =>
  schema.type === "object" &&
  schema.properties === undefined &&
  saysNothing(schema.additionalProperties ?? false);

const isOpenArray = (schema: JsonObject): boolean =>
  schema.type === "array" && saysNothing(schema.items ?? {});

/** `any`: any JSON value; `scalar`: boolean, number or string, as the user likes; undefined: a typed schema. */
function freeForm(schema: JsonObject): "any" | "scalar" | undefined {
  const variants = variantsOf(schema);
  if (saysNothing(schema) || variants.some(saysNothing)) return "any";
  const types = new Set(variants.map((variant) => variant.type));
  const anyNumber = types.has("number") || types.has("integer");
  if (!anyNumber || !types.has("string") || !types.has("boolean")) return undefined;
  return variants.some((variant) => isOpenObject(variant) || isOpenArray(variant)) ? "any" : "scalar";
}

/** Marks every free-form schema below `node`; a schema that is one becomes nothing but the mark. */
function markFreeForm(node: Json): Json {
  if (Array.isArray(node)) return node.map(markFreeForm);
  if (!isObject(node)) return node;
  const marked: JsonObject = {};
  for (const [key, child] of Object.entries(node)) {
    if (key === "examples" || key === "example" || key === "default") continue;
    // Beside `anyOf`, "any further property" adds nothing to the variants and would hide them.
    if (key === "additionalProperties" && node.anyOf !== undefined) continue;
    marked[key] = key === "properties" ? markProperties(child) : markSchema(child, key);
  }
  return marked;
}

const schemaKeys = new Set(["items", "additionalProperties", "schema"]);

function markSchema(child: Json, key: string): Json {
  if (schemaKeys.has(key) && child === true) return { $ref: freeFormRefs.any };
  if (schemaKeys.has(key) && isObject(child)) {
    const kind = freeForm(child);
    if (kind !== undefined) return { $ref: freeFormRefs[kind] };
  }
  return markFreeForm(child);
}

function markProperties(properties: Json): Json {
  if (!isObject(properties)) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const kind = isObject(schema) ? freeForm(schema) : undefined;
      const description =
        isObject(schema) && schema.description !== undefined ? { description: schema.description } : {};
      return [name, kind === undefined ? markFreeForm(schema) : { $ref: freeFormRefs[kind], ...description }];
    }),
  );
}

/** A duration is answered as a number of seconds, and taken as one or as an ISO 8601 string. */
function durations(node: Json): Json {
  if (Array.isArray(node)) return node.map(durations);
  if (!isObject(node)) return node;
  if (node.type === "string" && node.format === "duration") {
    const { type: _type, format: _format, ...rest } = node;
    return { ...rest, anyOf: [{ type: "number" }, { type: "string" }] };
  }
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, durations(child)]));
}

/** The server writes every property of an answer, also those it calls optional because they have a default. */
function requireAnswered(document: JsonObject): JsonObject {
  const operations = operationsOf(document);
  const answered = reachedSchemas(
    document,
    operations.map(({ operation }) => operation.responses ?? null),
  );
  const sent = reachedSchemas(
    document,
    operations.flatMap(({ operation }) => [operation.requestBody ?? null, operation.parameters ?? null]),
  );
  const schemas = Object.entries(objectAt(document.components, "schemas")).map(([name, schema]) => {
    const properties = objectAt(schema, "properties");
    const answersOnly = answered.has(name) && !sent.has(name);
    return [
      name,
      answersOnly && isObject(schema) ? { ...schema, required: Object.keys(properties) } : schema,
    ];
  });
  return {
    ...document,
    components: { ...objectAt(document, "components"), schemas: Object.fromEntries(schemas) },
  };
}

/** The version header is optional everywhere and never sent: it would only clutter each call's type. */
function dropVersionHeader(node: Json): Json {
  if (Array.isArray(node)) {
    return node
      .filter((item) => !(isObject(item) && item.in === "header" && item.name === "x-prefect-api-version"))
      .map(dropVersionHeader);
  }
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, dropVersionHeader(child)]));
}

/** The document that types are made from. */
export function documentForTypes(document: JsonObject): JsonObject {
  const patched = markFreeForm(durations(dropVersionHeader(requireAnswered(document))));
  const added = Object.values(freeFormSchemas).map((name) => [name, {}]);
  const schemas = { ...objectAt(objectAt(patched, "components"), "schemas"), ...Object.fromEntries(added) };
  return {
    ...(isObject(patched) ? patched : {}),
    components: { ...objectAt(patched, "components"), schemas },
  };
}

export interface FreeForm {
  /** Properties whose value is free-form JSON wherever they stand in an answer. */
  properties: string[];
  /** Operations, as `METHOD /path/{template}`, whose whole answer is free-form JSON. */
  answers: string[];
}

const isFreeFormRef = (node: JsonObject): boolean =>
  node.$ref === freeFormRefs.any || node.$ref === freeFormRefs.scalar;

/** Whether free-form JSON stands here, or below without a named property in between. */
function holdsFreeForm(node: Json): boolean {
  if (isObject(node) && isFreeFormRef(node)) return true;
  if (isObject(node) && "properties" in node) return false;
  return children(node).some(holdsFreeForm);
}

const isNumeric = (schema: Json): boolean =>
  isObject(schema) &&
  (schema.type === "number" || schema.type === "integer" || variantsOf(schema).some(isNumeric));

/** Where free-form JSON stands in the answers of a document made by {@link documentForTypes}. */
export function freeFormOf(document: JsonObject): FreeForm {
  const operations = operationsOf(document);
  const schemas = objectAt(document.components, "schemas");
  const properties = new Set<string>();
  const answered = reachedSchemas(
    document,
    operations.map(({ operation }) => operation.responses ?? null),
  );
  const numeric = new Set<string>();
  for (const name of answered) {
    for (const [property, schema] of Object.entries(objectAt(schemas[name], "properties"))) {
      if (holdsFreeForm(schema)) properties.add(property);
      if (isNumeric(schema)) numeric.add(property);
    }
  }
  const both = [...properties].filter((property) => numeric.has(property));
  if (both.length > 0) {
    throw new Error(`Free-form JSON in one answer and a number in another, so a name is not enough: ${both}`);
  }
  const answers = operations
    .filter(({ operation }) => holdsFreeForm(objectAt(operation.responses, "200")))
    .map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  return { properties: [...properties].sort(), answers: answers.sort() };
}

/** What objects of successful answers always have as text, by operation: `POST /flows/` has `id` and `name`. */
export interface AnswerTexts {
  /** Of operations that answer one object. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  /** Of each row of those that answer a list. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** Names of the required properties of an object's schema that are plain strings. */
function requiredTexts(document: JsonObject, schema: JsonObject): string[] {
  const { $ref: ref } = schema;
  const name = typeof ref === "string" ? ref.slice(ref.lastIndexOf("/") + 1) : "";
  const component = objectAt(objectAt(objectAt(document, "components"), "schemas"), name);
  const { required } = component;
  const properties = objectAt(component, "properties");
  return Object.keys(properties).filter(
    (property) =>
      Array.isArray(required) &&
      required.includes(property) &&
      objectAt(properties, property).type === "string",
  );
}

export function answerTextsOf(document: JsonObject): AnswerTexts {
  const objects: Record<string, readonly string[]> = {};
  const lists: Record<string, readonly string[]> = {};
  const paths = objectAt(document, "paths");
  for (const path of Object.keys(paths)) {
    for (const method of Object.keys(objectAt(paths, path))) {
      const responses = objectAt(objectAt(objectAt(paths, path), method), "responses");
      for (const status of Object.keys(responses).filter((one) => one.startsWith("2"))) {
        const media = objectAt(objectAt(responses, status), "content");
        const schema = objectAt(objectAt(media, "application/json"), "schema");
        const isList = schema.type === "array";
        const texts = requiredTexts(document, isList ? objectAt(schema, "items") : schema);
        if (texts.length > 0) (isList ? lists : objects)[`${method.toUpperCase()} ${path}`] = texts;
      }
    }
  }
  return { objects, lists };
}
