import type { ServerObjects } from "../server-objects/server-objects";
import type { ResourceType } from "./adopted";

/** Resource types of a server's objects by their ids. */
export function typesById(server: ServerObjects): ReadonlyMap<string, ResourceType> {
  const kinds: readonly (readonly [ResourceType, readonly { readonly id: string }[]])[] = [
    ["prefect_flow", server.flows],
    ["prefect_deployment", server.deployments],
    ["prefect_work_pool", server.workPools],
    ["prefect_work_queue", server.workQueues],
    ["prefect_variable", server.variables],
    ["prefect_block_type", server.blockTypes],
    ["prefect_block_schema", server.blockSchemas],
    ["prefect_block", server.blocks],
    ["prefect_automation", server.automations],
    ["prefect_global_concurrency_limit", server.concurrencyLimits],
    ["prefect_task_run_concurrency_limit", server.taskRunLimits],
    ["prefect_saved_search", server.savedSearches],
  ];
  return new Map(kinds.flatMap(([type, rows]) => rows.map(({ id }) => [id, type] as const)));
}
