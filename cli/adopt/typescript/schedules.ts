import { field } from "../adopted";
import type { Expression, Fields } from "../expression";
import { camelCase } from "../words";
import { type Code, call, record } from "./code";
import { durationCode, type Outside, valueCode } from "./values";

/** `Schedule.cron("0 7 * * *", { timezone: "Europe/Paris" })` */
export function scheduleCode(schedule: Expression, outside: Outside): Code {
  const fields = schedule.is === "object" ? schedule.fields : [];
  const kind = (["cron", "interval", "rrule"] as const).find((name) => field(fields, name) !== undefined);
  const definition = kind === undefined ? undefined : field(fields, kind);
  if (kind === undefined || definition === undefined) throw new Error("A schedule of no kind.");
  const what =
    definition.is === "value" && typeof definition.value === "number"
      ? durationCode(definition.value)
      : valueCode(definition, outside);
  return call(`Schedule.${kind}`, what, ...optionsCode(fields, [kind], outside));
}

/** An object of the fields that are no arguments by themselves; nothing where there are none. */
export function optionsCode(fields: Fields, others: readonly string[], outside: Outside): readonly Code[] {
  const options = fields.filter(([name]) => !others.includes(name));
  if (options.length === 0) return [];
  return [record(options.map(([name, value]) => [camelCase(name), valueCode(value, outside)]))];
}
