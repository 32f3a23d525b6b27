import { computed, required } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, refuse } from "../framework/diagnostic";
import { bool, integer, number, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { dataScope, found } from "./data-attributes";
import { scheduleValues } from "./schedule";

/** A schedule as data sources tell it. */
export const deploymentScheduleFacts = object({
  id: found("Id of the schedule (a UUID)."),
  cron: found("Cron expression."),
  day_or: computed(bool).doc("Does either of day of month and day of week suffice?"),
  interval: computed(number).doc("Seconds between two runs."),
  anchor_date: found("Moment that runs are counted from."),
  rrule: found("iCalendar recurrence rule."),
  timezone: found("IANA time zone."),
  active: computed(bool).doc("Does it make runs?"),
  parameters: found("Parameters of its runs, as JSON."),
  slug: found("Name within the deployment."),
  max_scheduled_runs: computed(integer).doc("How many of its runs may be scheduled ahead at once."),
});

const schema = {
  deployment_id: required(uuid).doc("Id of the deployment."),
  ...dataScope,
  schedules: computed(list(deploymentScheduleFacts)).doc("Its schedules, in the order of their ids."),
};

/** API: `POST /deployments/filter`. */
export const deploymentSchedulesData = dataSource<typeof schema, PrefectApi>("prefect_deployment_schedules", {
  doc: "The schedules of a deployment.",
  schema,
  read: async ({ config, api }) => {
    const deployment = await api.client(config).read.deployment(config.deployment_id);
    if (deployment === undefined) {
      refuse(
        "No such deployment",
        `The server has no deployment with the id ${config.deployment_id}.`,
        at("deployment_id"),
      );
    }
    return {
      schedules: (deployment.schedules ?? []).map(scheduleValues).sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  },
});
