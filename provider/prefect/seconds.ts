import { isCtyNumber, numberText } from "../cty/number";
import type { CtyValue } from "../cty/value";
import { number } from "../framework/scalars";

/** A number of seconds; the server counts in microseconds and rounds to them. */
export const seconds: typeof number = {
  ...number,
  label: "a number of seconds",
  same: (wanted, actual) => {
    if (number.same(wanted, actual)) return true;
    if (!isCtyNumber(wanted) || !isCtyNumber(actual)) return false;
    const microseconds = Number(numberText(wanted)) * 1e6 - Number(numberText(actual)) * 1e6;
    return Math.abs(microseconds) <= 0.500_001;
  },
};

/** The longest durations that a server can count, in seconds: somewhat less than a thousand million days. */
const longest = 86_399_999_999_999;
const lowest = -86_399_999_913_600;

const tooLong = (value: CtyValue): string | undefined =>
  isCtyNumber(value) && Number(numberText(value)) > longest
    ? `${numberText(value)} was given; it must be ${longest} seconds or less.`
    : undefined;

/** A rule for durations that the server takes below 0 too. */
export const duration = (value: CtyValue): string | undefined =>
  tooLong(value) ??
  (isCtyNumber(value) && Number(numberText(value)) < lowest
    ? `${numberText(value)} was given; it must be ${lowest} seconds or more.`
    : undefined);

/** A rule for time limits. */
export const positive = (value: CtyValue): string | undefined =>
  isCtyNumber(value) && Number(numberText(value)) <= 0
    ? `${numberText(value)} was given; it must be more than 0 seconds.`
    : undefined;

/** A rule for durations that cannot be negative. */
export const wait = (value: CtyValue): string | undefined =>
  isCtyNumber(value) && Number(numberText(value)) < 0
    ? `${numberText(value)} was given; it must be 0 seconds or more.`
    : tooLong(value);
