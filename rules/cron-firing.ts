import type { CronFields, CronValue } from "./cron-fields";

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const numbers = (values: ReadonlySet<CronValue> | undefined): number[] | "all" => {
  if (values === undefined || values.has("*")) return "all";
  return [...values].filter((value) => typeof value === "number");
};

/** Whether no date from `now` on fits: 30 February, a year that is past, 29 February of a common year. */
export function cronNeverFires({ values, nthWeekdays }: CronFields, now: Date): boolean {
  const years = numbers(values[6]);
  const coming = years === "all" ? "all" : years.filter((year) => year >= now.getUTCFullYear());
  if (coming !== "all" && coming.length === 0) return true;

  const days = values[2];
  const months = numbers(values[3]);
  // A restricted weekday fires whatever the day of month says.
  const weekdays = values[4];
  if (nthWeekdays.size > 0 || (weekdays !== undefined && !weekdays.has("*"))) return false;
  if (days === undefined || days.has("*") || days.has("l") || months === "all") return false;

  const first = Math.min(...[...days].filter((value) => typeof value === "number"));
  return months.every((month) => {
    const longest =
      month === 2 && coming !== "all" && !coming.some(isLeap) ? 28 : (daysInMonth[month - 1] ?? 0);
    return first > longest;
  });
}
