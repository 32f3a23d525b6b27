import type { Deployment, Flow, JsonValue } from "../../client";
import { recordOf } from "../server-objects/records";
import type { Adopted, Place } from "./adopted";
import { type Expression, type Fields, json, list, object } from "./expression";
import { ownLabels } from "./from-flow";
import { fromPullStep } from "./from-pull-step";
import { fromSchedules } from "./from-schedule";
import { given, unless } from "./given";
import { by, byId, linkedJson } from "./links";
import { holdsSecret, splitSecrets, type Withhold } from "./split-secrets";

/** What is known of the objects that a deployment refers to. */
export interface DeploymentContext {
  readonly flow: Flow | undefined;
  readonly place: Place;
  /** Ids of pools and queues by their names; the queue's is missing where it is the pool's default one. */
  readonly workPoolId: string | undefined;
  readonly workQueueId: string | undefined;
  readonly isDefaultQueue: boolean;
  readonly withhold: Withhold;
  /** Told of what code cannot say. */
  readonly remark: (text: string) => void;
}

export function fromDeployment(deployment: Deployment, context: DeploymentContext): Adopted {
  const { flow } = context;
  return {
    type: "prefect_deployment",
    id: deployment.id,
    names: [deployment.name, `${flow?.name ?? ""} ${deployment.name}`],
    place: context.place,
    fields: fieldsOf(deployment, context),
    jsonFields: new Set(["parameters", "parameter_openapi_schema", "job_variables", "job_variables_wo"]),
  };
}

function fieldsOf(deployment: Deployment, context: DeploymentContext): Fields {
  const { flow, remark } = context;
  const pool = deployment.work_pool_name ?? undefined;
  const queue = pool === undefined || context.isDefaultQueue ? undefined : deployment.work_queue_name;
  const options = deployment.concurrency_options ?? undefined;
  const limit = deployment.global_concurrency_limit ?? undefined;
  const ownsLimit = limit?.name === `deployment:${deployment.id}`;
  const steps = (deployment.pull_steps ?? []).map((step) => fromPullStep(step, context.withhold));
  if (steps.includes(undefined))
    remark("a pull step is of no form that code can say: its steps are left out");
  const schedules = fromSchedules(deployment.schedules ?? []);
  if (deployment.infrastructure_document_id != null) {
    remark("its infrastructure block is left out: work pools have taken the place of those");
  }
  const { plain, hidden } = splitSecrets(
    recordOf(deployment.job_variables),
    "job variables",
    context.withhold,
  );
  if (holdsSecret(deployment.parameters ?? {})) {
    remark("its parameters hold what looks like a secret, which stands in the code: use a secret block");
  }
  return [
    ["name", json(deployment.name)],
    ["flow_id", byId(deployment.flow_id)],
    ...given({
      description: deployment.description,
      version: deployment.version,
      tags: deployment.tags ?? [],
      labels: ownLabels(deployment.labels, flow?.labels),
      paused: unless(false, deployment.paused),
    }),
    ...reference("work_pool_name", context.workPoolId, pool),
    ...reference("work_queue_name", context.workQueueId, queue ?? undefined),
    ...given({ entrypoint: deployment.entrypoint, path: deployment.path }),
    ...some("pull_steps", steps.includes(undefined) ? [] : steps.flatMap((step) => step ?? [])),
    ...given({
      parameters: deployment.parameters ?? {},
      parameter_openapi_schema: deployment.parameter_openapi_schema ?? {},
      enforce_parameter_schema: unless(true, deployment.enforce_parameter_schema),
    }),
    ...linked("job_variables", plain),
    ...(hidden.length === 0 ? [] : ([["job_variables_wo", object(hidden)]] as const)),
    ...given({ concurrency_limit: ownsLimit ? limit.limit : undefined }),
    ...given({
      concurrency_options: options && {
        collision_strategy: options.collision_strategy,
        ...(options.grace_period_seconds == null
          ? {}
          : { grace_period_seconds: options.grace_period_seconds }),
      },
    }),
    ...idReference("global_concurrency_limit_id", ownsLimit ? undefined : limit?.id),
    ...idReference("storage_document_id", deployment.storage_document_id),
    ...some("schedules", schedules),
  ];
}

const some = (name: string, items: readonly Expression[]): Fields =>
  items.length === 0 ? [] : [[name, list(items)]];

const reference = (name: string, id: string | undefined, value: string | undefined): Fields =>
  value === undefined ? [] : [[name, id === undefined ? json(value) : by("name", id, value)]];

const idReference = (name: string, id: string | null | undefined): Fields =>
  id === null || id === undefined ? [] : [[name, byId(id)]];

const linked = (name: string, value: { readonly [name: string]: JsonValue }): Fields =>
  Object.keys(value).length === 0 ? [] : [[name, linkedJson({ ...value })]];
