import { text } from "./scalars";

interface Instant {
  readonly seconds: number;
  /** Digits after the decimal point, without trailing zeros. */
  readonly fraction: string;
}

const pattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** An ISO 8601 date or date-time; one without an offset is UTC, as the server reads it. */
export function parseInstant(value: string): Instant | undefined {
  const match = pattern.exec(value);
  if (match === null) return undefined;
  const [, date, time = "00:00:00", fraction = "", offset = "Z"] = match;
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const milliseconds = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}${zone}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return { seconds: milliseconds / 1000, fraction: fraction.replace(/0+$/, "") };
}

/** Do two spellings name the same instant? */
export function sameInstant(a: string, b: string): boolean {
  const left = parseInstant(a);
  const right = parseInstant(b);
  if (left === undefined || right === undefined) return a === b;
  return left.seconds === right.seconds && left.fraction === right.fraction;
}

/** A point in time, equal by instant and not by spelling. */
export const timestamp = text({
  label: "an ISO 8601 timestamp",
  same: sameInstant,
  fault: (value) =>
    parseInstant(value) === undefined
      ? `"${value}" is not an ISO 8601 timestamp such as 2026-01-31T00:00:00Z.`
      : undefined,
});
