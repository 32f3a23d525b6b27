import type { CtyValue } from "../cty/value";
import { optional, type Plan, required, type State } from "../framework/attribute";
import { object, set } from "../framework/collections";
import { jsonObject } from "../framework/json";
import { bool, integer, string, uuid } from "../framework/scalars";
import { mergedOver } from "../framework/secret-part";
import { inlineSchedules } from "./inline-schedule";
import { jsonObjectField } from "./json-field";
import { labels } from "./labels";
import { atLeast, oneOf, wideColumn } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { parameterSchemaJson, parametersJson } from "./parameters";
import { pullSteps, pullStepsFault } from "./pull-step";
import { writeOnlyArguments } from "./pull-step-secrets";
import { secretsFrom, versionOf } from "./write-only";

/** What another provider's state has where there is no document. */
const noDocument = "00000000-0000-0000-0000-000000000000";

const concurrencyOptions = object({
  collision_strategy: required(string)
    .check(oneOf("ENQUEUE", "CANCEL_NEW"))
    .doc("What becomes of a run that finds no free slot: `ENQUEUE` or `CANCEL_NEW`."),
  grace_period_seconds: optional(integer)
    .check(atLeast(60, 86_400))
    .doc("Seconds that a run which got a slot may take to start (60 to 86400)."),
});

/** The server wants two strings in it, and takes whatever else there is. */
function versionInfoFault(value: CtyValue): string | undefined {
  if (typeof value !== "string") return undefined;
  const { type, version } = jsonObjectField(value);
  const missing = Object.entries({ type, version }).filter(([, field]) => typeof field !== "string");
  return missing.length === 0
    ? undefined
    : `${missing.map(([name]) => `"${name}"`).join(" and ")} must be a string, as in jsonencode({ type = "prefect:simple", version = "1" }).`;
}

const text = () => optional(string).fallback(null).blank("");

export const deploymentSchema = {
  ...objectAttributes,
  ...scopeAttributes,
  name: required(string).replaces().doc("Name, unique within its flow. Changing it replaces the deployment."),
  flow_id: required(uuid).replaces().doc("Id of the flow that it runs. Changing it replaces the deployment."),
  description: text().doc("Description (Markdown)."),
  version: text().doc("Version of the deployment."),
  version_info: optional(jsonObject())
    .untold("{}")
    .check(versionInfoFault)
    .doc(
      'Where the version comes from, as JSON: `{"type": "prefect:simple", "version": "1"}`. It is sent and kept in state as written; a self-hosted server drops it, so that after an import it is `{}` in the state until the code says something else.',
    ),
  tags: optional(set(string)).fallback([]).doc("Tags, which its runs get too."),
  labels: optional(labels)
    .computed()
    .replaces()
    .doc(
      "Labels. A server takes them at creation only, so a change replaces the deployment. Only configured keys are compared.",
    ),
  paused: optional(bool).fallback(false).doc("Hold back its schedules? Default: false."),
  parameters: optional(parametersJson)
    .fallback("{}")
    .doc("Default parameters of its runs, as a JSON object."),
  parameter_openapi_schema: optional(parameterSchemaJson)
    .fallback("{}")
    .doc("JSON schema of the flow's parameters, as Prefect computes it from the flow's signature."),
  enforce_parameter_schema: optional(bool)
    .fallback(true)
    .doc("Does the server refuse parameters that do not fit `parameter_openapi_schema`? Default: true."),
  job_variables: optional(jsonObject())
    .fallback("{}")
    .secretPart(mergedOver("job_variables", "job_variables_wo", { versionedBy: "job_variables_wo_version" }))
    .doc("Values for the variables of the work pool's job template, as a JSON object."),
  job_variables_wo: optional(jsonObject())
    .writeOnly()
    .doc(
      "Job variables that are secret, as a JSON object, write-only: in no plan and no state. " +
        "They are merged over `job_variables`: objects key by key at any depth, anything else whole. What both set is an error. " +
        "Their changes, in code or on the server, are found by digests, unless `job_variables_wo_version` is set; removed from the code, they are removed from the deployment. " +
        "What was imported, or moves here from `job_variables`, leaves the state with the next apply. " +
        secretsFrom,
    ),
  job_variables_wo_version: versionOf("job_variables_wo"),
  // Where a creation names a queue alone, the server chooses the pool.
  work_pool_name: text()
    .learnedBeside("work_queue_name")
    .doc("Name of the work pool that its runs go to; without one, only a serving process runs them."),
  work_queue_name: optional(string)
    .blank("")
    .follows("work_pool_name")
    .usual("default")
    .doc(
      "Queue of the work pool. Default: the pool's own default queue. A queue that does not exist is made.",
    ),
  entrypoint: text().doc("Where the flow is: `path/to/file.py:function`."),
  path: text().doc("Directory that `entrypoint` is relative to."),
  pull_steps: optional(pullSteps)
    .fallback([])
    .blank([])
    .secretPart(writeOnlyArguments)
    .check(pullStepsFault)
    .doc("Steps by which a worker gets the flow's code, in order."),
  schedules: optional(inlineSchedules)
    .fallback(null)
    .quiet()
    .unmanagedWhenNull()
    .doc(
      "All schedules of the deployment. Left out: they are not managed here. `[]`: there are none. Not together with `prefect_deployment_schedule` for the same deployment. Their order means nothing. An import brings them into the state, where they follow the server while the code leaves them out.",
    ),
  concurrency_limit: optional(integer)
    .fallback(null)
    .rivals("global_concurrency_limit_id")
    .conflictsWith("global_concurrency_limit_id")
    .check(atLeast(1))
    .doubt(wideColumn)
    .doc("How many of its runs may be under way at once (1 or more). Default: no limit."),
  concurrency_options: optional(concurrencyOptions).fallback(null).doc("What the limit does."),
  global_concurrency_limit_id: optional(uuid)
    .fallback(null)
    .rivals("concurrency_limit")
    .doc("Id of a global concurrency limit that it shares with others, instead of `concurrency_limit`."),
  storage_document_id: optional(uuid)
    .fallback(null)
    .blank(noDocument)
    .doc("Id of a block document with the flow's code (the old way of storing it)."),
  infrastructure_document_id: optional(uuid)
    .fallback(null)
    .doc("Id of a block document that says where its runs are started (the old way, before work pools)."),
  on_conflict: optional(string)
    .untold("")
    .check(oneOf("error", "adopt"))
    .doc(
      "What happens when the deployment exists already and is not in the state: `error` (the default) refuses and shows an import block; `adopt` takes it over and overwrites it.",
    ),
};

export type DeploymentPlan = Plan<typeof deploymentSchema>;
export type DeploymentState = State<typeof deploymentSchema>;
