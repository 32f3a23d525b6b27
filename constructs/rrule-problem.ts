/**
 * Why a Prefect server would refuse a recurrence rule; undefined when it may take it.
 *
 * It takes RFC 5545 rules in any case of letters: `FREQ=DAILY;INTERVAL=2`, with or without `RRULE:`, several
 * lines with DTSTART, RRULE, RDATE, EXRULE and EXDATE. Dates are left to the server.
 */
export function rruleProblem(rrule: string): string | undefined {
  const length = [...rrule].length;
  if (length > maxLength) return `it has ${length} characters, and at most ${maxLength} are taken`;
  const lines = rrule
    .toUpperCase()
    .split(/\s+/)
    .filter((line) => line !== "");
  if (lines.length === 0) return "it is empty";
  let rules = 0;
  for (const line of lines) {
    const colon = line.indexOf(":");
    const property = colon < 0 ? "RRULE" : (line.slice(0, colon).split(";")[0] ?? "");
    if (!properties.has(property)) return `"${property}" is none of ${[...properties].join(", ")}`;
    if (property !== "DTSTART") rules += 1;
    if (property !== "RRULE" && property !== "EXRULE") continue;
    const problem = ruleProblem(line.slice(colon + 1));
    if (problem) return problem;
  }
  return rules === 0 ? "it has no RRULE" : undefined;
}

const maxLength = 6500;
const properties: ReadonlySet<string> = new Set(["DTSTART", "RRULE", "RDATE", "EXRULE", "EXDATE"]);

/** As Python reads them: `1_000` is one. */
const integer = /^[+-]?\d+(_\d+)*$/;
const integers = /^[+-]?\d+(_\d+)*(,[+-]?\d+(_\d+)*)*$/;
const weekday = "(MO|TU|WE|TH|FR|SA|SU)";
const days = new RegExp(`^${oneDay()}(,${oneDay()})*$`);

function oneDay(): string {
  return `([+-]?\\d*${weekday}|${weekday}\\([+-]?\\d+\\))`;
}

/** What stands after each part's `=`. UNTIL is a date, which the server reads in many forms. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY)$/,
  INTERVAL: integer,
  COUNT: integer,
  UNTIL: /./,
  WKST: new RegExp(`^${weekday}$`),
  BYDAY: days,
  BYWEEKDAY: days,
  BYSETPOS: integers,
  BYMONTH: integers,
  BYMONTHDAY: integers,
  BYYEARDAY: integers,
  BYEASTER: integers,
  BYWEEKNO: integers,
  BYHOUR: integers,
  BYMINUTE: integers,
  BYSECOND: integers,
};

function ruleProblem(rule: string): string | undefined {
  let frequency = false;
  for (const part of rule.split(";")) {
    const [name = "", value, ...more] = part.split("=");
    if (value === undefined || more.length > 0) return `"${part}" is not of the form NAME=VALUE`;
    const pattern = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (!pattern) return `"${name}" is none of ${Object.keys(parts).join(", ")}`;
    if (!pattern.test(value)) return `${name} cannot be "${value}"`;
    if (name === "FREQ") frequency = true;
  }
  return frequency ? undefined : "it has no FREQ";
}
