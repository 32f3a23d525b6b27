import {
  type Automation,
  type BlockDocument,
  type BlockSchema,
  type BlockType,
  type Deployment,
  type Flow,
  type GlobalConcurrencyLimit,
  PrefectApiError,
  type PrefectClient,
  type SavedSearch,
  type TaskRunConcurrencyLimit,
  unwrap,
  type Variable,
  type WorkPool,
  type WorkQueue,
} from "../../client";
import { saidBy, Trouble } from "../report/trouble";
import { hasFailed, rowsInParts } from "./rows-in-parts";

/** Everything on a server that code could manage, as the API answers it. */
export interface Listing {
  readonly flow: readonly Flow[];
  readonly deployment: readonly Deployment[];
  readonly work_pool: readonly WorkPool[];
  /** Pools that the server has and fails to answer, such as one whose template is none. */
  readonly unreadablePools: readonly { readonly id: string; readonly name: string }[];
  readonly work_queue: readonly WorkQueue[];
  readonly variable: readonly Variable[];
  /** Anonymous ones too. */
  readonly block: readonly BlockDocument[];
  readonly block_type: readonly BlockType[];
  readonly block_schema: readonly BlockSchema[];
  readonly automation: readonly Automation[];
  readonly global_concurrency_limit: readonly GlobalConcurrencyLimit[];
  readonly task_run_concurrency_limit: readonly TaskRunConcurrencyLimit[];
  readonly saved_search: readonly SavedSearch[];
}

interface Pools {
  readonly pools: readonly WorkPool[];
  /** False where the server has more of them. */
  readonly areAll: boolean;
}

async function listPools(client: PrefectClient): Promise<Pools> {
  try {
    return { pools: await client.listAll("/work_pools/filter", { body: {} }), areAll: true };
  } catch (error) {
    if (!hasFailed(error)) throw error;
    const pools = await rowsInParts((limit, offset) =>
      unwrap(client.POST("/work_pools/filter", { body: { limit, offset } })),
    );
    return { pools, areAll: false };
  }
}

/** More ids than this are too much for one query of a server's database. */
const mostExcluded = 10_000;

/** A filter that an older server does not know is refused. */
const isRefused = (error: unknown): boolean => error instanceof PrefectApiError && error.status === 422;

/** A deployment takes a server long to answer. */
async function listDeployments(
  client: PrefectClient,
  without: readonly string[],
): Promise<readonly Deployment[]> {
  const all = () => client.listAll("/deployments/filter", { body: { sort: "NAME_ASC" } });
  if (without.length === 0 || without.length > mostExcluded) return all();
  try {
    const deployments = { operator: "and_" as const, id: { not_any_: [...without] } };
    return await client.listAll("/deployments/filter", { body: { sort: "NAME_ASC", deployments } });
  } catch (error) {
    if (!isRefused(error)) throw error;
    const left = new Set(without);
    return (await all()).filter(({ id }) => !left.has(id));
  }
}

/** Every pool has a queue, and these tell its name. */
function poolsBeside({ pools, areAll }: Pools, queues: readonly WorkQueue[]): Listing["unreadablePools"] {
  if (areAll) return [];
  const listed = new Set(pools.map(({ id }) => id));
  const beside = queues.flatMap(({ work_pool_id: id, work_pool_name: name }): [string, string][] =>
    id == null || name == null || listed.has(id) ? [] : [[id, name]],
  );
  return [...new Map(beside)].map(([id, name]) => ({ id, name }));
}

/** A listing whose failure says what was listed, and where. @throws Trouble */
export async function named<Rows>(client: PrefectClient, what: string, rows: Promise<Rows>): Promise<Rows> {
  try {
    return await rows;
  } catch (error) {
    const { step, summary, detail } = saidBy(error, `listing the ${what} of ${client.address}`);
    throw new Trouble(step, summary, detail);
  }
}

/**
 * Lists everything: one paged request for each kind.
 * @param without ids of deployments that are left out
 * @throws Trouble of the first listing that fails, with its kind and the server
 */
export async function listServer(client: PrefectClient, without: readonly string[] = []): Promise<Listing> {
  const listed = <Rows>(what: string, rows: Promise<Rows>): Promise<Rows> => named(client, what, rows);
  const [
    flow,
    deployment,
    pools,
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
    listed("flows", client.listAll("/flows/filter", { body: { sort: "NAME_ASC" } })),
    listed("deployments", listDeployments(client, without)),
    listed("work pools", listPools(client)),
    listed("work queues", client.listAll("/work_queues/filter", { body: {} })),
    listed("variables", client.listAll("/variables/filter", { body: { sort: "NAME_ASC" } })),
    listed(
      "blocks",
      client.listAll("/block_documents/filter", {
        body: { block_documents: { operator: "and_", is_anonymous: null }, include_secrets: false },
      }),
    ),
    listed("block types", client.listAll("/block_types/filter", { body: {} })),
    listed("block schemas", client.listAll("/block_schemas/filter", { body: {} })),
    listed("automations", client.listAll("/automations/filter", { body: { sort: "NAME_ASC" } })),
    listed("concurrency limits", client.listAll("/v2/concurrency_limits/filter", { body: {} })),
    listed("limits of task runs", client.listAll("/concurrency_limits/filter", { body: {} })),
    listed("saved searches", client.listAll("/saved_searches/filter", { body: {} })),
  ]);
  return {
    flow,
    deployment,
    work_pool: pools.pools,
    unreadablePools: poolsBeside(pools, work_queue),
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
