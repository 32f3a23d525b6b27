import type { Variable } from "../../client";
import { optional } from "../framework/attribute";
import { set } from "../framework/collections";
import { listResource } from "../framework/list-resource";
import { string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { filterAny, idOrName } from "./data-attributes";
import { listed, listScope } from "./listed-objects";
import { variable, variableAttributes } from "./variable";

export const variableFilters = {
  filter_any: filterAny("variables"),
  tags: optional(set(string)).doc("Only variables that have all of these tags."),
};

interface Wanted extends Scope {
  readonly filter_any: readonly string[] | null;
  readonly tags: readonly string[] | null;
}

/** API: `POST /variables/filter`. */
export async function* variablePages(api: PrefectApi, wanted: Wanted): AsyncGenerator<readonly Variable[]> {
  const { filter_any: some } = wanted;
  const tags = wanted.tags ?? [];
  const ofTags = tags.length === 0 ? {} : { tags: { all_: [...tags] } };
  const body = { variables: some === null ? ofTags : idOrName(some) };
  for await (const page of api.client(wanted).pages("/variables/filter", { body })) {
    yield page.filter((row) => tags.every((tag) => row.tags?.includes(tag) === true));
  }
}

export const variableList = listResource(variable, {
  doc: "Variables that exist.",
  filters: { ...variableFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, variablePages(api, config), (row) => ({
      displayName: row.name,
      object: variableAttributes(row),
    })),
});
