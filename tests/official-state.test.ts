import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceAddress } from "../source-address";
import { quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type JsonObject, prefectApi } from "./support/prefect-api";
import { sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

const official = 'provider["registry.terraform.io/prefecthq/prefect"]';

/** A resource as PrefectHQ/prefect 3.4.1 stores it. */
function stored(type: string, name: string, version: number, attributes: object) {
  return {
    mode: "managed",
    type: `prefect_${type}`,
    name,
    provider: official,
    instances: [{ schema_version: version, attributes, sensitive_attributes: [] }],
  };
}

/** Its timestamps have no fractions of a second. */
const timestamps = ({ created, updated }: JsonObject) => ({
  created: String(created).replace(/\.\d+/, ""),
  updated: String(updated).replace(/\.\d+/, ""),
});

const nowhere = { account_id: null, workspace_id: null };

describe("a state of the official provider", () => {
  it("is read and planned without a change, and managed from then on", async () => {
    const server = await sharedServer();
    const api = prefectApi(server.apiUrl);
    const make = async (path: string, body: object) => (await api.call("POST", path, body)).object();
    const name = uniqueName("official");
    const template = { job_configuration: { env: {} }, variables: { type: "object" } };

    const flow = await make("/flows/", { name, tags: ["b", "a"] });
    const bareFlow = await make("/flows/", { name: `${name}-bare` });
    const pool = await make("/work_pools/", {
      name,
      type: "process",
      description: "d",
      concurrency_limit: 2,
      base_job_template: template,
    });
    // The template that a worker has written is not in that provider's state.
    const barePool = await make("/work_pools/", { name: `${name}-bare`, base_job_template: template });
    const queue = await make(`/work_pools/${name}/queues`, { name: "q", concurrency_limit: 1 });
    const bareQueue = await make(`/work_pools/${name}/queues`, { name: "bare" });
    const text = await make("/variables/", { name: `${name}-text`, value: "text", tags: ["t"] });
    const object = await make("/variables/", { name: `${name}-object`, value: { a: [1, "b"], c: 1.5 } });

    const terraform = await temporaryWorkspace({ server });
    const resources = [
      stored("flow", "f", 0, {
        ...nowhere,
        ...timestamps(flow),
        id: flow.id,
        name,
        tags: ["a", "b"],
      }),
      stored("flow", "bare", 0, {
        ...nowhere,
        ...timestamps(bareFlow),
        id: bareFlow.id,
        name: `${name}-bare`,
        tags: [],
      }),
      stored("work_pool", "p", 0, {
        ...nowhere,
        ...timestamps(pool),
        id: pool.id,
        name,
        type: "process",
        description: "d",
        paused: false,
        concurrency_limit: 2,
        base_job_template: '{"job_configuration":{"env":{}},"variables":{"type":"object"}}',
        default_queue_id: pool.default_queue_id,
      }),
      stored("work_pool", "bare", 0, {
        ...nowhere,
        ...timestamps(barePool),
        id: barePool.id,
        name: `${name}-bare`,
        type: "prefect-agent",
        description: null,
        paused: false,
        concurrency_limit: null,
        base_job_template: null,
        default_queue_id: barePool.default_queue_id,
      }),
      stored("work_queue", "q", 0, {
        ...nowhere,
        ...timestamps(queue),
        id: queue.id,
        name: "q",
        work_pool_name: name,
        description: "",
        is_paused: false,
        concurrency_limit: 1,
        priority: queue.priority,
      }),
      stored("work_queue", "bare", 0, {
        ...nowhere,
        ...timestamps(bareQueue),
        id: bareQueue.id,
        name: "bare",
        work_pool_name: name,
        description: "",
        is_paused: false,
        concurrency_limit: null,
        priority: bareQueue.priority,
      }),
      stored("variable", "text", 1, {
        ...nowhere,
        ...timestamps(text),
        id: text.id,
        name: `${name}-text`,
        value: { value: "text", type: "string" },
        tags: ["t"],
      }),
      stored("variable", "object", 1, {
        ...nowhere,
        ...timestamps(object),
        id: object.id,
        name: `${name}-object`,
        value: {
          value: { a: [1, "b"], c: 1.5 },
          type: ["object", { a: ["tuple", ["number", "string"]], c: "number" }],
        },
        tags: [],
      }),
    ];
    const state = { version: 4, terraform_version: "1.11.4", serial: 1, lineage: randomUUID(), outputs: {} };
    await writeFile(join(terraform.folder, "terraform.tfstate"), JSON.stringify({ ...state, resources }));
    const replaced = await terraform.run([
      "state",
      "replace-provider",
      "-auto-approve",
      "registry.terraform.io/prefecthq/prefect",
      sourceAddress,
    ]);
    expect(replaced.stderr).toBe("");

    const code = (description: string, tags: string) =>
      resourceBlock("prefect_flow", "f", { name: quote(name), tags }) +
      resourceBlock("prefect_flow", "bare", { name: quote(`${name}-bare`) }) +
      resourceBlock("prefect_work_pool", "p", {
        name: quote(name),
        type: '"process"',
        description,
        concurrency_limit: "2",
        base_job_template:
          'jsonencode({ variables = { type = "object" }, job_configuration = { env = {} } })',
      }) +
      resourceBlock("prefect_work_pool", "bare", { name: quote(`${name}-bare`) }) +
      resourceBlock("prefect_work_queue", "q", {
        name: '"q"',
        work_pool_name: "prefect_work_pool.p.name",
        concurrency_limit: "1",
      }) +
      resourceBlock("prefect_work_queue", "bare", {
        name: '"bare"',
        work_pool_name: "prefect_work_pool.p.name",
      }) +
      resourceBlock("prefect_variable", "text", {
        name: quote(`${name}-text`),
        value: '"text"',
        tags: '["t"]',
      }) +
      resourceBlock("prefect_variable", "object", {
        name: quote(`${name}-object`),
        value: '{ a = [1, "b"], c = 1.5 }',
      });
    await terraform.write(code('"d"', '["a", "b"]'));
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.warnings).toEqual([]);

    await terraform.write(code('"new"', "[]"));
    expect(summary(await terraform.plan())).toEqual({
      "prefect_flow.f": "update: tags updated?",
      "prefect_work_pool.p": "update: description updated?",
    });
    await terraform.applyPlanned();
    expect((await api.call("GET", `/flows/${flow.id}`)).object()).toMatchObject({ tags: [] });
    expect((await api.call("GET", `/work_pools/${name}`)).object()).toMatchObject({ description: "new" });
    expect((await api.call("GET", `/work_pools/${name}-bare`)).object()).toMatchObject({
      base_job_template: template,
    });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });
});
