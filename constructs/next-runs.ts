import * as rules from "../rules";
import { Duration, durationForms, secondsIn } from "./duration";
import { Token } from "./framework";
import { dateText, type ScheduleRule } from "./schedule-rule";

const refused = (problem: string): Error => new Error(`Schedule.next: ${problem}`);

/** The value itself; a token has none before an apply. */
function known<T>(property: string, value: T): T {
  if (!Token.isUnresolved(value)) return value;
  throw refused(`${property} is a token, whose value is known only at apply. Give a value for it.`);
}

function seconds(interval: Duration | string): number {
  const every = known("interval", interval);
  const found = every instanceof Duration ? known("interval", every.toSeconds()) : secondsIn(every);
  if (found !== undefined) return found;
  throw refused(`${JSON.stringify(every)} is no duration: give a Duration, or ${durationForms}`);
}

function knownRule(rule: ScheduleRule): rules.ScheduleRule {
  const timezone = known("timezone", rule.options.timezone);
  if ("rrule" in rule) return { rrule: known("rrule", rule.rrule), timezone };
  if ("cron" in rule) {
    const dayOr = known("dayOr", rule.options.dayOr);
    if (dayOr !== undefined && typeof dayOr !== "boolean") throw refused("dayOr is not true or false");
    return { cron: known("cron", rule.cron), dayOr, timezone };
  }
  const { anchorDate } = rule.options;
  if (anchorDate === undefined) {
    throw refused(
      "an interval without anchorDate is counted from the moment that the server stores it. Give an anchorDate.",
    );
  }
  const anchor = anchorDate instanceof Date ? dateText(anchorDate) : known("anchorDate", anchorDate);
  return { interval: seconds(rule.interval), anchorDate: anchor, timezone };
}

/** The next runs of a schedule; see `Schedule.next`. */
export function nextRuns(rule: ScheduleRule, n: number, after: Date): Date[] {
  if (!Number.isInteger(n) || n < 1 || n > rules.mostOccurrences) {
    throw refused(`n is ${n}; it must be a whole number from 1 to ${rules.mostOccurrences}`);
  }
  if (Number.isNaN(after.getTime())) throw refused("after is not a date");
  const found = rules.occurrences(knownRule(rule), rules.ofDate(after), n);
  if ("problem" in found) throw refused(found.problem);
  return found.moments.map(rules.toDate);
}
