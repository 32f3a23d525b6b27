import { type RruleDate, rruleDate } from "./rrule-date";
import { accepted, doubtful, refused, type Verdict } from "./verdict";

/** The parts of one recurrence: `FREQ=WEEKLY;BYDAY=MO` is `{FREQ: "WEEKLY", BYDAY: "MO"}`. */
type Parts = ReadonlyMap<string, string>;

const frequencies = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** The values with which a list makes sense; the server stores others too, but they never come. */
const sensible: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ["BYSETPOS", (value) => value !== 0 && Math.abs(value) <= 366],
  ["BYMONTH", (value) => value >= 1 && value <= 12],
  ["BYMONTHDAY", (value) => value !== 0 && Math.abs(value) <= 31],
  ["BYYEARDAY", (value) => value !== 0 && Math.abs(value) <= 366],
  ["BYEASTER", (value) => Math.abs(value) <= 366],
  ["BYWEEKNO", (value) => value !== 0 && Math.abs(value) <= 53],
  ["BYHOUR", (value) => value >= 0 && value <= 23],
  ["BYMINUTE", (value) => value >= 0 && value <= 59],
  ["BYSECOND", (value) => value >= 0 && value <= 59],
]);

/** Python's `int`: digits with single underscores between them. */
const integer = /^[+-]?\d+(_\d+)*$/;
const toInteger = (text: string): number | undefined =>
  integer.test(text) ? Number(text.replaceAll("_", "")) : undefined;

const known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYWEEKDAY", ...sensible.keys()];

function isWeekday(text: string): boolean {
  // `MO(+1)`: dateutil's own form. Its parser drops whatever the last character is.
  const [named = "", ordinal] = text.split("(");
  if (ordinal !== undefined) {
    const number = toInteger(ordinal.slice(0, -1));
    return weekdays.includes(named) && number !== undefined && number !== 0;
  }
  const match = /^([+\-0-9]*)([A-Z]{2})$/.exec(text);
  if (match === null || !weekdays.includes(match[2] ?? "")) return false;
  return match[1] === "" || (toInteger(match[1] ?? "") ?? 0) !== 0;
}

const numbersOf = (parts: Parts, name: string): number[] | undefined =>
  parts
    .get(name)
    ?.split(",")
    .flatMap((text) => toInteger(text) ?? []);

/** What is wrong with one part, if the server certainly refuses it. */
function partProblem(name: string, value: string): string | undefined {
  const written = `${name}=${value}`;
  if (!known.includes(name)) return `${JSON.stringify(name)} is not a part of a rule`;
  if (name === "FREQ" && !frequencies.includes(value)) {
    return `${written} is not one of ${frequencies.join(", ")}`;
  }
  if (name === "WKST" && !weekdays.includes(value)) return `${written} is not one of ${weekdays.join(", ")}`;
  if ((name === "INTERVAL" || name === "COUNT") && toInteger(value) === undefined) {
    return `${written} is not a whole number`;
  }
  if (name === "BYDAY" || name === "BYWEEKDAY") {
    return value.split(",").every(isWeekday)
      ? undefined
      : `${written} is not a list of weekdays such as MO, -1FR`;
  }
  if (name === "UNTIL" && rruleDate(value) === "impossible")
    return `${written} is a date that does not exist`;
  const fits = sensible.get(name);
  if (fits === undefined) return undefined;
  const numbers = value.split(",").map(toInteger);
  if (numbers.includes(undefined)) return `${written} is not a list of whole numbers`;
  return name === "BYSETPOS" && numbers.some((number) => number !== undefined && !fits(number))
    ? `${written} holds a position other than 1 to 366 and -366 to -1`
    : undefined;
}

/** `FREQ=HOURLY;BYHOUR=…` and its like must meet a step of the interval. */
const stepped = [
  { frequency: "HOURLY", list: "BYHOUR", base: 24, unit: "hour" },
  { frequency: "MINUTELY", list: "BYMINUTE", base: 60, unit: "minute" },
  { frequency: "SECONDLY", list: "BYSECOND", base: 60, unit: "second" },
] as const;

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Of an interval that shares a factor with the round of its clock, only some values of the list are ever met. */
function meetsSteps(parts: Parts, start: RruleDate | undefined): Verdict {
  const step = stepped.find(({ frequency }) => frequency === parts.get("FREQ"));
  const values = step === undefined ? undefined : numbersOf(parts, step.list);
  if (step === undefined || values === undefined) return accepted;
  const interval = toInteger(parts.get("INTERVAL") ?? "1") ?? 1;
  if (!Number.isSafeInteger(interval))
    return doubtful(`INTERVAL=${parts.get("INTERVAL")} is out of all proportion.`);
  const factor = divisor(step.base, Math.abs(interval));
  const residue = (value: number) => ((value % factor) + factor) % factor;
  const met = new Set(values.map(residue));
  if (met.size === factor) return accepted;
  const problem = `${step.list}=${parts.get(step.list)} may never be met with INTERVAL=${interval}`;
  if (typeof start !== "object" || !start.certain) {
    return doubtful(`${problem}: that depends on the ${step.unit} of DTSTART.`);
  }
  return met.has(residue(start[step.unit]))
    ? accepted
    : refused(`${problem}, since DTSTART is at ${step.unit} ${start[step.unit]}.`);
}

/** Whether the server computes a recent DTSTART for a rule without one, dividing by its interval. */
const movesStart = (parts: Parts): boolean =>
  ["MINUTELY", "SECONDLY"].includes(parts.get("FREQ") ?? "") && !parts.has("COUNT");

/** What a server stores although its scheduler then fails, or never finds a date. */
function storedInVain(parts: Parts): string | undefined {
  const interval = toInteger(parts.get("INTERVAL") ?? "1") ?? 1;
  if (interval < 1) return `INTERVAL=${interval} is less than 1`;
  for (const [name, fits] of sensible) {
    const odd = numbersOf(parts, name)?.find((number) => !fits(number));
    if (odd !== undefined) return `${name} holds ${odd}, which never comes`;
  }
  return undefined;
}

/** The surrounding of a recurrence. `start` is its DTSTART, undefined where there is none. */
export type Surrounding = {
  readonly start: RruleDate | undefined;
  /** Whether DTSTART has a time zone; undefined where that is not certain. */
  readonly startAware: boolean | undefined;
  /** The only recurrence, with nothing added or excluded. */
  readonly alone: boolean;
};

function untilVerdict(until: string | undefined, { start, startAware }: Surrounding): Verdict {
  if (until === undefined) return accepted;
  const date = rruleDate(until);
  if (typeof date !== "object" || !date.certain) {
    return doubtful(`UNTIL=${until} is not a date in the form 20300101T000000.`);
  }
  if (start === undefined) {
    return date.aware
      ? doubtful(
          `UNTIL=${until} has a time zone, and there is no DTSTART: a server stores this, but its scheduler fails on it. Leave the Z out, or add a DTSTART that ends with Z.`,
        )
      : accepted;
  }
  if (startAware === undefined)
    return doubtful(`Whether DTSTART has a time zone, as UNTIL must then have, is not clear.`);
  if (startAware === date.aware) return accepted;
  return refused(
    startAware
      ? `UNTIL=${until} has no time zone, but DTSTART has one: both or neither need it. Write UNTIL in UTC, with a Z at its end.`
      : `UNTIL=${until} has a time zone, but DTSTART has none: both or neither need it.`,
  );
}

/**
 * Judges one recurrence, `FREQ=…;…`, in upper case. The reason speaks of the recurrence alone.
 * Source: `dateutil.rrule.rrulestr`, and Prefect's `normalize_rrule_string`.
 */
export function recurrence(text: string, surrounding: Surrounding): Verdict {
  let value = text;
  const pieces = text.split(":");
  if (pieces.length > 1) {
    if (pieces.length > 2 || pieces[0] !== "RRULE")
      return refused(`${JSON.stringify(pieces[0])} is not a property.`);
    value = pieces[1] ?? "";
  }
  const parts = new Map<string, string>();
  for (const pair of value.split(";")) {
    const [name = "", content, ...more] = pair.split("=");
    if (content === undefined || more.length > 0) {
      return refused(`${JSON.stringify(pair)} is not a part such as INTERVAL=2.`);
    }
    const problem = partProblem(name, content);
    if (problem !== undefined) return refused(`${problem}.`);
    parts.set(name, content);
  }
  const frequency = parts.get("FREQ");
  if (frequency === undefined) return refused("It has no FREQ.");

  const clock = ["BYHOUR", "BYMINUTE", "BYSECOND"].find((name) =>
    numbersOf(parts, name)?.some((number) => !(sensible.get(name)?.(number) ?? true)),
  );
  if (clock !== undefined && frequencies.indexOf(frequency) < frequencies.indexOf("HOURLY")) {
    return refused(`${clock}=${parts.get(clock)} goes beyond the clock.`);
  }
  const verdicts = [untilVerdict(parts.get("UNTIL"), surrounding), meetsSteps(parts, surrounding.start)];
  const worst =
    verdicts.find(({ verdict }) => verdict === "refused") ??
    verdicts.find(({ verdict }) => verdict === "doubtful");
  if (worst !== undefined) return worst;
  const { alone, start } = surrounding;
  if (toInteger(parts.get("INTERVAL") ?? "1") === 0 && alone && start === undefined && movesStart(parts)) {
    return refused("INTERVAL=0 is less than 1.");
  }
  const vain = storedInVain(parts);
  return vain === undefined
    ? accepted
    : doubtful(`${vain}: a server stores this, but its scheduler fails on it or finds no date.`);
}
