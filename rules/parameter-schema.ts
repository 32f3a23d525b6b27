import { isArray, isObject, type JsonObject } from "./json-schema/value";

const without = (object: JsonObject, name: string): JsonObject => {
  const { [name]: _removed, ...rest } = object;
  return rest;
};

/**
 * Leaves out every `required`, so that a deployment need not give all parameters. As on the server this reaches into
 * objects, not into lists: a `required` inside an `anyOf` counts.
 */
export function withoutRequired(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => name !== "required")
      .map(([name, part]) => [name, withoutRequired(part)]),
  );
}

const requiredNames = ({ required = [] }: JsonObject): readonly unknown[] =>
  isArray(required) ? required : [];

/** Which values that may be left out may also be null: those without a default, or all. */
export type Nullable = "without default" | "all";

function withNull(schema: JsonObject, nullable: Nullable): JsonObject {
  const isFixed = nullable === "without default" && Object.hasOwn(schema, "default");
  if (!Object.hasOwn(schema, "type") || schema.type === "null" || isFixed) return schema;
  return { ...without(schema, "type"), anyOf: [{ type: schema.type }, { type: "null" }] };
}

/** `items` with a list are the `prefixItems` of later drafts. */
function withPrefixItems(schema: JsonObject): JsonObject {
  const { items, prefixItems } = schema;
  if (!isArray(items) || items.length === 0 || (isArray(prefixItems) && prefixItems.length > 0))
    return schema;
  return { ...without(schema, "items"), prefixItems: items };
}

function modernProperties(holder: JsonObject, nullable: Nullable): JsonObject {
  const { properties } = holder;
  if (!isObject(properties)) return holder;
  const required = requiredNames(holder);
  const modern = Object.entries(properties).map(([name, schema]): [string, unknown] => {
    if (!isObject(schema)) return [name, schema];
    const inner = withPrefixItems(required.includes(name) ? schema : withNull(schema, nullable));
    return [name, modernProperties(inner, nullable)];
  });
  return { ...holder, properties: Object.fromEntries(modern) };
}

/** What may stand for a block: a reference to a saved one. */
const blockReference = {
  type: "object",
  properties: {
    $ref: {
      oneOf: [
        { type: "string" },
        { type: "object", additionalProperties: { type: "string" }, minProperties: 1 },
      ],
    },
  },
  required: ["$ref"],
};

/**
 * A schema as the server reads it when a deployment is changed: Pydantic 1 wrote nulls, tuples and blocks
 * in ways that draft 2020-12 does not know.
 * Source: `prefect.utilities.schema_tools.validation.preprocess_schema`.
 */
export function modernSchema(schema: JsonObject, nullable: Nullable = "without default"): JsonObject {
  const modern = modernProperties(schema, nullable);
  const { definitions } = modern;
  if (!isObject(definitions)) return modern;
  const read = Object.entries(definitions).map(([name, definition]): [string, unknown] => [
    name,
    isObject(definition) ? modernProperties(definition, nullable) : definition,
  ]);
  const blocks = read.flatMap(([, definition]): [string, unknown][] =>
    isObject(definition) &&
    Object.hasOwn(definition, "block_type_slug") &&
    typeof definition.title === "string"
      ? [[definition.title, { oneOf: [definition, blockReference] }]]
      : [],
  );
  return { ...modern, definitions: Object.fromEntries([...read, ...blocks]) };
}
