import { beforeAll, describe, expect, it } from "vitest";
import { quote } from "./support/hcl";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { makeDeployment, makeFlow, makeWorkPool } from "./support/prefect-objects";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

const make = async (path: string, body: object) => (await api.call("POST", path, body)).object();

/** Data sources by `type.label`, each with its arguments. */
const dataBlocks = (blocks: Readonly<Record<string, string>>): string =>
  Object.entries(blocks)
    .map(([address, inside]) => {
      const [type, label] = address.split(".");
      return `data "prefect_${type}" "${label}" {\n${inside}\n}\n`;
    })
    .join("");

const notFound = { id: quote("00000000-0000-4000-8000-000000000000"), name: quote("nowhere") };

describe("data sources", () => {
  it("tell one object, by each way to name it (defect 25)", async () => {
    const name = uniqueName("one");
    const limit = await make("/v2/concurrency_limits/", { name, limit: 5, slot_decay_per_second: 0.5 });
    const value = { a: [1, null, "x"] };
    const taskRunLimit = await make("/concurrency_limits/", { tag: name, concurrency_limit: 4 });
    const untagged = await make("/concurrency_limits/", { tag: "", concurrency_limit: 4 });
    const variable = await make("/variables/", { name, value, tags: ["t"] });
    const pool = await makeWorkPool(api, name);
    const queue = await make(`/work_pools/${name}/queues`, {
      name: "q",
      description: "d",
      concurrency_limit: 2,
    });
    for (const worker of ["w2", "w1"]) {
      await api.call("POST", `/work_pools/${name}/workers/heartbeat`, { name: worker });
    }
    const type = await make("/block_types/", { name: `Type ${name}`, slug: name, description: "d" });
    const schemaOf = (version: string, fields: object) =>
      make("/block_schemas/", { block_type_id: type.id, version, fields, capabilities: ["c"] });
    const older = await schemaOf("1", { title: `${name} older` });
    const newer = await schemaOf("2", { title: `${name} newer` });
    const flow = await makeFlow(api, name);
    const deployment = await makeDeployment(api, flow, {
      schedules: [{ slug: "s", schedule: { cron: "0 0 * * *", timezone: "UTC" } }],
    });
    const terraform = await temporaryWorkspace({ server });
    const id = (object: { readonly id?: unknown }) => `id = ${quote(String(object.id))}`;
    const named = `name = ${quote(name)}`;
    await terraform.write(
      dataBlocks({
        "global_concurrency_limit.id": id(limit),
        "global_concurrency_limit.name": named,
        "task_run_concurrency_limit.id": id(taskRunLimit),
        "task_run_concurrency_limit.tag": `tag = ${quote(name)}`,
        "task_run_concurrency_limit.untagged": 'tag = ""',
        "task_run_concurrency_limits.all": "",
        "workers.of": `work_pool_name = ${quote(name)}`,
        "workers.offline": `work_pool_name = ${quote(name)}\nstatus = "OFFLINE"`,
        "variable.id": id(variable),
        "variable.name": named,
        "work_queue.id": `work_pool_name = ${quote(name)}\n${id(queue)}`,
        "work_queue.name": `work_pool_name = ${quote(name)}\nname = "q"`,
        "block_type.id": id(type),
        "block_type.slug": `slug = ${quote(name)}`,
        "block_schema.id": id(older),
        "block_schema.checksum": `checksum = ${quote(String(older.checksum))}`,
        "block_schema.newest": `type_slug = ${quote(name)}`,
        "block_schema.version": `block_type_id = ${quote(String(type.id))}\nversion = "1"`,
        "worker_metadata.all": "",
        "server.this": "",
        "deployment_schedules.of": `deployment_id = ${quote(deployment.id)}`,
      }),
    );
    await terraform.apply();
    const state = await terraform.state();
    const found = (address: string) => state[`data.prefect_${address}`];
    const expectedLimit = {
      id: limit.id,
      name,
      limit: 5,
      active: true,
      active_slots: 0,
      slot_decay_per_second: 0.5,
    };
    expect(found("global_concurrency_limit.id")).toMatchObject(expectedLimit);
    expect(found("global_concurrency_limit.name")).toMatchObject(expectedLimit);
    const expectedTaskRunLimit = { id: taskRunLimit.id, tag: name, concurrency_limit: 4, active_slots: [] };
    expect(found("task_run_concurrency_limit.id")).toMatchObject(expectedTaskRunLimit);
    expect(found("task_run_concurrency_limit.tag")).toMatchObject(expectedTaskRunLimit);
    expect(found("task_run_concurrency_limit.untagged")).toMatchObject({ id: untagged.id, tag: "" });
    expect(found("task_run_concurrency_limits.all")?.limits).toContainEqual(
      expect.objectContaining(expectedTaskRunLimit),
    );
    expect(found("workers.of")?.workers).toEqual([
      expect.objectContaining({ name: "w1", work_pool_id: pool.id, status: "ONLINE" }),
      expect.objectContaining({ name: "w2", work_pool_id: pool.id, status: "ONLINE" }),
    ]);
    expect(found("workers.offline")?.workers).toEqual([]);
    const expectedVariable = { id: variable.id, name, value, tags: ["t"] };
    expect(found("variable.id")).toMatchObject(expectedVariable);
    expect(found("variable.name")).toMatchObject(expectedVariable);
    const expectedQueue = {
      id: queue.id,
      name: "q",
      work_pool_name: name,
      work_pool_id: pool.id,
      description: "d",
      concurrency_limit: 2,
      is_paused: false,
      priority: queue.priority,
    };
    expect(found("work_queue.id")).toMatchObject(expectedQueue);
    expect(found("work_queue.name")).toMatchObject(expectedQueue);
    const expectedType = {
      id: type.id,
      slug: name,
      name: `Type ${name}`,
      description: "d",
      is_protected: false,
    };
    expect(found("block_type.id")).toMatchObject(expectedType);
    expect(found("block_type.slug")).toMatchObject(expectedType);
    const expectedSchema = { block_type_id: type.id, capabilities: ["c"], block_type: `Type ${name}` };
    for (const label of ["id", "checksum", "version"]) {
      expect(found(`block_schema.${label}`), label).toMatchObject({ ...expectedSchema, id: older.id });
    }
    expect(found("block_schema.newest")).toMatchObject({ ...expectedSchema, id: newer.id, version: "2" });
    const templates = found("worker_metadata.all")?.templates;
    expect(templates).toMatchObject({ process: expect.stringContaining("job_configuration") });
    expect(found("worker_metadata.all")?.base_job_configs).toMatchObject({
      process: expect.stringContaining('"working_dir"'),
      cloud_run_v2: expect.stringContaining("job_configuration"),
      modal_push: null,
    });
    expect(found("server.this")).toMatchObject({
      address: server.apiUrl,
      version: (await api.call("GET", "/admin/version")).text.replaceAll('"', ""),
      settings: expect.stringContaining('"server":'),
    });
    expect(found("deployment_schedules.of")?.schedules).toEqual([
      expect.objectContaining({ slug: "s", cron: "0 0 * * *", timezone: "UTC", interval: null }),
    ]);
  });

  it("say what was looked for and is not there", async () => {
    const { name: poolName } = await makeWorkPool(api);
    const terraform = await temporaryWorkspace({ server });
    const pool = `work_pool_name = ${quote(poolName)}\n`;
    await terraform.write(
      dataBlocks({
        "global_concurrency_limit.id": `id = ${notFound.id}`,
        "global_concurrency_limit.name": `name = ${notFound.name}`,
        "task_run_concurrency_limit.tag": `tag = ${notFound.name}`,
        "workers.pool": `work_pool_name = ${notFound.name}`,
        "variable.id": `id = ${notFound.id}`,
        "variable.name": `name = ${notFound.name}`,
        "work_queue.name": `${pool}name = ${notFound.name}`,
        "work_queues.pool": `work_pool_name = ${notFound.name}`,
        "block_type.slug": `slug = ${notFound.name}`,
        "block_schema.id": `id = ${notFound.id}`,
        "block_schema.slug": `type_slug = ${notFound.name}`,
        "deployment_schedules.id": `deployment_id = ${notFound.id}`,
      }),
    );
    const errors = await terraform.planErrors();
    expect(errors.map(({ address, detail }) => `${address}: ${detail.split("\n")[0]}`).sort()).toEqual([
      "data.prefect_block_schema.id: The server has no block schema that fits all of this.",
      'data.prefect_block_schema.slug: The server has no block type with the slug "nowhere".',
      'data.prefect_block_type.slug: The server has no block type with the slug "nowhere".',
      `data.prefect_deployment_schedules.id: The server has no deployment with the id ${JSON.parse(notFound.id)}.`,
      `data.prefect_global_concurrency_limit.id: The server has no global concurrency limit with the id ${JSON.parse(notFound.id)}.`,
      'data.prefect_global_concurrency_limit.name: The server has no global concurrency limit named "nowhere".',
      'data.prefect_task_run_concurrency_limit.tag: The server has no task run concurrency limit with the tag "nowhere".',
      `data.prefect_variable.id: The server has no variable with the id ${JSON.parse(notFound.id)}.`,
      'data.prefect_variable.name: The server has no variable named "nowhere".',
      `data.prefect_work_queue.name: The work pool "${poolName}" has no queue named "nowhere".`,
      'data.prefect_work_queues.pool: The server has no work pool named "nowhere".',
      'data.prefect_workers.pool: The server has no work pool named "nowhere".',
    ]);
    await terraform.write(
      dataBlocks({
        "global_concurrency_limit.nothing": "",
        "variable.nothing": "",
        "work_queue.nothing": 'work_pool_name = "x"',
        "block_type.nothing": "",
        "block_schema.nothing": 'version = "1"',
      }),
    );
    expect((await terraform.planErrors()).map(({ summary }) => summary).sort()).toEqual([
      "Which block schema?",
      "Which block type?",
      "Which limit?",
      "Which queue?",
      "Which variable?",
    ]);
  });

  it("list what fits, beyond one page (defect 25)", async () => {
    const name = uniqueName("many");
    const label = (index: number) => `${name}_${String(index).padStart(3, "0")}`;
    for (let index = 0; index < 203; index++) {
      await make("/variables/", { name: label(index), value: index, tags: [name, `n${index % 2}`] });
    }
    const limit = await make("/v2/concurrency_limits/", { name, limit: 5 });
    const pools = [await makeWorkPool(api, `${name}-b`), await makeWorkPool(api, `${name}-a`)];
    const queue = await make(`/work_pools/${name}-a/queues`, { name: "q" });
    const flows = [await makeFlow(api, `${name}-b`), await makeFlow(api, `${name}-a`)];
    await api.call("PATCH", `/flows/${flows[0]?.id}`, { tags: [name] });
    const [pool] = pools;
    const [flow] = flows;
    if (pool === undefined || flow === undefined) throw new Error("nothing was made");
    const tagged = await makeDeployment(api, flow, { tags: [name, "x"] }, `${name}-2`);
    const pooled = await makeDeployment(api, flow, { work_pool_name: pool.name, paused: true }, `${name}-1`);
    const terraform = await temporaryWorkspace({ server });
    await terraform.write(
      dataBlocks({
        "variables.all": `tags = [${quote(name)}]`,
        "variables.half": `tags = [${quote(name)}, "n1"]`,
        "variables.some": `filter_any = [${quote(label(7))}, ${quote(label(8))}]\ntags = ["n1"]`,
        "variables.none": "filter_any = []",
        "global_concurrency_limits.some": `filter_any = [${quote(String(limit.id))}]`,
        "work_pools.ids": `filter_any = [${quote(pool.id)}]`,
        "work_pools.names": `filter_any = [${quote(`${name}-a`)}, ${quote(pool.id)}]`,
        "work_queues.all": `work_pool_name = ${quote(`${name}-a`)}`,
        "work_queues.some": `work_pool_name = ${quote(`${name}-a`)}\nfilter_any = [${quote(String(queue.id))}]`,
        "flows.some": `filter_any = [${quote(flow.id)}, ${quote(`${name}-a`)}]`,
        "flows.tagged": `tags = [${quote(name)}]`,
        "deployments.flow": `flow_name = ${quote(flow.name)}`,
        "deployments.name": `name = ${quote(tagged.name)}`,
        "deployments.tags": `tags = ["x", ${quote(name)}]`,
        "deployments.pool": `work_pool_name = ${quote(pool.name)}`,
        "deployments.running": `flow_name = ${quote(flow.name)}\npaused = false`,
        "block_types.all": "",
        "block_schemas.secret": 'type_slug = "secret"',
      }),
    );
    await terraform.apply();
    const state = await terraform.state();
    const names = (address: string, list: string): unknown => {
      const rows = state[`data.prefect_${address}`]?.[list];
      return Array.isArray(rows) ? rows.map((row) => row.name) : rows;
    };
    expect(names("variables.all", "variables")).toEqual(
      Array.from({ length: 203 }, (_, index) => label(index)),
    );
    expect(names("variables.half", "variables")).toHaveLength(101);
    expect(state["data.prefect_variables.some"]?.variables).toEqual([
      expect.objectContaining({ name: label(7), value_json: "7" }),
    ]);
    expect(names("variables.none", "variables")).toEqual([]);
    expect(names("global_concurrency_limits.some", "limits")).toEqual([name]);
    expect(names("work_pools.ids", "work_pools")).toEqual([`${name}-b`]);
    expect(names("work_pools.names", "work_pools")).toEqual([`${name}-a`, `${name}-b`]);
    expect(names("work_queues.all", "work_queues")).toEqual(expect.arrayContaining(["q", "default"]));
    expect(names("work_queues.some", "work_queues")).toEqual(["q"]);
    expect(names("flows.some", "flows")).toEqual([`${name}-a`, `${name}-b`]);
    expect(names("flows.tagged", "flows")).toEqual([`${name}-b`]);
    const both = [pooled.name, tagged.name];
    expect(names("deployments.flow", "deployments")).toEqual(both);
    expect(names("deployments.name", "deployments")).toEqual([tagged.name]);
    expect(names("deployments.tags", "deployments")).toEqual([tagged.name]);
    expect(names("deployments.running", "deployments")).toEqual([tagged.name]);
    expect(state["data.prefect_deployments.pool"]?.deployments).toEqual([
      expect.objectContaining({
        name: pooled.name,
        flow_name: flow.name,
        work_pool_name: pool.name,
        paused: true,
      }),
    ]);
    expect(names("block_types.all", "block_types")).toContain("Secret");
    expect(state["data.prefect_block_schemas.secret"]?.block_schemas).toEqual(
      expect.arrayContaining([expect.objectContaining({ block_type: "Secret" })]),
    );
  });
});
