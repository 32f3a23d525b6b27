import type { CronFields, CronValue } from "./cron-fields";

/** The values of a field in croniter's order: `*`, numbers, `l`. */
type Values = readonly CronValue[];

interface Search {
  readonly minute: Values;
  readonly hour: Values;
  readonly day: Values;
  readonly month: Values;
  readonly weekday: Values;
  /** Undefined: there are five fields, and it fires at second 0. */
  readonly second: Values | undefined;
  readonly year: Values;
  readonly nthWeekdays: CronFields["nthWeekdays"];
}

/** The search ends when it has come this many years. */
const furthest = 50;

const rank = (value: CronValue): number =>
  value === "*" ? -1 : value === "l" ? Number.POSITIVE_INFINITY : value;

const inOrder = (values: ReadonlySet<CronValue> | undefined): Values =>
  [...(values ?? ["*" as const])].sort((a, b) => rank(a) - rank(b));

const all = (values: Values): boolean => values[0] === "*";

/** All values of a field are `*`: so both of the days are looked at only where neither is written with one. */
const whole = (values: Values, count: number, otherText: string): Values =>
  values.length === count && otherText.includes("*") ? ["*"] : values;

/** How far it is from `value` to the next of `values`, round the end of a field of `length` values. */
function distance(value: number, values: Values, length: number): number {
  const reached = values
    .map((one) => (one === "l" ? length : one))
    .find((one): one is number => typeof one === "number" && one >= value);
  if (reached !== undefined) return reached - value;
  const [first] = values;
  return (typeof first === "number" ? first : length) - value + length;
}

/** The next year of `values` from `year` on, if there is one. */
const yearFrom = (year: number, values: Values): number | undefined =>
  all(values) ? year : values.find((one): one is number => typeof one === "number" && one >= year);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** The first day from `date` on that is one of the nth weekdays of its month. */
function nthDay(date: Date, nthWeekdays: Search["nthWeekdays"]): number | undefined {
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const length = daysIn(year, month);
  const firstWeekday = new Date(Date.UTC(year, month, 1)).getUTCDay();
  const candidates = [...nthWeekdays].flatMap(([weekday, nths]) => {
    if (typeof weekday !== "number") return [];
    const first = 1 + ((weekday - firstWeekday + 7) % 7);
    const last = first + 7 * Math.floor((length - first) / 7);
    return [...nths].map((nth) => (nth === "l" ? last : first + 7 * (nth - 1)));
  });
  const left = candidates.filter((day) => day >= date.getUTCDate() && day <= length);
  return left.length === 0 ? undefined : Math.min(...left);
}

/** `date` moved to where its first field that does not fit may fit; itself when all fit; undefined when none can. */
function moved(date: Date, search: Search): Date | undefined {
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const day = date.getUTCDate();
  const hour = date.getUTCHours();
  const minute = date.getUTCMinutes();
  const second = date.getUTCSeconds();
  const length = daysIn(year, month);

  const wantedYear = yearFrom(year, search.year);
  if (wantedYear === undefined) return undefined;
  if (wantedYear !== year) return new Date(Date.UTC(wantedYear, 0, 1));

  const months = all(search.month) ? 0 : distance(month + 1, search.month, 12);
  if (months !== 0) return new Date(Date.UTC(year, month + months, 1));

  const isLast = search.day.includes("l") && day === length;
  const days = all(search.day) || isLast ? 0 : distance(day, search.day, length);
  // A day that this month lacks leads into the next one, past its first days: croniter misses those as well.
  if (days !== 0) return new Date(Date.UTC(year, month, day + days));

  if (search.nthWeekdays.size > 0) {
    const nth = nthDay(date, search.nthWeekdays);
    if (nth !== day) return new Date(Date.UTC(year, month, nth ?? length + 1));
  } else if (!all(search.weekday)) {
    const weekdays = distance(date.getUTCDay(), search.weekday, 7);
    if (weekdays !== 0) return new Date(Date.UTC(year, month, day + weekdays));
  }

  const hours = all(search.hour) ? 0 : distance(hour, search.hour, 24);
  if (hours !== 0) return new Date(Date.UTC(year, month, day, hour + hours));
  const minutes = all(search.minute) ? 0 : distance(minute, search.minute, 60);
  if (minutes !== 0) return new Date(Date.UTC(year, month, day, hour, minute + minutes));
  if (search.second === undefined) return new Date(Date.UTC(year, month, day, hour, minute));
  const seconds = all(search.second) ? 0 : distance(second, search.second, 60);
  return seconds === 0 ? date : new Date(Date.UTC(year, month, day, hour, minute, second + seconds));
}

function search(from: number, fields: Search): number | undefined {
  let date = new Date(from * 1000);
  const lastYear = date.getUTCFullYear() + furthest;
  while (date.getUTCFullYear() <= lastYear) {
    const next = moved(date, fields);
    if (next === undefined) return undefined;
    const settled =
      fields.second === undefined ? Math.floor(date.getTime() / 60_000) * 60_000 : date.getTime();
    if (next.getTime() === settled) return settled / 1000;
    date = next;
  }
  return undefined;
}

/**
 * Makes the function that finds the next firing after a time on the wall; both in seconds since 1970 as the wall's
 * clock shows them. It is undefined where none comes within 50 years, as croniter has it.
 *
 * @param words the fields as written, in lower case
 * @param dayOr a day of the month or of the week is enough, where neither is `*`
 */
export function cronNext(
  words: readonly string[],
  { values, nthWeekdays }: CronFields,
  dayOr: boolean,
): (after: number) => number | undefined {
  const [minute, hour, day, month, weekday, second, year] = values;
  const fields: Search = {
    minute: inOrder(minute),
    hour: inOrder(hour),
    day: whole(inOrder(day), 31, words[4] ?? ""),
    month: inOrder(month),
    weekday: whole(inOrder(weekday), 7, words[2] ?? ""),
    second: second === undefined ? undefined : inOrder(second),
    year: year === undefined || year.size === 130 ? ["*"] : inOrder(year),
    nthWeekdays,
  };
  const offset = second === undefined ? 60 : 1;
  if (!dayOr || all(fields.day) || all(fields.weekday)) return (after) => search(after + offset, fields);
  return (after) => {
    const byDay = search(after + offset, { ...fields, weekday: ["*"] });
    const byWeekday = search(after + offset, { ...fields, day: ["*"] });
    return byDay === undefined || byWeekday === undefined ? undefined : Math.min(byDay, byWeekday);
  };
}
