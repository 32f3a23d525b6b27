import { parse, stringify } from "lossless-json";
import { type ExactNumber, exactNumber } from "./json-schema/number";
import { isArray, isObject } from "./json-schema/value";
import { accepted, refused, type Verdict } from "./verdict";

const least = -(2n ** 63n);
const most = 2n ** 64n - 1n;

/** The most bytes of JSON that a value may be. */
const mostBytes = 5000;

/**
 * A variable's value as JSON text, which is not quoted in the reason: it may be secret. From `POST /variables/`.
 *
 * @example variableValue('{"rows":1000}') // accepted
 */
export function variableValue(json: string): Verdict {
  const value = parse(json);
  if (holdsHugeInteger(value)) {
    return refused(
      `It holds a whole number beyond 64 bits; ${least} to ${most} are allowed. Give it as a string.`,
    );
  }
  if (holdsInfinity(value)) {
    return refused("It holds a number beyond 1.8e308, which the server keeps as null. Give it as a string.");
  }
  const bytes = Buffer.byteLength(stringify(value) ?? "");
  if (bytes <= mostBytes) return accepted;
  return refused(`It is ${bytes} bytes of JSON; ${mostBytes} at most are allowed.`);
}

const holdsHugeInteger = (value: unknown): boolean =>
  holdsNumber(value, (number) => typeof number === "bigint" && (number < least || number > most));

const holdsInfinity = (value: unknown): boolean =>
  holdsNumber(value, (number) => typeof number === "number" && !Number.isFinite(number));

function holdsNumber(value: unknown, is: (number: ExactNumber) => boolean): boolean {
  if (isArray(value)) return value.some((one) => holdsNumber(one, is));
  if (isObject(value)) return Object.values(value).some((one) => holdsNumber(one, is));
  const number = exactNumber(value);
  return number !== undefined && is(number);
}
