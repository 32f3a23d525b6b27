import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startCountingProxy } from "./support/counting-proxy";
import { type Expressions, importBlock, quote, resourceBlock, resourceBlocks } from "./support/hcl";
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

const blocks = (prefix: string, all: Readonly<Record<string, Expressions>>): string =>
  resourceBlocks(
    "prefect_block",
    (label) => ({ type_slug: '"secret"', name: quote(`${prefix}-${label}`) }),
    all,
  );

const secret = (value: string): string => `jsonencode({ value = ${quote(value)} })`;

const onServer = async (name: string, type = "secret") =>
  (
    await api.call("GET", `/block_types/slug/${type}/block_documents/name/${name}?include_secrets=true`)
  ).object();

async function idsOf(slug: string) {
  const type = (await api.call("GET", `/block_types/slug/${slug}`)).object();
  const block_schemas = { block_type_id: { any_: [type.id] } };
  const [schema] = (await api.call("POST", "/block_schemas/filter", { block_schemas })).list();
  return { block_type_id: type.id, block_schema_id: schema?.id };
}

async function make(name: string, data: object, slug = "secret"): Promise<string> {
  const body = { name, data, ...(await idsOf(slug)) };
  return String((await api.call("POST", "/block_documents/", body)).object().id);
}

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
    expect(plan.warnings).toEqual([]);
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

  it("imports by each form, and the next plan is clean (defect 20)", async () => {
    const prefix = uniqueName("imported");
    const workspaceId = randomUUID();
    const byId = await make(`${prefix}-id`, { value: { a: [1.0, null] } });
    await make(`${prefix}-name`, { value: "hush" });
    const withWorkspace = await make(`${prefix}-workspace`, {});
    const writeOnly = await make(`${prefix}-wo`, { value: "hush" });
    await make(`${prefix}-silent`, { value: "hush" });
    const credentials = await make(`${prefix}-cred`, { aws_secret_access_key: "hush" }, "aws-credentials");
    const reference = { $ref: { block_document_id: credentials } };
    await make(`${prefix}-bucket`, { bucket_name: "b", credentials: reference }, "s3-bucket");
    const terraform = await workspace();
    const code = blocks(prefix, {
      id: { data: "jsonencode({ value = { a = [1, null] } })" },
      name: { data: secret("hush") },
      workspace: {},
      wo: { data_wo: secret("hush") },
      silent: {},
      bucket: {
        type_slug: '"s3-bucket"',
        data: `jsonencode({ bucket_name = "b", credentials = { "$ref" = { block_document_id = ${quote(credentials)} } } })`,
      },
    });
    await terraform.write(
      code +
        importBlock("prefect_block.id", byId) +
        importBlock("prefect_block.name", `secret/${prefix}-name`) +
        importBlock("prefect_block.workspace", `${withWorkspace},${workspaceId}`) +
        importBlock("prefect_block.wo", writeOnly) +
        importBlock("prefect_block.silent", `secret/${prefix}-silent`) +
        importBlock("prefect_block.bucket", `s3-bucket/${prefix}-bucket`),
    );
    const plan = await terraform.plan();
    // What was read for `data` leaves the state when code has it write-only.
    expect(summary(plan)).toEqual({ "prefect_block.wo": "update: data updated?" });
    expect(plan.warnings.map(({ address, summary }) => `${address}: ${summary}`)).toEqual([
      "prefect_block.silent: data is set on the server, not in the code",
    ]);
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    expect((await onServer(`${prefix}-silent`)).data).toEqual({ value: "hush" });
    expect((await onServer(`${prefix}-wo`)).data).toEqual({ value: "hush" });
    expect(await terraform.stateOf("prefect_block.wo")).toMatchObject({ data: null });
    expect(await terraform.importError("prefect_block.nowhere", "secret/nowhere")).toContain(
      "does not exist",
    );
    await terraform.destroy();
  });

  it("needs a type that is there or planned, and takes nothing over", async () => {
    const prefix = uniqueName("needs");
    await make(`${prefix}-taken`, { value: "theirs" });
    await make(`${prefix}-taken-wo`, { value: "theirs" });
    const equal = await make(`${prefix}-equal`, { value: "same" });
    const equalWo = await make(`${prefix}-equal-wo`, { value: "same" });
    const terraform = await workspace();
    await terraform.write(
      blocks(prefix, {
        taken: { data: secret("ours") },
        "taken-wo": { data_wo: secret("ours") },
        nowhere: { type_slug: '"nowhere"', data: secret("ours") },
        named: { name: '"Bad Name"' },
        both: { data: secret("ours"), data_wo: secret("ours") },
        version: { data_wo_version: "1" },
        malformed: { data: '"{ours"' },
      }),
    );
    const malformed = await terraform.planErrors();
    expect(malformed.map(({ address, summary }) => `${address}: ${summary}`).sort()).toEqual([
      "prefect_block.both: Conflicting attributes",
      "prefect_block.both: Conflicting attributes",
      "prefect_block.malformed: Invalid value for data",
      "prefect_block.named: Invalid value for name",
      "prefect_block.version: data_wo_version without data_wo",
    ]);
    await terraform.write(
      blocks(prefix, {
        taken: { data: secret("ours") },
        "taken-wo": { data_wo: secret("ours") },
        nowhere: { type_slug: '"nowhere"', data: secret("ours") },
      }),
    );
    const refused = await terraform.planErrors();
    expect(refused.map(({ summary }) => summary).sort()).toEqual([
      `The block "secret/${prefix}-taken" exists already`,
      `The block "secret/${prefix}-taken-wo" exists already`,
      'There is no block type "nowhere"',
    ]);
    const words = JSON.stringify([malformed, refused]);
    expect(words).not.toContain("theirs");
    expect(malformed.map(({ detail }) => detail).join()).not.toContain("ours");

    await terraform.write(
      blocks(prefix, {
        equal: { data: secret("same") },
        "equal-wo": { data_wo: secret("same") },
        "of-own-type": {
          type_slug: "prefect_block_type.own.slug",
          data: secret("x"),
          depends_on: "[prefect_block_schema.own]",
        },
      }) +
        resourceBlock("prefect_block_type", "own", { name: quote(`Type ${prefix}`), slug: quote(prefix) }) +
        resourceBlock("prefect_block_schema", "own", { block_type_id: "prefect_block_type.own.id" }),
    );
    expect((await terraform.apply()).map(({ summary }) => summary).sort()).toEqual([
      `The block "secret/${prefix}-equal" was there already, just as planned`,
      `The block "secret/${prefix}-equal-wo" was there already, just as planned`,
    ]);
    expect(await terraform.stateOf("prefect_block.equal")).toMatchObject({ id: equal });
    expect(await terraform.stateOf("prefect_block.equal-wo")).toMatchObject({ id: equalWo });
    expect((await onServer(`${prefix}-of-own-type`, prefix)).data).toEqual({ value: "x" });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });

  it("looks types up once, and updates with one write and one read", async () => {
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
    const counts: Record<string, number> = {};
    for (const { method, path } of proxy.requests) {
      const key = `${method} ${path.replace(/[0-9a-f-]{36}/, "ID")}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(counts).toEqual({
      "GET /api/block_types/slug/secret": 1,
      "POST /api/block_schemas/filter": 1,
      "PATCH /api/block_documents/ID": 4,
      "GET /api/block_documents/ID?include_secrets=true": 4,
    });
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
