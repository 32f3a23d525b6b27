import { dateOf, dayFilter, dayOf, dayRules, weekdayOf } from "./rrule-days";
import type { Frequency, Recurrence } from "./rrule-parts";

const daySeconds = 86_400;
const lastYear = 9999;

/** The calendar repeats after 400 years: what has not come for this long, in seconds, never comes. */
export const longestPause = 500 * 366 * daySeconds;

/** Lengths of the steps of frequencies within a day, in seconds. */
const units: Partial<Record<Frequency, number>> = { HOURLY: 3600, MINUTELY: 60, SECONDLY: 1 };

const dayNumber = (wall: number): number => Math.floor(wall / daySeconds);
const timeOfDay = (wall: number): number => wall - dayNumber(wall) * daySeconds;

/** A part of the calendar from which dates are taken together, as BYSETPOS counts them. */
interface Period {
  /** The first of its days, whether it fits or not. */
  readonly begin: number;
  readonly days: readonly number[];
  /** In seconds of the day, ascending. */
  readonly times: readonly number[];
}

/** The days of consecutive years, months, weeks or days, each with the year in which its days are counted. */
function* spans(recurrence: Recurrence, start: Date): Generator<{ days: number[]; frame: number }> {
  const { frequency, interval, weekStart } = recurrence;
  const range = (first: number, end: number) =>
    Array.from({ length: end - first }, (_, index) => first + index);
  const year = start.getUTCFullYear();
  if (frequency === "YEARLY") {
    for (let one = year; one <= lastYear; one += interval) {
      yield { days: range(dayOf(one, 0, 1), dayOf(one + 1, 0, 1)), frame: one };
    }
    return;
  }
  if (frequency === "MONTHLY") {
    for (let month = year * 12 + start.getUTCMonth(); month < (lastYear + 1) * 12; month += interval) {
      const frame = Math.floor(month / 12);
      yield { days: range(dayOf(frame, month % 12, 1), dayOf(frame, (month % 12) + 1, 1)), frame };
    }
    return;
  }
  let day = dayOf(year, start.getUTCMonth(), start.getUTCDate());
  for (;;) {
    const frame = dateOf(day).getUTCFullYear();
    if (!(frame <= lastYear)) return;
    if (frequency === "WEEKLY") {
      const passed = (weekdayOf(day) - weekStart + 7) % 7;
      yield { days: range(day, day + 7 - passed), frame };
      day += interval * 7 - passed;
    } else {
      yield { days: [day], frame };
      day += interval;
    }
  }
}

/** Hours, minutes and seconds at which a recurrence fires, each undefined where all do. */
function clockLists(recurrence: Recurrence, start: Date) {
  const unit = units[recurrence.frequency] ?? daySeconds;
  return {
    hours: recurrence.list("BYHOUR") ?? (unit > 3600 ? [start.getUTCHours()] : undefined),
    minutes: recurrence.list("BYMINUTE") ?? (unit > 60 ? [start.getUTCMinutes()] : undefined),
    seconds: recurrence.list("BYSECOND") ?? (unit > 1 ? [start.getUTCSeconds()] : undefined),
  };
}

const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

function* periods(recurrence: Recurrence, start: Date): Generator<Period> {
  const { frequency, weekStart, interval } = recurrence;
  const fits = dayFilter(dayRules(recurrence, start), frequency, weekStart);
  const { hours, minutes = [], seconds = [] } = clockLists(recurrence, start);
  const unit = units[frequency];
  if (unit === undefined) {
    const times = ascending(
      (hours ?? []).flatMap((hour) =>
        minutes.flatMap((minute) => seconds.map((second) => hour * 3600 + minute * 60 + second)),
      ),
    );
    for (const { days, frame } of spans(recurrence, start)) {
      yield { begin: days[0] ?? 0, days: days.filter((day) => fits(day, frame)), times };
    }
    return;
  }

  const written = clockLists(recurrence, start);
  const within = (list: readonly number[] | undefined, value: number) =>
    list === undefined || list.includes(value);
  const fires = (wall: number): boolean => {
    const time = timeOfDay(wall);
    return (
      within(written.hours, Math.floor(time / 3600)) &&
      (unit > 60 || within(written.minutes, Math.floor(time / 60) % 60)) &&
      (unit > 1 || within(written.seconds, time % 60))
    );
  };
  const inner = ascending(
    unit === 1
      ? [0]
      : unit === 60
        ? seconds
        : minutes.flatMap((minute) => seconds.map((second) => minute * 60 + second)),
  );
  const step = interval * unit;
  let wall = Math.floor(start.getTime() / 1000 / unit) * unit;
  let inVain = 0;
  for (;;) {
    const day = dayNumber(wall);
    const frame = dateOf(day).getUTCFullYear();
    if (!(frame <= lastYear)) return;
    if (!fits(day, frame)) {
      yield { begin: day, days: [], times: [] };
      wall += Math.floor((daySeconds - unit - timeOfDay(wall)) / step) * step + step;
    } else if (fires(wall)) {
      inVain = 0;
      const time = timeOfDay(wall);
      yield { begin: day, days: [day], times: inner.map((rest) => time + rest) };
      wall += step;
    } else {
      // After so many steps the clock shows the same times again.
      inVain += 1;
      if (inVain > daySeconds) return;
      wall += step;
    }
  }
}

/** The dates of a period at the positions of BYSETPOS, which counts from 1, or from the end from -1. */
function atPositions({ days, times }: Period, positions: readonly number[]): number[] {
  if (times.length === 0) return [];
  return ascending(
    positions.flatMap((position) => {
      const index = position < 0 ? position : position - 1;
      const place = Math.floor(index / times.length);
      const day = days.at(place);
      const time = times[index - place * times.length];
      return day === undefined || time === undefined ? [] : [day * daySeconds + time];
    }),
  );
}

/**
 * The dates of one recurrence, ascending, as seconds since 1970-01-01T00:00 by the clock on the wall.
 *
 * @param start its DTSTART, in the same way
 * @param from earlier dates may be left out
 */
export function* rruleDates(recurrence: Recurrence, start: number, from: number): Generator<number> {
  const { frequency, interval, count, until } = recurrence;
  const unit = units[frequency];
  const stepsToSkip =
    unit === undefined || count !== undefined ? 0 : Math.floor((from - start) / (interval * unit));
  const first = new Date((start + Math.max(0, stepsToSkip) * interval * (unit ?? 0)) * 1000);
  const last = typeof until === "object" && until.certain ? until.wall : Number.POSITIVE_INFINITY;
  const positions = recurrence.list("BYSETPOS");
  let left = count ?? Number.POSITIVE_INFINITY;
  let reached = first.getTime() / 1000;
  for (const period of periods(recurrence, first)) {
    const begin = period.begin * daySeconds;
    if (begin > last || begin > reached + longestPause) return;
    const dates =
      positions === undefined
        ? period.days.flatMap((day) => period.times.map((time) => day * daySeconds + time))
        : atPositions(period, positions);
    for (const date of dates) {
      if (date > last) return;
      if (date < start) continue;
      left -= 1;
      if (left < 0) return;
      reached = date;
      yield date;
    }
  }
}
