import type { Deployment } from "../../client";
import { optional } from "../framework/attribute";
import { set } from "../framework/collections";
import { listResource } from "../framework/list-resource";
import { bool, string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { deployment, importedDeployment } from "./deployment";
import { listed, listScope } from "./listed-objects";

export const deploymentFilters = {
  name: optional(string).doc("Only deployments of this name."),
  flow_name: optional(string).doc("Only deployments of this flow."),
  tags: optional(set(string)).doc("Only deployments that have all of these tags."),
  work_pool_name: optional(string).doc("Only deployments of this work pool."),
  paused: optional(bool).doc("Only deployments that are paused (true) or are not (false)."),
};

interface Wanted extends Scope {
  readonly name: string | null;
  readonly flow_name: string | null;
  readonly tags: readonly string[] | null;
  readonly work_pool_name: string | null;
  readonly paused: boolean | null;
}

/** API: `POST /deployments/filter`. */
export function deploymentPages(api: PrefectApi, wanted: Wanted): AsyncGenerator<readonly Deployment[]> {
  const { name, flow_name: flow, work_pool_name: pool, paused } = wanted;
  const tags = wanted.tags ?? [];
  return api.client(wanted).pages("/deployments/filter", {
    body: {
      deployments: {
        ...(name === null ? {} : { name: { any_: [name] } }),
        ...(tags.length === 0 ? {} : { tags: { all_: [...tags] } }),
        ...(paused === null ? {} : { paused: { eq_: paused } }),
      },
      ...(flow === null ? {} : { flows: { name: { any_: [flow] } } }),
      ...(pool === null ? {} : { work_pools: { name: { any_: [pool] } } }),
    },
  });
}

export const deploymentList = listResource(deployment, {
  doc: "Deployments that exist.",
  filters: { ...deploymentFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, deploymentPages(api, config), async (row) => {
      const flow = await api.client(config).read.flow(row.flow_id);
      return { displayName: `${flow?.name ?? row.flow_id}/${row.name}`, object: importedDeployment(row) };
    }),
});
