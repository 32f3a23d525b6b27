import fc from "fast-check";
import { LosslessNumber } from "lossless-json";
import type { JsonObject } from "../../rules";

const number = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc
    .constantFrom("1.0", "2.5", "9007199254740993", "9007199254740992.0", "1e2", "1e400", "-0", "0.1", "0.3")
    .map((text) => new LosslessNumber(text)),
);
const text = fc.constantFrom("", "a", "b", "ab", "12", "é", "😀", "a\n", "x y", "{{ x }}", "{{x", "null");
const scalar = fc.oneof(number, text, fc.boolean(), fc.constant(null));
const key = fc.constantFrom("a", "b", "c", "required", "properties", "type", "$ref");

const dictionary = (values: fc.Arbitrary<unknown>, maxKeys: number): fc.Arbitrary<JsonObject> =>
  fc
    .uniqueArray(fc.tuple(key, values), { maxLength: maxKeys, selector: ([name]) => name })
    .map(Object.fromEntries);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 3 }) },
    { weight: 2, arbitrary: dictionary(tie("value"), 3) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { __prefect_kind: "json" },
        { __prefect_kind: "json", value: "5" },
        { __prefect_kind: "none", value: 1 },
        { __prefect_kind: "jinja", template: "x" },
      ),
    },
  ),
}));

const typeName = fc.constantFrom("integer", "number", "string", "boolean", "array", "object", "null");

/** A few of the given keywords at once. */
const some = (keywords: Record<string, fc.Arbitrary<unknown>>, maxLength: number): fc.Arbitrary<JsonObject> =>
  fc
    .subarray(Object.keys(keywords), { maxLength })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, keywords[name] ?? fc.constant(true)]))),
    );

const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small" },
    {
      weight: 5,
      arbitrary: some(
        {
          type: fc.oneof(typeName, typeName, fc.uniqueArray(typeName, { minLength: 1, maxLength: 2 })),
          enum: fc.array(scalar, { minLength: 1, maxLength: 3 }),
          const: value,
          minimum: number,
          maximum: number,
          exclusiveMinimum: number,
          exclusiveMaximum: number,
          multipleOf: fc.constantFrom(1, 3, new LosslessNumber("0.1"), new LosslessNumber("2.0")),
          minLength: fc.integer({ min: 0, max: 3 }),
          maxLength: fc.integer({ min: 0, max: 3 }),
          pattern: fc.constantFrom("^a", "b$", "^[a-z]+$", "\\d", "^\\w{2,}$", "(?i)A", "^$", "."),
          format: fc.constantFrom("date-time", "uuid"),
          default: scalar,
          uniqueItems: fc.boolean(),
        },
        3,
      ),
    },
    {
      weight: 3,
      arbitrary: some(
        {
          type: fc.constantFrom("object", "array"),
          properties: dictionary(tie("schema"), 3),
          required: fc.uniqueArray(key, { maxLength: 2 }),
          additionalProperties: tie("schema"),
          patternProperties: tie("schema").map((part) => ({ "^a": part })),
          propertyNames: tie("schema"),
          minProperties: fc.integer({ min: 0, max: 2 }),
          maxProperties: fc.integer({ min: 0, max: 2 }),
          dependentRequired: fc.constant({ a: ["b"] }),
          dependentSchemas: dictionary(tie("schema"), 1),
          items: tie("schema"),
          prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
          contains: tie("schema"),
          minContains: fc.integer({ min: 0, max: 2 }),
          maxContains: fc.integer({ min: 0, max: 2 }),
          minItems: fc.integer({ min: 0, max: 2 }),
          maxItems: fc.integer({ min: 0, max: 2 }),
          unevaluatedProperties: fc.boolean(),
        },
        4,
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("anyOf", "oneOf", "allOf"),
          fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
        )
        .map(([keyword, parts]) => ({ [keyword]: parts })),
    },
    { weight: 1, arbitrary: tie("schema").map((part) => ({ not: part })) },
    {
      weight: 1,
      arbitrary: some(Object.fromEntries(["if", "then", "else"].map((name) => [name, tie("schema")])), 3),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { $ref: "#/definitions/A" },
        { $ref: "#/definitions/B" },
        { $ref: "#/nowhere" },
        { allOf: [{ $ref: "#/definitions/A" }], default: {} },
      ),
    },
  ),
}));

const block = {
  title: "B",
  type: "object",
  block_type_slug: "x",
  properties: { a: { type: "string" } },
  required: ["a"],
};

/** Parameters, and a schema to hold them against. */
export const parameterCases: fc.Arbitrary<[values: JsonObject, schema: JsonObject]> = fc.tuple(
  dictionary(value, 4),
  fc.record({
    type: fc.constant("object"),
    properties: dictionary(schema, 4),
    required: fc.uniqueArray(key, { maxLength: 2 }),
    // Definitions do not refer to each other here: Prefect never ends with some that do.
    definitions: fc.record({
      A: fc.record({ type: typeName }),
      B: fc.oneof(fc.constant(block), fc.constant({})),
    }),
    additionalProperties: fc.constantFrom(true, true, true, false, { type: "integer" }),
  }),
);
