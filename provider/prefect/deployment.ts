import { type Deployment, ifFound, type PrefectClient, unwrap, unwrapWithStatus } from "../../client";
import { deploymentEntrypoint } from "../../rules/entrypoint";
import { deploymentName, workQueueName } from "../../rules/names";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import type { Config, Uncertain } from "../framework/attribute";
import { elements, entries, sameValue } from "../framework/collections";
import { at, type Diagnostic, DiagnosticError, problem, warning } from "../framework/diagnostic";
import { PartialResult, resource } from "../framework/resource";
import { isUuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { reviewComputed } from "./computed-parameters";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { deploymentAttributes } from "./deployment-attributes";
import { creationBody, parameterSchemaField, updateBodies } from "./deployment-fields";
import { patchDeployment } from "./deployment-patch";
import { deploymentReferences } from "./deployment-references";
import { alignSchedules, syncSchedules, withLimitsToCome } from "./deployment-schedules";
import { type DeploymentPlan, deploymentSchema as schema } from "./deployment-schema";
import { equalsPlanned } from "./existing";
import { findImported, firstFound, splits } from "./import-id";
import { checkSchedule, type InlineSchedule } from "./inline-schedule";
import { mergedJobVariables } from "./job-variables";
import { reviewJobVariables } from "./job-variables-check";
import { judge } from "./judged";
import { labels, labelsAttribute } from "./labels";
import { type ParametersInTurn, parametersInTurn, withParametersToCome } from "./late-parameters";
import { writingToPool } from "./missing-pool";
import { checkParameterSize, checkParameters } from "./parameter-check";
import { reviewReferences } from "./referred-objects";
import { isSet } from "./schedule";
import { alsoSeparate, type ScheduleOwners } from "./schedule-owners";
import { checkInlineSchedules } from "./schedule-parameters-check";
import { known } from "./written";

type Schedules = readonly InlineSchedule[] | null;

/** What code or state says of a deployment, as far as the spelling of what the server has depends on it. */
interface Written {
  readonly schedules: Schedules;
  /** Name of the queue that `work_queue_name = ""` stands for, where it is written so. */
  readonly blankQueue: string | undefined;
}

const nothingWritten: Written = { schedules: [], blankQueue: undefined };

/** Attributes of a deployment, its schedules in the order of those that are known. */
const toRemote = (deployment: Deployment, { schedules, blankQueue }: Written) => {
  const attributes = deploymentAttributes(deployment);
  const isBlank = blankQueue !== undefined && blankQueue === attributes.work_queue_name;
  return {
    ...attributes,
    ...(isBlank ? { work_queue_name: "" } : {}),
    ...(schedules === null ? {} : { schedules: alignSchedules(schedules, deployment) }),
  };
};

/** `work_queue_name = ""` stands for the pool's own default queue, whatever its name. */
async function writtenOf(
  client: PrefectClient,
  pool: Uncertain<string | null>,
  queue: Uncertain<string | null>,
  schedules: Schedules,
): Promise<Written> {
  const isBlank = queue === "" && typeof pool === "string" && pool !== "";
  const defaultQueue = isBlank ? (await client.read.workPool(pool))?.default_queue_id : undefined;
  // By its name, since older servers do not tell the id of a deployment's queue.
  const blankQueue = defaultQueue == null ? undefined : (await client.read.workQueueById(defaultQueue))?.name;
  return { schedules, blankQueue };
}

/** Attributes of a deployment as an import reports them. */
export const importedDeployment = (deployment: Deployment) => toRemote(deployment, nothingWritten);

type DeploymentRemote = ReturnType<typeof toRemote>;

interface Wanted {
  readonly flowId: string;
  readonly name: string;
  readonly written: Written;
  readonly parameters: ParametersInTurn;
  readonly planned: { readonly [name: string]: CtyValue };
}

const creation = (client: PrefectClient, wanted: Wanted): Creation<Deployment, DeploymentRemote> => ({
  attributes: schema,
  planned: wanted.planned,
  find: () => client.read.deploymentOfFlow(wanted.flowId, wanted.name),
  toRemote: (deployment) =>
    toRemote(
      withParametersToCome(wanted.parameters, withLimitsToCome(wanted.written.schedules ?? [], deployment)),
      wanted.written,
    ),
  describe: (deployment) => ({
    typeName: "prefect_deployment",
    what: `deployment "${deployment.name}"`,
    id: deployment.id,
    importId: deployment.id,
    name: deployment.name,
  }),
});

const adoptable =
  'To take it over and overwrite it, set `on_conflict = "adopt"`. ' +
  "If it is this very resource's that is being replaced, remove `create_before_destroy`: a flow cannot have two deployments of one name.";

/** What a taken over deployment cannot become. */
function fixedLabels(
  { name, labels: wanted }: { readonly name: string; readonly labels: Config<typeof schema>["labels"] },
  found: Deployment,
): readonly Diagnostic[] {
  if (isUnknown(wanted) || wanted === null) return [];
  if (sameValue(labels, wanted, labelsAttribute(found.labels))) return [];
  return [
    problem(
      `The labels of the deployment "${name}" cannot be changed`,
      `It exists already (its id is ${found.id}), and a server takes labels at creation only. Set \`labels\` to what it has, leave them out, or delete it first.`,
      at("labels"),
    ),
  ];
}

async function fresh(client: PrefectClient, id: string, name: string): Promise<Deployment> {
  const found = await client.read.deployment(id);
  if (found !== undefined) return found;
  throw new Error(`The deployment "${name}" was deleted while it was written.`);
}

async function post(
  client: PrefectClient,
  plan: DeploymentPlan,
  owners: ScheduleOwners,
): Promise<Deployment> {
  const { data, status } = await writingToPool(client, plan.work_pool_name, () =>
    unwrapWithStatus(client.POST("/deployments/", { body: creationBody(plan) })),
  );
  if (status === 201) {
    owners.made(data.id);
    return data;
  }
  throw new DiagnosticError([
    problem(
      `The deployment "${plan.name}" was created by someone else in the same moment`,
      `Its id is ${data.id}. The server took our request as an update of it, which removes schedules and parameters that it had. Look at it, then import it or delete it, and apply again.`,
    ),
  ]);
}

/** Makes a deployment that exists what the plan says. */
async function overwrite(
  client: PrefectClient,
  found: Deployment,
  plan: DeploymentPlan,
): Promise<Deployment> {
  for (const body of updateBodies(plan, deploymentAttributes(found), new Set(Object.keys(schema)))) {
    await patchDeployment(client, found.id, body, parameterSchemaField(plan));
  }
  const schedules = known(plan.schedules) ?? null;
  if (schedules !== null) await syncSchedules(client, found, schedules);
  return fresh(client, found.id, found.name);
}

/** API: `/deployments`. A POST of an existing deployment would wipe its schedules, so it is never sent for one. */
export const deployment = resource<typeof schema, PrefectApi>("prefect_deployment", {
  doc: "A deployment: which flow to run, where, with what parameters and on which schedules.",
  schema,
  importForms: ["<flow name>/<deployment name>", "<id>"],

  check: (config) => [
    ...judge(deploymentName, config.name, at("name")),
    ...judge(deploymentEntrypoint, config.entrypoint, at("entrypoint")),
    ...(config.work_queue_name === ""
      ? []
      : judge(workQueueName, config.work_queue_name, at("work_queue_name"))),
    ...checkParameterSize(config),
    ...(isUnknown(config.schedules) || config.schedules === null
      ? []
      : config.schedules.flatMap((schedule, index) =>
          isUnknown(schedule) ? [] : checkSchedule(schedule, [{ attribute: "schedules" }, { index }]),
        )),
    ...duplicateSlugs(config.schedules),
  ],

  review: async ({ config, planned, whole, prior, changed, replacing, api, seen }) => {
    const faults = [
      ...reviewOwners(planned, config.schedules, api),
      ...reviewQueue(planned),
      // The server checks them with every write.
      ...(prior === undefined ? checkParameters(planned, true) : []),
      ...(prior !== undefined && changed.size > 0 && !replacing ? checkParameters(planned, false) : []),
      ...(prior === undefined || (changed.size > 0 && !replacing)
        ? checkInlineSchedules({ ...planned, schedules: config.schedules })
        : []),
    ];
    if (prior !== undefined && !replacing) api?.deployments.expect(prior.id ?? "", changed);
    const client = knownClient(api, planned);
    if (client !== undefined && api !== undefined && !replacing) {
      const variables = mergedJobVariables(whole.job_variables, null);
      const isHidden = config.job_variables === null && config.job_variables_wo !== null;
      const path = at(isHidden ? "job_variables_wo" : "job_variables");
      // A change of what is write-only shows in the plan as no more than that there is one.
      const mayDiffer = config.job_variables_wo !== null && changed.size > 0;
      const reviewed = mayDiffer ? new Set([...changed, "job_variables"]) : changed;
      const wanted = { variables, path, pool: planned.work_pool_name, changed: prior && reviewed };
      const { objects, templates, findings } = api;
      // What is write-only may be another value when it is applied.
      const object = config.job_variables_wo === null ? deploymentOf(planned) : undefined;
      const asked = await Promise.all([
        reviewJobVariables({ client, findings, pools: api.workPools, object, ...wanted }),
        reviewReferences({ client, objects, seen }, deploymentReferences(planned, prior && changed)),
        reviewComputed({ client, templates }, planned, prior && changed),
        prior === undefined || changed.has("schedules")
          ? api.scheduledRunsLimit.review(client, scheduledRuns(config.schedules))
          : [],
      ]);
      faults.push(...asked.flat());
    }
    const { flow_id: flowId, name } = planned;
    if (prior !== undefined || client === undefined || isUnknown(flowId) || isUnknown(name)) return faults;
    const { work_pool_name: pool, work_queue_name: queue } = planned;
    const written = await writtenOf(client, pool, queue, knownSchedules(planned.schedules));
    const parameters = parametersInTurn(planned);
    const wanted = creation(client, { flowId, name, written, parameters, planned: whole });
    const refusals = await reviewCreation(wanted, seen, adoptable);
    if (planned.on_conflict !== "adopt" || refusals.length === 0) return [...faults, ...refusals];
    const found = await wanted.find();
    const fixed = found === undefined ? [] : fixedLabels({ name, labels: planned.labels }, found);
    return [...faults, ...(fixed.length > 0 ? fixed : [takenOver(name)])];
  },

  reviewDelete: async ({ prior, api }) => {
    api.deployments.leave(prior.id ?? "");
    return [];
  },

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const schedules = known(plan.schedules) ?? null;
    const written = await writtenOf(client, plan.work_pool_name, plan.work_queue_name, schedules);
    const parameters = parametersInTurn(plan);
    const { flow_id: flowId, name } = plan;
    const wanted = creation(client, { flowId, name, written, parameters, planned: plan });
    const found = plan.on_conflict === "adopt" ? await wanted.find() : undefined;
    if (found !== undefined && !seen(found.id) && !equalsPlanned(schema, plan, wanted.toRemote(found))) {
      const fixed = fixedLabels(plan, found);
      if (fixed.length > 0) throw new DiagnosticError(fixed);
      warn(takenOver(plan.name));
      const overwritten = await overwrite(client, found, plan);
      api.schedules.found(overwritten.id);
      if (schedules !== null) api.schedules.inline.add(overwritten.id);
      return toRemote(overwritten, written);
    }
    const remote = await createObject(
      wanted,
      client,
      () => post(client, plan, api.schedules),
      warn,
      seen,
      adoptable,
    );
    api.schedules.found(remote.id);
    if (schedules !== null) api.schedules.inline.add(remote.id);
    const limited = schedules?.some(({ max_scheduled_runs }) => max_scheduled_runs !== null) === true;
    if (parameters.changed === undefined && !limited) return remote;
    try {
      if (parameters.changed !== undefined) {
        const body = { parameters: parameters.changed, enforce_parameter_schema: true };
        await patchDeployment(client, remote.id, body, parameterSchemaField(plan));
      }
      if (limited && schedules !== null) {
        // `POST /deployments/` drops `max_scheduled_runs`; the schedules' own endpoint keeps it.
        await syncSchedules(client, await fresh(client, remote.id, plan.name), schedules);
      }
      return toRemote(await fresh(client, remote.id, plan.name), written);
    } catch (error) {
      throw new PartialResult(remote, error);
    }
  },

  read: async ({ state, api }) => {
    const client = api.client(state);
    const found = state.id === null ? undefined : await client.read.deployment(state.id);
    if (found === undefined) return undefined;
    const { work_queue_name: queue, schedules } = state;
    return toRemote(found, await writtenOf(client, found.work_pool_name ?? null, queue, schedules));
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const id = prior.id ?? "";
    for (const body of updateBodies(plan, prior, changed)) {
      await writingToPool(client, plan.work_pool_name, () =>
        patchDeployment(client, id, body, parameterSchemaField(plan)),
      );
    }
    const schedules = known(plan.schedules) ?? null;
    if (changed.has("schedules") && schedules !== null) {
      await syncSchedules(client, await fresh(client, id, plan.name), schedules);
    }
    api.deployments.written(id);
    const written = await writtenOf(client, plan.work_pool_name, plan.work_queue_name, schedules);
    return toRemote(await fresh(client, id, plan.name), written);
  },

  delete: async ({ state, api }) => {
    if (state.id === null) return;
    const client = api.client(state);
    const params = { path: { id: state.id } };
    if (state.global_concurrency_limit_id !== null) {
      // The server deletes a deployment's limit with it, also one that others share. Parameters that do not fit would
      // keep it from detaching that.
      const body = { global_concurrency_limit_id: null, enforce_parameter_schema: false };
      await ifFound(unwrap(client.PATCH("/deployments/{id}", { params, body })));
    }
    await ifFound(unwrap(client.DELETE("/deployments/{id}", { params })));
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const { read } = api.client(scope);
      const found = await firstFound([
        async () => (isUuid(name) ? read.deployment(name) : undefined),
        ...splits(name, "/").map(
          ([flow, own]) =>
            () =>
              read.deploymentByName(flow, own),
        ),
      ]);
      return found === undefined ? undefined : { ...importedDeployment(found), ...scope };
    }),
});

type Planned = Config<typeof schema>;

/** @param schedules those of the code: the state has those of the server too that code leaves to others */
function reviewOwners(
  { id }: Planned,
  schedules: Planned["schedules"],
  api: PrefectApi | undefined,
): readonly Diagnostic[] {
  if (api === undefined || typeof id !== "string" || isUnknown(schedules) || schedules === null) return [];
  api.schedules.inline.add(id);
  return api.schedules.separate.has(id) ? [alsoSeparate(id, at("schedules"))] : [];
}

/** A server that is told of a queue alone moves a deployment to a pool of its own choice. */
function reviewQueue({ work_pool_name: pool, work_queue_name: queue }: Planned): readonly Diagnostic[] {
  if (isUnknown(pool) || isUnknown(queue) || !isSet(queue) || isSet(pool)) return [];
  return [
    problem(
      "A work queue without a work pool",
      `The queue "${queue}" was given, and no work pool that it belongs to. Set work_pool_name too, or remove work_queue_name.`,
      at("work_queue_name"),
    ),
  ];
}

/** What tells it from all others; undefined: it is not known yet. */
function deploymentOf({ id, flow_id: flowId, name }: Planned): string | undefined {
  if (typeof id === "string") return id;
  return isUnknown(flowId) || isUnknown(name) ? undefined : `${flowId}/${name}`;
}

const takenOver = (name: string): Diagnostic =>
  warning(
    `The deployment "${name}" exists already and is taken over`,
    'Since `on_conflict = "adopt"`, everything that this resource plans is written over what the server has.',
    at("name"),
  );

function isSchedule(value: unknown): value is InlineSchedule {
  return typeof value === "object" && value !== null && !Object.values(value).some(isUnknown);
}

const scheduledRuns = (schedules: Planned["schedules"]) =>
  (elements(schedules) ?? []).map((schedule, index) => ({
    value: entries(schedule)?.max_scheduled_runs ?? null,
    path: at("schedules", index, "max_scheduled_runs"),
  }));

/** Planned schedules, as far as all of them are known. */
function knownSchedules(planned: unknown): Schedules {
  return Array.isArray(planned) && planned.every(isSchedule) ? planned : null;
}

function duplicateSlugs(schedules: unknown) {
  if (!Array.isArray(schedules)) return [];
  const slugs: unknown[] = schedules.map((schedule) => (isSchedule(schedule) ? schedule.slug : null));
  return slugs.flatMap((slug, index) =>
    typeof slug === "string" && slugs.indexOf(slug) !== index
      ? [
          problem(
            "Two schedules with one slug",
            `The slug "${slug}" is given twice; a slug names one schedule of a deployment.`,
            at("schedules", index, "slug"),
          ),
        ]
      : [],
  );
}
