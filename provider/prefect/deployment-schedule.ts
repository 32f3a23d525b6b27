import { type DeploymentSchedule, ifFound, type PrefectClient, unwrap } from "../../client";
import { isUnknown } from "../cty/unknown";
import { optional, type Plan, required } from "../framework/attribute";
import { at, type Diagnostic, DiagnosticError, problem } from "../framework/diagnostic";
import { jsonObject } from "../framework/json";
import { resource } from "../framework/resource";
import { bool, integer, isUuid, number, string, uuid } from "../framework/scalars";
import { timestamp } from "../framework/timestamp";
import type { PrefectApi, Scope } from "./api";
import { refuseExisting } from "./existing";
import { findImported, firstFound, splits } from "./import-id";
import { checkSchedule } from "./inline-schedule";
import { atLeast } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { rruleText } from "./rrule-text";
import { kindOf, type ScheduleValues, sameSchedule, scheduleBody, scheduleValues } from "./schedule";
import { known } from "./written";

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  deployment_id: required(uuid).replaces().doc("Id of the deployment that it belongs to."),
  cron: optional(string)
    .fallback(null)
    .blank("")
    .rivals("interval", "rrule")
    .doc("Cron expression, such as `0 6 * * 1-5`."),
  day_or: optional(bool)
    .follows("cron", "interval", "rrule")
    .doc(
      "For `cron`: does it run when either day of month or day of week fits (true, the default), or only when both do?",
    ),
  interval: optional(number)
    .fallback(null)
    .blank(0)
    .rivals("cron", "rrule")
    .doc("Seconds between two runs; fractions are allowed."),
  anchor_date: optional(timestamp)
    .blank("")
    .follows("cron", "rrule")
    .doc("For `interval`: a moment that runs are counted from. Default: when the schedule is made."),
  rrule: optional(rruleText)
    .fallback(null)
    .blank("")
    .rivals("cron", "interval")
    .doc("iCalendar recurrence rule, such as `FREQ=WEEKLY;BYDAY=MO`."),
  timezone: optional(string)
    .blank("")
    .follows("cron", "interval", "rrule")
    .doc("IANA time zone, such as `Europe/Berlin`. Default: UTC."),
  active: optional(bool).fallback(true).doc("Does it make runs? Default: true."),
  parameters: optional(jsonObject())
    .fallback("{}")
    .doc("Parameters of its runs, as JSON, over those of the deployment."),
  slug: optional(string)
    .fallback(null)
    .blank("")
    .replacesWhenCleared()
    .doc("Name of the schedule within its deployment."),
  max_scheduled_runs: optional(integer)
    .fallback(null)
    .blank(0)
    .replacesWhenCleared()
    .check(atLeast(0))
    .doc("How many of its runs may be scheduled ahead at once."),
};

type Planned = Plan<typeof schema>;

const toRemote = (row: DeploymentSchedule, deploymentId: string) => ({
  ...scheduleValues(row),
  created: row.created ?? null,
  updated: row.updated ?? null,
  deployment_id: deploymentId,
});

const nullIfBlank = (text: string | null | undefined): string | null => (text === "" ? null : (text ?? null));

/** What the plan says of the schedule; what it leaves to the server is null. */
const valuesOf = (plan: Planned): ScheduleValues => ({
  cron: nullIfBlank(known(plan.cron)),
  day_or: known(plan.day_or) ?? null,
  interval: known(plan.interval) ?? null,
  anchor_date: nullIfBlank(known(plan.anchor_date)),
  rrule: nullIfBlank(known(plan.rrule)),
  timezone: nullIfBlank(known(plan.timezone)),
  active: known(plan.active) ?? null,
  parameters: known(plan.parameters) ?? null,
  slug: nullIfBlank(known(plan.slug)),
  max_scheduled_runs: known(plan.max_scheduled_runs) ?? null,
});

const schedulesOf = async (client: PrefectClient, deploymentId: string) =>
  (await client.read.deployment(deploymentId))?.schedules ?? [];

const describe = (row: DeploymentSchedule, deploymentId: string) => ({
  typeName: "prefect_deployment_schedule",
  what: `schedule "${row.slug ?? row.id}" of the deployment ${deploymentId}`,
  id: row.id,
  importId: `${deploymentId}/${row.id}`,
  name: row.slug ?? "schedule",
});

const alsoInline = (deploymentId: string): Diagnostic =>
  problem(
    "Inline and separate schedules on one deployment",
    `The deployment ${deploymentId} declares all of its schedules in its attribute \`schedules\`, which would remove this one. ` +
      "Move the schedule there, or leave that attribute out.",
    at("deployment_id"),
  );

/** API: `/deployments/{id}/schedules`. There is no way to get one schedule: it comes with its deployment. */
export const deploymentSchedule = resource<typeof schema, PrefectApi>("prefect_deployment_schedule", {
  doc: "One schedule of a deployment, declared apart from it. Set exactly one of `cron`, `interval` and `rrule`.",
  schema,
  importForms: [
    "<deployment id>/<schedule id>",
    "<deployment id>/<slug>",
    "<flow name>/<deployment name>/<slug>",
  ],

  check: (config) => checkSchedule(config, []),

  review: async ({ planned, api }) => {
    const { deployment_id: deploymentId } = planned;
    if (api === undefined || isUnknown(deploymentId)) return [];
    return api.inlineSchedules.has(deploymentId) ? [alsoInline(deploymentId)] : [];
  },

  create: async ({ plan, api, seen }) => {
    const client = api.client(plan);
    const { deployment_id: id } = plan;
    if (api.inlineSchedules.has(id)) throw new DiagnosticError([alsoInline(id)]);
    const wanted = valuesOf(plan);
    if (wanted.slug !== null) {
      const taken = (await schedulesOf(client, id)).find(({ slug }) => slug === wanted.slug);
      if (taken !== undefined && !seen(taken.id)) {
        if (sameSchedule(wanted, scheduleValues(taken))) return toRemote(taken, id);
        throw new DiagnosticError([refuseExisting(describe(taken, id))]);
      }
    }
    const { value } = await client.create({
      post: async () => {
        const made = await unwrap(
          client.POST("/deployments/{id}/schedules", {
            params: { path: { id } },
            body: [scheduleBody(wanted, wanted.slug, null)],
          }),
        );
        const [first] = made;
        if (first === undefined) throw new Error("The server answered no schedule.");
        return first;
      },
      find: async () =>
        (await schedulesOf(client, id)).find(
          (row) =>
            !seen(row.id) &&
            (wanted.slug === null || row.slug === wanted.slug) &&
            sameSchedule(wanted, scheduleValues(row)),
        ),
    });
    return toRemote(value, id);
  },

  read: async ({ state, api }) => {
    const row = (await schedulesOf(api.client(state), state.deployment_id)).find(({ id }) => id === state.id);
    return row === undefined ? undefined : toRemote(row, state.deployment_id);
  },

  update: async ({ plan, prior, api }) => {
    const client = api.client(plan);
    const { deployment_id: id } = plan;
    const wanted = valuesOf(plan);
    const anchor =
      kindOf(wanted) === "interval" && !isUnknown(plan.anchor_date) ? nullIfBlank(prior.anchor_date) : null;
    await unwrap(
      client.PATCH("/deployments/{id}/schedules/{schedule_id}", {
        params: { path: { id, schedule_id: prior.id ?? "" } },
        body: scheduleBody(wanted, wanted.slug, anchor),
      }),
    );
    const after = (await schedulesOf(client, id)).find((row) => row.id === prior.id);
    if (after === undefined) throw new Error("The schedule was deleted while it was updated.");
    return toRemote(after, id);
  },

  delete: async ({ state, api }) => {
    const path = { id: state.deployment_id, schedule_id: state.id ?? "" };
    await ifFound(
      unwrap(api.client(state).DELETE("/deployments/{id}/schedules/{schedule_id}", { params: { path } })),
    );
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope: Scope) => {
      const client = api.client(scope);
      const found = await firstFound(
        [...splits(name, "/"), ...splits(name, ",")].map(([parent, own]) => async () => {
          const deploymentId = await deploymentIdOf(client, parent);
          if (deploymentId === undefined) return undefined;
          const rows = await schedulesOf(client, deploymentId);
          const row =
            rows.find((one) => one.id === own.toLowerCase()) ?? rows.find(({ slug }) => slug === own);
          return row === undefined ? undefined : toRemote(row, deploymentId);
        }),
      );
      return found === undefined ? undefined : { ...found, ...scope };
    }),
});

/** A deployment by id or by `flow/deployment`. */
async function deploymentIdOf(client: PrefectClient, name: string): Promise<string | undefined> {
  const found = await firstFound([
    async () => (isUuid(name) ? client.read.deployment(name) : undefined),
    ...splits(name, "/").map(
      ([flow, own]) =>
        () =>
          client.read.deploymentByName(flow, own),
    ),
  ]);
  return found?.id;
}
