import type { CronFields, CronValue } from "./cron-fields";

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const allMonths = daysInMonth.map((_, index) => index + 1);

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The scheduler looks no further ahead, in years. */
const furthest = 50;

/** The numbers among `values`, or undefined where all are allowed. */
const numbers = (values: ReadonlySet<CronValue> | undefined): number[] | undefined =>
  values === undefined || values.has("*")
    ? undefined
    : [...values].filter((value) => typeof value === "number");

/** Whether `day` can be the nth such weekday of its month. */
const canBeNth = (day: number, nth: number | "l"): boolean =>
  nth === "l" ? day >= 22 : Math.ceil(day / 7) === nth;

/**
 * Whether no date from `now` on fits: 30 February, a year that is past or too far off, 29 February of a common year, the first Monday
 * on a 31st. A weekday beside such a date does not help: croniter looks for the date as well, and fails.
 */
export function cronNeverFires({ values, nthWeekdays }: CronFields, now: Date): boolean {
  const thisYear = now.getUTCFullYear();
  const years = numbers(values[6])?.filter((year) => year >= thisYear && year <= thisYear + furthest);
  if (years?.length === 0) return true;

  const days = values[2];
  if (days === undefined || days.has("*")) return false;
  const ordinals = [...nthWeekdays.values()].flatMap((nths) => [...nths]);
  const longFebruary = years?.some(isLeap) ?? true;

  const comes = (day: number) => ordinals.length === 0 || ordinals.some((nth) => canBeNth(day, nth));
  return !(numbers(values[3]) ?? allMonths).some((month) => {
    const last = month === 2 && !longFebruary ? 28 : (daysInMonth[month - 1] ?? 0);
    return [...days].some((day) =>
      day === "l"
        ? comes(last) || (month === 2 && comes(28))
        : typeof day === "number" && day <= last && comes(day),
    );
  });
}
