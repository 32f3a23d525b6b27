import { type CtyNumber, isCtyNumber, numbersEqual, numberText } from "../cty/number";
import type { CtyValue } from "../cty/value";
import type { Kind } from "./kind";

const isString = (value: unknown): value is string => typeof value === "string";

interface TextOptions {
  readonly label: string;
  readonly same?: (wanted: string, actual: string) => boolean;
  readonly answers?: (wanted: string, actual: string) => boolean;
  readonly fault?: (value: string) => string | undefined;
}

/** A kind of string with an equality and a format of its own. */
export function text(options: TextOptions): Kind<string> {
  const { same, answers, fault } = options;
  return {
    label: options.label,
    cty: "string",
    shape: { is: "scalar" },
    is: isString,
    same: (wanted, actual) =>
      wanted === actual || (isString(wanted) && isString(actual) && same?.(wanted, actual) === true),
    answers: (wanted, actual) => isString(wanted) && isString(actual) && answers?.(wanted, actual) === true,
    fault: (value) => (isString(value) ? fault?.(value) : undefined),
  };
}

export const string = text({ label: "a string" });

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (value: string): boolean => uuidPattern.test(value);

/** Object ids; the server spells them in lower case. */
export const uuid = text({
  label: "a UUID",
  same: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  fault: (value) =>
    isUuid(value) ? undefined : `"${value}" is not a UUID such as 123e4567-e89b-12d3-a456-426614174000.`,
});

export const bool: Kind<boolean> = {
  label: "true or false",
  cty: "bool",
  shape: { is: "scalar" },
  is: (value): value is boolean => typeof value === "boolean",
  same: (wanted, actual) => wanted === actual,
};

const sameNumber = (wanted: CtyValue, actual: CtyValue): boolean =>
  isCtyNumber(wanted) && isCtyNumber(actual) && numbersEqual(wanted, actual);

/** A whole number that JavaScript holds exactly. */
export const integer: Kind<number> = {
  label: "a whole number",
  cty: "number",
  shape: { is: "scalar" },
  is: (value): value is number => typeof value === "number" && Number.isSafeInteger(value),
  same: sameNumber,
  fault: (value) =>
    isCtyNumber(value) && !Number.isSafeInteger(value)
      ? `${numberText(value)} is not a whole number between -(2^53 - 1) and 2^53 - 1.`
      : undefined,
};

/** Any number, kept exact. */
export const number: Kind<CtyNumber> = {
  label: "a number",
  cty: "number",
  shape: { is: "scalar" },
  is: isCtyNumber,
  same: sameNumber,
};
