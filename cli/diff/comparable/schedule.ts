import type { DeploymentSchedule, JsonValue } from "../../../client";
import type { JsonObject } from "../../server-objects/records";
import type { Names } from "../names";
import { told } from "./told";

/** A schedule as it is compared; `slug` where it has one. */
export function comparableSchedule(
  { schedule, slug, active, parameters, max_scheduled_runs }: DeploymentSchedule,
  names: Names,
): { [name: string]: JsonValue } {
  return {
    ...told({
      slug,
      ...definition(schedule),
      timezone: schedule.timezone ?? "UTC",
      active: active ?? true,
      max_scheduled_runs,
    }),
    parameters: names.in(parameters ?? {}),
  };
}

function definition(schedule: DeploymentSchedule["schedule"]): { [name: string]: JsonValue | undefined } {
  if ("cron" in schedule) return { cron: schedule.cron, day_or: schedule.day_or ?? true };
  if ("rrule" in schedule) return { rrule: schedule.rrule };
  return { interval: schedule.interval, anchor_date: anchor(schedule.anchor_date) };
}

/**
 * The moment that an interval counts from, in UTC. Where nobody gives one, Prefect takes the time at which the schedule
 * is made: such a moment has a fraction of a second that no person writes, and says nothing.
 */
function anchor(moment: string | undefined): string | undefined {
  if (moment === undefined) return undefined;
  const fraction = /\.(\d+)/.exec(moment)?.[1] ?? "";
  if (/[1-9]/.test(fraction)) return undefined;
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : date.toISOString().replace(".000Z", "Z");
}

/** What it runs: by this a schedule without a slug is found on the other server. */
const ruleOf = ({ cron, rrule, interval, timezone }: JsonObject): string => {
  const rule = cron ?? rrule ?? `every ${String(interval)} s`;
  return `${String(rule)}${timezone === "UTC" ? "" : ` (${String(timezone)})`}`;
};

/**
 * The schedules of two deployments by a key that both have for the same one: its slug, else what it runs. A schedule
 * that has another slug on the other server, or none, is found by what it runs.
 */
export function alignSchedules(
  from: readonly JsonObject[],
  to: readonly JsonObject[],
): { readonly from: JsonObject; readonly to: JsonObject } {
  const [left, right]: [Map<string, JsonObject>, Map<string, JsonObject>] = [new Map(), new Map()];
  const rest = new Set(to);
  const unmatched: JsonObject[] = [];
  const pair = (key: string, one: JsonObject | undefined, other: JsonObject | undefined): void => {
    const taken = (text: string) => left.has(text) || right.has(text);
    let free = key;
    for (let number = 2; taken(free); number += 1) free = `${key} (${number})`;
    const shown = (schedule: JsonObject): JsonObject => {
      const { slug, ...others } = schedule;
      return one?.slug === other?.slug || slug === undefined ? others : { slug, ...others };
    };
    if (one !== undefined) left.set(free, shown(one));
    if (other !== undefined) right.set(free, shown(other));
    if (other !== undefined) rest.delete(other);
  };
  const keyOf = (schedule: JsonObject): string =>
    typeof schedule.slug === "string" ? schedule.slug : ruleOf(schedule);
  for (const one of from) {
    const other = one.slug === undefined ? undefined : [...rest].find(({ slug }) => slug === one.slug);
    if (other === undefined) unmatched.push(one);
    else pair(keyOf(one), one, other);
  }
  for (const one of unmatched) {
    const other = [...rest].find(
      (each) =>
        ruleOf(each) === ruleOf(one) &&
        // One whose slug stands on both sides is found by it.
        !(typeof one.slug === "string" && typeof each.slug === "string"),
    );
    pair(keyOf(one), one, other);
  }
  for (const other of [...rest]) pair(keyOf(other), undefined, other);
  return { from: Object.fromEntries(left), to: Object.fromEntries(right) };
}
