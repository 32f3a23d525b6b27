import type { Clock } from "./clock";

const utc = (year: number, month: number, day = 1): number => Date.UTC(year, month, day) / 1000;

/** Files of time zones in their first form, with times of 32 bits, end here. */
const end = 2 ** 31 - 1;

/** Zones whose standard time is that of summer, set back in winter or for Ramadan, and since when. */
const standardIsLater: Readonly<Record<string, number>> = {
  "Europe/Dublin": utc(1971, 9, 31),
  Eire: utc(1971, 9, 31),
  "Africa/Casablanca": utc(2018, 9, 28),
  "Africa/El_Aaiun": utc(2018, 9, 28),
};

/**
 * A clock as dateutil reads it, with which Prefect lets rules fire. From the last change before 2038 on it shows
 * standard time for good. Where standard time is the later one it mistakes the hours around a change.
 */
export function rruleClock(clock: Clock, timezone: string): Clock {
  const year = Array.from({ length: 13 }, (_, month) => clock.offsetAt(utc(2037, month)));
  const [low, high] = [Math.min(...year), Math.max(...year)];
  if (low === high) return clock;
  const since = Object.hasOwn(standardIsLater, timezone) ? standardIsLater[timezone] : undefined;
  const standard = since === undefined ? low : high;
  const change = lastChange(clock, utc(2037, 0), end);
  return {
    ...clock,
    instantOf: (wall, which) => {
      if (wall - standard >= change) return wall - standard;
      return since === undefined || wall < since
        ? clock.instantOf(wall, which)
        : aroundLater(clock, wall, standard);
    },
  };
}

/**
 * dateutil holds a wall time against the changes as standard time shows them. It takes the hour after a change back
 * for the one that comes twice, and so for standard time.
 */
function aroundLater(clock: Clock, wall: number, standard: number): number {
  const asStandard = wall - standard;
  const offset = clock.offsetAt(asStandard);
  const isTakenForDouble = clock.offsetAt(asStandard - (standard - offset)) === standard;
  return isTakenForDouble ? asStandard : wall - offset;
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
