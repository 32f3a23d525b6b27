import type { Deployment, Flow } from "../../../client";
import { ownLabels } from "../../adopt/from-flow";
import { type JsonObject, recordOf } from "../../server-objects/records";
import { deploymentName, type Names } from "../names";
import type { Comparable } from "./comparable";
import { comparableSchedule } from "./schedule";
import { inOrder, told, withoutNulls } from "./told";

export function comparableFlow({ id, name, tags, labels }: Flow): Comparable {
  const values = { tags: inOrder(tags ?? []) ?? [], labels: ownLabels(labels) };
  return { kind: "flow", name, id, values };
}

/** A schema without parameters says nothing, however it says that: some clients send one, and others none. */
function parameterSchema({ parameter_openapi_schema: schema }: Deployment): JsonObject {
  const { title: _, type: __, properties, ...others } = recordOf(schema);
  const isEmpty = Object.keys(recordOf(properties)).length + Object.keys(others).length === 0;
  return isEmpty ? {} : recordOf(schema);
}

export function comparableDeployment(
  deployment: Deployment,
  flow: Flow | undefined,
  names: Names,
): Comparable {
  const limit = deployment.global_concurrency_limit ?? undefined;
  // A limit of its own has the deployment's id for a name.
  const ownsLimit = limit?.name === `deployment:${deployment.id}`;
  return {
    kind: "deployment",
    name: deploymentName(flow?.name, deployment.name),
    id: deployment.id,
    values: told({
      description: deployment.description,
      version: deployment.version,
      tags: inOrder(deployment.tags ?? []),
      labels: ownLabels(deployment.labels, flow?.labels),
      paused: deployment.paused,
      work_pool_name: deployment.work_pool_name,
      work_queue_name: deployment.work_queue_name,
      entrypoint: deployment.entrypoint,
      path: deployment.path,
      pull_steps: names.in((deployment.pull_steps ?? []).map((step) => ({ ...recordOf(step) }))),
      parameters: names.in(deployment.parameters ?? {}),
      parameter_openapi_schema: { ...parameterSchema(deployment) },
      enforce_parameter_schema: deployment.enforce_parameter_schema,
      job_variables: names.in(deployment.job_variables ?? {}),
      concurrency_limit: ownsLimit ? limit?.limit : undefined,
      global_concurrency_limit: ownsLimit || limit === undefined ? undefined : names.inText(limit.name),
      concurrency_options: withoutNulls({ ...recordOf(deployment.concurrency_options) }),
      storage_document_id: names.reference(deployment.storage_document_id),
      infrastructure_document_id: names.reference(deployment.infrastructure_document_id),
      schedules: (deployment.schedules ?? []).map((schedule) => comparableSchedule(schedule, names)),
    }),
  };
}
