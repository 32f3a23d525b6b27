import type { LosslessNumber } from "lossless-json";
import { accepted, doubtful, refused, type Verdict } from "./verdict";

/** A Python timedelta is shorter than this many days. */
const longestInDays = 1_000_000_000;
const longest = longestInDays * 86_400;

/** From today, dates end after about this long: the scheduler cannot count further. */
const endOfDates = 7_900 * 365.2425 * 86_400;

const wants = "A number of seconds above 0 is needed, for example 3600 for an hour.";

/**
 * Whether a Prefect server takes `seconds` as a schedule's `interval`: above 0, and less than 1,000,000,000 days.
 * It counts in microseconds: what rounds to 0 is refused too. Doubtful are intervals that end after the year 9999.
 */
export function interval(seconds: number | bigint | LosslessNumber): Verdict {
  const text = String(seconds);
  const number = Number(text);
  if (Number.isNaN(number)) return refused(`An interval of ${text} is not a number. ${wants}`);
  if (number <= 0) return refused(`An interval of ${text} seconds is not above 0. ${wants}`);
  if (number < 4.9e-7) {
    return refused(`An interval of ${text} seconds is less than a microsecond. ${wants}`);
  }
  if (number < 1e-6) return doubtful(`An interval of ${text} seconds is less than a microsecond. ${wants}`);
  if (number >= longest) {
    return refused(`An interval of ${text} seconds is longer than Prefect can count, ${longest}. ${wants}`);
  }
  if (number > endOfDates) {
    return doubtful(`An interval of ${text} seconds ends after the year 9999, where dates end. ${wants}`);
  }
  return accepted;
}
