import { expect, it } from "vitest";
import { quote } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { prefectApi } from "./support/prefect-api";
import { can } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

it("fields that only the API has are written, cleared and told", async () => {
  const server = await sharedServer();
  const api = prefectApi(server.apiUrl);
  const name = uniqueName("further");
  const terraform = await temporaryWorkspace({ server });
  interface Fields {
    queue?: string;
    deployment?: string;
    block?: string;
  }
  const code = ({ queue = "", deployment = "", block = "" }: Fields) => `
resource "prefect_flow" "f" {
  name = ${quote(name)}
}
resource "prefect_work_pool" "p" {
  name = ${quote(name)}
  storage_configuration = { default_result_storage_block_id = prefect_block.plain.id }
}
resource "prefect_work_queue" "q" {
  name           = "q"
  work_pool_name = prefect_work_pool.p.name
  ${queue}
}
resource "prefect_block_type" "t" {
  name = ${quote(`Type ${name}`)}
  slug = ${quote(name)}
}
resource "prefect_block_schema" "old" {
  block_type_id = prefect_block_type.t.id
  version       = "1"
  capabilities  = ["b", "a"]
  fields        = jsonencode({ title = "old" })
}
resource "prefect_block_schema" "new" {
  block_type_id = prefect_block_type.t.id
  version       = "2"
  fields        = jsonencode({ title = "new" })
  depends_on    = [prefect_block_schema.old]
}
resource "prefect_block" "plain" {
  name      = ${quote(name)}
  type_slug = "secret"
  data      = jsonencode({ value = "x" })
}
resource "prefect_block" "own" {
  name       = ${quote(name)}
  type_slug  = prefect_block_type.t.slug
  data       = jsonencode({ inner = { "$ref" = { block_document_id = prefect_block.plain.id } } })
  depends_on = [prefect_block_schema.new]
  ${block}
}
resource "prefect_deployment" "d" {
  name              = "d"
  flow_id           = prefect_flow.f.id
  work_pool_name    = prefect_work_pool.p.name
  work_queue_name   = prefect_work_queue.q.name
  concurrency_limit = 2
  ${deployment}
}
`;
  const data = `
data "prefect_deployment" "d" {
  id = prefect_deployment.d.id
}
data "prefect_deployments" "all" {
  flow_name  = prefect_flow.f.name
  depends_on = [prefect_deployment.d]
}
data "prefect_work_queue" "q" {
  work_pool_name = prefect_work_pool.p.name
  name           = prefect_work_queue.q.name
}
data "prefect_work_pool" "p" {
  name = prefect_work_pool.p.name
}
data "prefect_work_pools" "p" {
  filter_any = [prefect_work_pool.p.id]
}
data "prefect_block" "own" {
  id = prefect_block.own.id
}
`;
  const given = {
    queue: 'filter = { tags = ["b", "a"] }',
    deployment: "infrastructure_document_id = prefect_block.plain.id",
    block: "block_schema_id = prefect_block_schema.old.id\n  is_anonymous = true",
  };
  await terraform.write(code(given) + data);
  expect((await terraform.apply()).map(({ summary: told }) => told)).toEqual(
    expect.not.arrayContaining([expect.stringContaining("left alone")]),
  );
  expect(summary(await terraform.plan())).toEqual({});
  const state = await terraform.state();
  const id = (address: string) => state[`prefect_${address}`]?.id;
  const queueOnServer = async () => (await api.call("GET", `/work_pools/${name}/queues/q`)).object();
  const deploymentOnServer = async () =>
    (await api.call("GET", `/deployments/${id("deployment.d")}`)).object();
  const blockOnServer = async () => (await api.call("GET", `/block_documents/${id("block.own")}`)).object();
  expect(await queueOnServer()).toMatchObject({ filter: { tags: ["a", "b"], deployment_ids: null } });
  expect(await deploymentOnServer()).toMatchObject({ infrastructure_document_id: id("block.plain") });
  expect(await blockOnServer()).toMatchObject({
    is_anonymous: true,
    block_schema_id: id("block_schema.old"),
  });
  const facts = {
    status: "NOT_READY",
    last_polled: null,
    work_queue_id: can.tellWorkQueues ? id("work_queue.q") : null,
    created_by: null,
    global_concurrency_limit: expect.objectContaining({
      name: `deployment:${id("deployment.d")}`,
      limit: 2,
      active_slots: 0,
    }),
  };
  expect(state["data.prefect_deployment.d"]).toMatchObject({
    ...facts,
    infrastructure_document_id: id("block.plain"),
  });
  expect(state["data.prefect_deployments.all"]?.deployments).toEqual([expect.objectContaining(facts)]);
  expect(state["data.prefect_work_queue.q"]).toMatchObject({
    filter: { tags: ["a", "b"] },
    last_polled: null,
    status: "NOT_READY",
    work_pool_id: id("work_pool.p"),
  });
  const storage_configuration = { default_result_storage_block_id: id("block.plain") };
  expect(state["data.prefect_work_pool.p"]).toMatchObject({ active_slots: null, storage_configuration });
  expect(state["data.prefect_work_pools.p"]?.work_pools).toEqual([
    expect.objectContaining({ storage_configuration: expect.objectContaining(storage_configuration) }),
  ]);
  expect(state["data.prefect_block.own"]).toMatchObject({
    is_anonymous: true,
    capabilities: ["a", "b"],
    block_document_references: {
      inner: { block_document_id: id("block.plain"), name, type_slug: "secret" },
    },
  });

  // What moves by itself is no drift and no plan.
  await api.call("POST", `/work_pools/${name}/workers/heartbeat`, { name: "w" });
  await api.call("PATCH", `/work_pools/${name}/queues/q`, { last_polled: new Date().toISOString() });
  const moved = await terraform.plan();
  expect(summary(moved)).toEqual({});
  expect(moved.drift.flatMap(({ changed }) => changed).filter((field) => field !== "updated")).toEqual([]);

  const { block: _, ...others } = given;
  await terraform.write(code({ ...others, block: "is_anonymous = true" }));
  expect(summary(await terraform.plan())).toEqual({
    "prefect_block.own": "update: block_schema_id updated?",
  });
  await terraform.write(code({ block: "is_anonymous = true" }));
  await terraform.apply();
  expect(await queueOnServer()).toMatchObject({ filter: null });
  expect(await deploymentOnServer()).toMatchObject({ infrastructure_document_id: null });
  expect(await blockOnServer()).toMatchObject({
    block_schema_id: id("block_schema.new"),
    is_anonymous: true,
  });
  expect(summary(await terraform.plan())).toEqual({});
  await terraform.write(code({}));
  expect(summary(await terraform.plan())).toEqual({
    "prefect_block.own": "delete,create for is_anonymous",
  });
  await terraform.destroy();
});
