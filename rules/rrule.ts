import { pythonWords } from "./python-words";
import { type RruleDate, rruleDate } from "./rrule-date";
import { recurrence, type Surrounding } from "./rrule-recurrence";
import { isKnownTimezone } from "./timezone";
import { accepted, doubtful, refused, type Verdict } from "./verdict";

/** Longer rules are refused. Counted in code points, with the DTSTART that the server puts before a rule without one. */
const longestRule = 6500;
const addedStart = "DTSTART:20200101T000000\n".length;

const example = 'A rule looks like "FREQ=WEEKLY;BYDAY=MO,WE" or "DTSTART:20300101T090000\\nRRULE:FREQ=DAILY"';

const shown = (rule: string): string => JSON.stringify(rule.length > 80 ? `${rule.slice(0, 80)}…` : rule);

/** One line: `EXDATE;TZID=Europe/Paris:20300101T090000` has a name, parameters and a value. */
type Line = { readonly name: string; readonly parameters: readonly string[]; readonly value: string };

function readLine(line: string): Line {
  const colon = line.indexOf(":");
  if (colon === -1) return { name: "RRULE", parameters: [], value: line };
  const [name = "", ...parameters] = line.slice(0, colon).split(";");
  return { name, parameters, value: line.slice(colon + 1) };
}

type Dates = {
  readonly dates: readonly RruleDate[];
  /** Whether TZID names a time zone; undefined where that is not certain. */
  readonly zoned: boolean | undefined;
};

/** The dates of an EXDATE or DTSTART line, or what is wrong with them. */
function readDates({ name, parameters, value }: Line, zones: ReadonlyMap<string, string>): Dates | Verdict {
  let zoned: boolean | undefined = false;
  let values = 0;
  for (const parameter of parameters) {
    if (parameter.startsWith("TZID=")) {
      // A zone that the rule's text does not give plainly is passed over, as is one that the server does not know.
      const zone = zones.get(parameter.slice(parameter.lastIndexOf("TZID=") + "TZID=".length));
      if (zone !== undefined) zoned = isKnownTimezone(zone) ? true : undefined;
    } else if (parameter !== "VALUE=DATE-TIME" && parameter !== "VALUE=DATE") {
      return refused(
        `${JSON.stringify(parameter)} is not a parameter of ${name}; TZID=… and VALUE=DATE are.`,
      );
    } else if (++values > 1) {
      return refused(`${name} has VALUE twice.`);
    }
  }
  const dates = value.split(",").map(rruleDate);
  if (dates.includes("impossible")) return refused(`${name}:${value} holds a date that does not exist.`);
  if (zoned === true && dates.some((date) => typeof date === "object" && date.certain && date.aware)) {
    return refused(`${name} has both a TZID and a date with a time zone of its own.`);
  }
  return { dates, zoned };
}

/** `TZID=…:` in the rule as written: the lines themselves are read in upper case. */
const writtenZones = (rule: string): ReadonlyMap<string, string> =>
  new Map(
    [...rule.matchAll(/TZID=([^:]+):/g)].map(([, zone = ""]): [string, string] => [zone.toUpperCase(), zone]),
  );

/** The verdict on a rule's lines; its reason speaks of the lines alone. */
function judge(rule: string): Verdict {
  const text = rule.toUpperCase();
  const words = pythonWords(text);
  const [first] = words;
  if (first === undefined) return refused("It is empty.");
  if (words.length === 1 && (!text.includes(":") || text.startsWith("RRULE:"))) {
    return recurrence(first, { start: undefined, startAware: undefined, alone: true });
  }

  const lines = words.map(readLine);
  const zones = writtenZones(rule);
  const rules: string[] = [];
  const verdicts: Verdict[] = [];
  let start: RruleDate | undefined;
  let startAware: boolean | undefined;
  let isSet = false;

  for (const line of lines) {
    if (line.name === "RRULE" || line.name === "EXRULE") {
      if (line.parameters.length > 0) return refused(`${line.name} takes no parameters.`);
      rules.push(line.value);
      if (line.name === "EXRULE") isSet = true;
    } else if (line.name === "RDATE") {
      const odd = line.parameters.find((parameter) => parameter !== "VALUE=DATE-TIME");
      if (odd !== undefined) return refused(`${JSON.stringify(odd)} is not a parameter of RDATE.`);
      const dates = readDates({ ...line, parameters: [] }, zones);
      if ("verdict" in dates) return dates;
      isSet = true;
      if (dates.dates.some((date) => typeof date === "object" && !date.certain)) {
        verdicts.push(doubtful(`RDATE:${line.value} holds a date not in the form 20300101T090000.`));
      }
    } else if (line.name === "EXDATE" || line.name === "DTSTART") {
      const dates = readDates(line, zones);
      if ("verdict" in dates) return dates;
      if (dates.dates.some((date) => typeof date === "object" && !date.certain)) {
        verdicts.push(doubtful(`${line.name}:${line.value} holds a date not in the form 20300101T090000.`));
      }
      if (line.name === "EXDATE") {
        isSet = true;
        continue;
      }
      if (dates.dates.length > 1) return refused("DTSTART has more than one date.");
      [start] = dates.dates;
      startAware =
        typeof start !== "object" || !start.certain || dates.zoned === undefined
          ? undefined
          : start.aware || dates.zoned;
    } else {
      return refused(
        `${JSON.stringify(line.name)} is not a property; DTSTART, RRULE, RDATE, EXRULE and EXDATE are.`,
      );
    }
  }
  const count = lines.filter(({ name }) => name === "RRULE").length;
  if (count === 0 && !isSet) return refused("It has no RRULE.");

  const surrounding: Surrounding = { start, startAware, alone: count === 1 && !isSet };
  verdicts.push(...rules.map((value) => recurrence(value, surrounding)));
  return (
    verdicts.find(({ verdict }) => verdict === "refused") ??
    verdicts.find(({ verdict }) => verdict === "doubtful") ??
    accepted
  );
}

/**
 * Whether a Prefect server takes `rule` as a schedule's `rrule`: what `dateutil.rrule.rrulestr` takes, up to 6500
 * characters. Doubtful are dates in forms that only its parser can judge, and rules that a server stores although its
 * scheduler fails on them, such as an UNTIL that ends with Z without a DTSTART.
 *
 * @example rrule("FREQ=WEEKLY;BYDAY=MO")  // { verdict: "accepted" }
 */
export function rrule(rule: string): Verdict {
  const length = [...rule].length;
  if (length > longestRule) {
    return refused(`The rule is ${length} characters long; Prefect takes at most ${longestRule}.`);
  }
  if (/[^\P{Nd}0-9]/u.test(rule) || /\d{4000}/.test(rule)) {
    return doubtful(`${shown(rule)} holds digits that not every server reads. ${example}.`);
  }
  const found = judge(rule);
  if (found.verdict === "accepted") {
    return length > longestRule - addedStart && !rule.toUpperCase().includes("DTSTART")
      ? refused(
          `The rule is ${length} characters long; Prefect takes at most ${longestRule}, of which the DTSTART that it puts before a rule without one takes ${addedStart}.`,
        )
      : accepted;
  }
  const reason = `${shown(rule)} is ${found.verdict === "refused" ? "not" : "perhaps not"} a rule that Prefect takes: ${found.reason} ${example}.`;
  return { verdict: found.verdict, reason };
}
