const strings = { type: "array", items: { type: "string" }, uniqueItems: true };
const count = { type: "integer", minimum: 0 };
const anchor = { type: "string", pattern: "^[A-Za-z_][-A-Za-z0-9._]*$" };
const text = { type: "string" };
const flag = { type: "boolean" };
const number = { type: "number" };
const simpleTypes = { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] };

/**
 * What a JSON Schema must look like, as a JSON Schema: draft 2020-12, its vocabularies in one. Where a schema stands
 * within a schema it is this very object, so that no reference has to be followed.
 */
export const metaSchema: { readonly [keyword: string]: unknown } = makeMetaSchema();

function makeMetaSchema() {
  const schema: { [keyword: string]: unknown } = { type: ["object", "boolean"] };
  const named = { type: "object", additionalProperties: schema };
  const list = { type: "array", minItems: 1, items: schema };
  const byKeyword = (keywords: readonly string[], argument: unknown) =>
    Object.fromEntries(keywords.map((keyword) => [keyword, argument]));
  schema.properties = {
    $id: { type: "string", pattern: "^[^#]*#?$" },
    ...byKeyword(["$schema", "$ref", "$dynamicRef", "$recursiveRef", "$comment"], text),
    ...byKeyword(["$anchor", "$dynamicAnchor", "$recursiveAnchor"], anchor),
    $vocabulary: { type: "object", additionalProperties: flag },
    ...byKeyword(["$defs", "definitions", "properties", "patternProperties", "dependentSchemas"], named),
    ...byKeyword(["prefixItems", "allOf", "anyOf", "oneOf"], list),
    ...byKeyword(
      ["items", "contains", "additionalProperties", "propertyNames", "if", "then", "else"],
      schema,
    ),
    ...byKeyword(["not", "unevaluatedItems", "unevaluatedProperties", "contentSchema"], schema),
    dependencies: { type: "object", additionalProperties: { anyOf: [schema, strings] } },
    type: { anyOf: [simpleTypes, { type: "array", items: simpleTypes, minItems: 1, uniqueItems: true }] },
    ...byKeyword(["enum", "examples"], { type: "array" }),
    multipleOf: { type: "number", exclusiveMinimum: 0 },
    ...byKeyword(["maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"], number),
    ...byKeyword(["maxLength", "minLength", "maxItems", "minItems", "maxContains", "minContains"], count),
    ...byKeyword(["maxProperties", "minProperties"], count),
    required: strings,
    dependentRequired: { type: "object", additionalProperties: strings },
    ...byKeyword(["title", "description", "format", "contentEncoding", "contentMediaType", "pattern"], text),
    ...byKeyword(["uniqueItems", "deprecated", "readOnly", "writeOnly"], flag),
  };
  return schema;
}
