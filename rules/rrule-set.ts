import { pythonWords } from "./python-words";
import { rruleDate } from "./rrule-date";
import { longestPause, rruleDates } from "./rrule-dates";
import { type Recurrence, readRecurrence } from "./rrule-parts";

/** What Prefect takes for the DTSTART of a rule without one. */
const defaultStart = Date.UTC(2020, 0, 1) / 1000;

/** A rule, read. Dates are seconds since 1970-01-01T00:00 by the clock on the wall: Prefect drops their zones. */
export interface RruleSet {
  readonly start: number;
  readonly rules: readonly Recurrence[];
  readonly exclusions: readonly Recurrence[];
  readonly dates: readonly number[];
  readonly excludedDates: readonly number[];
}

const readDates = (value: string): number[] | undefined => {
  const dates = value.split(",").map(rruleDate);
  const walls = dates.flatMap((date) => (typeof date === "object" && date.certain ? [date.wall] : []));
  return walls.length === dates.length ? walls : undefined;
};

/** Does an interval that shares a factor with the round of its clock ever meet the list? */
const meets = ({ frequency, interval, list }: Recurrence, start: number): boolean =>
  clocks.every((clock) => {
    const values = clock.frequency === frequency ? list(clock.list) : undefined;
    const factor = divisor(clock.round, interval);
    const from = Math.floor(start / clock.seconds);
    return (
      values?.some((value) => value >= 0 && value < clock.round && (from - value) % factor === 0) ?? true
    );
  });

const clocks = [
  { frequency: "HOURLY", list: "BYHOUR", round: 24, seconds: 3600 },
  { frequency: "MINUTELY", list: "BYMINUTE", round: 60, seconds: 60 },
  { frequency: "SECONDLY", list: "BYSECOND", round: 60, seconds: 1 },
] as const;

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const readable = ({ until, interval }: Recurrence, starts: boolean): boolean =>
  Number.isSafeInteger(interval) &&
  interval >= 1 &&
  (until === undefined || (typeof until === "object" && until.certain && (starts || !until.aware)));

/**
 * Reads a rule that a server stores; undefined where its scheduler fails on it, or where a date in it is in a form that
 * only the server can read.
 */
export function readRruleSet(rule: string): RruleSet | undefined {
  const rules: Recurrence[] = [];
  const exclusions: Recurrence[] = [];
  const dates: number[] = [];
  const excludedDates: number[] = [];
  let start = defaultStart;
  let starts = false;
  for (const line of pythonWords(rule.toUpperCase())) {
    const colon = line.indexOf(":");
    const [name] = colon === -1 ? ["RRULE"] : line.slice(0, colon).split(";");
    const value = line.slice(colon + 1);
    if (name === "RRULE" || name === "EXRULE") {
      const recurrence = readRecurrence(value);
      if (recurrence === undefined) return undefined;
      (name === "RRULE" ? rules : exclusions).push(recurrence);
      continue;
    }
    const read = readDates(value);
    if (read === undefined) return undefined;
    if (name === "DTSTART") {
      start = read[0] ?? start;
      starts = true;
    } else (name === "RDATE" ? dates : excludedDates).push(...read);
  }
  if (![...rules, ...exclusions].every((one) => readable(one, starts) && meets(one, start))) return undefined;
  return { start, rules, exclusions, dates, excludedDates };
}

/** The distinct dates of several ascending streams, ascending. */
function* merged(streams: readonly Iterable<number>[]): Generator<number> {
  const heads = streams.flatMap((stream) => {
    const iterator = stream[Symbol.iterator]();
    const { value, done } = iterator.next();
    return done === true ? [] : [{ iterator, date: value }];
  });
  let last: number | undefined;
  while (heads.length > 0) {
    const head = heads.reduce((least, one) => (one.date < least.date ? one : least));
    if (head.date !== last) yield head.date;
    last = head.date;
    const { value, done } = head.iterator.next();
    if (done === true) heads.splice(heads.indexOf(head), 1);
    else head.date = value;
  }
}

/** The dates of a whole rule, less what it excludes, ascending; those before `from` may be left out. */
export function* rruleSetDates(set: RruleSet, from: number): Generator<number> {
  const sorted = (dates: readonly number[]) => [...dates].sort((a, b) => a - b);
  const stream = (recurrence: Recurrence) => rruleDates(recurrence, set.start, from);
  const exclusions = merged([sorted(set.excludedDates), ...set.exclusions.map(stream)]);
  let excluded = exclusions.next();
  let reached = Math.max(from, set.start);
  for (const date of merged([sorted(set.dates), ...set.rules.map(stream)])) {
    while (excluded.done !== true && excluded.value < date) excluded = exclusions.next();
    if (excluded.done === true || excluded.value !== date) {
      reached = Math.max(reached, date);
      yield date;
    } else if (date > reached + longestPause) return;
  }
}
