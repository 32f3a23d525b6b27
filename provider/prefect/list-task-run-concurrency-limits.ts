import type { PrefectClient, TaskRunConcurrencyLimit } from "../../client";
import { listResource } from "../framework/list-resource";
import { listed, listScope } from "./listed-objects";
import {
  factsOfGlobal,
  taskRunConcurrencyLimit,
  taskRunLimitAttributes,
  taskRunLimitByTag,
} from "./task-run-concurrency-limit";

/**
 * All limits. The list of them misses those that stand behind too many other global limits, which they are themselves
 * on newer servers: so these are listed too, and what is missing is asked for by itself.
 *
 * API: `POST /concurrency_limits/filter`.
 */
export async function allTaskRunLimits(client: PrefectClient): Promise<readonly TaskRunConcurrencyLimit[]> {
  const [found, globals] = await Promise.all([
    client.listAll("/concurrency_limits/filter", { body: {} }),
    client.listAll("/v2/concurrency_limits/filter", { body: {} }),
  ]);
  const known = new Map(found.map((limit) => [limit.tag, limit]));
  const missing = globals
    .flatMap((limit) => factsOfGlobal(limit)?.tag ?? [])
    .filter((tag) => !known.has(tag));
  for (const limit of await Promise.all(missing.map((tag) => taskRunLimitByTag(client, tag)))) {
    if (limit !== undefined) known.set(limit.tag, limit);
  }
  return [...known.values()];
}

async function* onePage(client: PrefectClient) {
  yield await allTaskRunLimits(client);
}

export const taskRunConcurrencyLimitList = listResource(taskRunConcurrencyLimit, {
  doc: "Limits on task runs by tag that exist.",
  filters: listScope,
  list: ({ config, api }) =>
    listed(config, onePage(api.client(config)), (row) => ({
      displayName: row.tag,
      object: taskRunLimitAttributes(row),
    })),
});
