import { type RruleDate, rruleDate } from "./rrule-date";

export const frequencies = [
  "YEARLY",
  "MONTHLY",
  "WEEKLY",
  "DAILY",
  "HOURLY",
  "MINUTELY",
  "SECONDLY",
] as const;
export type Frequency = (typeof frequencies)[number];

/** From Monday, which is 0. */
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** One recurrence, read: lists that are not written are undefined. */
export interface Recurrence {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | undefined;
  readonly until: RruleDate | undefined;
  /** The first day of a week, from Monday, which is 0. */
  readonly weekStart: number;
  /** `n` is which of the month or year; undefined: each. */
  readonly weekdays: readonly { readonly day: number; readonly n: number | undefined }[] | undefined;
  list(name: ListName): readonly number[] | undefined;
}

export type ListName =
  | "BYSETPOS"
  | "BYMONTH"
  | "BYMONTHDAY"
  | "BYYEARDAY"
  | "BYEASTER"
  | "BYWEEKNO"
  | "BYHOUR"
  | "BYMINUTE"
  | "BYSECOND";

/** Python's `int`: digits with single underscores between them. */
const toInteger = (text: string): number => Number(text.replaceAll("_", ""));

function readWeekday(text: string): { day: number; n: number | undefined } {
  const [, before = "", name = "", within = ""] = /^([+-]?[\d_]*)([A-Z]{2})(?:\((.*).)?$/.exec(text) ?? [];
  const n = toInteger(before === "" ? within : before);
  return { day: weekdays.indexOf(name), n: before === "" && within === "" ? undefined : n };
}

/** Reads `FREQ=…;…`, in upper case, that the rules take for well-formed. */
export function readRecurrence(text: string): Recurrence | undefined {
  const parts = new Map<string, string>();
  for (const pair of text.replace(/^RRULE:/, "").split(";")) {
    const [name = "", value = ""] = pair.split("=");
    // One and the same part by two names: the later one counts.
    parts.set(name === "BYWEEKDAY" ? "BYDAY" : name, value);
  }
  const frequency = frequencies.find((name) => name === parts.get("FREQ"));
  if (frequency === undefined) return undefined;
  const number = (name: string): number | undefined => {
    const value = parts.get(name);
    return value === undefined ? undefined : toInteger(value);
  };
  const until = parts.get("UNTIL");
  const weekStart = weekdays.indexOf(parts.get("WKST") ?? "MO");
  return {
    frequency,
    interval: number("INTERVAL") ?? 1,
    count: number("COUNT"),
    until: until === undefined ? undefined : rruleDate(until),
    weekStart,
    weekdays: parts.get("BYDAY")?.split(",").map(readWeekday),
    list: (name) => parts.get(name)?.split(",").map(toInteger),
  };
}
