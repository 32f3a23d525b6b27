import { describe, expect, it } from "vitest";
import { jobVariables, missingJobVariables, unusedJobVariables } from "./job-variables";

const template = (properties: object, more: object = {}) => ({
  job_configuration: {},
  variables: { type: "object", properties, ...more },
});
const fields = (...args: Parameters<typeof jobVariables>) => jobVariables(...args).map(({ field }) => field);

const pool = template(
  {
    stream_output: { type: "boolean", default: true },
    env: { type: "object", additionalProperties: { type: "string" } },
    image: { type: "string" },
  },
  { required: ["image"] },
);

describe("jobVariables", () => {
  it("says what is expected where, and never the value", () => {
    const misfits = jobVariables({ stream_output: "hunter2", env: { A: 5 } }, pool, "deployment");
    expect(misfits).toEqual([
      { field: "stream_output", reason: "It must be true or false or null." },
      { field: "env.A", reason: "It must be a string." },
    ]);
  });

  it("takes a template for the string that it is", () => {
    expect(fields({ stream_output: "{{ prefect.variables.x }}" }, pool, "deployment")).toEqual([
      "stream_output",
    ]);
    expect(fields({ image: "{{ prefect.variables.x }}" }, pool, "deployment")).toEqual([]);
  });

  it("takes null for a variable with a default, but not where the pool is given anew", () => {
    expect(fields({ stream_output: null }, pool, "deployment")).toEqual([]);
    expect(fields({ stream_output: null }, pool, "move")).toEqual(["stream_output"]);
    expect(fields({ image: null }, pool, "deployment")).toEqual(["image"]);
  });

  it("demands required variables of an action alone", () => {
    expect(fields({ stream_output: true }, pool, "deployment")).toEqual([]);
    expect(fields({ stream_output: true }, pool, "action")).toEqual(["image"]);
    const broken = template({ image: {}, n: { type: "integer", default: "x" } }, { required: ["image"] });
    expect(fields({ n: 1 }, broken, "action")).toEqual([]);
  });

  it("holds defaults to nothing that only the server knows", () => {
    const block = { $ref: { block_document_id: "x" } };
    const odd = template({ a: { default: block }, b: { type: "string" } }, { maxProperties: 1 });
    expect(fields({ b: "x" }, odd, "deployment")).toEqual([]);
    expect(fields({ b: 1 }, odd, "deployment")).toEqual(["b"]);
  });

  it.each([{}, { variables: {} }, { variables: 5 }, { variables: { properties: 5 } }])(
    "refuses nothing by %j",
    (odd) => {
      expect(jobVariables({ a: 1 }, odd, "deployment")).toEqual([]);
      expect(missingJobVariables({ a: 1 }, odd)).toEqual([]);
      expect(unusedJobVariables({ a: 1 }, odd)).toEqual([]);
    },
  );
});

it("names what is missing, and what no job gets", () => {
  expect(missingJobVariables({}, pool)).toEqual(["image"]);
  expect(missingJobVariables({ image: "x" }, pool)).toEqual([]);
  expect(unusedJobVariables({ env: {}, "env.A": "x", imgae: "x", toString: 1 }, pool)).toEqual([
    "imgae",
    "toString",
  ]);
});
