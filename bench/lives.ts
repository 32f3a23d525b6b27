import { makeBlock } from "../tests/support/blocks";
import type { PrefectApi } from "../tests/support/prefect-api";
import type { Values } from "../tests/support/terraform-output";

export interface Life {
  readonly what: string;
  readonly type: string;
  readonly created: Values;
  /** Undefined: every change replaces it. */
  readonly changed?: Values;
  /** Does it hold objects that have to be found by their ids before they are changed? */
  readonly hasParts?: boolean;
}

/** What others refer to, made without Terraform: a plan knows their ids. */
export interface Others {
  readonly flowId: string;
  readonly deploymentId: string;
  readonly poolName: string;
  readonly blockTypeId: string;
  /** Of two blocks that can store results. */
  readonly storageIds: readonly [string, string];
}

/** One of each kind of resource. */
export const lives = ({
  flowId,
  deploymentId,
  poolName,
  blockTypeId,
  storageIds,
}: Others): readonly Life[] => [
  { what: "a flow", type: "prefect_flow", created: { name: "f", tags: ["a"] }, changed: { tags: ["b"] } },
  {
    what: "a deployment",
    type: "prefect_deployment",
    created: { name: "d", flow_id: flowId, work_pool_name: poolName, parameters: "{}" },
    changed: { description: "changed" },
  },
  {
    what: "a deployment with schedules",
    type: "prefect_deployment",
    created: { name: "s", flow_id: flowId, schedules: [{ slug: "s", cron: "@daily" }] },
    changed: { schedules: [{ slug: "s", cron: "@hourly" }] },
    hasParts: true,
  },
  {
    what: "a deployment's schedule",
    type: "prefect_deployment_schedule",
    created: { deployment_id: deploymentId, cron: "@daily" },
    changed: { cron: "@hourly" },
  },
  {
    what: "a variable",
    type: "prefect_variable",
    created: { name: "v", value: "1" },
    changed: { value: "2" },
  },
  {
    what: "a work pool",
    type: "prefect_work_pool",
    created: { name: "p", type: "process" },
    changed: { description: "changed" },
  },
  {
    what: "a work queue",
    type: "prefect_work_queue",
    created: { work_pool_name: poolName, name: "q" },
    changed: { description: "changed" },
  },
  {
    what: "a block",
    type: "prefect_block",
    created: { name: "b", type_slug: "secret", data: '{"value":"one"}' },
    changed: { data: '{"value":"two"}' },
  },
  {
    what: "a block type",
    type: "prefect_block_type",
    created: { name: "T", slug: "t" },
    changed: { description: "changed" },
  },
  {
    what: "a block schema",
    type: "prefect_block_schema",
    created: {
      block_type_id: blockTypeId,
      fields: '{"title":"of the benchmark","type":"object","properties":{}}',
    },
  },
  {
    what: "an automation",
    type: "prefect_automation",
    created: {
      name: "a",
      trigger: {
        event: {
          posture: "Reactive",
          match: '{"prefect.resource.id":"prefect.flow-run.*"}',
          expect: ["prefect.flow-run.Failed"],
          for_each: ["prefect.resource.id"],
          threshold: 1,
          within: 0,
        },
      },
      actions: [{ type: "cancel-flow-run" }],
    },
    changed: { description: "changed" },
  },
  {
    what: "an automation that runs a deployment",
    type: "prefect_automation",
    created: {
      name: "r",
      trigger: {
        event: { posture: "Reactive", expect: ["prefect.flow-run.Failed"], threshold: 1, within: 0 },
      },
      actions: [{ type: "run-deployment", deployment_id: deploymentId, parameters: '{"n":1}' }],
    },
    changed: {
      actions: [{ type: "run-deployment", deployment_id: deploymentId, parameters: '{"n":2}' }],
    },
  },
  {
    what: "a global concurrency limit",
    type: "prefect_global_concurrency_limit",
    created: { name: "g", limit: 1 },
    changed: { limit: 2 },
  },
  {
    what: "a task run concurrency limit",
    type: "prefect_task_run_concurrency_limit",
    created: { tag: "t", concurrency_limit: 1 },
  },
  {
    what: "a saved search",
    type: "prefect_saved_search",
    created: { name: "s", filters: [] },
    changed: {
      filters: [
        { object: "flow_run", property: "tags", type: "string", operation: "any", value_json: '["a"]' },
      ],
    },
  },
  {
    what: "the default result storage",
    type: "prefect_default_result_storage",
    created: { default_result_storage_block_id: storageIds[0] },
    changed: { default_result_storage_block_id: storageIds[1] },
  },
];

export async function makeOthers(api: PrefectApi): Promise<Others> {
  const make = async (path: string, body: object) => String((await api.call("POST", path, body)).object().id);
  const makeStorage = (name: string) => makeBlock(api, name, { basepath: "/tmp" }, "local-file-system");
  const poolName = "other";
  await make("/work_pools/", { name: poolName, type: "process" });
  const flowId = await make("/flows/", { name: "other" });
  return {
    flowId,
    deploymentId: await make("/deployments/", { name: "other", flow_id: flowId }),
    poolName,
    blockTypeId: await make("/block_types/", { name: "Other", slug: "other" }),
    storageIds: [await makeStorage("one"), await makeStorage("two")],
  };
}
