import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { blockOnServer, blocks, makeBlock, secret } from "./support/blocks";
import { startCountingProxy } from "./support/counting-proxy";
import { quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

const workspace = () => temporaryWorkspace({ server });

const onServer = (name: string, type?: string) => blockOnServer(api, name, type);
const make = (name: string, data: object, slug?: string) => makeBlock(api, name, data, slug);

describe("prefect_block", () => {
  it("updates, clears, moves to write-only data, heals and destroys", async () => {
    const prefix = uniqueName("block");
    const terraform = await workspace();
    await terraform.write(
      blocks(prefix, {
        changed: { data: "jsonencode({ value = { a = 1.5, big = 9007199254740993, gone = null } })" },
        emptied: { data: secret("hush") },
        removed: { data: secret("hush") },
        moved: { data: secret("hush") },
        renamed: { data: secret("hush") },
        drifted: { data: secret("hush") },
        unset: {},
        deleted: {},
        gone: {},
      }),
    );
    expect(await terraform.apply()).toEqual([]);
    expect(summary(await terraform.plan())).toEqual({});
    const state = await terraform.state();
    const id = (label: string) => String(state[`prefect_block.${label}`]?.id);
    expect((await onServer(`${prefix}-changed`)).data).toMatchObject({ value: { a: 1.5, gone: null } });
    await api.call("PATCH", `/block_documents/${id("drifted")}`, { data: { value: "theirs", more: 1 } });
    await api.call("PATCH", `/block_documents/${id("unset")}`, { data: { value: "theirs" } });
    await api.call("DELETE", `/block_documents/${id("deleted")}`);
    await terraform.write(
      blocks(prefix, {
        changed: { data: "jsonencode({ value = { b = 2 } })" },
        emptied: { data: '"{}"' },
        removed: {},
        moved: { data_wo: secret("hush") },
        renamed: { name: quote(`${prefix}-other`), data: secret("hush") },
        drifted: { data: secret("hush") },
        unset: {},
        deleted: {},
        gone: {},
      }),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      "prefect_block.changed": "update: data updated?",
      "prefect_block.emptied": "update: data updated?",
      "prefect_block.removed": "update: data updated?",
      "prefect_block.moved": "update: data updated?",
      "prefect_block.renamed": "delete,create for name",
      "prefect_block.drifted": "update: data updated?",
      "prefect_block.deleted": "create",
    });
    expect(plan.warnings.map(({ address, summary }) => `${address}: ${summary}`)).toEqual([
      "prefect_block.emptied: A block without data",
    ]);
    await terraform.applyPlanned();
    expect(await onServer(`${prefix}-changed`)).toMatchObject({
      id: id("changed"),
      data: { value: { b: 2 } },
    });
    const held = await Promise.all(
      ["changed", "emptied", "removed", "moved", "other", "drifted", "unset", "deleted"].map(
        async (label) => [label, (await onServer(`${prefix}-${label}`)).data],
      ),
    );
    expect(Object.fromEntries(held)).toEqual({
      changed: { value: { b: 2 } },
      emptied: {},
      removed: {},
      moved: { value: "hush" },
      other: { value: "hush" },
      drifted: { value: "hush" },
      unset: { value: "theirs" },
      deleted: {},
    });
    expect(await terraform.stateOf("prefect_block.moved")).toMatchObject({ data: null, data_wo: null });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.plan({ destroy: true });
    await api.call("DELETE", `/block_documents/${id("gone")}`);
    await terraform.applyPlanned();
    expect(await terraform.state()).toEqual({});
  });

  it("finds changes of write-only data by itself, and keeps them out of state, plans and output (defect 22)", async () => {
    const prefix = uniqueName("wo");
    const terraform = await workspace();
    const marked = (value: string) => secret(`planted-${value}`);
    const variable = 'variable "secret" {\n  type      = string\n  ephemeral = true\n}\n';
    const ephemeral = "jsonencode({ value = var.secret })";
    terraform.env.TF_VAR_secret = "planted-first";
    terraform.env.TF_LOG = "debug";
    terraform.env.TF_LOG_PATH = join(terraform.folder, "debug.log");
    const outputs: string[] = [];
    const plan = async () => {
      const planned = await terraform.plan();
      outputs.push(JSON.stringify(planned));
      return summary(planned);
    };
    await terraform.write(
      variable +
        blocks(prefix, {
          same: { data_wo: 'jsonencode({ value = "planted-v", n = 1.0 })' },
          changed: { data_wo: ephemeral },
          versioned: { data_wo: ephemeral, data_wo_version: "1" },
          held: { data_wo: ephemeral, data_wo_version: "1" },
          drifted: { data_wo: marked("a") },
          removed: { data_wo: marked("a") },
          unmoved: { data_wo: marked("a") },
        }),
    );
    outputs.push(JSON.stringify(await terraform.apply()));
    expect(await plan()).toEqual({});
    expect((await onServer(`${prefix}-changed`)).data).toEqual({ value: "planted-first" });
    const state = await terraform.state();
    await api.call("PATCH", `/block_documents/${state["prefect_block.drifted"]?.id}`, {
      data: { value: "planted-theirs" },
    });
    terraform.env.TF_VAR_secret = "planted-second";
    await terraform.write(
      variable +
        blocks(prefix, {
          same: { data_wo: 'jsonencode({ n = 1, value = "planted-v" })' },
          changed: { data_wo: ephemeral },
          versioned: { data_wo: ephemeral, data_wo_version: "2" },
          held: { data_wo: ephemeral, data_wo_version: "1" },
          drifted: { data_wo: marked("a") },
          removed: {},
          unmoved: { data: secret("plain") },
        }),
    );
    expect(await plan()).toEqual({
      "prefect_block.changed": "update: updated?",
      "prefect_block.versioned": "update: data_wo_version updated?",
      "prefect_block.drifted": "update: updated?",
      "prefect_block.removed": "update: updated?",
      "prefect_block.unmoved": "update: data updated?",
    });
    await terraform.write(
      variable +
        blocks(prefix, {
          same: { data_wo: 'jsonencode({ n = 1, value = "planted-v" })' },
          changed: { data_wo: ephemeral },
          versioned: { data_wo: ephemeral, data_wo_version: "2" },
          held: { data_wo: ephemeral, data_wo_version: "1" },
          drifted: { data_wo: marked("a") },
          removed: {},
        }),
    );
    outputs.push(JSON.stringify(await terraform.apply()));
    expect(await plan()).toEqual({});
    const values = await Promise.all(
      ["changed", "versioned", "held", "drifted", "removed"].map(async (label) => [
        label,
        (await onServer(`${prefix}-${label}`)).data,
      ]),
    );
    expect(Object.fromEntries(values)).toEqual({
      changed: { value: "planted-second" },
      versioned: { value: "planted-second" },
      held: { value: "planted-first" },
      drifted: { value: "planted-a" },
      removed: {},
    });
    const log = await readFile(join(terraform.folder, "debug.log"), "utf8");
    expect(log).toContain("/block_documents/");
    outputs.push(await readFile(join(terraform.folder, "terraform.tfstate"), "utf8"), log);
    expect(outputs.filter((output) => output.includes("planted-"))).toEqual([]);
    await terraform.destroy();
  });

  it("refers to other blocks by id, and sees when that changes (defect 15)", async () => {
    const prefix = uniqueName("ref");
    const terraform = await workspace();
    const credentials = (label: string) =>
      resourceBlock("prefect_block", label, {
        type_slug: '"aws-credentials"',
        name: quote(`${prefix}-${label}`),
        data: 'jsonencode({ aws_secret_access_key = "hush" })',
      });
    const bucket = (label: string, reference: string) =>
      resourceBlock("prefect_block", label, {
        type_slug: '"s3-bucket"',
        name: quote(`${prefix}-${label}`),
        data: `jsonencode({ bucket_name = "b", credentials = ${reference} })`,
      });
    const to = (label: string) => `{ "$ref" = { block_document_id = prefect_block.${label}.id } }`;
    const both = credentials("a") + credentials("b");
    await terraform.write(both + bucket("bucket", to("a")) + bucket("drifted", to("a")));
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual({});
    const state = await terraform.state();
    expect((await onServer(`${prefix}-bucket`, "s3-bucket")).data).toEqual({
      bucket_name: "b",
      credentials: { aws_secret_access_key: "hush" },
    });
    await api.call("PATCH", `/block_documents/${state["prefect_block.drifted"]?.id}`, {
      data: { bucket_name: "b", credentials: { aws_secret_access_key: "hush" } },
      merge_existing_data: false,
    });
    await terraform.write(both + bucket("bucket", to("b")) + bucket("drifted", to("a")));
    expect(summary(await terraform.plan())).toEqual({
      "prefect_block.bucket": "update: data updated?",
      "prefect_block.drifted": "update: data updated?",
    });
    await terraform.applyPlanned();
    expect((await onServer(`${prefix}-bucket`, "s3-bucket")).block_document_references).toMatchObject({
      credentials: { block_document: { id: state["prefect_block.b"]?.id } },
    });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.write(both + bucket("bucket", '{ "$ref" = "b" }'));
    expect((await terraform.planErrors()).map(({ detail }) => detail)).toEqual([
      '"credentials" must be { "$ref" = { block_document_id = "<id of a block>" } }.',
    ]);
  });

  it("looks a type up once for all its blocks, and updates with one write and one read", async () => {
    const prefix = uniqueName("few");
    const proxy = await startCountingProxy(server.apiUrl);
    onTestFinished(() => proxy.stop());
    const terraform = await temporaryWorkspace({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
    const four = (value: string) =>
      blocks(
        prefix,
        Object.fromEntries(["a", "b", "c", "d"].map((label) => [label, { data: secret(value) }])),
      );
    await terraform.write(four("1"));
    await terraform.apply();
    await terraform.write(four("2"));
    proxy.reset();
    await terraform.apply({ args: ["-refresh=false"] });
    const count = (wanted: string) =>
      proxy.requests.filter(({ method, path, wasBusy }) => !wasBusy && `${method} ${path}`.startsWith(wanted))
        .length;
    // When planning, and not again when that plan is applied.
    expect(count("POST /api/block_types/filter")).toBe(1);
    expect(count("POST /api/block_schemas/filter")).toBe(1);
    expect(count("PATCH /api/block_documents/")).toBe(4);
    // Reads that come together are one.
    expect(count("POST /api/block_documents/filter")).toBeLessThanOrEqual(4);
    expect(count("GET ")).toBe(0);
    await terraform.destroy();
  });

  it("is found by data sources", async () => {
    const prefix = uniqueName("data");
    const id = await make(`${prefix}-b`, { value: "hush" });
    await make(`${prefix}-a`, { value: "hush" });
    const terraform = await workspace();
    await terraform.write(
      [
        `data "prefect_block" "id" {\n id = ${quote(id)}\n}`,
        `data "prefect_block" "name" {\n type_slug = "secret"\n name = ${quote(`${prefix}-b`)}\n}`,
        'data "prefect_blocks" "secrets" {\n type_slug = "secret"\n}\n',
      ].join("\n"),
    );
    await terraform.apply();
    const state = await terraform.state();
    const expected = { id, name: `${prefix}-b`, type_slug: "secret", data: '{"value":"hush"}' };
    expect(state["data.prefect_block.id"]).toMatchObject(expected);
    expect(state["data.prefect_block.name"]).toMatchObject(expected);
    expect(state["data.prefect_blocks.secrets"]?.blocks).toEqual(
      expect.arrayContaining([expect.objectContaining({ id, type_slug: "secret" })]),
    );
    expect(JSON.stringify(state["data.prefect_blocks.secrets"])).not.toContain("hush");
    await terraform.write(
      'data "prefect_block" "none" {\n type_slug = "secret"\n name = "nowhere"\n}\ndata "prefect_block" "half" {\n name = "x"\n}\n',
    );
    expect((await terraform.planErrors()).map(({ summary }) => summary)).toEqual(["Which block?"]);
  });
});
