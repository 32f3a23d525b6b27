import { field } from "../adopted";
import type { Expression, Fields } from "../expression";
import { camelCase } from "../words";
import { array, type Code, type CodeFields, call, record } from "./code";
import { durationCode, type Outside, valueCode } from "./values";

export const fieldsOf = (expression: Expression): Fields =>
  expression.is === "object" ? expression.fields : [];

export const textOf = (expression: Expression | undefined): string | undefined =>
  expression?.is === "text" ? expression.parts.join("") : undefined;

/** `Trigger.event({ expect: ["…"] })` */
export function triggerCode(trigger: Expression, outside: Outside): Code {
  const fields = fieldsOf(trigger);
  const type = textOf(field(fields, "type")) ?? "event";
  const options = fields.flatMap(([name, value]): CodeFields => {
    if (name === "type" || (name === "posture" && textOf(value) === "Reactive")) return [];
    if (name === "triggers" && value.is === "list") {
      return [[name, array(value.items.map((one) => triggerCode(one, outside)))]];
    }
    if (name === "metric") return fieldsOf(value).map(([own, inner]) => timed(own, inner, outside));
    return [timed(name, value, outside)];
  });
  return call(`Trigger.${type}`, record(options));
}

const durations = new Set(["within", "range", "firing_for", "schedule_after"]);

/** A field, its seconds as a duration. */
export function timed(name: string, value: Expression, outside: Outside): CodeFields[number] {
  const isDuration = durations.has(name) && value.is === "value" && typeof value.value === "number";
  return [
    camelCase(name),
    isDuration && typeof value.value === "number" ? durationCode(value.value) : valueCode(value, outside),
  ];
}
