import type {
  Automation,
  BlockDocument,
  BlockSchema,
  BlockType,
  Deployment,
  Flow,
  GlobalConcurrencyLimit,
  PrefectClient,
  SavedSearch,
  TaskRunConcurrencyLimit,
  Variable,
  WorkPool,
  WorkQueue,
} from "../../client";

/** Everything on a server that code could manage. */
export interface Listing {
  readonly flow: readonly Flow[];
  readonly deployment: readonly Deployment[];
  readonly work_pool: readonly WorkPool[];
  readonly work_queue: readonly WorkQueue[];
  readonly variable: readonly Variable[];
  readonly block: readonly BlockDocument[];
  readonly block_type: readonly BlockType[];
  readonly block_schema: readonly BlockSchema[];
  readonly automation: readonly Automation[];
  readonly global_concurrency_limit: readonly GlobalConcurrencyLimit[];
  readonly task_run_concurrency_limit: readonly TaskRunConcurrencyLimit[];
  readonly saved_search: readonly SavedSearch[];
}

/**
 * Lists everything: one paged request for each kind.
 * @throws PrefectError
 */
export async function listServer(client: PrefectClient): Promise<Listing> {
  const body = {};
  const [
    flow,
    deployment,
    work_pool,
    work_queue,
    variable,
    block,
    block_type,
    block_schema,
    automation,
    global_concurrency_limit,
    task_run_concurrency_limit,
    saved_search,
  ] = await Promise.all([
    client.listAll("/flows/filter", { body }),
    client.listAll("/deployments/filter", { body }),
    client.listAll("/work_pools/filter", { body }),
    client.listAll("/work_queues/filter", { body }),
    client.listAll("/variables/filter", { body }),
    client.listAll("/block_documents/filter", { body }),
    client.listAll("/block_types/filter", { body }),
    client.listAll("/block_schemas/filter", { body }),
    client.listAll("/automations/filter", { body }),
    client.listAll("/v2/concurrency_limits/filter", { body }),
    client.listAll("/concurrency_limits/filter", { body }),
    client.listAll("/saved_searches/filter", { body }),
  ]);
  return {
    flow,
    deployment,
    work_pool,
    work_queue,
    variable,
    block,
    block_type,
    block_schema,
    automation,
    global_concurrency_limit,
    task_run_concurrency_limit,
    saved_search,
  };
}
