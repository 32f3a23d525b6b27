import ts from "typescript";
import { expect, test } from "vitest";
import { declareTypes } from "./typescript-type";

const typeOf = (schema: unknown, templates = false) =>
  declareTypes(schema, { name: "T", templates })
    .replace(/^export type T = /, "")
    .trimEnd();

test.each<[unknown, string]>([
  [{ type: "string" }, "string;"],
  [{ type: "string", format: "date-time" }, "string | Date;"],
  [{ type: "integer" }, "number;"],
  [{ type: "boolean" }, "boolean | IResolvable;"],
  [{ enum: ["a", 1, null] }, '"a" | 1 | null | IResolvable;'],
  [{ const: "a" }, '"a";'],
  [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string | null;"],
  [{ type: ["integer", "null"] }, "number | null;"],
  [{ type: "array", items: { type: "string" } }, "readonly string[];"],
  [
    { type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } },
    "ReadonlyArray<string | null>;",
  ],
  [{ type: "array", prefixItems: [{ type: "string" }, { type: "number" }] }, "readonly [string, number];"],
  [{ type: "object" }, "JsonObject;"],
  [{ type: "object", additionalProperties: { type: "number" } }, "{ readonly [name: string]: number };"],
  [{}, "JsonInput;"],
  [true, "JsonInput;"],
])("%j is %s", (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

test("templates stand for anything in job variables", () => {
  expect(typeOf({ type: "integer" }, true)).toBe("number | Template;");
});

test("definitions are types of their own, and documentation is kept", () => {
  const schema = {
    type: "object",
    required: ["model"],
    properties: {
      model: { allOf: [{ $ref: "#/definitions/Model" }] },
      "odd name": { type: "string", description: "Ends */ a comment.\nTwo lines.", default: "x" },
    },
    definitions: {
      Model: {
        type: "object",
        description: "A model.",
        properties: { next: { $ref: "#/definitions/Model" } },
      },
      "pkg.Other": { type: "string" },
      Secret: { type: "object", block_type_slug: "secret" },
    },
  };
  const source = declareTypes(schema, { name: "EtlParameters" });
  expect(source).toBe(`export type EtlParameters = {
  readonly model: EtlParametersModel;
  /**
   * Ends *\\/ a comment.
   * Two lines.
   * Default: "x".
   */
  readonly "odd name"?: string | undefined;
};

/** A model. */
export type EtlParametersModel = {
  readonly next?: EtlParametersModel | undefined;
};

export type EtlParametersPkgOther = string;

export type EtlParametersSecret = BlockValue;
`);
  const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
});
