import { ifFound, type WorkQueue } from "../../client";
import { optional } from "../framework/attribute";
import { at, refuse } from "../framework/diagnostic";
import { listResource } from "../framework/list-resource";
import { string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { filterAny, idOrName } from "./data-attributes";
import { notEmpty } from "./limits";
import { allRows, listed, listScope } from "./listed-objects";
import { workQueue, workQueueAttributes } from "./work-queue";

export const workQueueFilters = { filter_any: filterAny("queues") };

interface Wanted extends Scope {
  readonly filter_any: readonly string[] | null;
}

/** API: `POST /work_pools/{name}/queues/filter`. */
export async function queuesOfPool(
  api: PrefectApi,
  work_pool_name: string,
  wanted: Wanted,
): Promise<readonly WorkQueue[]> {
  const pages = api.client(wanted).pages("/work_pools/{work_pool_name}/queues/filter", {
    params: { path: { work_pool_name } },
    body: wanted.filter_any === null ? {} : { work_queues: idOrName(wanted.filter_any) },
  });
  const rows = await ifFound(allRows(pages));
  if (rows === undefined) {
    refuse(
      "No such work pool",
      `The server has no work pool named "${work_pool_name}".`,
      at("work_pool_name"),
    );
  }
  return rows;
}

const filters = {
  work_pool_name: optional(string).check(notEmpty).doc("Only queues of this work pool."),
  ...workQueueFilters,
};

/** API: `POST /work_queues/filter` for those of all pools. */
async function* workQueuePages(
  api: PrefectApi,
  wanted: Wanted & { readonly work_pool_name: string | null },
): AsyncGenerator<readonly WorkQueue[]> {
  const { work_pool_name: pool, filter_any: some } = wanted;
  if (pool !== null) yield await queuesOfPool(api, pool, wanted);
  else {
    const body = some === null ? {} : { work_queues: idOrName(some) };
    yield* api.client(wanted).pages("/work_queues/filter", { body });
  }
}

export const workQueueList = listResource(workQueue, {
  doc: "Queues of work pools that exist.",
  filters: { ...filters, ...listScope },
  list: ({ config, api }) =>
    listed(config, workQueuePages(api, config), (row) => {
      const pool = row.work_pool_name ?? config.work_pool_name ?? "";
      return { displayName: `${pool}/${row.name}`, object: workQueueAttributes(row, pool) };
    }),
});
