import { beforeAll, describe, expect, it } from "vitest";
import { type JsonObject, jobTemplateFaults, jobVariablesSchemaFaults, parameterSchema } from "../rules";
import { metaSchema } from "../rules/json-schema/meta-schema";
import { isObject } from "../rules/json-schema/value";
import { type Case, prefectAccepts } from "./rules/prefect-accepts";

const keywords = isObject(metaSchema.properties) ? Object.keys(metaSchema.properties) : [];

const values: readonly unknown[] = [
  ...[null, true, 0, 1, -1, 1.5, "", "a", "1 2", "x#y", "[", "(?P<a>b)", "a++", "object", "nothing"],
  ...[
    [],
    ["a"],
    ["a", "a"],
    ["string", "null"],
    ["string", "string"],
    [1],
    [{}],
    [true],
    [{ type: "nothing" }],
  ],
  ...[{}, { a: 1 }, { a: {} }, { a: true }, { a: ["b"] }, { a: ["b", "b"] }, { a: { type: "nothing" } }],
  ...[{ "[": {} }, { type: "nothing" }, { required: "a" }, { pattern: "(" }],
];

const wrapped = (part: JsonObject): JsonObject => ({ type: "object", properties: { p: part } });
const schemas = [
  { properties: { p: true } },
  { properties: { p: "a" } },
  ...keywords.flatMap((keyword) => values.map((value) => wrapped({ [keyword]: value }))),
];

const image = { type: "object", properties: { image: { type: "string", default: "a" } } };
const using = (text: unknown): JsonObject => ({ job_configuration: { command: text }, variables: image });
const declaring = (variables: unknown): JsonObject => ({ job_configuration: { command: "x" }, variables });

const templates: readonly JsonObject[] = [
  {},
  { x: 1 },
  { job_configuration: { a: 1 } },
  { job_configuration: {}, variables: image },
  ...[null, "x", "", 0, 1, [], ["x"], true].map((configuration) => ({
    job_configuration: configuration,
    variables: image,
  })),
  ...["{{ image }}", "{{image}}", "{{ nope }}", "{{ image }}{{ nope }}", "{{ image.x }}", "{{ $IMAGE }}"].map(
    using,
  ),
  ...[
    "{{ prefect.blocks.secret.x }}",
    "{{ ctx.flow.name }}",
    "{{ a b }}",
    "{{ }}",
    "{{ image | upper }}",
  ].map(using),
  ...["{{ fé }}", "{{\nnope\n}}", "{{ 'nope' }}", ["{{ nope }}"], { "{{ nope }}": 1 }, 1, null].map(using),
  { job_configuration: { "{{ nope }}": "x" }, variables: image },
  { ...using("{{ image }}"), more: 1 },
  ...[null, "x", [], ["x"], {}, 0, 1, true, { x: 1 }, { type: "nothing" }, { required: "image" }].map(
    declaring,
  ),
  ...[
    null,
    [],
    {},
    { image: 1 },
    { image: true },
    { image: { type: "nothing" } },
    { image: { pattern: "[" } },
  ].map((properties) => declaring({ properties })),
  ...[
    { type: "integer", default: "x" },
    { type: "integer", default: null },
    { type: "integer", default: 1 },
    { enum: ["a"], default: "b" },
    { type: "string", format: "ipv4", default: "x" },
    { type: "array", items: [{ type: "string" }] },
    { type: "object", default: { $ref: "x" } },
    { type: "object", default: { $ref: { x: "x" } } },
    { type: "object", default: { $ref: { block_document_id: "x" } } },
    ...[null, "", 0, [], {}, { block_document_id: null }, { block_document_id: 5 }].map(($ref) => ({
      default: { $ref },
    })),
  ].map((property) => declaring({ properties: { image: property } })),
  ...["#/definitions/None", "#/definitions/Loop", "#/definitions/Tree", "#/definitions/List/0"].flatMap(
    ($ref) =>
      [{ $ref }, { $ref, default: {} }, { allOf: [{ $ref }], default: {} }].map((property) =>
        declaring({
          properties: { image: property },
          definitions: {
            Loop: { $ref: "#/definitions/Loop" },
            Tree: { type: "object", properties: { left: { $ref: "#/definitions/Tree" } } },
          },
        }),
      ),
  ),
  declaring({ required: ["image"], properties: { image: { type: "integer", default: null } } }),
  declaring({ required: ["image"], properties: { image: { type: "integer" } } }),
  declaring({ definitions: 1, properties: {} }),
];

describe("against Prefect's own code", () => {
  let verdicts: Readonly<Record<"create" | "update" | "template", readonly boolean[]>>;
  beforeAll(() => {
    const answers = prefectAccepts([
      ...schemas.map((schema): Case => ["parameter schema", schema]),
      ...schemas.map((schema): Case => ["parameter schema update", schema]),
      ...templates.map((template): Case => ["pool template", template]),
    ]);
    const { length } = schemas;
    verdicts = {
      create: answers.slice(0, length),
      update: answers.slice(length, 2 * length),
      template: answers.slice(2 * length),
    };
  });

  it.each(["create", "update"] as const)("schemas of parameters, in an %s", (request) => {
    const accepted = verdicts[request];
    const wrong = schemas.filter(
      (schema, index) => (parameterSchema(schema, request).length === 0) !== accepted[index],
    );
    expect(wrong.map((schema) => JSON.stringify(schema))).toEqual([]);
    expect(accepted.filter((one) => one).length).toBeGreaterThan(300);
  });

  it("job templates of work pools", () => {
    const accepted = verdicts.template;
    const faults = templates.map((template) => [
      ...jobTemplateFaults(template),
      ...jobVariablesSchemaFaults(template),
    ]);
    const wrong = templates.filter((_, index) => (faults[index]?.length === 0) !== accepted[index]);
    expect(wrong.map((template) => JSON.stringify(template))).toEqual([]);
    expect(new Set(accepted)).toEqual(new Set([true, false]));
  });
});
