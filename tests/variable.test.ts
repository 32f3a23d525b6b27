import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Expressions, importBlock, quote, resourceBlock, resourceBlocks } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { database } from "./support/server-on-database";
import { can } from "./support/server-version";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

const workspace = () => temporaryWorkspace({ server });

/** Older servers take no `-` in a variable's name. */
const nameOf = (prefix: string, label: string): string => `${prefix}_${label.replaceAll("-", "_")}`;

const variables = (prefix: string, blocks: Readonly<Record<string, Expressions>>): string =>
  resourceBlocks("prefect_variable", (label) => ({ name: quote(nameOf(prefix, label)) }), blocks);

const onServer = async (name: string) => (await api.call("GET", `/variables/name/${name}`)).object();
/** The value as the server spells it: digits and all. */
const valueText = async (name: string): Promise<string | undefined> =>
  /"value":(.*),"tags":/s.exec((await api.call("GET", `/variables/name/${name}`)).text)?.[1];
const makeVariable = async (name: string, value: unknown, tags: readonly string[] = []) =>
  String((await api.call("POST", "/variables/", { name, value, tags })).object().id);

/** Values as JSON text; each must arrive as written, but for the spelling of a number. */
const values: Readonly<Record<string, string>> = {
  string: '"text"',
  empty: '""',
  digits: '"123"',
  unicode: '"é漢😀 \\"\\\\ \\n \\u0007"',
  template: '"{{ x }} ${y} %{z}"',
  true: "true",
  zero: "0",
  negative: "-12.5",
  big: "9007199254740993",
  bigger: "12345678901234567890",
  tenth: "0.1",
  whole: "1.0",
  null: "null",
  list: '[1,"a",null,true,[],{}]',
  same: '["a","b"]',
  nulls: "[null,null]",
  object: '{"a":null,"b":[{"c":null}],"d":{"e":{}}}',
  "empty-list": "[]",
  "empty-object": "{}",
  "nested-empty": "[[],[[]],{}]",
  keys: '{"":1,"a b":2,"é":3,"a.b":4}',
  proto: '{"__proto__":{"x":1},"constructor":2,"toString":null}',
  precise: "[9007199254740993,0.30000000000000004,18446744073709551615,-9223372036854775808]",
};
/** What the server makes of a number that is all there is. */
const spelledByServer: Readonly<Record<string, string>> = {
  whole: "1",
  ...(database === "sqlite" ? { bigger: "1.2345678901234567e+19" } : {}),
};

describe("prefect_variable", () => {
  it("holds any JSON value, digit by digit (defects 7 and 8)", async () => {
    const prefix = uniqueName("json");
    const terraform = await workspace();
    const decoded = Object.entries(values).map(([label, json]) => [
      label,
      { value: `jsondecode(${quote(json)})` },
    ]);
    const typed = {
      "typed-null": { value: "tostring(null)" },
      "typed-list": { value: 'tolist(["a", null])' },
      "typed-map": { value: "tomap({ a = 1, b = null })" },
      "typed-set": { value: 'toset(["a"])' },
      third: { value: "1 / 3" },
      thirds: { value: "[1 / 3]" },
      unset: {},
    };
    const blocks = { ...Object.fromEntries(decoded), ...typed };
    await terraform.write(variables(prefix, blocks));
    expect(await terraform.apply()).toEqual([]);
    for (const [label, json] of Object.entries(values)) {
      const text = await valueText(nameOf(prefix, label));
      if (spelledByServer[label] !== undefined) expect(text).toBe(spelledByServer[label]);
      else if (/^[[{]/.test(json)) expect(sortedKeys(text ?? ""), label).toBe(sortedKeys(json));
      else if (json.startsWith('"')) expect(JSON.parse(text ?? ""), label).toBe(JSON.parse(json));
      else expect(text, label).toBe(json);
    }
    expect(await valueText(`${prefix}_typed_list`)).toBe('["a",null]');
    expect(await valueText(`${prefix}_typed_map`)).toBe('{"a":1,"b":null}');
    expect(await valueText(`${prefix}_typed_null`)).toBe("null");
    expect(await valueText(`${prefix}_thirds`)).toBe("[0.3333333333333333]");
    expect(summary(await terraform.plan())).toEqual({});

    // Each value becomes its neighbour's: every kind of change between types.
    const labels = Object.keys(values);
    const shifted = labels.map((label, index) => {
      const next = values[labels[(index + 1) % labels.length] ?? ""] ?? "";
      return [label, { value: `jsondecode(${quote(next)})` }];
    });
    await terraform.write(variables(prefix, { ...blocks, ...Object.fromEntries(shifted) }));
    const shift = await terraform.plan();
    expect(summary(shift)).toEqual(
      Object.fromEntries(labels.map((label) => [`prefect_variable.${label}`, "update: updated? value"])),
    );
    await terraform.applyPlanned();
    expect(await valueText(`${prefix}_negative`)).toBe("9007199254740993");
    expect(await valueText(`${prefix}_whole`)).toBe("null");
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
    expect((await api.call("GET", `/variables/name/${prefix}_string`)).status).toBe(404);
  });

  it("updates in place, clears, replaces, heals and destroys", async () => {
    const prefix = uniqueName("life");
    const terraform = await workspace();
    const value = { value: '"v"' };
    await terraform.write(
      variables(prefix, {
        tags: { ...value, tags: '["a"]' },
        "tags-emptied": { ...value, tags: '["a"]' },
        "tags-removed": { ...value, tags: '["a"]' },
        "tags-set": value,
        renamed: { ...value, tags: '["kept"]' },
        unset: value,
        computed: value,
        drifted: { ...value, tags: '["a"]' },
        "to-null": value,
        unmanaged: value,
        deleted: value,
        gone: value,
      }) + resourceBlock("prefect_flow", "f", { name: quote(prefix) }),
    );
    await terraform.apply();
    const state = await terraform.state();
    const id = (label: string) => String(state[`prefect_variable.${label}`]?.id);
    expect(state["prefect_variable.tags-set"]).toMatchObject({ value: "v", tags: [] });
    await api.call("PATCH", `/variables/${id("drifted")}`, { value: { x: 1 }, tags: ["b"] });
    await api.call("PATCH", `/variables/${id("to-null")}`, { value: null });
    await api.call("PATCH", `/variables/${id("unmanaged")}`, { tags: ["b"] });
    await api.call("DELETE", `/variables/${id("deleted")}`);
    await terraform.write(
      variables(prefix, {
        tags: { ...value, tags: '["a", "c"]' },
        "tags-emptied": { ...value, tags: "[]" },
        "tags-removed": value,
        "tags-set": { ...value, tags: '["new"]' },
        renamed: { ...value, name: quote(`${prefix}_other`), tags: '["kept"]' },
        unset: {},
        computed: { value: "{ id = prefect_flow.f.id, n = [prefect_flow.f.updated] }" },
        drifted: { ...value, tags: '["a"]' },
        "to-null": value,
        unmanaged: value,
        deleted: value,
        gone: value,
      }) + resourceBlock("prefect_flow", "f", { name: quote(prefix), tags: '["changed"]' }),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      "prefect_flow.f": "update: tags updated?",
      "prefect_variable.tags": "update: tags updated?",
      "prefect_variable.tags-emptied": "update: tags updated?",
      "prefect_variable.tags-removed": "update: tags updated?",
      "prefect_variable.tags-set": "update: tags updated?",
      "prefect_variable.renamed": "update: name updated?",
      "prefect_variable.unset": "update: updated? value",
      "prefect_variable.computed": "update: updated? value?",
      "prefect_variable.drifted": "update: tags updated? value",
      "prefect_variable.to-null": "update: updated? value",
      "prefect_variable.deleted": "create",
    });
    expect(plan.warnings.map(({ summary }) => summary)).toEqual([
      "tags is set on the server, not in the code",
    ]);
    await terraform.applyPlanned();
    const expected: Record<string, object> = {
      tags: { id: id("tags"), tags: expect.arrayContaining(["a", "c"]) },
      "tags-emptied": { tags: [] },
      "tags-removed": { tags: [] },
      "tags-set": { tags: ["new"] },
      other: { id: id("renamed"), value: "v", tags: ["kept"] },
      unset: { value: null },
      computed: { value: { id: state["prefect_flow.f"]?.id, n: [expect.any(String)] } },
      drifted: { id: id("drifted"), value: "v", tags: ["a"] },
      "to-null": { value: "v" },
      unmanaged: { tags: ["b"] },
      deleted: { value: "v" },
    };
    for (const [label, fields] of Object.entries(expected)) {
      expect(await onServer(nameOf(prefix, label)), label).toMatchObject(fields);
    }
    expect(summary(await terraform.plan())).toEqual({});
    expect(summary(await terraform.plan({ replace: ["prefect_variable.tags"] }))).toEqual({
      "prefect_variable.tags": "delete,create",
    });
    await terraform.applyPlanned();
    expect(await onServer(`${prefix}_tags`)).not.toMatchObject({ id: id("tags") });
    await terraform.plan({ destroy: true });
    await api.call("DELETE", `/variables/${id("gone")}`);
    await terraform.applyPlanned();
    expect(await terraform.state()).toEqual({});
  });

  it("imports by each form, and the next plan is clean", async () => {
    const prefix = uniqueName("imported");
    const workspaceId = randomUUID();
    const uuidName = can.dashVariables ? randomUUID() : `${prefix}_uuid`;
    const full = await makeVariable(`${prefix}_full`, { a: [1, null] }, ["t"]);
    await makeVariable(`${prefix}_a`, "v");
    await makeVariable(`${prefix}_b`, "v");
    await makeVariable(`${prefix}_ws`, "v");
    await makeVariable(`${prefix}_null`, null);
    await makeVariable(uuidName, "v");
    const text = { value: '"v"' };
    const forms: Record<string, { name: string; id: string; more: Expressions }> = {
      id: { name: `${prefix}_full`, id: full, more: { value: "{ a = [1, null] }", tags: '["t"]' } },
      name: { name: `${prefix}_a`, id: `${prefix}_a`, more: text },
      "name-form": { name: `${prefix}_b`, id: `name/${prefix}_b`, more: text },
      workspace: { name: `${prefix}_ws`, id: `name/${prefix}_ws,${workspaceId}`, more: text },
      null: { name: `${prefix}_null`, id: `${prefix}_null`, more: {} },
      "uuid-name": { name: uuidName, id: uuidName, more: text },
    };
    const terraform = await workspace();
    await terraform.write(
      Object.entries(forms)
        .map(
          ([label, { name, id, more }]) =>
            resourceBlock("prefect_variable", label, { name: quote(name), ...more }) +
            importBlock(`prefect_variable.${label}`, id),
        )
        .join(""),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.warnings).toEqual([]);
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.forget("prefect_variable.id");
    await terraform.import("prefect_variable.id", `${full},${workspaceId}`);
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.forget("prefect_variable.id");
    expect(await terraform.importError("prefect_variable.id", "name/nowhere")).toContain("name/<name>");
    await terraform.destroy();
  });

  it("does not take over what exists, unless it is what an interrupted apply would have made", async () => {
    const prefix = uniqueName("taken");
    const id = await makeVariable(`${prefix}_v`, "theirs");
    const terraform = await workspace();
    await terraform.write(variables(prefix, { v: { value: '"ours"' } }));
    const [refused] = await terraform.planErrors();
    expect(refused?.summary).toBe(`The variable "${prefix}_v" exists already`);
    expect(refused?.detail).not.toContain("theirs");
    const block = /import \{[^}]*\}/.exec(refused?.detail ?? "")?.[0] ?? "";
    await terraform.write(
      variables(prefix, { v: { value: '"ours"' } }) + block.replace(/to = \S+/, "to = prefect_variable.v"),
    );
    await terraform.apply();
    expect(await onServer(`${prefix}_v`)).toMatchObject({ id, value: "ours" });

    await rm(join(terraform.folder, "terraform.tfstate"));
    await terraform.write(variables(prefix, { v: { value: '"ours"', tags: "[]" } }));
    expect((await terraform.apply()).map(({ summary }) => summary)).toEqual([
      `The variable "${prefix}_v" was there already, just as planned`,
    ]);
    expect(await terraform.stateOf("prefect_variable.v")).toMatchObject({ id, value: "ours" });
    expect(summary(await terraform.plan())).toEqual({});

    // A name that only the apply knows: the plan cannot look, so the apply refuses.
    await terraform.write(
      resourceBlock("terraform_data", "name", { input: quote(`${prefix}_late`) }) +
        resourceBlock("prefect_variable", "late", { name: "terraform_data.name.output", value: "1" }),
    );
    await makeVariable(`${prefix}_late`, "theirs");
    const [late] = await terraform.applyErrors();
    expect(late?.summary).toBe(`The variable "${prefix}_late" exists already`);
    expect(await onServer(`${prefix}_late`)).toMatchObject({ value: "theirs" });
  });

  it("upgrades a state of version 0, where a value is a string", async () => {
    const prefix = uniqueName("old");
    const terraform = await workspace();
    await terraform.write(variables(prefix, { v: { value: '"text"' } }));
    await terraform.apply();
    const file = join(terraform.folder, "terraform.tfstate");
    const state = JSON.parse(await readFile(file, "utf8"));
    const [instance] = state.resources[0].instances;
    expect(instance.attributes.value).toEqual({ value: "text", type: "string" });
    instance.attributes.value = "text";
    instance.schema_version = 0;
    delete instance.private;
    state.serial += 1;
    await writeFile(file, JSON.stringify(state));
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.drift).toEqual([]);
    await terraform.destroy();
  });
});

/** JSON text with the keys of each object in order, numbers as they are spelled. */
function sortedKeys(json: string): string {
  const numbers: string[] = [];
  const marked = json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"#${numbers.push(token)}"`,
  );
  const sorted = JSON.stringify(JSON.parse(marked), (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return sorted.replace(/"#(\d+)"/g, (_mark, index: string) => numbers[Number(index) - 1] ?? "");
}
