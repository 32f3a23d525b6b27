import { describe, expect, it } from "vitest";
import { documentForTypes, freeFormOf, type JsonObject, sortKeys } from "./openapi-document";

const answer = (schema: JsonObject) => ({ "200": { content: { "application/json": { schema } } } });
const body = (schema: JsonObject) => ({ content: { "application/json": { schema } } });

function documentOf(schemas: JsonObject, operation: JsonObject): JsonObject {
  return { paths: { "/things": { post: operation } }, components: { schemas } };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function schemasOf(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document)).components.schemas;
}

describe("documentForTypes", () => {
  it("makes free-form JSON of what may be anything, and scalars of what may be any scalar", () => {
    const scalars = [{ type: "boolean" }, { type: "integer" }, { type: "number" }, { type: "string" }];
    const thing = {
      type: "object",
      properties: {
        open: { type: "object", additionalProperties: true },
        labels: { type: "object", additionalProperties: { anyOf: scalars } },
        value: { anyOf: [...scalars, { type: "object", additionalProperties: true }, { type: "null" }] },
        any: { title: "Any" },
        limit: { anyOf: [{ type: "integer" }, { type: "null" }] },
        id: { anyOf: [{ type: "integer" }, { type: "string" }] },
      },
    };
    const document = documentForTypes(documentOf({ Thing: thing }, { requestBody: body(ref("Thing")) }));
    expect(schemasOf(document).Thing).toEqual({
      type: "object",
      properties: {
        open: { type: "object", additionalProperties: ref("JsonValue") },
        labels: { type: "object", additionalProperties: ref("JsonScalar") },
        value: ref("JsonValue"),
        any: ref("JsonValue"),
        limit: thing.properties.limit,
        id: thing.properties.id,
      },
    });
  });

  it("requires every property of what is only answered", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      required: ["a"],
    };
    const schemas = { Answered: schema, Sent: schema, Both: schema };
    const operation = {
      requestBody: body({ anyOf: [ref("Sent"), ref("Both")] }),
      responses: answer({ anyOf: [ref("Answered"), ref("Both")] }),
    };
    const made = schemasOf(documentForTypes(documentOf(schemas, operation)));
    expect(made).toMatchObject({
      Answered: { required: ["a", "b"] },
      Sent: { required: ["a"] },
      Both: { required: ["a"] },
    });
  });

  it("takes durations as numbers too, and drops the version header", () => {
    const schema = { type: "object", properties: { interval: { type: "string", format: "duration" } } };
    const header = { in: "header", name: "x-prefect-api-version", schema: { type: "string" } };
    const operation = { requestBody: body(ref("Sent")), parameters: [header] };
    const document = documentForTypes(documentOf({ Sent: schema }, operation));
    expect(schemasOf(document).Sent).toMatchObject({
      properties: { interval: { anyOf: [{ type: "number" }, { type: "string" }] } },
    });
    expect(JSON.stringify(document)).not.toContain("x-prefect-api-version");
  });
});

describe("freeFormOf", () => {
  const free = { type: "object", additionalProperties: true };
  it("names properties and whole answers that hold free-form JSON", () => {
    const thing = {
      type: "object",
      properties: { data: free, steps: { type: "array", items: free }, n: { type: "number" } },
    };
    const document = documentForTypes({
      paths: {
        "/things": { get: { responses: answer(ref("Thing")) } },
        "/view": { get: { responses: answer(free) } },
      },
      components: { schemas: { Thing: thing } },
    });
    expect(freeFormOf(document)).toEqual({ properties: ["data", "steps"], answers: ["GET /view"] });
  });

  it("refuses a name that is a number in one answer and free-form in another", () => {
    const schemas = {
      One: { type: "object", properties: { value: free } },
      Other: { type: "object", properties: { value: { type: "integer" } } },
    };
    const document = documentForTypes(
      documentOf(schemas, { responses: answer({ anyOf: [ref("One"), ref("Other")] }) }),
    );
    expect(() => freeFormOf(document)).toThrow("value");
  });
});

it("sortKeys orders keys at every depth, and nothing else", () => {
  expect(JSON.stringify(sortKeys({ b: [{ d: 1, c: 2 }, 3], a: null }))).toBe(
    '{"a":null,"b":[{"c":2,"d":1},3]}',
  );
});
