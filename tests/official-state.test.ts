import { describe, expect, it } from "vitest";
import { quote, resourceBlock } from "./support/hcl";
import { dynamic, goJson, identityOf, official, switchFromOfficial } from "./support/official-state";
import { summary } from "./support/plan-summary";
import { prefectApi } from "./support/prefect-api";
import { sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

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
    const text = await make("/variables/", { name: `${name}_text`, value: "text", tags: ["t"] });
    const object = await make("/variables/", { name: `${name}_object`, value: { a: [1, "b"], c: 1.5 } });

    const terraform = await temporaryWorkspace({ server });
    const resources = [
      official("flow", "f", {
        ...identityOf(flow),
        name,
        tags: ["a", "b"],
      }),
      official("flow", "bare", {
        ...identityOf(bareFlow),
        name: `${name}-bare`,
        tags: [],
      }),
      official("work_pool", "p", {
        ...identityOf(pool),
        name,
        type: "process",
        description: "d",
        paused: false,
        concurrency_limit: 2,
        base_job_template: goJson(template),
        default_queue_id: pool.default_queue_id,
      }),
      official("work_pool", "bare", {
        ...identityOf(barePool),
        name: `${name}-bare`,
        type: "prefect-agent",
        paused: false,
        default_queue_id: barePool.default_queue_id,
      }),
      official("work_queue", "q", {
        ...identityOf(queue),
        name: "q",
        work_pool_name: name,
        description: "",
        is_paused: false,
        concurrency_limit: 1,
        priority: queue.priority,
      }),
      official("work_queue", "bare", {
        ...identityOf(bareQueue),
        name: "bare",
        work_pool_name: name,
        description: "",
        is_paused: false,
        priority: bareQueue.priority,
      }),
      official("variable", "text", {
        ...identityOf(text),
        name: `${name}_text`,
        value: dynamic("text", "string"),
        tags: ["t"],
      }),
      official("variable", "object", {
        ...identityOf(object),
        name: `${name}_object`,
        value: dynamic({ a: [1, "b"], c: 1.5 }, [
          "object",
          { a: ["tuple", ["number", "string"]], c: "number" },
        ]),
        tags: [],
      }),
    ];
    await switchFromOfficial(terraform, resources);

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
        name: quote(`${name}_text`),
        value: '"text"',
        tags: '["t"]',
      }) +
      resourceBlock("prefect_variable", "object", {
        name: quote(`${name}_object`),
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
