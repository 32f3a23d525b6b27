import { describe, expect, it } from "vitest";
import { unknown } from "../cty/unknown";
import { type Attributes, computed, optional } from "./attribute";
import { canonicalJson, parseExactJson } from "./exact-json";
import { json } from "./json";
import { afterRead, afterWrite } from "./outcome";
import { planObject } from "./plan";
import { integer, string } from "./scalars";
import { rememberWritten, rewrittenNames } from "./written-values";

const canonical = (value: unknown) => canonicalJson(parseExactJson(String(value)));
const attributes: Attributes = {
  id: computed(string).stable(),
  updated: computed(string),
  secret: optional(json).writeOnly({ canonical, versionedBy: "secret_version" }),
  secret_version: optional(integer),
};
const none = new Uint8Array();
const secret = '{"a":"hush","b":1}';

describe("write-only values", () => {
  it("are compared with what was last written, by meaning and not by spelling", async () => {
    const written = await rememberWritten(attributes, { secret }, none);
    expect(Buffer.from(written).toString()).not.toContain("hush");
    expect(
      Buffer.from(JSON.parse(Buffer.from(written).toString()).written, "base64").toString(),
    ).not.toContain("hush");
    const rewritten = (value: string) => rewrittenNames(attributes, { secret: value }, written);
    expect(await rewritten(secret)).toEqual([]);
    expect(await rewritten('{ "b": 1, "a": "hush" }')).toEqual([]);
    expect(await rewritten('{"a":"other","b":1}')).toEqual(["secret"]);
  });

  it("leave private state as it is, byte for byte, until they change", async () => {
    const written = await rememberWritten(attributes, { secret }, Buffer.from('{"foreign":"IngiCg=="}'));
    expect(await rememberWritten(attributes, { secret: '{"b":1,"a":"hush"}' }, written)).toBe(written);
    expect(await rememberWritten(attributes, {}, written)).toBe(written);
    const again = await rememberWritten(attributes, { secret: '"other"' }, written);
    expect(JSON.parse(Buffer.from(again).toString()).foreign).toBe("IngiCg==");
    expect(await rewrittenNames(attributes, { secret }, again)).toEqual(["secret"]);
  });

  it("are not judged while unknown, never seen before, or where a version decides", async () => {
    const written = await rememberWritten(attributes, { secret }, none);
    expect(await rewrittenNames(attributes, { secret: unknown }, written)).toEqual([]);
    expect(await rewrittenNames(attributes, { secret: '"other"' }, none)).toEqual([]);
    expect(await rewrittenNames(attributes, { secret: '"other"', secret_version: 1 }, written)).toEqual([]);
  });

  it("make an update, and stand in no plan and no state", () => {
    const prior = { id: "1", updated: "then", secret: null, secret_version: null };
    const config = { id: null, updated: null, secret, secret_version: null };
    const request = { attributes, config, prior, memory: undefined };
    expect(planObject(request).planned).toEqual(prior);
    expect(planObject({ ...request, rewritten: ["secret"] }).planned).toEqual({ ...prior, updated: unknown });
    expect(planObject({ ...request, prior: null }).planned.secret).toBeNull();
    const remote = { id: "1", updated: "now", secret };
    const { state, diagnostics } = afterWrite(attributes, { ...prior, updated: unknown }, prior, remote);
    expect(state).toEqual({ ...prior, updated: "now" });
    expect(diagnostics).toEqual([]);
    expect(afterRead(attributes, prior, remote)).toEqual({ ...prior, updated: "now" });
  });
});
