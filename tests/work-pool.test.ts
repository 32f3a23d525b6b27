import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Expressions,
  importBlock,
  jsonString,
  quote,
  resourceBlock,
  resourceBlocks,
} from "./support/hcl";
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

const pools = (prefix: string, blocks: Readonly<Record<string, Expressions>>): string =>
  resourceBlocks("prefect_work_pool", (label) => ({ name: quote(`${prefix}-${label}`) }), blocks);

const path = (name: string): string => `/work_pools/${encodeURIComponent(name)}`;
const onServer = async (name: string) => (await api.call("GET", path(name))).object();
const makePool = async (name: string, more: object = {}) =>
  String((await api.call("POST", "/work_pools/", { name, type: "process", ...more })).object().id);

const template = (command: string) => ({
  job_configuration: { command: "{{ command }}", limit: 9007199254740991 },
  variables: { type: "object", properties: { command: { type: "string", default: command } } },
});

/** Numbers and signs that a careless way through would change. */
const delicate =
  '{"job_configuration":{"big":9007199254740993,"tenth":0.1,"text":"{{ x }} ${y} %{z} é漢😀"},"variables":{"properties":{"x":{}}}}';

const noStorage = {
  bundle_upload_step: null,
  bundle_execution_step: null,
  default_result_storage_block_id: null,
};

describe("prefect_work_pool", () => {
  it("creates, plans nothing, updates in place, clears, replaces and destroys (defect 14)", async () => {
    const prefix = uniqueName("pool");
    const terraform = await workspace();
    const storage = `{ bundle_upload_step = jsonencode({ "m.f" = { a = 1 } }), bundle_execution_step = ${jsonString({ "m.g": {} })} }`;
    const full = {
      type: '"process"',
      description: '"text"',
      paused: "true",
      concurrency_limit: "3",
      base_job_template: jsonString(template("a")),
      storage_configuration: storage,
    };
    await terraform.write(
      pools(prefix, {
        minimal: {},
        full,
        description: { description: '"a"' },
        "description-empty": { description: '"a"' },
        "description-removed": { description: '"a"' },
        paused: {},
        "paused-removed": { paused: "true" },
        limit: { concurrency_limit: "3" },
        "limit-zero": { concurrency_limit: "3" },
        "limit-removed": { concurrency_limit: "0" },
        template: { base_job_template: jsonString(template("a")) },
        "template-emptied": { base_job_template: jsonString(template("a")) },
        "template-removed": { base_job_template: jsonString(template("a")) },
        "template-respelled": { base_job_template: jsonString(template("a")) },
        "template-delicate": { base_job_template: quote(delicate) },
        "template-set": {},
        storage: { storage_configuration: storage },
        "storage-part": { storage_configuration: storage },
        "storage-emptied": { storage_configuration: storage },
        "storage-removed": { storage_configuration: storage },
        "storage-set": {},
        type: { type: '"process"' },
        "type-removed": { type: '"process"' },
        name: {},
        odd: { name: quote(`${prefix} ü#?,:"\${x}`), description: '"<&>"' },
      }),
    );
    expect(await terraform.apply()).toEqual([]);
    const state = await terraform.state();
    expect(state["prefect_work_pool.minimal"]).toMatchObject({
      type: "prefect-agent",
      description: null,
      paused: false,
      concurrency_limit: null,
      base_job_template: "{}",
      storage_configuration: null,
      default_queue_id: expect.any(String),
    });
    expect(await onServer(`${prefix}-full`)).toMatchObject({
      id: state["prefect_work_pool.full"]?.id,
      type: "process",
      description: "text",
      is_paused: true,
      concurrency_limit: 3,
      base_job_template: template("a"),
      storage_configuration: {
        bundle_upload_step: { "m.f": { a: 1 } },
        bundle_execution_step: { "m.g": {} },
        default_result_storage_block_id: null,
      },
    });
    const { text } = await api.call("GET", path(`${prefix}-template-delicate`));
    expect(text).toContain(`"base_job_template":${delicate}`);
    const quiet = await terraform.plan();
    expect(summary(quiet)).toEqual({});
    expect(quiet.warnings).toEqual([]);

    await terraform.write(
      pools(prefix, {
        minimal: {},
        full,
        description: { description: '"b"' },
        "description-empty": { description: '""' },
        "description-removed": {},
        paused: { paused: "true" },
        "paused-removed": {},
        limit: { concurrency_limit: "4" },
        "limit-zero": { concurrency_limit: "0" },
        "limit-removed": { concurrency_limit: "null" },
        template: { base_job_template: jsonString(template("b")) },
        "template-emptied": { base_job_template: '"{}"' },
        "template-removed": {},
        "template-delicate": { base_job_template: quote(delicate.replace("0.1", "1e-1")) },
        "template-respelled": { base_job_template: quote(JSON.stringify(template("a"), null, 2)) },
        "template-set": { base_job_template: jsonString(template("a")) },
        storage: { storage_configuration: '{ bundle_upload_step = jsonencode({ "m.h" = {} }) }' },
        "storage-part": {
          storage_configuration: '{ bundle_upload_step = jsonencode({ "m.f" = { a = 1.0 } }) }',
        },
        "storage-emptied": { storage_configuration: "{}" },
        "storage-removed": {},
        "storage-set": { storage_configuration: storage },
        type: { type: '"docker"' },
        "type-removed": {},
        name: { name: quote(`${prefix}-renamed`) },
        odd: { name: quote(`${prefix} ü#?,:"\${x}`), description: '"changed"' },
      }),
    );
    const plan = await terraform.plan();
    const update = (label: string, attribute: string) => ({
      [`prefect_work_pool.${label}`]: `update: ${attribute} updated?`,
    });
    const replace = (label: string, attribute: string) => ({
      [`prefect_work_pool.${label}`]: `delete,create for ${attribute}`,
    });
    expect(summary(plan)).toEqual({
      ...update("description", "description"),
      ...update("description-empty", "description"),
      ...update("description-removed", "description"),
      ...update("paused", "paused"),
      ...update("paused-removed", "paused"),
      ...update("limit", "concurrency_limit"),
      ...update("limit-zero", "concurrency_limit"),
      ...update("limit-removed", "concurrency_limit"),
      ...update("template", "base_job_template"),
      ...update("template-emptied", "base_job_template"),
      ...update("template-removed", "base_job_template"),
      ...update("template-set", "base_job_template"),
      ...update("storage", "storage_configuration"),
      ...update("storage-part", "storage_configuration"),
      ...update("storage-emptied", "storage_configuration"),
      ...update("storage-removed", "storage_configuration"),
      ...update("storage-set", "storage_configuration"),
      ...replace("type", "type"),
      ...replace("type-removed", "type"),
      ...replace("name", "name"),
      ...update("odd", "description"),
    });
    expect(plan.warnings).toEqual([]);
    await terraform.applyPlanned();
    const expected: Record<string, object> = {
      description: { description: "b" },
      "description-empty": { description: null },
      "description-removed": { description: null },
      paused: { is_paused: true },
      "paused-removed": { is_paused: false },
      limit: { concurrency_limit: 4 },
      "limit-zero": { concurrency_limit: 0 },
      "limit-removed": { concurrency_limit: null },
      template: { base_job_template: template("b") },
      "template-emptied": { base_job_template: {} },
      "template-removed": { base_job_template: {} },
      "template-set": { base_job_template: template("a") },
      storage: { storage_configuration: { ...noStorage, bundle_upload_step: { "m.h": {} } } },
      "storage-part": { storage_configuration: { ...noStorage, bundle_upload_step: { "m.f": { a: 1 } } } },
      "storage-emptied": { storage_configuration: noStorage },
      "storage-removed": { storage_configuration: noStorage },
      type: { type: "docker" },
      "type-removed": { type: "prefect-agent" },
    };
    for (const [label, fields] of Object.entries(expected)) {
      expect(await onServer(`${prefix}-${label}`), label).toMatchObject(fields);
    }
    expect(await onServer(`${prefix}-description`)).toMatchObject({
      id: state["prefect_work_pool.description"]?.id,
    });
    expect(summary(await terraform.plan())).toEqual({});
    expect(summary(await terraform.plan({ replace: ["prefect_work_pool.full"] }))).toEqual({
      "prefect_work_pool.full": "delete,create",
    });
    await terraform.applyPlanned();
    expect(await onServer(`${prefix}-full`)).not.toMatchObject({ id: state["prefect_work_pool.full"]?.id });

    expect(await terraform.destroy()).toEqual([]);
    expect((await api.call("GET", path(`${prefix}-minimal`))).status).toBe(404);
    expect(await terraform.state()).toEqual({});
  });

  it("imports by each form, and the next plan is clean (defect 20)", async () => {
    const prefix = uniqueName("imported");
    const workspaceId = randomUUID();
    const full = {
      description: "d",
      is_paused: true,
      concurrency_limit: 2,
      base_job_template: template("x"),
      storage_configuration: { bundle_upload_step: { "m.f": {} } },
    };
    const fullCode = {
      description: '"d"',
      paused: "true",
      concurrency_limit: "2",
      base_job_template: jsonString(template("x")),
      storage_configuration: '{ bundle_upload_step = jsonencode({ "m.f" = {} }) }',
    };
    const forms: Record<string, { name: string; id: string; more?: Expressions }> = {
      id: { name: `${prefix}-id`, id: await makePool(`${prefix}-id`) },
      full: { name: `${prefix}-full`, id: `${prefix}-full`, more: fullCode },
      bare: { name: `${prefix}-bare`, id: `${prefix}-bare` },
      workspace: { name: `${prefix},ws`, id: `${prefix},ws,${workspaceId}` },
    };
    await makePool(`${prefix}-full`, full);
    await makePool(`${prefix}-bare`, full);
    await makePool(`${prefix},ws`);
    const names = [
      `${prefix} a b`,
      `${prefix}#?`,
      `${prefix},c`,
      `${prefix}-é漢😀`,
      `${prefix},${randomUUID()}`,
    ];
    for (const [index, name] of [...names, randomUUID()].entries()) {
      await makePool(name);
      forms[`name-${index}`] = { name, id: name };
    }
    const terraform = await workspace();
    await terraform.write(
      Object.entries(forms)
        .map(
          ([label, { name, id, more }]) =>
            resourceBlock("prefect_work_pool", label, { name: quote(name), type: '"process"', ...more }) +
            importBlock(`prefect_work_pool.${label}`, id),
        )
        .join(""),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.all.every(({ importing }) => importing)).toBe(true);
    expect(plan.warnings.map(({ address, summary }) => `${address} ${summary}`).sort()).toEqual(
      ["concurrency_limit", "description", "paused", "storage_configuration"].map(
        (name) => `prefect_work_pool.bare ${name} is set on the server, not in the code`,
      ),
    );
    await terraform.applyPlanned();
    expect((await terraform.stateOf("prefect_work_pool.workspace")).workspace_id).toBe(workspaceId);
    expect(summary(await terraform.plan())).toEqual({});
    expect(await onServer(`${prefix}-bare`)).toMatchObject(full);

    await terraform.forget("prefect_work_pool.id");
    expect(await terraform.importError("prefect_work_pool.id", `${prefix}-nowhere`)).toContain("<name>");
  });

  it("finds and heals changes and deletions behind its back (defect 15)", async () => {
    const prefix = uniqueName("drift");
    const terraform = await workspace();
    const changed = {
      description: '"a"',
      paused: "false",
      concurrency_limit: "1",
      base_job_template: jsonString(template("a")),
      storage_configuration: '{ bundle_upload_step = jsonencode({ "m.f" = {} }) }',
    };
    await terraform.write(pools(prefix, { changed, unmanaged: {}, deleted: {}, gone: {} }));
    await terraform.apply();
    await api.call("PATCH", path(`${prefix}-changed`), {
      description: "b",
      is_paused: true,
      concurrency_limit: 2,
      base_job_template: template("b"),
      storage_configuration: noStorage,
    });
    // As the first worker of a pool does.
    await api.call("PATCH", path(`${prefix}-unmanaged`), { base_job_template: template("worker") });
    await api.call("DELETE", path(`${prefix}-deleted`));
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      "prefect_work_pool.changed":
        "update: base_job_template concurrency_limit description paused storage_configuration updated?",
      "prefect_work_pool.deleted": "create",
    });
    expect(plan.warnings).toEqual([]);
    await terraform.applyPlanned();
    expect(await onServer(`${prefix}-changed`)).toMatchObject({
      description: "a",
      is_paused: false,
      concurrency_limit: 1,
      base_job_template: template("a"),
      storage_configuration: { bundle_upload_step: { "m.f": {} } },
    });
    expect(await onServer(`${prefix}-unmanaged`)).toMatchObject({ base_job_template: template("worker") });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.plan({ destroy: true });
    await api.call("DELETE", path(`${prefix}-gone`));
    await terraform.applyPlanned();
    expect(await terraform.state()).toEqual({});
  });

  it("does not take over what exists, unless it is what an interrupted apply would have made", async () => {
    const prefix = uniqueName("taken");
    const name = `${prefix} "\${x}`;
    const id = await makePool(name);
    const terraform = await workspace();
    await terraform.write(resourceBlock("prefect_work_pool", "p", { name: quote(name) }));
    const [refused] = await terraform.planErrors();
    expect(refused?.summary).toContain("exists already");
    expect(refused?.detail).toContain(id);
    const block = /import \{[^}]*id = .*\n\}/.exec(refused?.detail ?? "")?.[0] ?? "";
    const pasted = block.replace(/to = \S+/, "to = prefect_work_pool.p");
    await terraform.write(
      resourceBlock("prefect_work_pool", "p", { name: quote(name), type: '"process"' }) + pasted,
    );
    await terraform.apply();
    expect(await terraform.stateOf("prefect_work_pool.p")).toMatchObject({ id, name });

    const pool = resourceBlocks("prefect_work_pool", () => ({ name: quote(`${prefix}-made`) }), {
      made: { type: '"process"', description: '"d"', base_job_template: jsonString(template("a")) },
    });
    await terraform.write(pool);
    await terraform.apply();
    const made = await terraform.stateOf("prefect_work_pool.made");
    await rm(join(terraform.folder, "terraform.tfstate"));
    const warnings = await terraform.apply();
    expect(warnings.map(({ summary }) => summary)).toEqual([
      `The work pool "${prefix}-made" was there already, just as planned`,
    ]);
    expect(await terraform.stateOf("prefect_work_pool.made")).toEqual(made);
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });

  it("cannot be replaced before it is destroyed, and says so", async () => {
    const name = uniqueName("first");
    const terraform = await workspace();
    const createFirst = "  lifecycle {\n    create_before_destroy = true\n  }\n";
    const pool = (type: string) =>
      resourceBlock("prefect_work_pool", "p", { name: quote(name), type: quote(type) }, createFirst);
    await terraform.write(pool("process"));
    await terraform.apply();
    const state = await terraform.state();
    await terraform.write(pool("docker"));
    const [error] = await terraform.applyErrors();
    expect(error?.summary).toBe(`The work pool "${name}" exists already`);
    expect(error?.detail).toContain("remove `create_before_destroy`");
    expect(await terraform.state()).toEqual(state);
    expect(await onServer(name)).toMatchObject({ type: "process" });
    await terraform.destroy();
  });
});
