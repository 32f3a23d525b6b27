import { createHash } from "node:crypto";
import type { DeploymentSchedule, DeploymentScheduleCreate } from "../../client";
import { type CtyNumber, ctyNumber, numberText } from "../cty/number";
import { canonicalJson, parseExactJson, sameJson } from "../framework/exact-json";
import { isAnchor } from "./anchor-text";
import { jsonAttribute, jsonObjectField } from "./json-field";
import { sameRRule } from "./rrule-text";
import { seconds } from "./seconds";

/** A schedule as code and state spell it: one of `cron`, `interval` (seconds) and `rrule` is set. Null is the default. */
export type ScheduleValues = {
  readonly cron: string | null;
  readonly day_or: boolean | null;
  readonly interval: CtyNumber | null;
  readonly anchor_date: string | null;
  readonly rrule: string | null;
  readonly timezone: string | null;
  readonly active: boolean | null;
  readonly parameters: string | null;
  readonly slug: string | null;
  readonly max_scheduled_runs: number | null;
};

export type ScheduleKind = "cron" | "interval" | "rrule";

/** Is a value set? Another provider's state has `""` and `0` for the kinds that are not used. */
export const isSet = (value: string | CtyNumber | null): boolean =>
  value !== null && value !== "" && (typeof value === "string" || numberText(value) !== "0");

/** The kind of a schedule that has been checked. */
export function kindOf({ cron, interval, rrule }: ScheduleValues): ScheduleKind | undefined {
  if (isSet(cron)) return "cron";
  if (isSet(interval)) return "interval";
  return isSet(rrule) ? "rrule" : undefined;
}

/** A schedule of an answer, every field spelled out. */
export function scheduleValues(row: DeploymentSchedule): ScheduleValues & { readonly id: string } {
  const { schedule } = row;
  return {
    id: row.id,
    cron: "cron" in schedule ? schedule.cron : null,
    day_or: "cron" in schedule ? (schedule.day_or ?? true) : null,
    interval: "interval" in schedule ? ctyNumber(String(schedule.interval)) : null,
    anchor_date: "interval" in schedule ? schedule.anchor_date : null,
    rrule: "rrule" in schedule ? schedule.rrule : null,
    timezone: schedule.timezone ?? null,
    active: row.active ?? true,
    parameters: jsonAttribute(row.parameters ?? {}),
    slug: row.slug ?? null,
    max_scheduled_runs: row.max_scheduled_runs ?? null,
  };
}

/** What the server takes a time zone for that is not given: of a cron schedule it keeps that none was. */
const defaultTimezone = (kind: ScheduleKind | undefined): string | null => (kind === "cron" ? null : "UTC");

/**
 * A schedule of an answer as code or state says it: `""` where that stands for the server's own choice, and as it
 * stands what has no meaning for this kind of schedule and is never sent.
 */
export function asWritten<Values extends ScheduleValues>(
  values: Values,
  { day_or, anchor_date, timezone }: Pick<ScheduleValues, "day_or" | "anchor_date" | "timezone">,
): Values {
  const kind = kindOf(values);
  return {
    ...values,
    day_or: kind === "cron" ? values.day_or : day_or,
    anchor_date: kind === "interval" && anchor_date !== "" ? values.anchor_date : anchor_date,
    timezone: timezone === "" && values.timezone === defaultTimezone(kind) ? "" : values.timezone,
  };
}

/** The definition as the API takes it. An interval without an anchor would be anchored anew at each write. */
export function scheduleField(
  values: ScheduleValues,
  anchor: string | null,
): DeploymentScheduleCreate["schedule"] {
  const { cron, interval, rrule } = values;
  const timezone = isSet(values.timezone) ? { timezone: values.timezone } : {};
  if (isSet(cron) && cron !== null) {
    return { cron, day_or: values.day_or ?? true, ...timezone };
  }
  if (isSet(interval) && interval !== null) {
    const anchor_date = isSet(values.anchor_date) ? values.anchor_date : anchor;
    return {
      interval: Number(numberText(interval)),
      ...(anchor_date === null ? {} : { anchor_date }),
      ...timezone,
    };
  }
  return {
    rrule: rrule ?? "",
    ...(isSet(values.timezone) && values.timezone !== null ? { timezone: values.timezone } : {}),
  };
}

/** Everything of a schedule as the API takes it. */
export function scheduleBody(
  values: ScheduleValues,
  slug: string | null,
  anchor: string | null,
): DeploymentScheduleCreate {
  return {
    active: values.active ?? true,
    schedule: scheduleField(values, anchor),
    parameters:
      values.parameters === null || values.parameters === "" ? {} : jsonObjectField(values.parameters),
    ...(values.max_scheduled_runs === null || values.max_scheduled_runs === 0
      ? {}
      : { max_scheduled_runs: values.max_scheduled_runs }),
    ...(slug === null ? {} : { slug }),
  };
}

function sameDefinition(wanted: ScheduleValues, actual: ScheduleValues): boolean {
  const kind = kindOf(wanted);
  if (kind !== kindOf(actual)) return false;
  const timezone = (values: ScheduleValues) =>
    isSet(values.timezone) ? values.timezone : defaultTimezone(kind);
  if (timezone(wanted) !== timezone(actual)) return false;
  if (kind === "cron")
    return wanted.cron === actual.cron && (wanted.day_or ?? true) === (actual.day_or ?? true);
  if (kind === "rrule") return sameRRule(wanted.rrule ?? "", actual.rrule ?? "");
  const anchored = !isSet(wanted.anchor_date) || isAnchor(wanted.anchor_date ?? "", actual.anchor_date ?? "");
  return (
    anchored &&
    wanted.interval !== null &&
    actual.interval !== null &&
    seconds.same(wanted.interval, actual.interval)
  );
}

const parametersOf = (values: ScheduleValues): unknown =>
  values.parameters === null || values.parameters === "" ? {} : parseExactJson(values.parameters);

/** Is the server's schedule what is wanted, apart from its slug and whether it is active? */
export const sameContent = (wanted: ScheduleValues, actual: ScheduleValues): boolean =>
  sameDefinition(wanted, actual) &&
  sameJson(parametersOf(wanted), parametersOf(actual)) &&
  (wanted.max_scheduled_runs || null) === (actual.max_scheduled_runs || null);

/** Is the server's schedule just what is wanted? A slug that is not wanted may be anything. */
export const sameSchedule = (wanted: ScheduleValues, actual: ScheduleValues): boolean =>
  sameContent(wanted, actual) &&
  (wanted.active ?? true) === (actual.active ?? true) &&
  (wanted.slug === null || wanted.slug === actual.slug);

/** The slugs that schedules have on the server: the configured one, else one made from what the schedule says. */
export function slugsOf(schedules: readonly ScheduleValues[]): readonly string[] {
  const taken = new Set(schedules.flatMap(({ slug }) => (slug === null ? [] : [slug])));
  return schedules.map((values) => {
    if (values.slug !== null) return values.slug;
    const stem = contentSlug(values);
    let slug = stem;
    for (let copy = 2; taken.has(slug); copy += 1) slug = `${stem}-${copy}`;
    taken.add(slug);
    return slug;
  });
}

function contentSlug(values: ScheduleValues): string {
  const content = canonicalJson({
    schedule: scheduleField(values, null),
    parameters: parametersOf(values),
    max_scheduled_runs: values.max_scheduled_runs || null,
  });
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return `${kindOf(values) ?? "schedule"}-${digest}`;
}
