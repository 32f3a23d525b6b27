import type { Automation, JsonValue } from "../../client";
import { actionArguments, actionTypes } from "../../rules";
import { recordOf } from "../server-objects/records";

const actionFields: ReadonlySet<string> = new Set(["type", ...actionArguments]);

const matchFields = ["id", "type", "posture", "match", "match_related"];

const triggerFields: Readonly<Record<string, ReadonlySet<string>>> = {
  event: new Set([...matchFields, "expect", "after", "for_each", "threshold", "within"]),
  metric: new Set([...matchFields, "metric"]),
  compound: new Set(["id", "type", "require", "within", "triggers"]),
  sequence: new Set(["id", "type", "within", "triggers"]),
};

/** Why no code can say an automation: a newer server has what is not known here, or it is one that synth refuses. */
export function unsayable(automation: Automation): string | undefined {
  const { trigger, actions, actions_on_trigger, actions_on_resolve } = automation;
  const all = [...actions, ...(actions_on_trigger ?? []), ...(actions_on_resolve ?? [])].map(recordOf);
  for (const action of all) {
    const type = String(action.type);
    if (!actionTypes.includes(type)) return `its action "${type}" is of no type that the provider knows`;
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
  if (typeof trigger.threshold === "number" && trigger.threshold < 0) {
    return `its trigger waits for ${trigger.threshold} events, which code may not say`;
  }
  if (Array.isArray(triggers) && triggers.length === 0) {
    return `its ${type} trigger holds no triggers, which code may not say`;
  }
  for (const inner of Array.isArray(triggers) ? triggers : []) {
    const reason = strangeTrigger(recordOf(inner));
    if (reason !== undefined) return reason;
  }
  return undefined;
}
