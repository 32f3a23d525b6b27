import { anchorDate, cron, interval, rrule, timezone } from "../../rules";
import { isCtyNumber } from "../cty/number";
import { isUnknown } from "../cty/unknown";
import { optional, type State, type Uncertain } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { type Diagnostic, type Path, problem, spellPath } from "../framework/diagnostic";
import { jsonObject } from "../framework/json";
import { bool, integer, string } from "../framework/scalars";
import { anchorText } from "./anchor-text";
import { sameSchedules } from "./deployment-schedules";
import { judge, spoken } from "./judged";
import { atLeast } from "./limits";
import { rruleText } from "./rrule-text";
import { isSet } from "./schedule";
import { seconds } from "./seconds";

const attributes = {
  cron: optional(string).doc("Cron expression, such as `0 6 * * 1-5`."),
  day_or: optional(bool)
    .means(true)
    .doc(
      "For `cron`: does it run when either day of month or day of week fits (true, the default), or only when both do?",
    ),
  interval: optional(seconds).doc("Seconds between two runs; fractions are allowed."),
  anchor_date: optional(anchorText).doc(
    "For `interval`: a moment that runs are counted from. Default: when the schedule is made.",
  ),
  rrule: optional(rruleText).doc("iCalendar recurrence rule, such as `FREQ=WEEKLY;BYDAY=MO`."),
  timezone: optional(string).doc("IANA time zone, such as `Europe/Berlin`. Default: UTC."),
  active: optional(bool).means(true).doc("Does it make runs? Default: true."),
  parameters: optional(jsonObject())
    .means("{}")
    .doc("Parameters of its runs, as JSON, over those of the deployment."),
  slug: optional(string).doc(
    "Name of the schedule within its deployment. Default: one made from what the schedule says.",
  ),
  replaces: optional(string).doc(
    "The slug that the schedule had before `slug`: it is renamed, and its runs stay. Without it, a new slug is another schedule. Means nothing once that is applied.",
  ),
  max_scheduled_runs: optional(integer)
    .check(atLeast(1))
    .doc("How many of its runs may be scheduled ahead at once."),
};

export type InlineSchedule = State<typeof attributes>;

const schedules = list(object(attributes));

/** The schedules of a deployment, declared with it, in whatever order. */
export const inlineSchedules: typeof schedules = {
  ...schedules,
  same: (wanted, actual) => schedules.is(wanted) && schedules.is(actual) && sameSchedules(wanted, actual),
};

/** Values of a schedule where anything may be unknown. */
type Unsure = {
  readonly [K in
    | "cron"
    | "interval"
    | "rrule"
    | "timezone"
    | "anchor_date"
    | "max_scheduled_runs"]: Uncertain<InlineSchedule[K]>;
};

/** What the server would refuse of one schedule: none or two kinds, and each malformed value. */
export function checkSchedule(schedule: Unsure, path: Path): readonly Diagnostic[] {
  return [...checkKinds(schedule, path), ...checkValues(schedule, path)];
}

const kinds = ["cron", "interval", "rrule"] as const;

const isGiven = (value: Unsure[keyof Unsure]): boolean => !isUnknown(value) && isSet(value);

/** The kinds that are set. `""` and 0 stand for "unset", unless there is nothing else. */
function givenKinds(schedule: Unsure): readonly (typeof kinds)[number][] {
  const given = kinds.filter((kind) => isGiven(schedule[kind]));
  return given.length > 0
    ? given
    : kinds.filter((kind) => !isUnknown(schedule[kind]) && schedule[kind] !== null);
}

function checkKinds(schedule: Unsure, path: Path): readonly Diagnostic[] {
  const given = givenKinds(schedule);
  const open = kinds.some((kind) => isUnknown(schedule[kind]));
  const where = path.length === 0 ? "This schedule" : `The schedule ${spellPath(path)}`;
  if (given.length > 1) {
    return [
      problem(
        "A schedule of two kinds",
        `${where} sets ${given.join(" and ")}. Set exactly one of cron, interval and rrule.`,
        path.length === 0 ? [{ attribute: given[1] ?? "cron" }] : path,
      ),
    ];
  }
  if (given.length === 1 || open) return [];
  return [
    problem(
      "A schedule of no kind",
      `${where} sets none of cron, interval and rrule. Set exactly one of them.`,
      path.length === 0 ? [{ attribute: "cron" }] : path,
    ),
  ];
}

/** Which zones are allowed depends on the kind of schedule. */
function checkValues(schedule: Unsure, path: Path): readonly Diagnostic[] {
  const under = (attribute: string): Path => [...path, { attribute }];
  const [kind] = givenKinds(schedule);
  return [
    ...(kind === "cron" ? judge(cron, schedule.cron, under("cron")) : []),
    ...(kind === "rrule" ? judge(rrule, schedule.rrule, under("rrule")) : []),
    ...(kind === "interval" && isCtyNumber(schedule.interval)
      ? spoken(interval(schedule.interval), under("interval"))
      : []),
    ...(isGiven(schedule.anchor_date) ? judge(anchorDate, schedule.anchor_date, under("anchor_date")) : []),
    ...(kind !== undefined && isGiven(schedule.timezone)
      ? judge((name) => timezone(name, kind), schedule.timezone, under("timezone"))
      : []),
  ];
}
