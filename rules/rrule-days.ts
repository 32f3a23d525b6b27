import type { Recurrence } from "./rrule-parts";

/** Days are counted from 1970-01-01, which is 0. */
export const dayOf = (year: number, month: number, day: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime() / 86_400_000;
};

export const dateOf = (day: number): Date => new Date(day * 86_400_000);

/** From Monday, which is 0. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

const modulo = (a: number, b: number): number => ((a % b) + b) % b;

const lengthOf = (year: number): number => dayOf(year + 1, 0, 1) - dayOf(year, 0, 1);

/** Easter Sunday of the western churches. */
function easter(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const moon = modulo(
    century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15,
    30,
  );
  const full =
    moon - Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11));
  const week = modulo(year + Math.floor(year / 4) + full + 2 - century + Math.floor(century / 4), 7);
  return dayOf(year, 2, 28 + full - week);
}

/** Which days of `year`, counted from its first, are in the weeks of BYWEEKNO. */
function daysOfWeeks(year: number, weeks: readonly number[], weekStart: number): ReadonlySet<number> {
  const days = new Set<number>();
  const firstWeekday = weekdayOf(dayOf(year, 0, 1));
  const length = lengthOf(year);
  const untilWeekStart = modulo(weekStart - firstWeekday, 7);
  // A week belongs to the year that has four of its days.
  const startsBefore = untilWeekStart >= 4;
  const firstWeek = startsBefore ? 0 : untilWeekStart;
  const counted = startsBefore ? length + modulo(firstWeekday - weekStart, 7) : length - firstWeek;
  const count = Math.floor(counted / 7) + Math.floor((counted % 7) / 4);
  const startOf = (week: number) =>
    firstWeek + (week - 1) * 7 - (startsBefore && week > 1 ? 7 - untilWeekStart : 0);
  const add = (start: number) => {
    let day = start;
    do days.add(day++);
    while (day < start + 7 && modulo(firstWeekday + day, 7) !== weekStart);
  };

  for (const week of weeks) {
    const number = week < 0 ? week + count + 1 : week;
    if (number > 0 && number <= count) add(startOf(number));
  }
  if (weeks.includes(1)) {
    const next = firstWeek + count * 7 - (startsBefore ? 7 - untilWeekStart : 0);
    if (next < length) add(next);
  }
  if (
    firstWeek > 0 &&
    weeks.includes(weeks.includes(-1) ? -1 : weeksOfYearBefore(year, firstWeek, weekStart))
  ) {
    for (let day = 0; day < firstWeek; day += 1) days.add(day);
  }
  return days;
}

/** How many weeks dateutil counts in the year before one whose first week starts at day `firstWeek`. */
function weeksOfYearBefore(year: number, firstWeek: number, weekStart: number): number {
  const firstWeekday = weekdayOf(dayOf(year - 1, 0, 1));
  const days =
    modulo(weekStart - firstWeekday, 7) >= 4
      ? lengthOf(year - 1) + modulo(firstWeekday - weekStart, 7)
      : lengthOf(year) - firstWeek;
  return 52 + Math.floor((days % 7) / 4);
}

/** The days from `first` to before `end` that are the nth of their weekday there. */
function nthWeekdays(
  first: number,
  end: number,
  wanted: readonly { readonly day: number; readonly n: number }[],
): number[] {
  return wanted
    .map(({ day, n }) =>
      n < 0
        ? end - 1 - modulo(weekdayOf(end - 1) - day, 7) + (n + 1) * 7
        : first + modulo(day - weekdayOf(first), 7) + (n - 1) * 7,
    )
    .filter((day) => day >= first && day < end);
}

/** What a recurrence says of days; a list that is undefined allows all. */
export interface DayRules {
  readonly months: readonly number[] | undefined;
  readonly weeks: readonly number[] | undefined;
  readonly weekdays: readonly number[] | undefined;
  readonly nthWeekdays: readonly { readonly day: number; readonly n: number }[] | undefined;
  readonly easters: readonly number[] | undefined;
  readonly monthDays: readonly number[] | undefined;
  readonly yearDays: readonly number[] | undefined;
}

const some = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

/** What a recurrence that starts at `start` says of days: of those lists that are not written, some follow from it. */
export function dayRules(recurrence: Recurrence, start: Date): DayRules {
  const { frequency, weekdays } = recurrence;
  const months = recurrence.list("BYMONTH");
  const weeks = recurrence.list("BYWEEKNO");
  const yearDays = recurrence.list("BYYEARDAY");
  const monthDays = recurrence.list("BYMONTHDAY");
  const easters = recurrence.list("BYEASTER");
  const hasNth = frequency === "YEARLY" || frequency === "MONTHLY";
  const nth = weekdays?.flatMap(({ day, n }) => (hasNth && n !== undefined ? [{ day, n }] : []));
  const plain = weekdays?.flatMap(({ day, n }) => (hasNth && n !== undefined ? [] : [day]));
  const silent = [weeks, yearDays, monthDays, weekdays, easters].every((list) => list === undefined);
  return {
    months: months ?? (silent && frequency === "YEARLY" ? [start.getUTCMonth() + 1] : undefined),
    weeks,
    weekdays: some(plain) ?? (silent && frequency === "WEEKLY" ? [(start.getUTCDay() + 6) % 7] : undefined),
    nthWeekdays: some(nth),
    easters,
    // A zero is no day at all: alone it leaves the days free.
    monthDays:
      some(monthDays?.filter((day) => day !== 0)) ?? (silent && hasNth ? [start.getUTCDate()] : undefined),
    yearDays,
  };
}

/**
 * Makes the function that says whether a day fits. `frame` is the year that the period under way belongs to: weeks
 * and Easter are counted in it, also for the first days of the next.
 */
export function dayFilter(
  rules: DayRules,
  frequency: Recurrence["frequency"],
  weekStart: number,
): (day: number, frame: number) => boolean {
  const weeks = perYear((year) => daysOfWeeks(year, rules.weeks ?? [], weekStart));
  const easters = perYear((year) => {
    const first = dayOf(year, 0, 1);
    return new Set(rules.easters?.map((offset) => easter(year) + offset - first));
  });
  const nth = perYear((year) => {
    const wanted = rules.nthWeekdays ?? [];
    const inMonth = (month: number) => nthWeekdays(dayOf(year, month - 1, 1), dayOf(year, month, 1), wanted);
    const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const days =
      frequency === "MONTHLY"
        ? allMonths.flatMap(inMonth)
        : (rules.months?.filter((month) => allMonths.includes(month)).flatMap(inMonth) ??
          nthWeekdays(dayOf(year, 0, 1), dayOf(year + 1, 0, 1), wanted));
    return new Set(days);
  });
  const { months, weekdays, monthDays, yearDays } = rules;

  return (day, frame) => {
    const date = dateOf(day);
    const year = date.getUTCFullYear();
    const month = date.getUTCMonth();
    if (months !== undefined && !months.includes(month + 1)) return false;
    if (weekdays !== undefined && !weekdays.includes(weekdayOf(day))) return false;
    if (monthDays !== undefined) {
      const fromEnd = day - dayOf(year, month + 1, 1);
      if (!monthDays.includes(date.getUTCDate()) && !monthDays.includes(fromEnd)) return false;
    }
    if (yearDays !== undefined) {
      const fromStart = day - dayOf(year, 0, 1) + 1;
      if (!yearDays.includes(fromStart) && !yearDays.includes(day - dayOf(year + 1, 0, 1))) return false;
    }
    if (rules.nthWeekdays !== undefined && !nth(frame).has(day)) return false;
    const inFrame = () => day - dayOf(frame, 0, 1);
    if (rules.weeks !== undefined && !weeks(frame).has(inFrame())) return false;
    return rules.easters === undefined || easters(frame).has(inFrame());
  };
}

function perYear(make: (year: number) => ReadonlySet<number>): (year: number) => ReadonlySet<number> {
  let made: { readonly year: number; readonly days: ReadonlySet<number> } | undefined;
  return (year) => {
    if (made?.year !== year) made = { year, days: make(year) };
    return made.days;
  };
}
