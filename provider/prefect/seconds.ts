import { isCtyNumber, numberText } from "../cty/number";
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
