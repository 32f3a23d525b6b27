import type { DeploymentSchedule } from "../../client";
import { type Fields, json, object } from "./expression";
import { given, unless } from "./given";

/** What a server puts before a rule that does not say when it starts. */
const serverStart = "DTSTART:20200101T000000\n";

/** A schedule by the attributes of the provider, in the order of its slugs. */
export function fromSchedules(schedules: readonly DeploymentSchedule[]) {
  const sorted = [...schedules].sort((a, b) => compare(a.slug ?? "", b.slug ?? "") || compare(a.id, b.id));
  return sorted.map((schedule) => object(fieldsOf(schedule)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function fieldsOf({ schedule, slug, active, parameters, max_scheduled_runs }: DeploymentSchedule): Fields {
  return [
    ...definition(schedule),
    ...(slug === null || slug === undefined ? [] : ([["slug", json(slug)]] as const)),
    ...given({
      active: unless(true, active),
      parameters: parameters ?? {},
      max_scheduled_runs: max_scheduled_runs ?? undefined,
    }),
  ];
}

function definition(schedule: DeploymentSchedule["schedule"]): Fields {
  if ("cron" in schedule) {
    const { cron, day_or, timezone } = schedule;
    return [["cron", json(cron)], ...given({ day_or: unless(true, day_or), timezone })];
  }
  const timezone = unless("UTC", schedule.timezone);
  if ("interval" in schedule) {
    const { interval, anchor_date } = schedule;
    return [["interval", json(interval)], ...given({ anchor_date: plainMoment(anchor_date), timezone })];
  }
  const { rrule } = schedule;
  const rule = rrule.startsWith(serverStart) ? rrule.slice(serverStart.length) : rrule;
  return [["rrule", json(rule)], ...given({ timezone })];
}

/** Without a fraction of nothing. */
const plainMoment = (moment: string): string => moment.replace(/\.0+(?=Z|[+-]|$)/, "");
