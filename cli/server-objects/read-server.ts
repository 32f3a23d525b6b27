import {
  type GlobalConcurrencyLimit,
  ifFound,
  type JsonValue,
  type PrefectClient,
  unwrap,
} from "../../client";
import { systemBlockTypes } from "../drift/generated/system-block-types";
import { withHiddenSecrets } from "./hidden-secrets";
import type { ServerObjects, Shipped, TaskRunLimit } from "./server-objects";

type Json = { readonly [name: string]: JsonValue };

/** Newer servers keep a limit on task runs as a global one of this name. */
const tagPrefix = "tag:";

/**
 * Reads everything that a person can configure on a server: one paged listing for each kind.
 *
 * @throws PrefectError of the first listing that fails
 */
export async function readServer(client: PrefectClient): Promise<ServerObjects> {
  const [
    flows,
    deployments,
    workPools,
    workQueues,
    variables,
    blockTypes,
    blockSchemas,
    blocks,
    automations,
    limits,
    tagLimits,
    savedSearches,
    storage,
    shipped,
  ] = await Promise.all([
    client.listAll("/flows/filter", { body: { sort: "NAME_ASC" } }),
    client.listAll("/deployments/filter", { body: { sort: "NAME_ASC" } }),
    client.listAll("/work_pools/filter", { body: {} }),
    client.listAll("/work_queues/filter", { body: {} }),
    client.listAll("/variables/filter", { body: { sort: "NAME_ASC" } }),
    client.listAll("/block_types/filter", { body: {} }),
    client.listAll("/block_schemas/filter", { body: {} }),
    client.listAll("/block_documents/filter", {
      body: { block_documents: { operator: "and_", is_anonymous: null }, include_secrets: false },
    }),
    client.listAll("/automations/filter", { body: { sort: "NAME_ASC" } }),
    client.listAll("/v2/concurrency_limits/filter", { body: {} }),
    client.listAll("/concurrency_limits/filter", { body: {} }),
    client.listAll("/saved_searches/filter", { body: {} }),
    ifFound(unwrap(client.GET("/admin/storage"))),
    readShipped(client),
  ]);
  return {
    flows,
    deployments,
    workPools,
    workQueues,
    variables,
    blockTypes,
    blockSchemas,
    blocks: blocks.map(withHiddenSecrets),
    automations,
    concurrencyLimits: limits.filter(({ name }) => !name.startsWith(tagPrefix)),
    taskRunLimits: taskRunLimits(limits, tagLimits),
    savedSearches,
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
  return { blockTypes: systemBlockTypes, jobTemplates: new Map(jobTemplates) };
}

const packages = (view: unknown): readonly Json[] => Object.values(recordOf(view)).map(recordOf);

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});
