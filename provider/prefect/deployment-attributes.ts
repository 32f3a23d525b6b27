import type { Deployment } from "../../client";
import { jsonAttribute } from "./json-field";
import { labelsAttribute } from "./labels";
import { pullStepAttribute } from "./pull-step";

/** A limit of the deployment's own is named after it; any other is shared. */
const ownsItsLimit = ({ id, global_concurrency_limit }: Deployment): boolean =>
  global_concurrency_limit?.name === `deployment:${id}`;

/** Attributes of a deployment as resource and data source hold them; schedules apart. */
export function deploymentAttributes(deployment: Deployment) {
  const limit = deployment.global_concurrency_limit ?? null;
  const own = ownsItsLimit(deployment);
  const options = deployment.concurrency_options ?? null;
  return {
    id: deployment.id,
    created: deployment.created ?? null,
    updated: deployment.updated ?? null,
    name: deployment.name,
    flow_id: deployment.flow_id,
    description: deployment.description ?? null,
    version: deployment.version ?? null,
    tags: deployment.tags ?? [],
    labels: labelsAttribute(deployment.labels),
    paused: deployment.paused ?? false,
    parameters: jsonAttribute(deployment.parameters ?? {}),
    parameter_openapi_schema: jsonAttribute(deployment.parameter_openapi_schema ?? {}),
    enforce_parameter_schema: deployment.enforce_parameter_schema ?? true,
    job_variables: jsonAttribute(deployment.job_variables ?? {}),
    work_pool_name: deployment.work_pool_name ?? null,
    // A deployment whose pool was deleted keeps the name of a queue that is gone with it.
    work_queue_name: deployment.work_pool_name == null ? null : (deployment.work_queue_name ?? null),
    entrypoint: deployment.entrypoint ?? null,
    path: deployment.path ?? null,
    pull_steps: (deployment.pull_steps ?? []).map(pullStepAttribute),
    concurrency_limit: own ? (limit?.limit ?? null) : null,
    concurrency_options:
      options === null
        ? null
        : {
            collision_strategy: options.collision_strategy,
            grace_period_seconds: options.grace_period_seconds ?? null,
          },
    global_concurrency_limit_id: own ? null : (limit?.id ?? null),
    storage_document_id: deployment.storage_document_id ?? null,
    infrastructure_document_id: deployment.infrastructure_document_id ?? null,
  };
}
