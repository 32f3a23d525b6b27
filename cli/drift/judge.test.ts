import { describe, expect, it } from "vitest";
import { asked, drifted, isMixed, pending } from "./judge";
import type { Change, PlanJson, ResourceChange, Values } from "./plan-json";

const resource = (name: string, change: Change, more: Partial<ResourceChange> = {}): ResourceChange => ({
  address: `prefect_variable.${name}`,
  mode: "managed",
  type: "prefect_variable",
  name,
  change,
  ...more,
});

const update = (before: Values, after: Values): Change => ({ actions: ["update"], before, after });

const planned = (changes: readonly ResourceChange[], drift: readonly ResourceChange[] = []): PlanJson => ({
  format_version: "1.2",
  resource_changes: changes,
  resource_drift: drift,
});

const wishes = (plan: PlanJson, ofCode?: PlanJson) =>
  pending(plan, ofCode).map(({ address, action, differences }) => [
    address,
    action,
    differences.map(({ path }) => path),
  ]);

describe("drifted", () => {
  it("tells what changed from what is gone, and from what no one can configure", () => {
    const found = drifted(
      planned(
        [],
        [
          resource("a", update({ value: "1", updated: "x" }, { value: "2", updated: "y" })),
          resource("b", update({ value: "1", updated: "x" }, { value: "1", updated: "y" })),
          resource("c", { actions: ["delete"], before: { value: "1" }, after: null }),
        ],
      ),
    );
    expect(
      found.map(({ address, after, differences, runtime }) => [
        address,
        after !== undefined,
        differences.map(({ path }) => path),
        runtime.map(({ path }) => path),
      ]),
    ).toEqual([
      ["prefect_variable.a", true, ["value"], ["updated"]],
      ["prefect_variable.b", true, [], ["updated"]],
      ["prefect_variable.c", false, [], []],
    ]);
  });

  it("leaves data sources, other providers, deposed objects, and what was only made", () => {
    const change = update({ value: "1" }, { value: "2" });
    const strange = [
      resource("a", change, { mode: "data" }),
      resource("b", change, { type: "aws_s3_bucket" }),
      resource("c", change, { deposed: "1234" }),
      resource("d", { actions: ["create"], before: null, after: { value: "2" } }),
    ];
    expect(drifted(planned([], strange))).toEqual([]);
    expect(drifted({ format_version: "1.2" })).toEqual([]);
  });

  it("keeps what is sensitive apart, and does not show it", () => {
    const change = {
      ...update({ name: "n", value: "s" }, { name: "n", value: "t" }),
      before_sensitive: { value: true },
    };
    const [only] = drifted(planned([], [resource("a", change)]));
    expect(only?.values).toEqual({ name: "n" });
    expect([...(only?.hidden ?? [])]).toEqual([["value", "s"]]);
    expect(only?.differences).toMatchObject([{ before: { is: "sensitive" }, after: { is: "sensitive" } }]);
  });
});

describe("asked", () => {
  it.each<[string | undefined, Partial<Change>]>([
    [undefined, { actions: ["no-op"] }],
    [undefined, { actions: ["read"] }],
    ["import", { actions: ["no-op"], importing: { id: "x" } }],
    ["update", { actions: ["update"], importing: { id: "x" } }],
    ["create", { actions: ["create"] }],
    ["delete", { actions: ["delete"] }],
    ["forget", { actions: ["forget"] }],
    ["replace", { actions: ["delete", "create"] }],
    ["replace", { actions: ["create", "delete"] }],
  ])("%s from %j", (action, change) => {
    const one = resource("a", { actions: [], before: { value: "1" }, after: { value: "1" }, ...change });
    expect(asked(planned([one])).get("prefect_variable.a")?.action).toBe(action);
  });

  it("knows a deposed object as another one", () => {
    const gone: Change = { actions: ["delete"], before: { value: "1" }, after: null };
    const both = planned([resource("a", gone), resource("a", gone, { deposed: "12" })]);
    expect([...asked(both).keys()]).toEqual(["prefect_variable.a", "prefect_variable.a (deposed 12)"]);
  });
});

describe("pending", () => {
  const drift = [resource("a", update({ value: "1", tags: ["x"] }, { value: "hand", tags: ["x"] }))];
  const healing = resource("a", update({ value: "hand", tags: ["x"] }, { value: "1", tags: ["x"] }));

  it("is not the healing of what has drifted", () => {
    const plan = planned([healing], drift);
    expect(isMixed(plan, drifted(plan))).toBe(true);
    expect(wishes(plan, planned([]))).toEqual([]);
  });

  it("is what the code asks for beside that, with what the server has", () => {
    const both = resource("a", update({ value: "hand", tags: ["x"] }, { value: "1", tags: ["x", "y"] }));
    const wish = resource("a", update({ value: "1", tags: ["x"] }, { value: "1", tags: ["x", "y"] }));
    expect(wishes(planned([both], drift), planned([wish]))).toEqual([
      ["prefect_variable.a", "update", ["tags"]],
    ]);
  });

  it("is not what the server has already", () => {
    const wish = resource("a", update({ value: "1" }, { value: "hand" }));
    expect(wishes(planned([], drift), planned([wish]))).toEqual([]);
  });

  it("is a wish for what is gone, but not its being made again", () => {
    const again = resource("a", { actions: ["create"], before: null, after: { value: "2" } });
    expect(wishes(planned([again]), planned([]))).toEqual([]);
    const wish = resource("a", update({ value: "1" }, { value: "2" }));
    expect(wishes(planned([again]), planned([wish]))).toEqual([["prefect_variable.a", "update", ["value"]]]);
  });

  it("is everything of one plan where nothing has drifted", () => {
    const made = resource("a", { actions: ["create"], before: null, after: { value: "1", name: null } });
    expect(wishes(planned([made]))).toEqual([["prefect_variable.a", "create", ["value"]]]);
  });
});
