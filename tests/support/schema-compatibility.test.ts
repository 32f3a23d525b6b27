import { describe, expect, it } from "vitest";
import { type AttributeSchema, type AttributeSchemas, incompatibilities } from "./schema-compatibility";

const object = (attributes: AttributeSchemas, version = 0) => ({ version, block: { attributes } });
const text = { type: "string" };
const nested = (mode: string, attributes: AttributeSchemas): AttributeSchema => ({
  nested_type: { nesting_mode: mode, attributes },
});

const compare = (official: AttributeSchema, ours: AttributeSchema) =>
  incompatibilities(object({ a: official }), object({ a: ours }));

describe("incompatibilities", () => {
  it("allows what no code and no state notices", () => {
    expect(compare({ ...text, optional: true }, { ...text, optional: true, computed: true })).toEqual([]);
    expect(compare({ ...text, required: true }, { ...text, optional: true })).toEqual([]);
    expect(incompatibilities(object({}), object({ b: { ...text, optional: true } }))).toEqual([]);
    expect(
      compare(
        { ...nested("list", { b: { ...text, required: true } }), computed: true },
        { ...nested("list", { b: { ...text, computed: true } }), computed: true },
      ),
    ).toEqual([]);
  });

  it.each<[string, AttributeSchema, AttributeSchema]>([
    ["a: became required", { ...text, optional: true }, { ...text, required: true }],
    ["a: cannot be set", { ...text, optional: true, computed: true }, { ...text, computed: true }],
    ["a: is not computed", { ...text, optional: true, computed: true }, { ...text, optional: true }],
    ["a: became sensitive", { ...text, optional: true }, { ...text, optional: true, sensitive: true }],
    ["a: is not sensitive", { ...text, optional: true, sensitive: true }, { ...text, optional: true }],
    ["a: write-only differs", { ...text, optional: true, write_only: true }, { ...text, optional: true }],
    ["a: another type", { ...text, optional: true }, { type: ["list", "string"], optional: true }],
    [
      "a: another nesting",
      { ...nested("set", {}), computed: true },
      { ...nested("list", {}), computed: true },
    ],
    [
      "a.b: missing",
      { ...nested("list", { b: { ...text, optional: true } }), optional: true },
      { ...nested("list", {}), optional: true },
    ],
    [
      "a.b: new and required",
      { ...nested("list", {}), optional: true },
      { ...nested("list", { b: { ...text, required: true } }), optional: true },
    ],
  ])("tells: %s", (fault, official, ours) => {
    expect(compare(official, ours)).toEqual([fault]);
  });

  it("tells a missing attribute and another version of the schema", () => {
    expect(incompatibilities(object({ a: text }, 1), object({}))).toEqual([
      "schema version: 1 became 0",
      "a: missing",
    ]);
  });
});
