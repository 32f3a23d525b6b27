/**
 * A date in an rrule as the server's parser reads it. `certain` is false where the text is not in one of the forms
 * below: the parser takes much that is hardly a date.
 */
export type RruleDate =
  | {
      readonly certain: true;
      readonly aware: boolean;
      /** The date as written, whatever its time zone: seconds from 1970-01-01T00:00 as a clock on the wall counts. */
      readonly wall: number;
      readonly hour: number;
      readonly minute: number;
      readonly second: number;
    }
  | { readonly certain: false }
  | "impossible";

/** `20300101`, `20300101T093000`, `20300101T093000Z`, `20300101T093000+0200`. */
const compact = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z|[+-]\d{4})?)?$/;

/** The same with hyphens and colons. */
const extended = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:?\d\d)?)?$/;

/** A word that is no month, weekday or unit: `TOMORROW`. */
const isOtherWord = (text: string): boolean =>
  /^[A-Z]{6,}$/.test(text) && !/^(AUGUST|SECONDS?|MINUTES?)$|DAY$|BER$|UARY$/.test(text);

/** Reads an upper-case date. */
export function rruleDate(text: string): RruleDate {
  const match = compact.exec(text) ?? extended.exec(text);
  if (match === null) return isOtherWord(text) ? "impossible" : { certain: false };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const lastDay = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const possible =
    year >= 1000 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= (month === 2 && !leap ? 28 : lastDay) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  if (possible) {
    const wall = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
    return { certain: true, aware: match[7] !== undefined, wall, hour, minute, second };
  }
  // With hyphens the parser tries other orders of day and month; years below 1000 it reads in ways of its own.
  return compact.test(text) && year >= 1000 ? "impossible" : { certain: false };
}
