import { Duration } from "../duration";
import type { JsonInput } from "../json-input";
import { Schedule, type ScheduleOptions } from "../schedule";
import type { Place } from "./place";
import { integer, isToken, list, mapping, seconds, text, truth } from "./shapes";

const common = ["timezone", "slug", "active", "parameters", "replaces", "max_scheduled_runs"];

const kinds = {
  cron: ["cron", "day_or", ...common],
  interval: ["interval", "anchor_date", ...common],
  rrule: ["rrule", ...common],
} as const;

const kindNames = ["cron", "interval", "rrule"] as const;

/** The schedules of a deployment: a list at `schedules`, or one at `schedule`. Undefined: the file says nothing. */
export function readSchedules(
  schedule: JsonInput,
  schedules: JsonInput,
  place: Place,
): readonly Schedule[] | undefined {
  const one = mapping(schedule, place.at("schedule"));
  const many = list(schedules, place.at("schedules"));
  const isOne = one !== undefined && Object.keys(one).length > 0;
  if (isOne && many !== undefined) throw place.at("schedule").error("there are schedules too; put it there");
  if (isOne) return [readSchedule(one, place.at("schedule"))];
  return many?.map((item, index) => readSchedule(item, place.at("schedules").at(index)));
}

/** `replaces` names a slug that this one takes the place of: a stack makes away with what is not in its list. */
function readSchedule(value: JsonInput, place: Place): Schedule {
  const all = mapping(value, place) ?? {};
  const said = Object.entries(all).filter(([, item]) => item !== null);
  const [kind, ...others] = kindNames.filter((name) => said.some(([key]) => key === name));
  if (kind === undefined || others.length > 0) {
    throw place.error("exactly one of cron, interval and rrule is needed");
  }
  const given = mapping(Object.fromEntries(said), place, kinds[kind]) ?? {};
  const options: ScheduleOptions = {
    timezone: text(given.timezone, place.at("timezone")) || undefined,
    slug: text(given.slug, place.at("slug")) || undefined,
    active: truth(given.active, place.at("active")),
    parameters: parametersOf(given.parameters, place.at("parameters")),
    maxScheduledRuns: integer(given.max_scheduled_runs, place.at("max_scheduled_runs")),
  };
  switch (kind) {
    case "cron":
      return Schedule.cron(text(given.cron, place.at("cron")) ?? "", {
        ...options,
        dayOr: truth(given.day_or, place.at("day_or")),
      });
    case "interval":
      return Schedule.interval(Duration.seconds(seconds(given.interval, place.at("interval")) ?? 0), {
        ...options,
        anchorDate: text(given.anchor_date, place.at("anchor_date")),
      });
    case "rrule":
      return readRule(text(given.rrule, place.at("rrule")) ?? "", options, place.at("rrule"));
  }
}

function parametersOf(value: JsonInput, place: Place) {
  const parameters = mapping(value, place);
  return parameters === undefined || Object.keys(parameters).length === 0 ? undefined : parameters;
}

/** A rule is given as it is, or as JSON with its time zone: `{"rrule": "FREQ=DAILY", "timezone": "Europe/Paris"}`. */
function readRule(rule: string, options: ScheduleOptions, place: Place): Schedule {
  if (isToken(rule) || !rule.trimStart().startsWith("{")) return Schedule.rrule(rule, options);
  const json: JsonInput = parsed(rule, place);
  const given = mapping(json, place, ["rrule", "timezone"]) ?? {};
  return Schedule.rrule(text(given.rrule, place.at("rrule")) ?? "", {
    ...options,
    timezone: options.timezone ?? text(given.timezone, place.at("timezone")),
  });
}

function parsed(text: string, place: Place): JsonInput {
  try {
    return JSON.parse(text);
  } catch {
    throw place.error("this begins as JSON and is none");
  }
}
