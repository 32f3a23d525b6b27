import { ctyNumber, isCtyNumber, numbersEqual, numberText } from "../cty/number";
import { dynamicJson } from "../framework/dynamic-json";
import { sameJson } from "../framework/exact-json";

const largestInteger = 2n ** 63n - 1n;

/** SQLite keeps a number beyond 64 bits as a double when it is all there is: 12345678901234567890 loses three digits. */
function isKeptAsDouble(wanted: unknown, actual: unknown): boolean {
  if (!isCtyNumber(wanted) || !isCtyNumber(actual)) return false;
  const double = Number(numberText(wanted));
  return Math.abs(double) > largestInteger && numbersEqual(actual, ctyNumber(String(double)));
}

/** Any JSON value, equal by what the server makes of it. */
export const variableValue = dynamicJson(
  (wanted, actual) => sameJson(wanted, actual) || isKeptAsDouble(wanted, actual),
);
