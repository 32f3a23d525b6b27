import type { GlobalConcurrencyLimit } from "../../client";
import { listResource } from "../framework/list-resource";
import type { PrefectApi, Scope } from "./api";
import { filterAny } from "./data-attributes";
import { globalConcurrencyLimit, globalConcurrencyLimitAttributes } from "./global-concurrency-limit";
import { listed, listScope } from "./listed-objects";

export const globalConcurrencyLimitFilters = { filter_any: filterAny("limits") };

/** API: `POST /v2/concurrency_limits/filter`, which has no filter. */
export async function* globalConcurrencyLimitPages(
  api: PrefectApi,
  wanted: Scope & { readonly filter_any: readonly string[] | null },
): AsyncGenerator<readonly GlobalConcurrencyLimit[]> {
  const { filter_any: some } = wanted;
  for await (const page of api.client(wanted).pages("/v2/concurrency_limits/filter", { body: {} })) {
    yield page.filter(({ id, name }) => some === null || some.includes(id) || some.includes(name));
  }
}

/** Limits that the server keeps for deployments and for tags: other resources set those. */
const isOfOthers = ({ name }: GlobalConcurrencyLimit): boolean => /^(deployment|tag):/.test(name);

export const globalConcurrencyLimitList = listResource(globalConcurrencyLimit, {
  doc: "Global concurrency limits that exist, but for those that the server keeps for deployments (`deployment:<id>`) and tags (`tag:<tag>`).",
  filters: { ...globalConcurrencyLimitFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, ownLimits(globalConcurrencyLimitPages(api, config)), (row) => ({
      displayName: row.name,
      object: globalConcurrencyLimitAttributes(row),
    })),
});

async function* ownLimits(pages: AsyncIterable<readonly GlobalConcurrencyLimit[]>) {
  for await (const page of pages) yield page.filter((row) => !isOfOthers(row));
}
