import { anchorDate } from "./anchor-date";
import { firstOf, mostOccurrences } from "./candidates";
import { type Clock, clockOf } from "./clock";
import { cron } from "./cron";
import { cronFields } from "./cron-fields";
import { cronNext } from "./cron-next";
import { cronWords } from "./cron-words";
import { type Instant, ofDate, ofSeconds, readInstant, wholeSeconds } from "./instant";
import { interval } from "./interval";
import { intervalMoments, microsecondsOf, wallOf } from "./interval-next";
import { rrule } from "./rrule";
import { rruleClock } from "./rrule-clock";
import { type RruleSet, readRruleSet, rruleSetDates } from "./rrule-set";
import { timezone } from "./timezone";
import type { Verdict } from "./verdict";

/** A schedule as Prefect's API has it; `interval` is in seconds. A time zone that is not there is UTC. */
export type ScheduleRule =
  | { readonly cron: string; readonly dayOr?: boolean | undefined; readonly timezone?: string | undefined }
  | { readonly interval: number; readonly anchorDate: string; readonly timezone?: string | undefined }
  | { readonly rrule: string; readonly timezone?: string | undefined };

/** `problem` is a sentence or two on why there are none: a rule that a server refuses, or that its scheduler fails on. */
export type Occurrences =
  | { readonly moments: readonly Instant[] }
  | { readonly problem: string; readonly about: "rule" | "timezone" };

const endOfTime = ofDate(new Date(Date.UTC(10_000, 0, 1)));

const failed = (problem: string): Occurrences => ({ problem, about: "rule" });

/**
 * The next `count` moments of a schedule from `after` on, ascending: those that Prefect's own scheduler computes,
 * with its ways around a change of clocks. They are fewer where the rule ends, and never more than 1000.
 *
 * Two things are left open. A server that runs on Python 3.13 or newer uses another library of dates, which may take
 * skipped and doubled hours otherwise. And of an rrule in the southern summer that ends in 2038, when files of time
 * zones in their first form do, it depends on the file how its hours are read.
 *
 * Source: `get_dates` of `prefect.server.schemas.schedules`, run by Python up to 3.12.
 */
export function occurrences(schedule: ScheduleRule, after: Instant, count: number): Occurrences {
  const kind = "cron" in schedule ? "cron" : "interval" in schedule ? "interval" : "rrule";
  const zone = schedule.timezone ?? "UTC";
  const verdict = timezone(zone, kind);
  if (verdict.verdict !== "accepted") return { problem: verdict.reason, about: "timezone" };
  const clock = clockOf(zone === "" ? "UTC" : zone);
  if (clock === undefined) {
    return {
      problem: `This Node.js does not know the time zone ${JSON.stringify(zone)}.`,
      about: "timezone",
    };
  }
  const wanted = Math.min(count, mostOccurrences);
  const found =
    "cron" in schedule
      ? cronOccurrences(schedule.cron, schedule.dayOr ?? true, clock, after, wanted)
      : "interval" in schedule
        ? intervalOccurrences(schedule.interval, schedule.anchorDate, clock, after, wanted)
        : rruleOccurrences(schedule.rrule, clock, zone, after, wanted);
  if (!("moments" in found)) return found;
  if (found.moments.some((moment) => moment >= endOfTime)) {
    return failed("It goes on beyond the year 9999, where dates end: Prefect's scheduler fails on it.");
  }
  return { moments: [...found.moments].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) };
}

/** The reason of a verdict that stands against it. */
const objection = (...verdicts: readonly Verdict[]): string | undefined =>
  verdicts.flatMap((one) => (one.verdict === "accepted" ? [] : [one.reason]))[0];

function cronOccurrences(
  expression: string,
  dayOr: boolean,
  clock: Clock,
  after: Instant,
  count: number,
): Occurrences {
  const problem = objection(cron(expression, new Date(wholeSeconds(after) * 1000)));
  if (problem !== undefined) return failed(problem);
  const words = cronWords(expression);
  const fields = cronFields(words);
  if ("problem" in fields) return failed(fields.problem);
  const next = cronNext(words, fields, dayOr);

  // One second before, so that `after` itself may fire; a fraction of a second rounds up.
  const seconds = wholeSeconds(after);
  const start = clock.wallAt(seconds - 1 + (ofSeconds(seconds) === after ? 0 : 1));
  let ended = false;
  function* firings(): Generator<number> {
    for (let wall = next(start); ; wall = next(wall)) {
      if (wall === undefined) {
        ended = true;
        return;
      }
      yield clock.instantOf(wall, "first");
    }
  }
  const found = firstOf(firings(), count, (moment) => moment);
  return ended
    ? failed(
        `${JSON.stringify(expression)} does not come ${count} times from then on, looking 50 years ahead: Prefect's scheduler fails on it.`,
      )
    : { moments: found.map(ofSeconds) };
}

function intervalOccurrences(
  seconds: number,
  anchor: string,
  clock: Clock,
  after: Instant,
  count: number,
): Occurrences {
  const problem = objection(interval(seconds), anchorDate(anchor));
  if (problem !== undefined) return failed(problem);
  const start = readInstant(anchor);
  if (start === undefined) return failed(`${JSON.stringify(anchor)} is not a date.`);
  const moments = intervalMoments(microsecondsOf(seconds), start, clock, after);
  return { moments: firstOf(moments, count, (moment) => wallOf(clock, moment)) };
}

function rruleOccurrences(
  rule: string,
  clock: Clock,
  zone: string,
  after: Instant,
  count: number,
): Occurrences {
  const verdict = rrule(rule);
  // What a server may refuse, or store in vain, may fire all the same.
  const set = verdict.verdict === "refused" ? undefined : readRruleSet(rule);
  if (set === undefined) {
    return failed(
      verdict.verdict === "accepted" ? `${JSON.stringify(rule)} cannot be read here.` : verdict.reason,
    );
  }
  const moments = rruleMoments(set, rruleClock(clock, zone), after);
  return { moments: firstOf(moments, count, (moment) => wallOf(clock, moment)) };
}

function* rruleMoments(set: RruleSet, clock: Clock, after: Instant): Generator<Instant> {
  // No clock is changed by more than a day.
  const from = clock.wallAt(wholeSeconds(after)) - 2 * 86_400;
  for (const wall of rruleSetDates(set, from)) {
    if (wall < from) continue;
    const moment = ofSeconds(clock.instantOf(wall, "first"));
    if (moment >= after) yield moment;
  }
}
