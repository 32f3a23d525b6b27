import type { Automation } from "../../client";
import { canonicalJson } from "../framework/exact-json";
import { actionAttribute } from "./action-meaning";
import { triggerAttribute } from "./trigger-field";
import { heldTrigger } from "./trigger-meaning";

/** Attributes of an automation as resource and data source hold them; `trigger` is null where it is too deep. */
export function automationAttributes(automation: Automation) {
  return {
    id: automation.id,
    created: automation.created ?? null,
    updated: automation.updated ?? null,
    name: automation.name,
    description: automation.description ?? "",
    enabled: automation.enabled ?? true,
    tags: automation.tags ?? [],
    trigger: triggerAttribute(automation.trigger),
    trigger_json: canonicalJson(heldTrigger(automation.trigger)),
    actions: automation.actions.map(actionAttribute),
    actions_on_trigger: (automation.actions_on_trigger ?? []).map(actionAttribute),
    actions_on_resolve: (automation.actions_on_resolve ?? []).map(actionAttribute),
  };
}

export type AutomationAttributes = ReturnType<typeof automationAttributes>;
