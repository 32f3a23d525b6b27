import type { DeploymentCreate, DeploymentUpdate } from "../../client";
import { isUnknown, type Unknown } from "../cty/unknown";
import type { DeploymentPlan, DeploymentState } from "./deployment-schema";
import { jsonObjectField } from "./json-field";
import { parametersInTurn } from "./late-parameters";
import { holdsComputed } from "./parameters";
import { pullStepField } from "./pull-step";
import { scheduleBody, slugsOf } from "./schedule";
import { body, known, textOrNull } from "./written";

const jsonField = (text: string | null | Unknown) =>
  isUnknown(text) || text === null ? undefined : jsonObjectField(text === "" ? "{}" : text);

const options = (value: DeploymentPlan["concurrency_options"]) =>
  isUnknown(value) || value === null
    ? known(value)
    : {
        collision_strategy:
          value.collision_strategy === "CANCEL_NEW" ? ("CANCEL_NEW" as const) : ("ENQUEUE" as const),
        grace_period_seconds: value.grace_period_seconds,
      };

/** The schema of a deployment's parameters; one without any takes whatever it is given. */
export const parameterSchemaField = (plan: Pick<DeploymentPlan, "parameter_openapi_schema">) =>
  jsonField(plan.parameter_openapi_schema) ?? {};

/** Fields that creation and update send alike, made from the attributes that `includes` names. */
function commonFields(plan: DeploymentPlan, includes: (name: string) => boolean) {
  const when = <T>(name: keyof DeploymentPlan, value: () => T): T | undefined =>
    includes(name) ? value() : undefined;
  // A queue alone would move the deployment to another pool, a pool alone resets the queue, and without a pool the
  // server would keep the queue's name.
  const pool = includes("work_pool_name") || includes("work_queue_name");
  return {
    description: when("description", () => textOrNull(plan.description)),
    version: when("version", () => textOrNull(plan.version)),
    version_info: when("version_info", () => versionInfo(known(plan.version_info) ?? null)),
    tags: when("tags", () => [...(known(plan.tags) ?? [])]),
    paused: when("paused", () => known(plan.paused) ?? false),
    parameters: when("parameters", () => jsonField(plan.parameters) ?? {}),
    parameter_openapi_schema: when("parameter_openapi_schema", () => parameterSchemaField(plan)),
    job_variables: when("job_variables", () => jsonField(plan.job_variables) ?? {}),
    work_pool_name: pool ? textOrNull(plan.work_pool_name) : undefined,
    work_queue_name: pool ? (textOrNull(plan.work_queue_name) ?? null) : undefined,
    entrypoint: when("entrypoint", () => textOrNull(plan.entrypoint)),
    path: when("path", () => textOrNull(plan.path)),
    pull_steps: when("pull_steps", () => (known(plan.pull_steps) ?? []).map(pullStepField)),
    concurrency_options: when("concurrency_options", () => options(plan.concurrency_options)),
    storage_document_id: when("storage_document_id", () => known(plan.storage_document_id)),
    infrastructure_document_id: when("infrastructure_document_id", () =>
      known(plan.infrastructure_document_id),
    ),
    // Left out, the server would not check this write, and refuse every later one.
    enforce_parameter_schema: known(plan.enforce_parameter_schema) ?? true,
  };
}

function versionInfo(text: string | null) {
  if (text === null) return null;
  const { type, version, ...extra } = jsonObjectField(text);
  return { type: String(type ?? ""), version: String(version ?? ""), ...extra };
}

/** Body of `POST /deployments/`. */
export function creationBody(plan: DeploymentPlan): DeploymentCreate {
  const labels = known(plan.labels) ?? null;
  const schedules = known(plan.schedules) ?? [];
  const slugs = slugsOf(schedules);
  return {
    name: plan.name,
    flow_id: plan.flow_id,
    ...body({
      ...commonFields(plan, () => true),
      version_info: versionInfo(known(plan.version_info) ?? null) ?? undefined,
    }),
    parameters: parametersInTurn(plan).created,
    ...body({
      concurrency_limit: known(plan.concurrency_limit) ?? undefined,
      global_concurrency_limit_id: known(plan.global_concurrency_limit_id) ?? undefined,
      labels: labels === null ? undefined : { ...labels },
      schedules:
        schedules.length === 0
          ? undefined
          : schedules.map((one, index) => scheduleBody(one, slugs[index] ?? null, null)),
    }),
  };
}

/** The limit that an update starts from. */
export type Limits = Pick<DeploymentState, "concurrency_limit" | "global_concurrency_limit_id">;

/**
 * What takes the present limit off. The server writes a number into the limit that a deployment has, and removes the
 * limit for a null, also when it is shared: so a shared one is detached by its own field, before anything is put on.
 */
function takenOff(prior: Limits, own: number | null | undefined, shared: string | null | undefined) {
  if (prior.global_concurrency_limit_id !== null) {
    return shared === null || typeof own === "number" ? { global_concurrency_limit_id: null } : {};
  }
  const isLeft = own === null || typeof shared === "string";
  return prior.concurrency_limit !== null && isLeft ? { concurrency_limit: null } : {};
}

/**
 * Parameters go with a schema that is changed or enforced anew if the server computes some: it holds the stored ones
 * against it as they are, and computes only those that it is sent.
 */
export const withParameters = (
  parameters: string | null,
  changed: ReadonlySet<string>,
): ReadonlySet<string> =>
  (changed.has("parameter_openapi_schema") || changed.has("enforce_parameter_schema")) &&
  holdsComputed(parameters)
    ? new Set([...changed, "parameters"])
    : changed;

/** Bodies of `PATCH /deployments/{id}`, in order; none when nothing of the deployment itself changes. */
export function updateBodies(
  plan: DeploymentPlan,
  prior: Limits,
  changed: ReadonlySet<string>,
): readonly DeploymentUpdate[] {
  const own = changed.has("concurrency_limit") ? known(plan.concurrency_limit) : undefined;
  const shared = changed.has("global_concurrency_limit_id")
    ? known(plan.global_concurrency_limit_id)
    : undefined;
  const { enforce_parameter_schema, ...fields } = body(
    commonFields(plan, (name) => withParameters(known(plan.parameters) ?? null, changed).has(name)),
  );
  const off = takenOff(prior, own, shared);
  const on = body({
    concurrency_limit: own ?? undefined,
    global_concurrency_limit_id: shared ?? undefined,
  });
  const isSwitch = Object.keys(off).length > 0 && Object.keys(on).length > 0;
  const bodies: readonly DeploymentUpdate[] = isSwitch
    ? [{ ...fields, ...off }, on]
    : [{ ...fields, ...off, ...on }];
  return bodies
    .filter((one) => Object.keys(one).length > 0 || changed.has("enforce_parameter_schema"))
    .map((one) => ({ ...one, ...body({ enforce_parameter_schema }) }));
}
