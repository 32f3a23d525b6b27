import { beforeAll, describe, expect, it } from "vitest";
import { blockOnServer, makeBlock } from "./support/blocks";
import { quote, resourceBlock } from "./support/hcl";
import {
  goJson,
  identityOf,
  type OfficialResourceState,
  official,
  switchFromOfficial,
} from "./support/official-state";
import { summary } from "./support/plan-summary";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

const make = async (path: string, body: object): Promise<JsonObject> =>
  (await api.call("POST", path, body)).object();

describe("a state of the official provider with blocks and limits", () => {
  it("is read and planned without a change, and managed from then on", async () => {
    const prefix = uniqueName("official");
    const terraform = await temporaryWorkspace({ server });
    const resources: OfficialResourceState[] = [];
    let code = "";
    /** One resource, as that provider stores it and as its user writes it. */
    const has = (
      type: OfficialResourceState["type"],
      label: string,
      stored: JsonObject,
      written: Readonly<Record<string, string>>,
      more: { readonly private?: string } = {},
    ) => {
      resources.push(official(type, label, stored, more));
      code += resourceBlock(`prefect_${type}`, label, written);
    };

    // Types. What is unset is null after its creation, and "" after a refresh.
    const typeNamed = (label: string, more: object = {}) =>
      make("/block_types/", { name: `${prefix}-${label}`, slug: `${prefix}-${label}`, ...more });
    const about = {
      logo_url: "https://example.org/logo.png",
      documentation_url: "https://example.org/docs?a=1&b=<2>",
      description: "d",
      code_example: "```python\nx\n```",
    };
    const nothing = { logo_url: "", documentation_url: "", description: "", code_example: "" };
    const full = await typeNamed("full", about);
    const named = (label: string) => ({ name: `${prefix}-${label}`, slug: `${prefix}-${label}` });
    const namedInCode = (label: string) => ({
      name: quote(`${prefix}-${label}`),
      slug: quote(`${prefix}-${label}`),
    });
    has(
      "block_type",
      "full",
      { ...identityOf(full), ...named("full"), ...about, is_protected: false },
      {
        ...namedInCode("full"),
        ...Object.fromEntries(Object.entries(about).map(([name, value]) => [name, quote(value)])),
      },
    );
    for (const [label, values, written] of [
      ["null", {}, {}],
      ["empty", nothing, {}],
      ["blank", nothing, Object.fromEntries(Object.keys(nothing).map((name) => [name, '""']))],
    ] as const) {
      const identity = identityOf(await typeNamed(label));
      has(
        "block_type",
        label,
        { ...identity, ...named(label), ...values, is_protected: false },
        { ...namedInCode(label), ...written },
      );
    }

    // Schemas. `fields` are never read back: null after an import.
    const fields = {
      title: "T",
      type: "object",
      properties: { url: { type: "string", title: "a < b & c" }, n: { type: "integer" } },
    };
    const schema = await make("/block_schemas/", {
      block_type_id: full.id,
      fields,
      capabilities: ["read", "write"],
      version: "1.0",
    });
    const storedSchema = {
      ...identityOf(schema),
      block_type_id: full.id,
      block_type: `${prefix}-full`,
      checksum: schema.checksum,
      capabilities: ["read", "write"],
      version: "1.0",
    };
    const writtenSchema = {
      block_type_id: "prefect_block_type.full.id",
      fields: `jsonencode(${JSON.stringify(fields)})`,
      capabilities: '["read", "write"]',
      version: '"1.0"',
    };
    has("block_schema", "full", { ...storedSchema, fields: goJson(fields) }, writtenSchema);
    // A server keeps one schema of each content for all types.
    const few = { title: prefix };
    const empty = await make("/block_schemas/", { block_type_id: full.id, fields: few });
    const storedEmpty = {
      ...identityOf(empty),
      block_type_id: full.id,
      block_type: `${prefix}-full`,
      checksum: empty.checksum,
    };
    has(
      "block_schema",
      "bare",
      { ...storedEmpty, capabilities: [], version: "non-versioned", fields: goJson(few) },
      { block_type_id: quote(String(full.id)), fields: `jsonencode(${JSON.stringify(few)})` },
    );

    // Blocks. JSON is escaped as Go does it; a reference is as in code, or inlined after a refresh.
    const secrets = { value: 'a "quoted" <tag> & é ☃', list: [1, 2.5, null, true], 9007199254740993: 1e21 };
    const child = await makeBlock(api, `${prefix}-child`, { value: "hush" });
    const reference = { $ref: { block_document_id: child } };
    const block = async (
      label: string,
      data: object,
      stored: JsonObject,
      written: Record<string, string>,
      more: { readonly private?: string } = {},
      slug = `${prefix}-full`,
    ) => {
      await makeBlock(api, `${prefix}-${label}`, data, slug);
      const identity = identityOf(await blockOnServer(api, `${prefix}-${label}`, slug));
      has(
        "block",
        label,
        { ...identity, name: `${prefix}-${label}`, type_slug: slug, ...stored },
        { name: quote(`${prefix}-${label}`), type_slug: quote(slug), ...written },
        more,
      );
    };
    const jsonencode = (value: object) => `jsonencode(${JSON.stringify(value)})`;
    await block("data", secrets, { data: goJson(secrets) }, { data: jsonencode(secrets) });
    await block(
      "spelled",
      { b: 1, a: { z: "", y: [] } },
      { data: '{"a":{"y":[],"z":""},"b":1}' },
      {
        data: quote('{ "b": 1.0, "a": { "z": "", "y": [] } }'),
      },
    );
    await block("none", {}, { data: "{}" }, { data: "jsonencode({})" });
    await block("private-null", {}, { data: "{}" }, { data: "jsonencode({})" }, { private: "bnVsbA==" });
    await block("private-empty", {}, { data: "{}" }, { data: "jsonencode({})" }, { private: "e30=" });
    await block(
      "write-only",
      { value: "w" },
      { data_wo_version: 3 },
      {
        data_wo: jsonencode({ value: "w" }),
        data_wo_version: "3",
      },
    );
    await block("unversioned", { value: "w" }, {}, { data_wo: jsonencode({ value: "w" }) });
    await block(
      "reference",
      { url: reference },
      { data: goJson({ url: reference }) },
      {
        data: `jsonencode({ url = { "$ref" = { block_document_id = ${quote(child)} } } })`,
      },
    );
    await block(
      "inlined",
      { url: reference },
      { data: goJson({ url: { value: "hush" } }) },
      {
        data: `jsonencode({ url = { "$ref" = { block_document_id = ${quote(child)} } } })`,
      },
    );

    // Limits.
    const limit = async (
      label: string,
      body: object,
      stored: JsonObject,
      written: Record<string, string>,
    ) => {
      const made = await make("/v2/concurrency_limits/", { name: `${prefix}-${label}`, ...body });
      has(
        "global_concurrency_limit",
        label,
        { ...identityOf(made), name: `${prefix}-${label}`, ...stored },
        { name: quote(`${prefix}-${label}`), ...written },
      );
    };
    const defaults = { active: true, active_slots: 0, slot_decay_per_second: 0 };
    await limit("bare", { limit: 5 }, { limit: 5, ...defaults }, { limit: "5" });
    await limit(
      "rate",
      { limit: 0, active: false, slot_decay_per_second: 0.1 },
      { limit: 0, active: false, active_slots: 0, slot_decay_per_second: 0.1 },
      { limit: "0", active: "false", slot_decay_per_second: "0.1", active_slots: "0" },
    );
    // Slots were taken after it was stored.
    await limit(
      "held",
      { limit: 9, active_slots: 4 },
      { limit: 9, ...defaults },
      {
        limit: "9",
        active_slots: "0",
      },
    );
    const tag = await make("/concurrency_limits/", { tag: `${prefix} tag`, concurrency_limit: 3 });
    has(
      "task_run_concurrency_limit",
      "tag",
      { ...identityOf(tag), tag: `${prefix} tag`, concurrency_limit: 3 },
      { tag: quote(`${prefix} tag`), concurrency_limit: "3" },
    );

    await switchFromOfficial(terraform, resources);
    await terraform.write(code);
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.warnings).toEqual([]);
    expect(plan.all).toHaveLength(resources.length);
    // Without a refresh the inlined data of a reference differ from the code.
    expect(summary(await terraform.plan({ args: ["-refresh=false"] }))).toEqual({
      "prefect_block.inlined": "update: data updated?",
    });

    // What is stored for an import of blocks and schemas: their JSON was not read.
    await switchFromOfficial(terraform, [
      official("block_schema", "full", storedSchema),
      official("block", "data", {
        ...identityOf(await blockOnServer(api, `${prefix}-data`, `${prefix}-full`)),
        name: `${prefix}-data`,
        type_slug: `${prefix}-full`,
      }),
    ]);
    await terraform.write(
      resourceBlock("prefect_block_schema", "full", {
        ...writtenSchema,
        block_type_id: quote(String(full.id)),
      }) +
        resourceBlock("prefect_block", "data", {
          name: quote(`${prefix}-data`),
          type_slug: quote(`${prefix}-full`),
          data: jsonencode(secrets),
        }),
    );
    expect(summary(await terraform.plan())).toEqual({ "prefect_block.data": "update: data updated?" });
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});

    // And managed: from the state as it was first.
    await switchFromOfficial(terraform, resources);
    await terraform.write("");
    expect(summary(await terraform.plan())).toEqual(
      Object.fromEntries(resources.map(({ type, label }) => [`prefect_${type}.${label}`, "delete"])),
    );
    await terraform.applyPlanned();
    expect((await api.call("GET", `/block_types/slug/${prefix}-full`)).status).toBe(404);
  });
});
