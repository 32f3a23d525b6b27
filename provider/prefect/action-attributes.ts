import { actionDefaults, actionTakes, actionTypes } from "../../rules";
import { isUnknown, unknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { optional, required, type State } from "../framework/attribute";
import { list } from "../framework/collections";
import { jsonObject } from "../framework/json";
import { bool, string, uuid } from "../framework/scalars";
import { oneOf } from "./limits";
import { seconds, wait } from "./seconds";

/** A default that only actions have which take the attribute. */
const whereTaken =
  (argument: keyof typeof actionDefaults) =>
  ({ type = null }: { readonly [name: string]: CtyValue }): CtyValue =>
    isUnknown(type) ? unknown : actionTakes(type, argument) ? actionDefaults[argument] : null;

export const actionAttributes = {
  type: required(string)
    .check(oneOf(...actionTypes))
    .doc(`What is done: ${actionTypes.map((type) => `\`${type}\``).join(", ")}.`),
  source: optional(string)
    .check(oneOf("selected", "inferred"))
    .fallbackBeside(whereTaken("source"))
    .means(actionDefaults.source)
    .doc(
      "Is the object `selected` by its id here (the default), or `inferred` from the event? For actions on a deployment, work pool, work queue or automation.",
    ),
  automation_id: optional(uuid).doc("For `pause-automation` and `resume-automation`: the automation."),
  block_document_id: optional(uuid)
    .fallback(null)
    .doc("For `send-notification` and `call-webhook`: the block that says where to."),
  body: optional(string).doc("For `send-notification`: the text, a Jinja template."),
  deployment_id: optional(uuid).doc(
    "For `run-deployment`, `pause-deployment`, `resume-deployment`: the deployment.",
  ),
  emails: optional(list(string)).doc("For `send-email-notification` (Prefect Cloud): the addresses."),
  job_variables: optional(jsonObject())
    .fallback("{}")
    .doc("For `run-deployment`: job variables of the flow run, as JSON, over those of the deployment."),
  message: optional(string).doc("For `change-flow-run-state`: message of the new state."),
  name: optional(string).doc("For `change-flow-run-state`: name of the new state."),
  parameters: optional(jsonObject())
    .fallback("{}")
    .doc("For `run-deployment`: parameters of the flow run, as JSON, over those of the deployment."),
  payload: optional(string)
    .fallbackBeside(whereTaken("payload"))
    .means(actionDefaults.payload)
    .doc("For `call-webhook`: what is sent, a Jinja template."),
  schedule_id: optional(uuid).doc("For actions on schedules (Prefect Cloud): the schedule."),
  state: optional(string)
    .check(
      oneOf(
        "SCHEDULED",
        "PENDING",
        "RUNNING",
        "COMPLETED",
        "FAILED",
        "CANCELLED",
        "CRASHED",
        "PAUSED",
        "CANCELLING",
      ),
    )
    .doc("For `change-flow-run-state`: type of the new state, such as `FAILED`."),
  subject: optional(string)
    .fallbackBeside(whereTaken("subject"))
    .means(actionDefaults.subject)
    .doc(
      "For `send-notification`: the subject, a Jinja template. Default: `Prefect automated notification`.",
    ),
  work_pool_id: optional(uuid).doc("For `pause-work-pool` and `resume-work-pool`: the work pool."),
  work_queue_id: optional(uuid).doc("For `pause-work-queue` and `resume-work-queue`: the work queue."),
  force: optional(bool)
    .fallbackBeside(whereTaken("force"))
    .means(actionDefaults.force)
    .doc("For `change-flow-run-state`: also where the transition is not allowed? Default: false."),
  schedule_after: optional(seconds)
    .fallbackBeside(whereTaken("schedule_after"))
    .means(actionDefaults.schedule_after)
    .check(wait)
    .doc("For `run-deployment`: seconds until the flow run is to start. Default: 0."),
};

export type Action = State<typeof actionAttributes>;
