/** One value of a field: a number, `*` for all of them, or `l` for the last day of the month. */
export type CronValue = number | "*" | "l";

export type CronFields = {
  /** The values of each field, in the order of the expression: minute, hour, day, month, weekday, second, year. */
  readonly values: readonly ReadonlySet<CronValue>[];
  /** Weekdays meant as the nth, or (`l`) the last, of the month. */
  readonly nthWeekdays: ReadonlyMap<CronValue, ReadonlySet<number | "l">>;
  /** A field is drawn at random, as `R(0-30)` is. */
  readonly random: boolean;
};

/** `problem` is a sentence on the first field that is wrong. */
type Problem = { readonly problem: string };

type Field = {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names: ReadonlyMap<string, number | "l">;
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const noNames = new Map<string, number>();

const minute: Field = { name: "minute", low: 0, high: 59, names: noNames };
const hour: Field = { name: "hour", low: 0, high: 23, names: noNames };
const day: Field = { name: "day of month", low: 1, high: 31, names: new Map([["l", "l"]]) };
const month: Field = {
  name: "month",
  low: 1,
  high: 12,
  names: new Map(months.map((name, index) => [name, index + 1])),
};
const weekday: Field = {
  name: "day of week",
  low: 0,
  high: 6,
  names: new Map(weekdays.map((name, index) => [name, index])),
};
const second: Field = { name: "second", low: 0, high: 59, names: noNames };
const year: Field = { name: "year", low: 1970, high: 2099, names: noNames };

const fieldsInOrder = [minute, hour, day, month, weekday, second, year];

const digits = /^\d+$/;
const range = /^([^-]+)-([^-/]+)(?:\/(\d+))?$/;

/** `mon#2`, `mon-wed#2`, `5#2`: the nth weekday of the month. `l5`: the last. */
const nthWeekday = new RegExp(
  `^(?:((?:${weekdays.join("|")})(?:-(?:${weekdays.join("|")}))?|\\w+)#|l)(\\d+)$`,
);

/** `r`, `r(0-30)`, `r/5`, `r(0-30)/5`, and the same with `h`. */
const hashed = /^([hr])(?:\((\d+)-(\d+)\))?(?:\/(\d+))?$/;

/** 0 is Sunday, and 7 as well; day 0 is taken for 1. Which of these holds depends on the number of fields. */
function numberAlias(value: number, field: Field, fieldCount: number): number {
  if (field === weekday && value === 7 && fieldCount === 5) return 0;
  if (field === day && value === 0 && fieldCount === 6) return 1;
  return value;
}

const problemIn = (field: Field, expression: string, why: string): Problem => ({
  problem: `the ${field.name} ${JSON.stringify(expression)} ${why}.`,
});

const beyond = (field: Field, expression: string): Problem =>
  problemIn(field, expression, `goes beyond ${field.low} to ${field.high}`);

const steps = (from: number, to: number, step: number): number[] => {
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
};

/** The values from `low` round the end of the field to `high`: `fri-mon`, `nov-feb`. */
function wrapped(field: Field, low: number, high: number, step: number): number[] {
  const upper = steps(low, field.high, step);
  const skipped = field.high - (upper.at(-1) ?? low);
  const start = skipped + 1 < step && skipped < step ? field.low + step - skipped : field.low;
  return [...upper, ...steps(start, high, step)];
}

/** The numbers that `low-high/step` stands for, or a problem. */
function rangeValues(
  field: Field,
  element: string,
  [, lowText = "", highText = "", stepText = "1"]: readonly string[],
  fieldCount: number,
): number[] | Problem {
  const bound = (text: string): number | "l" | undefined =>
    digits.test(text) ? Number(text) : field.names.get(text);
  const rawLow = bound(lowText);
  const rawHigh = field === day && highText === "l" ? field.high : bound(highText);
  if (typeof rawLow !== "number" || typeof rawHigh !== "number") {
    return problemIn(field, element, "is not a range of its values");
  }
  const step = Number(stepText);
  if (step === 0) return problemIn(field, element, "has a step of 0");

  const low = numberAlias(rawLow, field, fieldCount);
  const high = numberAlias(rawHigh, field, fieldCount);
  if (Math.max(low, high) > field.high) return beyond(field, element);

  const values =
    low > high
      ? wrapped(field, low, high, step)
      : low === high
        ? steps(field.low, field.high, step) // A range from a value to itself is the whole round.
        : steps(low, high, step);
  return values.some((value) => value < field.low) ? beyond(field, element) : values;
}

/** The values of one element of a comma-separated list, or a problem. */
function elementValues(field: Field, element: string, fieldCount: number): CronValue[] | Problem {
  const match =
    range.exec(element.replace(/^\*(\/.+)$/, `${field.low}-${field.high}$1`)) ??
    range.exec(element.replace(/^(.+)\/(.+)$/, `$1-${field.high}/$2`));
  if (match !== null) return rangeValues(field, element, match, fieldCount);

  if (element === "*") return ["*"];
  const value = digits.test(element) ? Number(element) : field.names.get(element);
  if (value === undefined) return problemIn(field, element, "is not one of its values");
  if (value === "l") return ["l"];
  const number = numberAlias(value, field, fieldCount);
  return number < field.low || number > field.high ? beyond(field, element) : [number];
}

/** Splits `mon#2` and `l5` into the weekday and which of the month it is. */
function splitNth(element: string): { weekday: string; nth?: number | "l" } | Problem {
  const match = nthWeekday.exec(element);
  if (match === null) return { weekday: element };
  const [, named, number = ""] = match;
  if (named === undefined) return { weekday: number, nth: "l" };
  if (Number(number) < 1 || Number(number) > 5) {
    return problemIn(weekday, element, "needs a number from 1 to 5 after the #");
  }
  return { weekday: named, nth: Number(number) };
}

/** Whether the whole field is drawn at random; hashed ones are refused. */
function hashing(field: Field, expression: string): "random" | "no" | Problem {
  const match = hashed.exec(expression);
  if (match === null) return "no";
  const [, kind, begin, end, divisor] = match;
  if (kind === "h") return problemIn(field, expression, "is hashed, which Prefect does not support");
  if (expression === "r") return problemIn(field, expression, "is random, which Prefect does not support");
  if (begin !== undefined && end !== undefined && Number(begin) >= Number(end)) {
    return problemIn(field, expression, "has a range that ends before it begins");
  }
  if (divisor !== undefined && Number(divisor) === 0) return problemIn(field, expression, "has a step of 0");
  return "random";
}

/**
 * Reads the five to seven lower-case fields of a cron expression as croniter does.
 * Source: `croniter.expand`, as vendored by Prefect.
 */
export function cronFields(fields: readonly string[]): CronFields | Problem {
  const values: ReadonlySet<CronValue>[] = [];
  const nthWeekdays = new Map<CronValue, Set<number | "l">>();
  let random = false;

  for (const [index, field] of fieldsInOrder.slice(0, fields.length).entries()) {
    const expression = fields[index] ?? "";
    const drawn = hashing(field, expression);
    if (typeof drawn === "object") return drawn;
    if (drawn === "random") {
      random = true;
      values.push(new Set(["*"]));
      continue;
    }
    if (expression === "?" && (field === day || field === weekday)) {
      values.push(new Set(["*"]));
      continue;
    }
    const set = new Set<CronValue>();
    for (const element of expression.split(",")) {
      const split = field === weekday ? splitNth(element) : { weekday: element };
      if ("problem" in split) return split;
      const found = elementValues(field, split.weekday, fields.length);
      if ("problem" in found) return found;
      for (const value of found) {
        set.add(value);
        if ("nth" in split && split.nth !== undefined) {
          nthWeekdays.set(value, (nthWeekdays.get(value) ?? new Set()).add(split.nth));
        }
      }
    }
    values.push(set);
  }

  const weekdayValues = values[4] ?? new Set<CronValue>();
  const literal = [...weekdayValues].filter((value) => value !== "*" && !nthWeekdays.has(value));
  if (nthWeekdays.size > 0 && literal.length > 0 && weekdayValues.size !== 7) {
    return problemIn(weekday, fields[4] ?? "", "mixes whole weekdays with the nth of a month");
  }
  return { values, nthWeekdays, random };
}
