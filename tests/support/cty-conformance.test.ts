import { expect, it } from "vitest";
import { misfits } from "./cty-conformance";

it("tells where an object has another shape than its schema", () => {
  const schema = {
    name: { type: "string", required: true },
    tags: { type: ["set", "string"] },
    env: { type: ["map", "number"] },
    secret: { type: "string", write_only: true },
    value: { type: "dynamic" },
    steps: { nested_type: { nesting_mode: "list", attributes: { on: { type: "bool" } } } },
    options: { nested_type: { nesting_mode: "single", attributes: { n: { type: "number" } } } },
  };
  const nothing = { tags: null, env: null, secret: null, value: null, steps: null, options: null };
  expect(misfits(schema, { ...nothing, name: "a", more: 1 })).toEqual([]);
  const full = {
    name: "a",
    tags: ["b"],
    env: { A: 1 },
    secret: null,
    value: { type: ["tuple", ["string", ["object", { a: "number" }]]], value: ["x", { a: 1 }] },
    steps: [{ on: true }, { on: null }],
    options: { n: 1 },
  };
  expect(misfits(schema, full)).toEqual([]);
  expect(
    misfits(schema, {
      name: null,
      tags: [1],
      env: { A: "1" },
      secret: "s",
      value: { type: ["tuple", ["string", ["object", { a: "number" }]]], value: ["x", { a: "1" }] },
      steps: [{ on: "true" }, {}],
      options: [],
    }).map((fault) => fault.split(":")[0]),
  ).toEqual([
    ".name",
    ".tags[0]",
    ".env.A",
    ".secret",
    ".value[1].a",
    ".steps[0].on",
    ".steps[1].on",
    ".options",
  ]);
  expect(misfits(schema, { name: "a" })).toHaveLength(6);
});
