import { LosslessNumber } from "lossless-json";
import { describe, expect, it } from "vitest";
import { creatableParameters, parameters } from "./parameters";

const exact = (text: string) => new LosslessNumber(text);
const schema = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const fields = (...args: Parameters<typeof parameters>) => parameters(...args).map(({ field }) => field);

describe("parameters", () => {
  it("says what is expected where, and never the value", () => {
    const misfits = parameters(
      { size: "hunter2", tables: [{ name: 5 }], mode: "hunter2", code: "hunter2" },
      schema({
        size: { type: "integer", default: 1 },
        tables: { type: "array", items: schema({ name: { type: "string" } }, { required: ["name"] }) },
        mode: { enum: ["a", 1, null] },
        code: { type: "string", pattern: "^[A-Z]+$" },
      }),
    );
    expect(misfits).toEqual([
      { field: "size", reason: "It must be a whole number." },
      { field: "tables[0].name", reason: "It must be a string." },
      { field: "mode", reason: 'It must be one of "a", 1, null.' },
      { field: "code", reason: "It must be a string that matches ^[A-Z]+$." },
    ]);
    expect(JSON.stringify(misfits)).not.toContain("hunter2");
  });

  it("neither demands parameters nor refuses unknown ones", () => {
    expect(parameters({ other: 1 }, schema({ n: { type: "integer" } }, { required: ["n"] }))).toEqual([]);
  });

  it("counts a required name inside a list of forms, as the server does", () => {
    const either = schema({ o: { anyOf: [schema({}, { required: ["a"] }), { type: "string" }] } });
    expect(fields({ o: {} }, either)).toEqual(["o.a"]);
    expect(fields({ o: { a: 1 } }, either)).toEqual([]);
  });

  it("takes a template for the string that it is", () => {
    expect(fields({ n: "{{ event.id }}" }, schema({ n: { type: "integer" } }))).toEqual(["n"]);
    expect(parameters({ n: "{{ event.id }}" }, schema({ n: { type: "string" } }))).toEqual([]);
  });

  it("says which parameters a creation takes", () => {
    const typed = schema({ n: { type: "integer" }, s: { type: "string" } }, { required: ["n"] });
    const computed = { __prefect_kind: "json", value: "1" };
    expect(creatableParameters({ n: computed, s: "x", other: computed }, typed)).toEqual({
      s: "x",
      other: computed,
    });
    expect(creatableParameters({ n: 1, s: null }, typed)).toEqual({ n: 1 });
    expect(creatableParameters({ n: 1 }, { minProperties: 2 })).toEqual({});
  });

  it.each([{ __prefect_kind: "jinja", template: "x" }, { __prefect_kind: "json" }])(
    "lets %j stand for anything",
    (open) => {
      const number = { type: "integer" };
      const strict = schema({
        n: number,
        list: { type: "array", items: number, uniqueItems: true, maxItems: 1 },
      });
      expect(parameters({ n: open, list: [open] }, strict)).toEqual([]);
      expect(
        parameters({ n: open }, schema({ n: { oneOf: [number, { type: "string" }], not: { const: 1 } } })),
      ).toEqual([]);
      expect(fields({ n: open, list: "x" }, strict)).toEqual(["list"]);
    },
  );

  it("takes numbers exactly", () => {
    const whole = schema({ n: { type: "integer", default: 0 } });
    for (const n of [1, 1n, exact("1.0"), exact("1e2"), exact("-0.0")])
      expect(parameters({ n }, whole)).toEqual([]);
    for (const n of [1.5, exact("1e400"), true, "1"]) expect(fields({ n }, whole)).toEqual(["n"]);

    const limited = schema({ n: { maximum: exact("9007199254740992") } });
    expect(fields({ n: exact("9007199254740993") }, limited)).toEqual(["n"]);
    expect(fields({ n: exact("9007199254740993.0") }, limited)).toEqual([]);
    expect(fields({ n: exact("9007199254740993") }, schema({ n: { multipleOf: 3 } }))).toEqual([]);
    expect(fields({ n: 1 }, schema({ n: { enum: [true, exact("1.0")] } }))).toEqual([]);
    expect(fields({ n: 1 }, schema({ n: { const: true } }))).toEqual(["n"]);
  });

  it("takes null where a parameter may be left out, in a change only", () => {
    const optional = schema({ n: { type: "integer" } });
    expect(parameters({ n: null }, optional, "update")).toEqual([]);
    expect(fields({ n: null }, optional, "create")).toEqual(["n"]);
    expect(parameters({ n: null }, optional)).toEqual([]);
    expect(fields({ n: null }, schema({ n: { type: "integer", default: 1 } }))).toEqual(["n"]);
    expect(fields({ n: null }, schema({ n: { type: "integer" } }, { required: ["n"] }))).toEqual(["n"]);
  });

  it("follows references, also to itself", () => {
    const tree = schema({ children: { type: "array", items: { $ref: "#/definitions/Tree" } } });
    const root = schema({ tree: { $ref: "#/definitions/Tree" } }, { definitions: { Tree: tree } });
    expect(parameters({ tree: { children: [{ children: [] }] } }, root)).toEqual([]);
    expect(fields({ tree: { children: [{ children: [5] }] } }, root)).toEqual([
      "tree.children[0].children[0]",
    ]);
    const loop = { properties: { a: { anyOf: [{ $ref: "#/properties/a" }, { $ref: "#/properties/a" }] } } };
    expect(parameters({ a: 1 }, loop)).toEqual([]);
  });

  it("takes a block or a reference to one, in a change", () => {
    const block = {
      ...schema({ url: { type: "string" } }, { required: ["url"] }),
      title: "Slack",
      block_type_slug: "slack",
    };
    const root = schema({ b: { $ref: "#/definitions/Slack" } }, { definitions: { Slack: block } });
    expect(parameters({ b: { $ref: "9d8f0a3e-0000-4000-8000-000000000000" } }, root, "update")).toEqual([]);
    expect(parameters({ b: { url: "https://x" } }, root, "update")).toEqual([]);
    expect(fields({ b: { url: 5 } }, root, "update")).not.toEqual([]);
  });

  it.each([
    [
      { $ref: "#/nowhere" },
      "It must be left out, since its schema refers to `#/nowhere`, which there is not.",
    ],
    [{ $ref: "#/definitions/Loop" }, "It must be left out, since its schema refers to itself without end."],
  ])("refuses whatever is given for %j", (property, reason) => {
    const odd = schema(
      { a: property },
      { definitions: { Loop: { allOf: [{ $ref: "#/definitions/Loop" }] } } },
    );
    expect(parameters({ a: 1 }, odd)).toEqual([{ field: "a", reason }]);
    expect(parameters({}, odd)).toEqual([]);
  });

  it.each([
    { properties: { a: { type: "nonsense" } } },
    { properties: { a: { $ref: "https://example.com/schema" } } },
    { properties: { a: { not: { $ref: "#/nowhere" } } } },
    { properties: { a: { pattern: "(?i)x" } } },
    { properties: { a: { pattern: "(" } } },
    { properties: { a: { minimum: "x", enum: 5, anyOf: {} } } },
    { properties: 5 },
    { $schema: "http://json-schema.org/draft-07/schema#", properties: { a: { type: "string" } } },
  ])("says nothing of a schema it cannot judge: %j", (odd) => {
    expect(parameters({ a: 1 }, odd)).toEqual([]);
    expect(parameters({ a: "y" }, odd)).toEqual([]);
  });

  it("names what is wrong inside the one form that a value has", () => {
    const model = schema({ n: { type: "integer", default: 0 } });
    const root = schema({ m: { anyOf: [model, { type: "null" }] } });
    expect(parameters({ m: { n: "x" } }, root)).toEqual([
      { field: "m.n", reason: "It must be a whole number." },
    ]);
    expect(parameters({ m: 5 }, root)).toEqual([{ field: "m", reason: "It must be an object or null." }]);
  });

  it("names a parameter that the schema rules out", () => {
    expect(parameters({ b: 1 }, schema({ a: {} }, { additionalProperties: false }))).toEqual([
      { field: "b", reason: "It must be left out: the schema has only a." },
    ]);
  });
});
