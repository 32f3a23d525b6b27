import type { components } from "./openapi/schema";
import type { Deployment } from "./rows";
import type { AheadList } from "./rows-ahead";

type Filter = components["schemas"]["Body_read_deployments_deployments_filter_post"];

/** Of so many rows one may have another value, for it to be what they have in common. */
const rowsForEachValue = 4;

/** The few values that rows have in a field; `undefined`: they have many, or one has none. */
function fewValues(values: readonly (string | null | undefined)[]): string[] | undefined {
  const distinct = new Set<string>();
  for (const value of values) {
    if (value === null || value === undefined) return undefined;
    distinct.add(value);
  }
  return distinct.size * rowsForEachValue <= values.length ? [...distinct] : undefined;
}

/** Tags that all have. */
function commonTags([first, ...others]: readonly Deployment[]): string[] {
  return (first?.tags ?? []).filter((tag) => others.every(({ tags }) => tags?.includes(tag) ?? false));
}

/** Deployments of the same few flows and work pools, with the tags that all have (`POST /deployments/filter`). */
export const deploymentsAhead: AheadList<Deployment> = {
  path: "/deployments/filter",
  name: "deployments",
  // The server takes some 6 ms for each: in a large page a little less, but what is asked for meanwhile waits.
  sizes: { whileFew: 50, afterwards: 20, isCheap: false },
  filterOf(rows) {
    const flows = fewValues(rows.map(({ flow_id }) => flow_id));
    const pools = fewValues(rows.map(({ work_pool_name }) => work_pool_name));
    const tags = commonTags(rows);
    return {
      ...(flows && { flows: { operator: "and_", id: { any_: flows } } }),
      ...(pools && { work_pools: { operator: "and_", name: { any_: pools } } }),
      ...(tags.length > 0 && {
        deployments: { operator: "and_", tags: { operator: "and_", all_: tags } },
      }),
    } satisfies Filter;
  },
};
