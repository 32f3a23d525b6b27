import { describe, expect, it } from "vitest";
import { unknown } from "../cty/unknown";
import { type Attributes, computed, optional } from "./attribute";
import { canonicalJson, parseExactJson } from "./exact-json";
import { jsonObject } from "./json";
import { afterRead, afterWrite } from "./outcome";
import { planObject } from "./plan";
import { integer, string } from "./scalars";
import {
  judgeSecrets,
  rememberRead,
  rememberWritten,
  staysBehind,
  wholeFields,
  withheldNames,
  withholdRead,
  withholdWritten,
} from "./secret-memory";
import { mergedOver, writtenInstead } from "./secret-part";

const instead = writtenInstead("data_wo", {
  versionedBy: "data_wo_version",
  toJson: (text) => parseExactJson(typeof text === "string" ? text : "{}"),
  fromJson: canonicalJson,
  placeholder: '"withheld"',
});
const merged = mergedOver("vars", "vars_wo", { versionedBy: "vars_wo_version" });
const attributes: Attributes = {
  id: computed(string).stable(),
  updated: computed(string),
  data: optional(jsonObject()).fallback(null).blank("{}").rivals("data_wo").secretPart(instead),
  data_wo: optional(jsonObject()).writeOnly(),
  data_wo_version: optional(integer),
  vars: optional(jsonObject()).fallback("{}").secretPart(merged),
  vars_wo: optional(jsonObject()).writeOnly(),
  vars_wo_version: optional(integer),
};
const none: Uint8Array = new Uint8Array();
const nothing = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
const prior = { ...nothing, id: "1", updated: "then", vars: "{}" };

const written = (config: object, rewritten: readonly string[] = ["data", "vars"], bytes = none) =>
  rememberWritten(
    { attributes, config: { ...nothing, ...config }, rewritten, outcome: "applied", isCreation: false },
    new Map(),
    bytes,
  );
const judge = (config: object, bytes: Uint8Array, more: { prior?: object; wasApplied?: boolean } = {}) =>
  judgeSecrets({
    attributes,
    config: { ...nothing, ...config },
    prior: { ...prior, ...more.prior },
    wasApplied: more.wasApplied ?? true,
    bytes,
    ignored: [],
  });

const secret = '{"a":"hush","b":{"c":1}}';

describe("what private state remembers of secrets", () => {
  it("finds what code changes, and where", async () => {
    const bytes = await written({ data_wo: secret, vars_wo: secret });
    expect(Buffer.from(bytes).toString()).not.toContain("hush");
    const same = { data_wo: '{ "b": { "c": 1.0 }, "a": "hush" }', vars_wo: secret };
    expect(await judge(same, bytes)).toEqual({ rewritten: [], differences: [], held: [] });
    expect(await judge({ ...same, vars_wo: '{"a":"hush","b":{"c":2}}' }, bytes)).toEqual({
      rewritten: ["vars"],
      differences: [{ name: "vars_wo", places: ["vars_wo: b.c"] }],
      held: [],
    });
  });

  it("keeps its bytes until something changes", async () => {
    const bytes = await written(
      { data_wo: secret, vars_wo: secret },
      undefined,
      Buffer.from('{"x":"IngiCg=="}'),
    );
    expect(Buffer.from(bytes).toString()).toContain('"x":"IngiCg=="');
    const remote = { data: '{"b":{"c":1},"a":"hush"}', vars: '{"a":"hush","b":{"c":1},"open":2}' };
    const { visible, secrets } = withholdRead(attributes, remote, prior, bytes);
    expect(visible).toMatchObject({ data: null, vars: '{"open":2}' });
    expect(await rememberRead(attributes, secrets, bytes)).toBe(bytes);
    const drifted = withholdRead(attributes, { ...remote, vars: '{"a":"theirs"}' }, prior, bytes);
    expect(drifted.visible.vars).toBe("{}");
    const renewed = await rememberRead(attributes, drifted.secrets, bytes);
    expect(await judge({ data_wo: secret, vars_wo: secret }, renewed)).toMatchObject({
      rewritten: ["vars"],
      differences: [{ name: "vars_wo", places: ["vars_wo: a", "vars_wo: b.c"] }],
    });
    // What it owns stays out of the state, also when all of it was gone once.
    const gone = await rememberRead(
      attributes,
      withholdRead(attributes, { vars: "{}" }, prior, bytes).secrets,
      bytes,
    );
    expect(withholdRead(attributes, remote, prior, gone).visible.vars).toBe('{"open":2}');
  });

  it("says nothing of what is not known yet, and leaves it to a version where there is one", async () => {
    const bytes = await written({ vars_wo: secret });
    const clean = { rewritten: [], differences: [], held: [] };
    expect(await judge({ vars_wo: unknown }, bytes)).toEqual(clean);
    const versioned = { vars_wo: '{"a":"other"}', vars_wo_version: 1 };
    expect(await judge(versioned, bytes, { prior: { vars_wo_version: 1 } })).toEqual(clean);
    expect(await staysBehind(merged, versioned, false, bytes)).toBe(true);
    expect(await judge({ ...versioned, vars_wo: unknown }, bytes)).toMatchObject({ rewritten: ["vars"] });
    expect(await judge({ vars_wo: secret }, bytes, { prior: { vars_wo_version: 1 } })).toMatchObject({
      rewritten: ["vars"],
    });
  });

  it("tells what code gave and gives no more, and what it gives for the first time", async () => {
    const bytes = await written({ data_wo: secret, vars_wo: secret });
    expect((await judge({}, bytes)).rewritten).toEqual(["data", "vars"]);
    expect((await judge({ vars_wo: "{}" }, none)).rewritten).toEqual(["vars"]);
    expect((await judge({ data_wo: secret }, none, { wasApplied: false })).rewritten).toEqual([]);
    const cleared = await written({}, undefined, bytes);
    expect((await judge({}, cleared)).rewritten).toEqual([]);
  });

  it("keeps out of the state what a failed apply may have written", async () => {
    const failed = await rememberWritten(
      {
        attributes,
        config: { ...nothing, vars_wo: secret },
        rewritten: ["vars"],
        outcome: "failed",
        isCreation: true,
      },
      new Map(),
      none,
    );
    expect(withholdRead(attributes, { vars: secret }, prior, failed).visible.vars).toBe("{}");
    expect((await judge({ vars_wo: secret }, failed)).rewritten).toEqual(["vars"]);
  });
});

describe("a value with a secret part", () => {
  it("is whole for handlers, and without it in the state", () => {
    const config = { ...nothing, data_wo: secret, vars: '{ "b": {"open": 1} }', vars_wo: secret };
    const { planned } = planObject({ attributes, config, prior: null, memory: undefined });
    expect(planned).toMatchObject({ data: null, data_wo: null, vars: config.vars, vars_wo: null });
    const whole = wholeFields(attributes, planned, config);
    expect(whole).toMatchObject({
      data: '{"a":"hush","b":{"c":1}}',
      vars: '{"a":"hush","b":{"c":1,"open":1}}',
    });
    const answer = { ...whole, id: "1", updated: "now", vars: '{"b":{"open":1,"c":1},"a":"hush"}' };
    const write = { attributes, planned, config, rewritten: [], bytes: none, outcome: "applied" } as const;
    const { visible } = withholdWritten(write, answer);
    const { state, diagnostics } = afterWrite(attributes, planned, null, visible);
    expect(diagnostics).toEqual([]);
    expect(state).toEqual({ ...nothing, id: "1", updated: "now", vars: config.vars });
  });

  it("stays out of the state where it was before, while its version holds another one back", async () => {
    const bytes = await written({ vars_wo: '{"a":"hush"}' });
    const config = { ...nothing, vars: '{"open":1}', vars_wo: '{"b":"other"}', vars_wo_version: 1 };
    const write = { attributes, planned: { ...config, vars_wo: null }, config, bytes };
    const seen = (json: string, rewritten: readonly string[], outcome: "applied" | "failed" = "applied") =>
      withholdWritten({ ...write, rewritten, outcome }, { vars: json }).visible.vars;
    expect(seen('{"a":"hush","open":1}', [])).toBe('{"open":1}');
    expect(seen('{"b":"other","open":1}', ["vars"])).toBe('{"open":1}');
    expect(seen('{"a":"hush","b":"other","open":1}', ["vars"], "failed")).toBe('{"open":1}');
  });

  it("is unknown as a whole while the part is", () => {
    const config = { ...nothing, data_wo: unknown, vars: "{}" };
    expect(wholeFields(attributes, { ...nothing, vars: "{}" }, config)).toMatchObject({
      data: unknown,
      vars: "{}",
    });
  });

  it("makes an update that shows in what the server computes", () => {
    const config = { ...nothing, vars_wo: secret };
    const request = { attributes, config, prior, memory: undefined };
    expect(planObject(request).planned).toEqual(prior);
    expect(planObject({ ...request, rewritten: ["vars"] }).planned).toEqual({ ...prior, updated: unknown });
  });

  it("refuses what is set both ways", () => {
    const conflicts = (vars: string) =>
      merged.conflicts?.({ vars, vars_wo: secret })?.map(({ summary }) => summary);
    expect(conflicts('{"b":{"d":1}}')).toEqual([]);
    expect(conflicts('{"a":1,"b":{"c":2}}')).toEqual(["a is set twice", "b.c is set twice"]);
    expect(conflicts('{"b":1}')).toEqual(["b is set twice"]);
  });
});

describe("a value that an import withholds", () => {
  const imported = { ...prior, data: '"withheld"' };
  const remember = async () => {
    const { visible, secrets } = withholdRead(attributes, { data: secret }, imported, none);
    expect(afterRead(attributes, imported, visible)).toEqual(imported);
    return rememberRead(attributes, secrets, none);
  };
  const plan = async (config: object, more: { memory?: ReadonlySet<string> } = {}) => {
    const bytes = await remember();
    const wanted = { ...nothing, ...config };
    const { rewritten, held } = await judgeSecrets({
      attributes,
      config: wanted,
      prior: imported,
      wasApplied: false,
      bytes,
      ignored: [],
    });
    const withheld = withheldNames(attributes, imported);
    const request = {
      attributes,
      config: wanted,
      prior: imported,
      memory: more.memory,
      rewritten,
      held,
      withheld,
    };
    return planObject(request).planned;
  };

  it("is compared with either attribute of the code", async () => {
    expect(await plan({ data: '{"b":{"c":1},"a":"hush"}' })).toEqual(imported);
    expect(await plan({ data_wo: secret })).toEqual(imported);
    expect(await plan({})).toEqual(imported);
    expect(await plan({ data: '{"a":1}' })).toMatchObject({ data: '{"a":1}', updated: unknown });
    expect(await plan({ data_wo: '{"a":1}' })).toMatchObject({ data: null, updated: unknown });
  });

  it("is written out once something else changes", async () => {
    expect(await plan({ data: secret, vars: '{"x":1}' })).toMatchObject({ data: secret, vars: '{"x":1}' });
    expect(await plan({ data_wo: secret, vars: '{"x":1}' })).toMatchObject({ data: null });
    expect(await plan({ vars: '{"x":1}' })).toMatchObject({ data: '"withheld"' });
  });
});
