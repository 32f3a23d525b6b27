import { optional, required } from "../framework/attribute";
import { set } from "../framework/collections";
import { jsonObject } from "../framework/json";
import { bool, string, uuid } from "../framework/scalars";
import { mergedOver } from "../framework/secret-part";
import { timestamp } from "../framework/timestamp";
import { invokedScope } from "./invoked";
import { parametersJson } from "./parameters";
import { positive, seconds } from "./seconds";

/** What a run of a deployment is asked for with. */
export const deploymentRunSchema = {
  ...invokedScope,
  deployment_id: required(uuid).doc("Id of the deployment."),
  name: optional(string).doc("Name of the run. Default: two words that the server chooses."),
  parameters: optional(parametersJson).doc(
    "Parameters of the run, as a JSON object, over those of the deployment: each one whole.",
  ),
  job_variables: optional(jsonObject())
    .secretPart(mergedOver("job_variables", "job_variables_wo"))
    .doc("Job variables of the run, as a JSON object, over those of the deployment: each one whole."),
  job_variables_wo: optional(jsonObject())
    .writeOnly()
    .doc(
      "Job variables that are secret, as a JSON object, write-only: not in the plan. " +
        "They are merged over `job_variables`: objects key by key at any depth, anything else whole. What both set is an error. " +
        "Take secrets from `ephemeral` variables or resources: the value of any other variable stands in the plan file.",
    ),
  tags: optional(set(string)).doc("Tags of the run, besides those of the deployment."),
  work_queue_name: optional(string).doc(
    "Queue of the deployment's work pool. Default: the deployment's own. A queue that does not exist is made.",
  ),
  idempotency_key: optional(string).doc(
    "Where the flow has a run with this key already, none is started: that run counts. Default: each invocation starts a run.",
  ),
  scheduled_time: optional(timestamp).doc(
    "When the run is to begin (ISO 8601; without an offset in UTC). Default: at once.",
  ),
  wait: optional(bool).doc(
    "Wait until the run has ended? Then the action fails unless the run completes. Default: false, the action is done when the server has taken the run.",
  ),
  timeout: optional(seconds)
    .check(positive)
    .doc("For how many seconds to wait, where `wait` is true. Default: 1800. The run goes on after that."),
};
