import type { Flow } from "../../client";
import { optional } from "../framework/attribute";
import { set } from "../framework/collections";
import { listResource } from "../framework/list-resource";
import { string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { filterAny, idOrName } from "./data-attributes";
import { flow, flowAttributes } from "./flow";
import { listed, listScope } from "./listed-objects";

export const flowFilters = {
  filter_any: filterAny("flows"),
  tags: optional(set(string)).doc("Only flows that have all of these tags."),
};

interface Wanted extends Scope {
  readonly filter_any: readonly string[] | null;
  readonly tags: readonly string[] | null;
}

/** API: `POST /flows/filter`. */
export async function* flowPages(api: PrefectApi, wanted: Wanted): AsyncGenerator<readonly Flow[]> {
  const { filter_any: some } = wanted;
  const tags = wanted.tags ?? [];
  const ofTags = tags.length === 0 ? {} : { tags: { all_: [...tags] } };
  const flows = some === null ? ofTags : idOrName(some);
  for await (const page of api.client(wanted).pages("/flows/filter", { body: { flows } })) {
    yield page.filter((row) => tags.every((tag) => row.tags?.includes(tag) === true));
  }
}

export const flowList = listResource(flow, {
  doc: "Flows that exist.",
  filters: { ...flowFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, flowPages(api, config), (row) => ({ displayName: row.name, object: flowAttributes(row) })),
});
