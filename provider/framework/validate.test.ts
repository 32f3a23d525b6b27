import { describe, expect, it } from "vitest";
import { unknown } from "../cty/unknown";
import { optional, required } from "./attribute";
import { list, map, object } from "./collections";
import { at, spellPath } from "./diagnostic";
import { json } from "./json";
import { integer, string, uuid } from "./scalars";
import { timestamp } from "./timestamp";
import { validateObject } from "./validate";

const word = (value: unknown) => (value === "bad" ? "It is bad." : undefined);

const schema = {
  when: optional(timestamp).blank(""),
  id: optional(uuid),
  secret: optional(string).sensitive().check(word),
  limit: optional(integer)
    .conflictsWith("shared")
    .doubt((value) => (Number(value) > 9 ? "It is much." : undefined)),
  shared: optional(string),
  steps: optional(list(object({ inputs: optional(json), env: optional(map(json)), name: required(string) }))),
};
const nothing = { when: null, id: null, secret: null, limit: null, shared: null, steps: null };
const step = { inputs: null, env: null, name: "a" };

const complaints = (config: Partial<typeof nothing> | object) =>
  validateObject(schema, { ...nothing, ...config }).map(({ path, detail }) => ({
    at: spellPath(path ?? []),
    detail,
  }));

describe("validateObject", () => {
  it("warns of what is doubtful", () => {
    const [told] = validateObject(schema, { ...nothing, limit: 10 });
    expect(told).toMatchObject({ severity: "warning", detail: "It is much.", path: at("limit") });
    expect(complaints({ limit: 9 })).toEqual([]);
  });

  it("accepts what is well-formed, unknown, or stands for nothing", () => {
    expect(complaints({})).toEqual([]);
    expect(complaints({ when: "2026-01-01", limit: 3, secret: "good" })).toEqual([]);
    expect(
      complaints({ when: unknown, limit: unknown, steps: [unknown, { ...step, env: unknown }] }),
    ).toEqual([]);
    expect(complaints({ when: "" })).toEqual([]);
  });

  it("says which value is malformed, however deep", () => {
    expect(complaints({ when: "soon" })).toEqual([{ at: "when", detail: expect.stringContaining('"soon"') }]);
    expect(complaints({ id: "" })).toHaveLength(1);
    const steps = [step, { ...step, inputs: "{", env: { A: "}" } }];
    expect(complaints({ steps }).map(({ at }) => at)).toEqual(["steps[1].inputs", 'steps[1].env["A"]']);
  });

  it("refuses null elements, wherever they stand", () => {
    expect(complaints({ steps: [null, { ...step, env: { A: null } }] }).map(({ at }) => at)).toEqual([
      "steps[0]",
      'steps[1].env["A"]',
    ]);
  });

  it("does not quote a secret", () => {
    expect(complaints({ secret: "bad" })).toEqual([
      { at: "secret", detail: expect.not.stringContaining("bad") },
    ]);
  });

  it("refuses two attributes that exclude each other", () => {
    expect(complaints({ limit: 1, shared: "x" })).toEqual([
      { at: "limit", detail: "limit and shared cannot both be set. Remove one of them." },
    ]);
  });
});
