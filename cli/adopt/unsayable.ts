import type { Automation, JsonValue } from "../../client";
import { recordOf } from "./given";

/** Types of actions, and what they may have, as far as the provider knows them. */
const actionTypes = new Set([
  "do-nothing",
  "run-deployment",
  "pause-deployment",
  "resume-deployment",
  "cancel-flow-run",
  "delete-flow-run",
  "suspend-flow-run",
  "resume-flow-run",
  "change-flow-run-state",
  "pause-work-queue",
  "resume-work-queue",
  "pause-work-pool",
  "resume-work-pool",
  "pause-automation",
  "resume-automation",
  "send-notification",
  "call-webhook",
  "send-email-notification",
  "declare-incident",
  "pause-schedule-for-flow-run",
  "resume-schedule-for-flow-run",
]);

const actionFields = new Set([
  "type",
  "source",
  "deployment_id",
  "work_pool_id",
  "work_queue_id",
  "automation_id",
  "schedule_id",
  "block_document_id",
  "parameters",
  "job_variables",
  "schedule_after",
  "name",
  "state",
  "message",
  "force",
  "subject",
  "body",
  "emails",
  "payload",
]);

const matchFields = ["id", "type", "posture", "match", "match_related"];

const triggerFields: Readonly<Record<string, ReadonlySet<string>>> = {
  event: new Set([...matchFields, "expect", "after", "for_each", "threshold", "within"]),
  metric: new Set([...matchFields, "metric"]),
  compound: new Set(["id", "type", "require", "within", "triggers"]),
  sequence: new Set(["id", "type", "within", "triggers"]),
};

/** Why no code can say an automation: a newer server has what this provider does not know. */
export function unsayable(automation: Automation): string | undefined {
  const { trigger, actions, actions_on_trigger, actions_on_resolve } = automation;
  const all = [...actions, ...(actions_on_trigger ?? []), ...(actions_on_resolve ?? [])].map(recordOf);
  for (const action of all) {
    const type = String(action.type);
    if (!actionTypes.has(type)) return `its action "${type}" is of no type that the provider knows`;
    const strange = strangeField(action, actionFields);
    if (strange !== undefined)
      return `its action "${type}" has a field "${strange}" that the provider does not know`;
  }
  return strangeTrigger(recordOf(trigger));
}

type Json = { readonly [name: string]: JsonValue };

const strangeField = (values: Json, known: ReadonlySet<string>): string | undefined =>
  Object.keys(values).find((name) => values[name] !== null && !known.has(name));

function strangeTrigger(trigger: Json): string | undefined {
  const { triggers } = trigger;
  const type = String(trigger.type ?? (Array.isArray(triggers) ? "compound" : "event"));
  const known = Object.hasOwn(triggerFields, type) ? triggerFields[type] : undefined;
  if (known === undefined) return `its trigger "${type}" is of no type that the provider knows`;
  const strange = strangeField(trigger, known);
  if (strange !== undefined)
    return `its trigger "${type}" has a field "${strange}" that the provider does not know`;
  const posture = trigger.posture ?? "Reactive";
  if (type === "event" && posture !== "Reactive" && posture !== "Proactive") {
    return `its trigger has the posture "${String(posture)}", which the provider does not know`;
  }
  for (const inner of Array.isArray(triggers) ? triggers : []) {
    const reason = strangeTrigger(recordOf(inner));
    if (reason !== undefined) return reason;
  }
  return undefined;
}
