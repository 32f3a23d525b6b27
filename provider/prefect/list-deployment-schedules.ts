import type { Deployment } from "../../client";
import { optional } from "../framework/attribute";
import { listResource } from "../framework/list-resource";
import { string, uuid } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { deploymentSchedule, importedSchedule } from "./deployment-schedule";
import { listed, listScope } from "./listed-objects";

const filters = {
  deployment_id: optional(uuid).doc("Only schedules of the deployment with this id."),
  flow_name: optional(string).doc("Only schedules of the deployments of this flow."),
};

interface Wanted extends Scope {
  readonly deployment_id: string | null;
  readonly flow_name: string | null;
}

interface Row {
  readonly deployment: Deployment;
  readonly schedule: NonNullable<Deployment["schedules"]>[number];
}

/** API: `POST /deployments/filter`, which tells schedules too. */
async function* schedulePages(api: PrefectApi, wanted: Wanted): AsyncGenerator<readonly Row[]> {
  const { deployment_id: id, flow_name: flow } = wanted;
  const pages = api.client(wanted).pages("/deployments/filter", {
    body: {
      ...(id === null ? {} : { deployments: { id: { any_: [id] } } }),
      ...(flow === null ? {} : { flows: { name: { any_: [flow] } } }),
    },
  });
  for await (const page of pages) {
    yield page.flatMap((deployment) =>
      (deployment.schedules ?? []).map((schedule) => ({ deployment, schedule })),
    );
  }
}

export const deploymentScheduleList = listResource(deploymentSchedule, {
  doc: "Schedules of deployments that exist.",
  filters: { ...filters, ...listScope },
  list: ({ config, api }) =>
    listed(config, schedulePages(api, config), async ({ deployment, schedule }) => {
      const flow = await api.client(config).read.flow(deployment.flow_id);
      return {
        displayName: `${flow?.name ?? deployment.flow_id}/${deployment.name}/${schedule.slug ?? schedule.id}`,
        object: importedSchedule(schedule, deployment.id),
      };
    }),
});
