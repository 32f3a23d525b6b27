import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
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

const queues = (blocks: Readonly<Record<string, Expressions>>): string =>
  resourceBlocks(
    "prefect_work_queue",
    (label) => ({ name: quote(label), work_pool_name: "prefect_work_pool.p.name" }),
    blocks,
  );

const pool = (name: string) => resourceBlock("prefect_work_pool", "p", { name: quote(name) });

const path = (poolName: string, name: string): string =>
  `/work_pools/${encodeURIComponent(poolName)}/queues/${encodeURIComponent(name)}`;
const onServer = async (poolName: string, name: string) =>
  (await api.call("GET", path(poolName, name))).object();
const makePool = async (name: string) =>
  (await api.call("POST", "/work_pools/", { name, type: "process" })).object();
const makeQueue = async (poolName: string, name: string, more: object = {}) =>
  String(
    (await api.call("POST", `/work_pools/${encodeURIComponent(poolName)}/queues`, { name, ...more })).object()
      .id,
  );

const priorities = async (poolName: string): Promise<Record<string, unknown>> => {
  const rows = await api.call("POST", `/work_pools/${encodeURIComponent(poolName)}/queues/filter`, {});
  return Object.fromEntries(rows.list().map(({ name, priority }) => [name, priority]));
};

describe("prefect_work_queue", () => {
  it("creates, plans nothing, updates in place, clears, replaces and destroys (defects 4, 18 and 28)", async () => {
    const name = uniqueName("queues");
    const terraform = await workspace();
    const other = await makePool(uniqueName("other"));
    const odd = 'ü #?,:"$' + "{x}";
    await terraform.write(
      pool(name) +
        queues({
          minimal: {},
          full: { description: '"d"', is_paused: "true", concurrency_limit: "3", priority: "20" },
          description: { description: '"a"' },
          "description-empty": { description: '"a"' },
          "description-removed": { description: '"a"' },
          paused: {},
          "paused-removed": { is_paused: "true" },
          limit: { concurrency_limit: "3" },
          "limit-zero": { concurrency_limit: "3" },
          "limit-removed": { concurrency_limit: "0" },
          priority: { priority: "30" },
          "priority-removed": { priority: "40" },
          renamed: { description: '"kept"' },
          moved: {},
          odd: { name: quote(odd) },
        }),
    );
    expect(await terraform.apply()).toEqual([]);
    const state = await terraform.state();
    expect(state["prefect_work_queue.minimal"]).toMatchObject({
      description: "",
      is_paused: false,
      concurrency_limit: null,
      priority: expect.any(Number),
    });
    expect(await onServer(name, "full")).toMatchObject({
      id: state["prefect_work_queue.full"]?.id,
      description: "d",
      is_paused: true,
      concurrency_limit: 3,
      priority: 20,
    });
    const quiet = await terraform.plan();
    expect(summary(quiet)).toEqual({});
    expect(quiet.warnings).toEqual([]);

    await terraform.write(
      pool(name) +
        queues({
          minimal: {},
          full: { description: '"d"', is_paused: "true", concurrency_limit: "3", priority: "20" },
          description: { description: '"b"' },
          "description-empty": { description: '""' },
          "description-removed": {},
          paused: { is_paused: "true" },
          "paused-removed": {},
          limit: { concurrency_limit: "4" },
          "limit-zero": { concurrency_limit: "0" },
          "limit-removed": {},
          priority: { priority: "31" },
          "priority-removed": {},
          renamed: { name: '"renamed-2"', description: '"kept"' },
          moved: { work_pool_name: quote(String(other.name)) },
          odd: { name: quote(odd), description: '"changed"' },
        }),
    );
    const plan = await terraform.plan();
    const update = (label: string, attribute: string) => ({
      [`prefect_work_queue.${label}`]: `update: ${attribute} updated?`,
    });
    expect(summary(plan)).toEqual({
      ...update("description", "description"),
      ...update("description-empty", "description"),
      ...update("description-removed", "description"),
      ...update("paused", "is_paused"),
      ...update("paused-removed", "is_paused"),
      ...update("limit", "concurrency_limit"),
      ...update("limit-zero", "concurrency_limit"),
      ...update("limit-removed", "concurrency_limit"),
      ...update("priority", "priority"),
      ...update("renamed", "name"),
      "prefect_work_queue.moved": "delete,create for work_pool_name",
      ...update("odd", "description"),
    });
    expect(plan.warnings).toEqual([]);
    await terraform.applyPlanned();
    const expected: Record<string, object> = {
      description: { description: "b" },
      "description-empty": { description: "" },
      "description-removed": { description: "" },
      paused: { is_paused: true },
      "paused-removed": { is_paused: false },
      limit: { concurrency_limit: 4 },
      "limit-zero": { concurrency_limit: 0 },
      "limit-removed": { concurrency_limit: null },
      priority: { priority: 31, id: state["prefect_work_queue.priority"]?.id },
      "priority-removed": { priority: 40 },
      "renamed-2": { description: "kept", id: state["prefect_work_queue.renamed"]?.id },
      [odd]: { description: "changed" },
    };
    for (const [label, fields] of Object.entries(expected)) {
      expect(await onServer(name, label), label).toMatchObject(fields);
    }
    expect(await onServer(String(other.name), "moved")).toMatchObject({ name: "moved" });
    expect((await api.call("GET", path(name, "moved"))).status).toBe(404);
    expect(summary(await terraform.plan())).toEqual({});
    expect(summary(await terraform.plan({ replace: ["prefect_work_queue.full"] }))).toEqual({
      "prefect_work_queue.full": "delete,create",
    });
    await terraform.applyPlanned();
    expect(await onServer(name, "full")).toMatchObject({ priority: 20 });

    expect(await terraform.destroy()).toEqual([]);
    expect((await api.call("GET", path(String(other.name), "moved"))).status).toBe(404);
    expect(await terraform.state()).toEqual({});
  });

  it("gives each queue the priority it asks for, in whatever order they are made", async () => {
    const name = uniqueName("priorities");
    const terraform = await workspace();
    const wanted = (order: readonly string[]) =>
      pool(name) +
      queues(Object.fromEntries(order.map((label, index) => [label, { priority: String(index + 1) }])));
    await terraform.write(wanted(["e", "d", "c", "b", "a"]));
    await terraform.apply();
    expect(await priorities(name)).toMatchObject({ e: 1, d: 2, c: 3, b: 4, a: 5 });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.write(wanted(["a", "b", "c", "d", "e"]));
    await terraform.apply();
    expect(await priorities(name)).toMatchObject({ a: 1, b: 2, c: 3, d: 4, e: 5 });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });

  it("imports by each form, the default queue too, which goes with its pool", async () => {
    const name = uniqueName("imported");
    const workspaceId = randomUUID();
    await makePool(name);
    const comma = uniqueName("a,b");
    await makePool(comma);
    const settings = { description: "d", is_paused: true, concurrency_limit: 2, priority: 9 };
    const code = { description: '"d"', is_paused: "true", concurrency_limit: "2", priority: "9" };
    await makeQueue(name, "full", settings);
    await makeQueue(comma, "c,d");
    const forms: Record<string, { pool: string; name: string; id: string; more?: Expressions }> = {
      default: { pool: name, name: "default", id: `${name}/default` },
      id: { pool: name, name: "by id", id: await makeQueue(name, "by id") },
      full: { pool: name, name: "full", id: `${name}/full`, more: code },
      commas: { pool: comma, name: "c,d", id: `${comma},c,d` },
    };
    const names = ["a b", "#?", "c,d", "é漢😀", `x,${randomUUID()}`, randomUUID()];
    for (const [index, queue] of names.entries()) {
      await makeQueue(name, queue);
      forms[`name-${index}`] = {
        pool: name,
        name: queue,
        id: `${name}${index % 2 === 0 ? "/" : ","}${queue}`,
      };
    }
    for (const [index, separator] of ["/", ","].entries()) {
      await makeQueue(name, `ws-${index}`);
      const id = `${name}${separator}ws-${index},${workspaceId}`;
      forms[`workspace-${index}`] = { pool: name, name: `ws-${index}`, id };
    }
    const terraform = await workspace();
    const imported = Object.entries(forms).map(
      ([label, form]) =>
        resourceBlock("prefect_work_queue", label, {
          name: quote(form.name),
          // The default queue goes before its pool, as where code refers to the pool.
          work_pool_name: label === "default" ? "prefect_work_pool.p.name" : quote(form.pool),
          ...form.more,
        }) + importBlock(`prefect_work_queue.${label}`, form.id),
    );
    const withPool =
      resourceBlock("prefect_work_pool", "p", { name: quote(name), type: '"process"' }) +
      importBlock("prefect_work_pool.p", name);
    await terraform.write(imported.join("") + withPool);
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    // The server gives the default queue a description of its own.
    expect(plan.warnings.map(({ address, summary }) => `${address} ${summary}`)).toEqual([
      "prefect_work_queue.default description is set on the server, not in the code",
    ]);
    expect(plan.all.every(({ importing }) => importing)).toBe(true);
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    expect((await terraform.stateOf("prefect_work_queue.workspace-0")).workspace_id).toBe(workspaceId);

    await terraform.forget("prefect_work_queue.id");
    const error = await terraform.importError("prefect_work_queue.id", `${name}/nowhere`);
    expect(error).toContain("<pool>/<queue>");
    const warnings = await terraform.destroy();
    expect(warnings.map(({ summary }) => summary)).toEqual(['The queue "default" stays on the server']);
    expect((await api.call("GET", path(name, "default"))).status).toBe(404);
  });

  it("finds and heals changes and deletions behind its back (defect 11)", async () => {
    const name = uniqueName("drift");
    const terraform = await workspace();
    const changed = { description: '"a"', is_paused: "false", concurrency_limit: "1", priority: "7" };
    await terraform.write(
      pool(name) + queues({ changed, renamed: {}, unmanaged: {}, deleted: {}, gone: {} }),
    );
    await terraform.apply();
    const state = await terraform.state();
    const other = { description: "b", is_paused: true, concurrency_limit: 2, priority: 8 };
    await api.call("PATCH", path(name, "changed"), other);
    await api.call("PATCH", path(name, "renamed"), { name: "otherwise" });
    await api.call("PATCH", path(name, "unmanaged"), { ...other, priority: 90 });
    await api.call("DELETE", path(name, "deleted"));
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      "prefect_work_queue.changed": "update: concurrency_limit description is_paused priority updated?",
      "prefect_work_queue.renamed": "update: name updated?",
      "prefect_work_queue.deleted": "create",
    });
    expect(plan.warnings.map(({ address, summary }) => `${address} ${summary}`)).toEqual(
      ["description", "is_paused", "concurrency_limit"].map(
        (name) => `prefect_work_queue.unmanaged ${name} is set on the server, not in the code`,
      ),
    );
    await terraform.applyPlanned();
    expect(await onServer(name, "changed")).toMatchObject({
      id: state["prefect_work_queue.changed"]?.id,
      description: "a",
      is_paused: false,
      concurrency_limit: 1,
      priority: 7,
    });
    expect(await onServer(name, "unmanaged")).toMatchObject({ ...other, priority: 90 });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.plan({ destroy: true });
    await api.call("DELETE", path(name, "gone"));
    await terraform.applyPlanned();
    expect(await terraform.state()).toEqual({});
  });

  it("does not take over what exists, unless it is what an interrupted apply would have made (defect 17)", async () => {
    const name = uniqueName("taken");
    await makePool(name);
    const id = await makeQueue(name, "q", { description: "theirs" });
    const terraform = await workspace();
    const queue = { name: '"q"', work_pool_name: quote(name) };
    await terraform.write(resourceBlock("prefect_work_queue", "q", queue));
    const [refused] = await terraform.planErrors();
    expect(refused?.summary).toBe(`The work queue "${name}/q" exists already`);
    const block = /import \{[^}]*\}/.exec(refused?.detail ?? "")?.[0] ?? "";
    await terraform.write(
      resourceBlock("prefect_work_queue", "q", { ...queue, description: '"theirs"' }) + block,
    );
    await terraform.apply();
    expect(await terraform.stateOf("prefect_work_queue.q")).toMatchObject({ id, description: "theirs" });

    await rm(join(terraform.folder, "terraform.tfstate"));
    await terraform.write(
      resourceBlock("prefect_work_queue", "q", { ...queue, description: '"theirs"', is_paused: "false" }),
    );
    const warnings = await terraform.apply();
    expect(warnings.map(({ summary }) => summary)).toEqual([
      `The work queue "${name}/q" was there already, just as planned`,
    ]);
    expect(await terraform.stateOf("prefect_work_queue.q")).toMatchObject({ id });
    expect(summary(await terraform.plan())).toEqual({});
  });
});
