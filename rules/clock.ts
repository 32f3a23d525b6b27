/**
 * The clock on the wall of one time zone. Wall times are seconds since 1970-01-01T00:00 as that clock shows it,
 * instants are seconds since 1970 in UTC.
 */
export interface Clock {
  /** What is to be added to an instant for the time on the wall, in seconds. */
  offsetAt(instant: number): number;
  wallAt(instant: number): number;
  /**
   * The instant of a time on the wall. One that comes twice, when clocks are set back, is the `first` or the
   * `second`. One that never comes, when they are set forward, is taken as shown by the clock that is set forward
   * already (`first`, before the change) or not yet (`second`, after it).
   */
  instantOf(wall: number, which: "first" | "second"): number;
}

const hour = 3600;

/** Zones lie between 12 hours behind UTC and 14 ahead: within this time a clock has shown, or will show, anything. */
const behind = 13 * hour;
const ahead = 15 * hour;

const shown = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;

/** The clock of an IANA time zone; undefined where Node.js does not know it. */
export function clockOf(timezone: string): Clock | undefined {
  if (timezone === "UTC") return withOffsets(() => 0);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
  return withOffsets((instant) => {
    const parts = shown.exec(format.format(instant * 1000));
    if (parts === null) throw new RangeError(`${instant} seconds after 1970 is beyond the calendar.`);
    const [month = 0, day = 0, year = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map(Number);
    return Date.UTC(year, month - 1, day, hours, minutes, seconds) / 1000 - instant;
  });
}

function withOffsets(offsetAt: (instant: number) => number): Clock {
  return {
    offsetAt,
    wallAt: (instant) => instant + offsetAt(instant),
    instantOf: (wall, which) => {
      const before = offsetAt(wall - ahead);
      const after = offsetAt(wall + behind);
      if (before === after) return wall - before;
      const early = wall - before;
      const late = wall - after;
      const isEarly = offsetAt(early) === before;
      const isLate = offsetAt(late) === after;
      if (isEarly !== isLate) return isEarly ? early : late;
      return which === "first" ? Math.min(early, late) : Math.max(early, late);
    },
  };
}
