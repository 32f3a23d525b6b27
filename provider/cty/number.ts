import { isLosslessNumber, LosslessNumber } from "lossless-json";

/**
 * An exact number.
 * - `number`: an integer up to 2^53, or a double, which stands for the decimal that it prints as;
 * - `bigint`: an integer beyond 2^53;
 * - `LosslessNumber`: any other decimal, in the text that {@link numberText} gives.
 *
 * Terraform calculates with 512-bit floats and takes two numbers for equal when integers are the same and others
 * print the same shortest decimal, each at its own precision: the double 0.1 equals the decimal 0.1. But times ten
 * only the decimal is 1, so {@link ctyNumber} gives a double only where it holds the decimal exactly.
 */
export type CtyNumber = number | bigint | LosslessNumber;

export function isCtyNumber(value: unknown): value is CtyNumber {
  return typeof value === "number" || typeof value === "bigint" || isLosslessNumber(value);
}

/** ±digits × 10^exponent; digits have no zero at either end, and zero is "" × 10^0. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Numbers with more characters than this are written with an exponent, so that 1e999999999 stays small. */
const longestPlainText = 1000;

const grammar = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d+))?$/;

/**
 * Reads a decimal number: `1e3`, `1.0`, `0.1`, `-0`, any number of digits.
 * @throws SyntaxError when the text is not one
 */
export function ctyNumber(text: string): CtyNumber {
  const decimal = parseDecimal(text);
  if (decimal.exponent >= 0) {
    const plain = plainLength(decimal);
    if (plain <= 15) return Number(text) + 0;
    if (plain > longestPlainText) return new LosslessNumber(decimalText(decimal));
    const integer = BigInt(decimalText(decimal));
    return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
  }
  return isExactDouble(decimal) ? Number(text) : new LosslessNumber(decimalText(decimal));
}

/**
 * The one decimal text of a number: numbers are equal when their texts are.
 * Plain digits, or `1.5e+2000` where those would be longer than 1000 characters.
 * @throws RangeError for NaN
 */
export function numberText(value: CtyNumber): string {
  if (typeof value !== "number") return decimalText(parseDecimal(value.toString()));
  if (Number.isSafeInteger(value)) return String(value + 0);
  if (Number.isNaN(value)) throw new RangeError("NaN is not a number");
  if (!Number.isFinite(value)) return String(value);
  return decimalText(parseDecimal(Number.isInteger(value) ? String(BigInt(value)) : String(value)));
}

/** Whether Terraform takes the two for the same: 1.0 and 1, 1e3 and 1000, the double 0.1 and the decimal 0.1. */
export function numbersEqual(a: CtyNumber, b: CtyNumber): boolean {
  return typeof a === "number" && typeof b === "number" ? a === b : numberText(a) === numberText(b);
}

function parseDecimal(text: string): Decimal {
  const match = grammar.exec(text);
  if (match === null) throw new SyntaxError("not a decimal number");
  const [, sign, whole = "", fraction = "", bareFraction = "", power = "0"] = match;
  const all = whole + fraction + bareFraction;
  let first = 0;
  while (all[first] === "0") first++;
  let end = all.length;
  while (end > first && all[end - 1] === "0") end--;
  if (first === end) return { negative: false, digits: "", exponent: 0 };
  const exponent = Number(power) - fraction.length - bareFraction.length + (all.length - end);
  if (!Number.isSafeInteger(exponent)) throw new SyntaxError("the exponent is out of range");
  return { negative: sign === "-", digits: all.slice(first, end), exponent };
}

function plainLength({ digits, exponent }: Decimal): number {
  return exponent >= 0 ? digits.length + exponent : Math.max(digits.length, -exponent) + 1;
}

function decimalText(decimal: Decimal): string {
  const { negative, digits, exponent } = decimal;
  if (digits === "") return "0";
  const sign = negative ? "-" : "";
  if (plainLength(decimal) > longestPlainText) {
    const power = exponent + digits.length - 1;
    const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
    return `${sign}${mantissa}e${power < 0 ? "" : "+"}${power}`;
  }
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Whether a double holds the decimal exactly, and prints as it. */
function isExactDouble(decimal: Decimal): boolean {
  const { digits, exponent } = decimal;
  // Without trailing zeros, a fraction over a power of two ends in 5; and a double prints 17 digits at most.
  if (!digits.endsWith("5") || digits.length > 17) return false;
  if (BigInt(digits) % 5n ** BigInt(Math.min(-exponent, 32)) !== 0n) return false;
  const text = decimalText(decimal);
  return numberText(Number(text)) === text;
}
