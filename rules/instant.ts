/** A moment: microseconds since 1970 in UTC, as finely as Prefect counts. */
export type Instant = bigint;

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:([Zz])|([+-])(\d\d):(\d\d))?)?$/;

/**
 * Reads an RFC 3339 date or timestamp; what is left out counts as 0, and as UTC. Digits beyond microseconds are cut
 * off. Undefined for other forms and for dates that do not exist.
 *
 * @example readInstant("1970-01-01T01:00:00.5+01:00") // 500_000n
 */
export function readInstant(text: string): Instant | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const [, , , , , , , fraction = "", , sign = "+", offsetHour = "0", offsetMinute = "0"] = match;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -60 : 60);
  return BigInt(date.getTime() / 1000 - offset) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
}

/** The whole seconds since 1970, rounded down. */
export const wholeSeconds = (instant: Instant): number => {
  const seconds = instant / 1_000_000n;
  return Number(instant < 0n && seconds * 1_000_000n !== instant ? seconds - 1n : seconds);
};

export const ofSeconds = (seconds: number): Instant => BigInt(seconds) * 1_000_000n;

/** Rounded down to the millisecond. */
export const toDate = (instant: Instant): Date => {
  const seconds = wholeSeconds(instant);
  return new Date(seconds * 1000 + Number((instant - ofSeconds(seconds)) / 1000n));
};

export const ofDate = (date: Date): Instant => BigInt(date.getTime()) * 1000n;

/** RFC 3339 in UTC, with a fraction only where there is one: `2026-03-29T01:30:00Z`. */
export const instantText = (instant: Instant): string => {
  const seconds = wholeSeconds(instant);
  const fraction = String(instant - ofSeconds(seconds))
    .padStart(6, "0")
    .replace(/0+$/, "");
  const whole = new Date(seconds * 1000).toISOString().slice(0, -".000Z".length);
  return `${whole}${fraction === "" ? "" : `.${fraction}`}Z`;
};
