import type { WorkPool } from "../../client";
import { optional } from "../framework/attribute";
import { listResource } from "../framework/list-resource";
import { string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { filterAny, idOrName } from "./data-attributes";
import { listed, listScope } from "./listed-objects";
import { workPool, workPoolAttributes } from "./work-pool";

export const workPoolFilters = {
  filter_any: filterAny("work pools"),
  type: optional(string).doc("Only pools of this type."),
};

interface Wanted extends Scope {
  readonly filter_any: readonly string[] | null;
  readonly type: string | null;
}

/** API: `POST /work_pools/filter`. */
export async function* workPoolPages(api: PrefectApi, wanted: Wanted): AsyncGenerator<readonly WorkPool[]> {
  const { filter_any: some, type } = wanted;
  const ofType = type === null ? {} : { type: { any_: [type] } };
  const body = { work_pools: some === null ? ofType : idOrName(some) };
  for await (const page of api.client(wanted).pages("/work_pools/filter", { body })) {
    yield page.filter((row) => type === null || row.type === type);
  }
}

export const workPoolList = listResource(workPool, {
  doc: "Work pools that exist.",
  filters: { ...workPoolFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, workPoolPages(api, config), (row) => ({
      displayName: row.name,
      object: workPoolAttributes(row),
    })),
});
