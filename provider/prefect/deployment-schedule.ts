import { type DeploymentSchedule, type PrefectClient, unwrap } from "../../client";
import { isUnknown } from "../cty/unknown";
import { type Config, optional, type Plan, required, type State } from "../framework/attribute";
import { at, type Diagnostic, DiagnosticError, problem, warning } from "../framework/diagnostic";
import { jsonObject } from "../framework/json";
import { resource } from "../framework/resource";
import { bool, integer, isUuid, string, uuid } from "../framework/scalars";
import { anchorText } from "./anchor-text";
import type { PrefectApi, Scope } from "./api";
import { knownClient } from "./creation";
import { deploymentAttributes } from "./deployment-attributes";
import { deleteSchedule } from "./deployment-schedules";
import { type Existing, recovered, refuseExisting } from "./existing";
import { findImported, firstFound, splits } from "./import-id";
import { checkSchedule } from "./inline-schedule";
import { atLeast } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { reviewReferences } from "./referred-objects";
import { rruleText } from "./rrule-text";
import {
  asWritten,
  kindOf,
  type ScheduleValues,
  sameSchedule,
  scheduleBody,
  scheduleValues,
} from "./schedule";
import { alsoSeparate } from "./schedule-owners";
import { checkScheduleParameters, deployedBy } from "./schedule-parameters-check";
import { seconds } from "./seconds";
import { body, known } from "./written";

const schema = {
  ...objectAttributes,
  id: optional(uuid)
    .computed()
    .doc("Id of the schedule (a UUID). The server gives it: in code it can only be the one that it has."),
  ...scopeAttributes,
  deployment_id: required(uuid).replaces().doc("Id of the deployment that it belongs to."),
  cron: optional(string)
    .fallback(null)
    .blank("")
    .rivals("interval", "rrule")
    .doc("Cron expression, such as `0 6 * * 1-5`."),
  day_or: optional(bool)
    .followsChoiceOf("cron", "interval", "rrule")
    .doc(
      "For `cron`: does it run when either day of month or day of week fits (true, the default), or only when both do?",
    ),
  interval: optional(seconds)
    .fallback(null)
    .blank(0)
    .rivals("cron", "rrule")
    .doc("Seconds between two runs; fractions are allowed."),
  anchor_date: optional(anchorText)
    .blank("")
    .followsChoiceOf("cron", "interval", "rrule")
    .doc("For `interval`: a moment that runs are counted from. Default: when the schedule is made."),
  rrule: optional(rruleText)
    .fallback(null)
    .blank("")
    .rivals("cron", "interval")
    .doc("iCalendar recurrence rule, such as `FREQ=WEEKLY;BYDAY=MO`."),
  timezone: optional(string)
    .blank("")
    .followsChoiceOf("cron", "interval", "rrule")
    .usual("UTC")
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
  replaces: optional(string)
    .untold("")
    .doc(
      "At creation, the slug of a schedule that the deployment has already: it becomes this one, with its id and runs. Means nothing afterwards: a new `slug` renames in place.",
    ),
  max_scheduled_runs: optional(integer)
    .fallback(null)
    .blank(0)
    .replacesWhenCleared()
    .check(atLeast(0))
    .doc("How many of its runs may be scheduled ahead at once."),
};

type Planned = Plan<typeof schema>;

/** The definition, as code, plan or state says it. */
type Written = { readonly [K in "day_or" | "anchor_date" | "timezone"]: Planned[K] };

const nothingWritten: Written = { day_or: null, anchor_date: null, timezone: null };

const toRemote = (row: DeploymentSchedule, deploymentId: string, written: Written) => ({
  ...asWritten(scheduleValues(row), {
    day_or: known(written.day_or) ?? null,
    anchor_date: known(written.anchor_date) ?? null,
    timezone: known(written.timezone) ?? null,
  }),
  created: row.created ?? null,
  updated: row.updated ?? null,
  deployment_id: deploymentId,
});

/** Attributes of a schedule as an import reports them. */
export const importedSchedule = (row: DeploymentSchedule, deploymentId: string) =>
  toRemote(row, deploymentId, nothingWritten);

const nullIfBlank = (text: string | null | undefined): string | null => (text === "" ? null : (text ?? null));

/** What the plan says of the schedule; what it leaves to the server is null. */
const valuesOf = (plan: Pick<Config<typeof schema>, keyof ScheduleValues>): ScheduleValues => ({
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

const describe = (row: DeploymentSchedule, deploymentId: string): Existing => ({
  typeName: "prefect_deployment_schedule",
  what: `schedule "${row.slug ?? row.id}" of the deployment ${deploymentId}`,
  id: row.id,
  importId: `${deploymentId}/${row.id}`,
  name: row.slug ?? "schedule",
});

const ownObject =
  "It is this resource's own object: `create_before_destroy` cannot work for schedules that are told apart by slug.";

const isEqual = (wanted: ScheduleValues, row: DeploymentSchedule): boolean =>
  (row.slug ?? null) === wanted.slug && sameSchedule(wanted, scheduleValues(row));

/** The schedule that has the wanted slug and is not just what is wanted. */
const otherWithSlug = (rows: readonly DeploymentSchedule[], wanted: ScheduleValues) =>
  wanted.slug === null ? undefined : rows.find((row) => row.slug === wanted.slug && !isEqual(wanted, row));

/**
 * Makes the schedule that code says is replaced into the wanted one. Undefined: there is none, or one that would keep
 * its limit on scheduled runs, which a server does not take off.
 */
async function takeOver(
  client: PrefectClient,
  deploymentId: string,
  old: DeploymentSchedule | undefined,
  wanted: ScheduleValues,
): Promise<DeploymentSchedule | undefined> {
  if (old === undefined || (old.max_scheduled_runs != null && wanted.max_scheduled_runs === null))
    return undefined;
  await unwrap(
    client.PATCH("/deployments/{id}/schedules/{schedule_id}", {
      params: { path: { id: deploymentId, schedule_id: old.id } },
      body: scheduleBody(wanted, wanted.slug, null),
    }),
  );
  return (await schedulesOf(client, deploymentId)).find(({ id }) => id === old.id);
}

/** Said when planning, where only the rest of the plan tells whether another resource has that schedule. */
function likeAnother(row: DeploymentSchedule, deploymentId: string): Diagnostic {
  return warning(
    "The deployment has a schedule just like this one already",
    `The ${describe(row, deploymentId).what} is taken for what an interrupted apply has left, and managed from now on, ` +
      "unless another resource of this configuration has it: then there will be two, and both make runs. " +
      "A `slug` tells schedules apart.",
    at("deployment_id"),
  );
}

/** The anchor that an interval has; where state says `""` for it, only the server knows. */
async function anchorOf(client: PrefectClient, prior: State<typeof schema>): Promise<string | null> {
  if (prior.anchor_date !== "") return prior.anchor_date;
  const row = (await schedulesOf(client, prior.deployment_id)).find(({ id }) => id === prior.id);
  return row === undefined ? null : scheduleValues(row).anchor_date;
}

/** Attributes of a change that the API takes as one field: what the schedule says of time. */
const definition = ["cron", "day_or", "interval", "anchor_date", "rrule", "timezone"];

/** API: `/deployments/{id}/schedules`. There is no way to get one schedule: it comes with its deployment. */
export const deploymentSchedule = resource<typeof schema, PrefectApi>("prefect_deployment_schedule", {
  doc: [
    "One schedule of a deployment, declared apart from it. Set exactly one of `cron`, `interval` and `rrule`.",
    "Where there are many, `schedules` of `prefect_deployment` about halves the time of apply and destroy: fewer objects are fewer writes, and Terraform writes its whole local state after each object.",
  ].join("\n\n"),
  schema,
  importForms: [
    "<deployment id>/<schedule id>",
    "<deployment id>/<slug>",
    "<flow name>/<deployment name>/<slug>",
  ],
  identity: ["deployment_id", "id"],

  check: (config) => checkSchedule(config, []),

  review: async ({ config, planned, prior, changed, replacing, api, seen }) => {
    const { deployment_id: deploymentId } = planned;
    if (typeof config.id === "string" && config.id.toLowerCase() !== prior?.id) {
      return [
        problem(
          "The id cannot be chosen",
          "The server gives each schedule its id. Remove the attribute; to manage a schedule that exists, import it.",
          at("id"),
        ),
      ];
    }
    if (prior !== undefined) api?.leftovers.meet(prior.id);
    if (api === undefined || isUnknown(deploymentId)) return [];
    api.schedules.separate.add(deploymentId);
    if (api.schedules.inline.has(deploymentId)) return [alsoSeparate(deploymentId, at("deployment_id"))];
    const client = knownClient(api, planned);
    if (prior === undefined && client !== undefined && !api.schedules.isMade(deploymentId)) {
      const deployment = { kind: "deployment", id: deploymentId, path: at("deployment_id") } as const;
      const missing = await reviewReferences({ client, objects: api.objects, seen }, [deployment]);
      if (missing.length > 0) return missing;
    }
    const isWritten = (name: string) => !replacing && (prior === undefined || changed.has(name));
    const doubts = [
      ...(client !== undefined && isWritten("parameters")
        ? await reviewParameters(api, client, deploymentId, planned)
        : []),
      ...(client !== undefined && isWritten("max_scheduled_runs")
        ? await api.scheduledRunsLimit.review(client, [
            { value: planned.max_scheduled_runs, path: at("max_scheduled_runs") },
          ])
        : []),
    ];
    if (prior !== undefined || client === undefined || api.schedules.isMade(deploymentId)) return doubts;
    const rows = (await schedulesOf(client, deploymentId)).filter(({ id }) => !seen(id));
    const isOpen = Object.values(config).some((value) => isUnknown(value));
    const wanted = valuesOf(planned);
    const nameless = wanted.slug === null ? rows.filter(({ slug }) => slug == null) : [];
    const twins = nameless.filter((row) => isOpen || isEqual(wanted, row));
    api.leftovers.find(twins.map(({ id }) => id));
    if (isOpen) return doubts;
    const other = otherWithSlug(rows, wanted);
    if (other !== undefined) return [...doubts, refuseExisting(describe(other, deploymentId))];
    const [twin] = api.schedules.isFound(deploymentId) ? [] : twins;
    return twin === undefined ? doubts : [...doubts, likeAnother(twin, deploymentId)];
  },

  reviewDelete: async ({ prior, api }) => {
    api.leftovers.meet(prior.id);
    return [];
  },

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const { deployment_id: id } = plan;
    if (api.schedules.inline.has(id)) throw new DiagnosticError([alsoSeparate(id, at("deployment_id"))]);
    const wanted = valuesOf(plan);
    const before = api.schedules.isMade(id) ? [] : await schedulesOf(client, id);
    const isFree = (row: DeploymentSchedule) =>
      wanted.slug !== null || api.schedules.isFound(id) || api.leftovers.has(row.id);
    const equal = api.schedules.claim(before.filter((row) => isFree(row) && isEqual(wanted, row)));
    if (equal !== undefined) {
      warn(recovered(describe(equal, id)));
      return toRemote(equal, id, plan);
    }
    const other = otherWithSlug(before, wanted);
    if (other !== undefined) {
      throw new DiagnosticError([refuseExisting(describe(other, id), seen(other.id) ? ownObject : "")]);
    }
    const replaced = before.find(
      (row) => plan.replaces !== null && row.slug === plan.replaces && !seen(row.id),
    );
    const taken = await takeOver(client, id, replaced, wanted);
    if (taken !== undefined) return toRemote(taken, id, plan);
    if (replaced !== undefined) await deleteSchedule(client, id, replaced.id);
    const { value } = await client.create({
      post: async () => {
        const made = await unwrap(
          client.POST("/deployments/{id}/schedules", {
            params: { path: { id } },
            body: [scheduleBody(wanted, wanted.slug, null)],
          }),
        );
        const first = api.schedules.claim(made);
        if (first === undefined) throw new Error("The server answered no schedule.");
        return first;
      },
      find: async () => {
        const isNew = (row: DeploymentSchedule) => before.every((one) => one.id !== row.id);
        const rows = await schedulesOf(client, id);
        return api.schedules.claim(rows.filter((row) => isNew(row) && isEqual(wanted, row)));
      },
      isNameless: wanted.slug === null,
    });
    return toRemote(value, id, plan);
  },

  read: async ({ state, api }) => {
    const row = (await schedulesOf(api.client(state), state.deployment_id)).find(({ id }) => id === state.id);
    return row === undefined ? undefined : toRemote(row, state.deployment_id, state);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const { deployment_id: id } = plan;
    const wanted = valuesOf(plan);
    const isTimed = definition.some((name) => changed.has(name));
    const { schedule, active, parameters, slug, max_scheduled_runs } = scheduleBody(
      wanted,
      wanted.slug,
      isTimed && kindOf(wanted) === "interval" && !isUnknown(plan.anchor_date)
        ? await anchorOf(client, prior)
        : null,
    );
    const fields = body({
      schedule: isTimed ? schedule : undefined,
      active: changed.has("active") ? active : undefined,
      slug: changed.has("slug") ? slug : undefined,
      max_scheduled_runs: changed.has("max_scheduled_runs") ? max_scheduled_runs : undefined,
    });
    if (Object.keys(fields).length > 0 || changed.has("parameters")) {
      const path = { id, schedule_id: prior.id ?? "" };
      await unwrap(
        client.PATCH("/deployments/{id}/schedules/{schedule_id}", {
          params: { path },
          // A server takes missing parameters for none.
          body: { ...fields, parameters: parameters ?? {} },
        }),
      );
    }
    const after = (await schedulesOf(client, id)).find((row) => row.id === prior.id);
    if (after === undefined) throw new Error("The schedule was deleted while it was updated.");
    return toRemote(after, id, plan);
  },

  delete: ({ state, api }) => deleteSchedule(api.client(state), state.deployment_id, state.id ?? ""),

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
          return row === undefined ? undefined : importedSchedule(row, deploymentId);
        }),
      );
      return found === undefined ? undefined : { ...found, ...scope };
    }),
});

/** Where the deployment is yet to be made or changed, the plan which Terraform makes once more at apply finds it. */
async function reviewParameters(
  { schedules, deployments }: PrefectApi,
  client: PrefectClient,
  deploymentId: string,
  planned: Config<typeof schema>,
): Promise<readonly Diagnostic[]> {
  const isGiven = typeof planned.parameters === "string" && planned.parameters !== "{}";
  // One that was just made is not asked for but to judge something.
  if (deployments.isExpected(deploymentId) || (schedules.isMade(deploymentId) && !isGiven)) return [];
  const found = await client.read.deployment(deploymentId);
  const deployed = found && deployedBy(deploymentAttributes(found));
  return deployed === undefined ? [] : checkScheduleParameters(planned, deployed, []);
}

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
