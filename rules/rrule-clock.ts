import type { Clock } from "./clock";

const utc = (year: number, month: number): number => Date.UTC(year, month, 1) / 1000;

/** Files of time zones in their first form, with times of 32 bits, end here. */
const end = 2 ** 31 - 1;

/**
 * A clock as dateutil reads it, with which Prefect lets rules fire: from the last change before 2038 on it shows
 * standard time for good.
 */
export function rruleClock(clock: Clock): Clock {
  const year = Array.from({ length: 13 }, (_, month) => clock.offsetAt(utc(2037, month)));
  const standard = Math.min(...year);
  if (Math.max(...year) === standard) return clock;
  const change = lastChange(clock, utc(2037, 0), end);
  return {
    ...clock,
    instantOf: (wall, which) => (wall - standard < change ? clock.instantOf(wall, which) : wall - standard),
  };
}

/** The last moment after `from` and up to `to` at which the offset changes, when it does. */
function lastChange(clock: Clock, from: number, to: number): number {
  const final = clock.offsetAt(to);
  let before = to;
  while (before > from && clock.offsetAt(before) === final) before -= 86_400;
  let after = before + 86_400;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (clock.offsetAt(middle) === final) after = middle;
    else before = middle;
  }
  return after;
}
