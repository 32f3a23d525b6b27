/** Factors of the groups of {@link iso} in seconds: years, months, weeks, days, hours, minutes, seconds. */
const isoUnits = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1];

const amount = "(\\d+(?:[.,]\\d+)?)";
const iso = new RegExp(
  `^([+-])?P(?:${amount}Y)?(?:${amount}M)?(?:${amount}W)?(?:${amount}D)?(?:T(?:${amount}H)?(?:${amount}M)?(?:${amount}S)?)?$`,
  "i",
);
const days = /^(\d+) ?d(?:ays?)?$/i;
const clock = /^(?:(\d+) ?d(?:ays?)?,? ?)?(\d+):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?$/i;

function isoSeconds(text: string): number | undefined {
  const [, sign, ...amounts] = iso.exec(text) ?? [];
  if (!amounts.some((one) => one !== undefined)) return undefined;
  const seconds = isoUnits.reduce(
    (sum, unit, index) => sum + unit * Number((amounts[index] ?? "0").replace(",", ".")),
    0,
  );
  return sign === "-" ? -seconds : seconds;
}

function clockSeconds(text: string): number | undefined {
  const onlyDays = days.exec(text);
  if (onlyDays) return Number(onlyDays[1]) * 86_400;
  const match = clock.exec(text);
  if (!match) return undefined;
  const [, wholeDays = "0", hours, minutes, seconds = "0"] = match;
  return Number(wholeDays) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/**
 * The seconds of a duration as a Prefect server reads it: ISO 8601 (`PT15M`, `P1DT12H`; a month counts 30 days, a
 * year 365) or a clock (`01:30:00`, `2 days, 01:30:00`). Undefined for anything else.
 */
export const serverDuration = (text: string): number | undefined => isoSeconds(text) ?? clockSeconds(text);

/** Units in words, longest first, each with its length in seconds. */
const wordUnits: readonly (readonly [pattern: string, seconds: number])[] = [
  ["w|weeks?", 7 * 86_400],
  ["d|days?", 86_400],
  ["h|hrs?|hours?", 3600],
  ["m|mins?|minutes?", 60],
  ["s|secs?|seconds?", 1],
  ["ms|milliseconds?", 0.001],
];
const words = new RegExp(
  `^${wordUnits.map(([pattern]) => `(?:(\\d+(?:\\.\\d+)?)\\s*(?:${pattern})(?![a-z])(?:\\s*,\\s*|\\s+)?)?`).join("")}$`,
  "i",
);

/** `-1 day, 23:00:00`: Python's way to write a negative timedelta counts up from whole days. */
const pythonNegative = /^-(\d+) days?, (\d+:\d\d:\d\d(?:\.\d+)?)$/;

/**
 * The seconds of a duration as people write it, to the microsecond: what {@link serverDuration} reads, units
 * (`1h30m`, `90 s`, `2 weeks`, `1 hour, 30 minutes`) from the longest to the shortest, and what Python prints for a
 * timedelta. Undefined for anything else, a bare number too, since it does not say its unit.
 */
export function duration(text: string): number | undefined {
  const seconds = serverDuration(text) ?? wordSeconds(text) ?? negativeSeconds(text);
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const rounded = Math.round(seconds * 1e6) / 1e6;
  return rounded === 0 ? 0 : rounded;
}

function wordSeconds(text: string): number | undefined {
  const amounts = (words.exec(text) ?? []).slice(1);
  if (/[\s,]$/.test(text) || !amounts.some((one) => one !== undefined)) return undefined;
  return wordUnits.reduce((sum, [, unit], index) => sum + unit * Number(amounts[index] ?? "0"), 0);
}

function negativeSeconds(text: string): number | undefined {
  const [, wholeDays, time = ""] = pythonNegative.exec(text) ?? [];
  const seconds = clockSeconds(time);
  return wholeDays === undefined || seconds === undefined ? undefined : seconds - Number(wholeDays) * 86_400;
}
