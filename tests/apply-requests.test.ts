import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blockOnServer } from "./support/blocks";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type Made, makeFlow, makeWorkPool } from "./support/prefect-objects";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

describe("an apply of a plan", () => {
  let api: PrefectApi;
  let proxy: CountingProxy;
  let flow: Made;
  let pool: Made;
  let workspace: Workspace;
  const name = uniqueName("planned");
  const [schema, otherSchema] = ["planned", "meanwhile"].map((title) => ({
    title,
    type: "object",
    properties: { value: { type: "string" } },
  }));

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    proxy = await startCountingProxy(server.apiUrl);
    flow = await makeFlow(api);
    pool = await makeWorkPool(api);
    workspace = await Workspace.create({
      server,
      // One object after the other: what was read counts until something is written.
      env: { PREFECT_API_URL: proxy.apiUrl, TF_CLI_ARGS_apply: "-parallelism=1" },
    });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await api.call("DELETE", `/work_pools/${pool.name}`);
    await workspace.remove();
    await proxy.stop();
  });

  const write = (resource: Values) => workspace.writeJson({ resource });
  const objects = (block: Values, deployment: Values): Values => ({
    prefect_block: { one: { name, type_slug: "secret", ...block } },
    prefect_deployment: { one: { name, flow_id: flow.id, work_pool_name: pool.name, ...deployment } },
    prefect_work_queue: { one: { name, work_pool_name: pool.name } },
  });

  /** Requests of the apply of a plan that was made before, ids left out. */
  const applied = async (): Promise<Record<string, number>> => {
    proxy.reset();
    await workspace.applyPlanned();
    const entries = Object.entries(proxy.counts());
    return Object.fromEntries(entries.map(([what, count]) => [what.replace(/[0-9a-f-]{36}/, "ID"), count]));
  };

  it("asks for nothing that the plan has found: one read and one write each", async () => {
    await write(objects({ data: '{"value":"one"}' }, {}));
    await workspace.plan();
    const queues = `/api/work_pools/${pool.name}/queues`;
    expect(await applied()).toEqual({
      "POST /api/block_documents/filter": 1,
      "POST /api/block_documents/": 1,
      "POST /api/deployments/filter": 1,
      "POST /api/deployments/": 1,
      [`POST ${queues}/filter`]: 1,
      [`POST ${queues}`]: 1,
    });

    await write(objects({ data: '{"value":"two"}' }, { description: "changed" }));
    await workspace.plan();
    expect(await applied()).toEqual({
      "PATCH /api/block_documents/ID": 1,
      "POST /api/block_documents/filter": 1,
      "PATCH /api/deployments/ID": 1,
      "POST /api/deployments/filter": 1,
    });
    expect((await blockOnServer(api, name)).data).toEqual({ value: "two" });
    await workspace.apply({ destroy: true });
  });

  it("writes a block of a type that was made anew since the plan", async () => {
    const slug = name;
    const makeType = async (fields: object | undefined): Promise<unknown> => {
      const { id } = (await api.call("POST", "/block_types/", { name: slug, slug })).object();
      await api.call("POST", "/block_schemas/", { block_type_id: id, fields });
      return id;
    };
    const old = await makeType(schema);
    await write({ prefect_block: { one: { name, type_slug: slug, data: '{"value":"one"}' } } });
    await workspace.plan();
    await api.call("DELETE", `/block_types/${old}`);
    const made = await makeType(otherSchema);
    await workspace.applyPlanned();
    expect(await blockOnServer(api, name, slug)).toMatchObject({
      block_type_id: made,
      data: { value: "one" },
    });
    await workspace.apply({ destroy: true });
    await api.call("DELETE", `/block_types/${made}`);
  });

  it("is no plan: one that follows another asks anew", async () => {
    const other = await makeFlow(api);
    await write({ prefect_deployment: { one: { name, flow_id: other.id } } });
    await workspace.plan();
    await api.call("DELETE", `/flows/${other.id}`);
    const [refusal] = await workspace.planErrors();
    expect(refusal?.summary).toBe(`There is no flow ${other.id}`);
  });
});
