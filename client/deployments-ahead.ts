import type { Call } from "./call";
import { PrefectApiError } from "./errors";
import type { components } from "./openapi/schema";
import type { Listing } from "./read-ahead";
import type { Deployment } from "./rows";

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

/** Deployments of the same few flows and work pools, with the tags that all of `rows` have. */
function filterOf(rows: readonly Deployment[]): Filter {
  const flows = fewValues(rows.map(({ flow_id }) => flow_id));
  const pools = fewValues(rows.map(({ work_pool_name }) => work_pool_name));
  const tags = commonTags(rows);
  return {
    ...(flows && { flows: { operator: "and_", id: { any_: flows } } }),
    ...(pools && { work_pools: { operator: "and_", name: { any_: pools } } }),
    ...(tags.length > 0 && {
      deployments: { operator: "and_", tags: { operator: "and_", all_: tags } },
    }),
  };
}

/** The filter that Prefect has had since some version after 3.4. */
const lacksExclusion = (error: unknown): boolean =>
  error instanceof PrefectApiError &&
  error.fields.some(({ path, isUnknown }) => isUnknown && path.at(-1) === "not_any_");

/** Deployments that have in common what `rows` have (`POST /deployments/filter`). */
export function deploymentsAhead(call: Call): (rows: readonly Deployment[]) => Listing<Deployment> {
  let excludes = true;

  return (rows) => {
    const filter = filterOf(rows);

    async function page(without: readonly string[], limit: number, offset: number): Promise<Deployment[]> {
      const id = excludes ? { id: { not_any_: [...without] } } : {};
      const deployments = { operator: "and_", ...filter.deployments, ...id };
      const body = { ...filter, deployments, sort: "NAME_ASC", limit, offset };
      try {
        return await call<Deployment[]>({ method: "POST", path: "/deployments/filter", body }, Array.isArray);
      } catch (error) {
        if (!excludes || !lacksExclusion(error)) throw error;
        excludes = false;
        return page(without, limit, offset);
      }
    }

    return {
      get excludes() {
        return excludes;
      },
      page,
    };
  };
}
