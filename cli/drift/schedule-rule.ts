import type { DeploymentSchedule, JsonValue } from "../../client";
import { type ScheduleRule, serverDuration } from "../../rules";
import type { Values } from "./plan-json";

/** A schedule that is active. `problem` where a state does not tell all of it. */
export type Active =
  | { readonly text: string; readonly rule: ScheduleRule }
  | { readonly text: string; readonly problem: string };

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const inZone = (text: string, zone: string | null | undefined): string =>
  zone == null || zone === "" || zone === "UTC" ? text : `${text} (${zone})`;

/** A schedule as a server has it; undefined where it is not active. */
export function serverSchedule({ active, schedule }: DeploymentSchedule): Active | undefined {
  if (active === false) return undefined;
  const zone = schedule.timezone;
  const timezone = zone ?? undefined;
  if ("cron" in schedule) {
    const { cron, day_or: dayOr } = schedule;
    return { text: inZone(cron, zone), rule: { cron, dayOr, timezone } };
  }
  if ("rrule" in schedule)
    return { text: inZone(schedule.rrule, zone), rule: { rrule: schedule.rrule, timezone } };
  const { interval, anchor_date: anchorDate } = schedule;
  const text = inZone(`every ${interval} s`, zone);
  return anchorDate === undefined
    ? { text, problem: "the moment that it counts from is not known" }
    : { text, rule: { interval, anchorDate, timezone } };
}

/**
 * A schedule as a state has it; undefined where it is not active, or is none.
 * @param anchor the moment that the server counts from, where the state does not say one
 */
export function stateSchedule(values: Values, anchor: string | undefined): Active | undefined {
  if (values.active === false) return undefined;
  const timezone = textOf(values.timezone);
  const cron = textOf(values.cron);
  if (cron !== undefined) {
    const dayOr = typeof values.day_or === "boolean" ? values.day_or : undefined;
    return { text: inZone(cron, timezone), rule: { cron, dayOr, timezone } };
  }
  const rrule = textOf(values.rrule);
  if (rrule !== undefined) return { text: inZone(rrule, timezone), rule: { rrule, timezone } };
  const given = textOf(values.interval);
  const interval =
    typeof values.interval === "number"
      ? values.interval
      : given === undefined
        ? undefined
        : (serverDuration(given) ?? Number(given));
  if (interval === undefined || Number.isNaN(interval)) return undefined;
  const text = inZone(`every ${interval} s`, timezone);
  const anchorDate = textOf(values.anchor_date) ?? anchor;
  return anchorDate === undefined
    ? { text, problem: "the moment that it counted from is not known any more" }
    : { text, rule: { interval, anchorDate, timezone } };
}
