import { type GlobalConcurrencyLimit, ifFound, type PrefectClient, unwrap } from "../../client";
import { withHiddenSecrets } from "./hidden-secrets";
import { listServer, named } from "./listing";
import { ownBlockTypes } from "./own-block-types";
import { type JsonObject, recordOf } from "./records";
import type { ServerObjects, Shipped, TaskRunLimit } from "./server-objects";

/** Newer servers keep a limit on task runs as a global one of this name. */
const tagPrefix = "tag:";

/**
 * Reads everything that a person can configure on a server: one paged listing for each kind.
 *
 * @throws Trouble of the first listing that fails; Error that names the work pools which the server cannot answer
 */
export async function readServer(client: PrefectClient): Promise<ServerObjects> {
  const [listed, storage, shipped] = await Promise.all([
    listServer(client),
    named(client, "default result storage", ifFound(unwrap(client.GET("/admin/storage")))),
    named(client, "templates of work pools", readShipped(client)),
  ]);
  if (listed.unreadablePools.length > 0) {
    const pools = listed.unreadablePools.map(({ name }) => JSON.stringify(name)).join(", ");
    throw new Error(
      `The server fails over the work pool ${pools}, which it cannot answer: give it another job template, or delete it.`,
    );
  }
  const { global_concurrency_limit: limits, task_run_concurrency_limit: tagLimits } = listed;
  return {
    flows: listed.flow,
    deployments: listed.deployment,
    workPools: listed.work_pool,
    workQueues: listed.work_queue,
    variables: listed.variable,
    blockTypes: listed.block_type,
    blockSchemas: listed.block_schema,
    blocks: listed.block.map(withHiddenSecrets),
    automations: listed.automation,
    concurrencyLimits: limits.filter(({ name }) => !name.startsWith(tagPrefix)),
    taskRunLimits: taskRunLimits(limits, tagLimits),
    savedSearches: listed.saved_search,
    defaultResultStorageBlockId: storage?.default_result_storage_block_id ?? undefined,
    shipped,
  };
}

/** Each once, whichever of its two listings a server tells it in. */
function taskRunLimits(
  limits: readonly GlobalConcurrencyLimit[],
  byTag: readonly TaskRunLimit[],
): readonly TaskRunLimit[] {
  const ofGlobal = limits.flatMap(({ id, name, limit }) =>
    name.startsWith(tagPrefix) ? [{ id, tag: name.slice(tagPrefix.length), concurrency_limit: limit }] : [],
  );
  const known = new Set(ofGlobal.map(({ tag }) => tag));
  const older = byTag.map(({ id, tag, concurrency_limit }) => ({ id, tag, concurrency_limit }));
  return [...ofGlobal, ...older.filter(({ tag }) => !known.has(tag))];
}

async function readShipped(client: PrefectClient): Promise<Shipped> {
  const path = { view: "aggregate-worker-metadata" };
  const workers = await ifFound(unwrap(client.GET("/collections/views/{view}", { params: { path } })));
  const jobTemplates = packages(workers).flatMap((types) =>
    Object.entries(types).map(
      ([type, about]) => [type, recordOf(recordOf(about).default_base_job_configuration)] as const,
    ),
  );
  return { blockTypes: ownBlockTypes, jobTemplates: new Map(jobTemplates) };
}

const packages = (view: unknown): readonly JsonObject[] => Object.values(recordOf(view)).map(recordOf);
