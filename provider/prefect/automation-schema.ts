import { parseJson } from "../../client";
import type { CtyValue } from "../cty/value";
import { computed, optional, required } from "../framework/attribute";
import { sameValue, set } from "../framework/collections";
import { bool, string, uuid } from "../framework/scalars";
import { timestamp } from "../framework/timestamp";
import { actions } from "./action";
import { scopeAttributes } from "./object-attributes";
import { trigger, triggerJson } from "./trigger";
import { triggerAttribute } from "./trigger-field";

/** What stands for the owner after an import. */
export const notTold = "";

/** Terraform copies both into code that it generates from an import. */
function saysTheSame(typed: CtyValue, text: CtyValue): boolean {
  if (typeof text !== "string" || triggerJson.fault?.(text) !== undefined) return false;
  const attribute = triggerAttribute(parseJson(text));
  return attribute !== null && sameValue(trigger, typed, attribute);
}

export const automationSchema = {
  id: computed(uuid).stable().doc("Id of the automation (a UUID)."),
  created: computed(timestamp).stable().doc("When it was created (RFC 3339)."),
  updated: computed(timestamp).doc("When it was last changed (RFC 3339)."),
  ...scopeAttributes,
  name: required(string).doc("Name. The server lets several automations have the same."),
  description: optional(string).fallback("").doc("Description."),
  enabled: optional(bool).fallback(true).doc("Does it act? Default: true."),
  tags: optional(set(string)).fallback([]).doc("Tags."),
  owner_resource: optional(string)
    .replaces()
    .untold(notTold)
    .doc(
      'Resource that it belongs to, such as `prefect.deployment.<id>`: whatever deploys that one anew deletes it. Known to the server from its creation only, and never told by it: after an import it is `""` in the state, and a value in code is taken for the one that it has, if the server counts the automation among that resource\'s.',
    ),
  trigger: optional(trigger)
    .follows("trigger_json")
    .conflictsWith("trigger_json")
    .agrees(saysTheSame)
    .doc(
      "What makes it act; either this or `trigger_json`. Exactly one kind is set, here and in each trigger within.",
    ),
  trigger_json: optional(triggerJson)
    .follows("trigger")
    .doc(
      "The trigger as JSON, as the API takes it; either this or `trigger`. For compound and sequence triggers nested more than two levels deep.",
    ),
  actions: optional(actions).fallback([]).doc("What it does when the trigger fires."),
  actions_on_trigger: optional(actions)
    .fallback([])
    .doc("What it does beside when it goes into the state Triggered."),
  actions_on_resolve: optional(actions)
    .fallback([])
    .doc("What it does when it goes into the state Resolved."),
};
