import fc from "fast-check";
import { LosslessNumber } from "lossless-json";
import { expect, test } from "vitest";
import { ctyNumbers, decimalTexts } from "./arbitrary";
import { ctyNumber, numbersEqual, numberText } from "./number";

test.each([
  ["1e3", 1000, "1000"],
  ["1.0", 1, "1"],
  ["-0", 0, "0"],
  ["0e999999999999999999999", 0, "0"],
  ["000120", 120, "120"],
  ["+2.50", 2.5, "2.5"],
  ["0.1", new LosslessNumber("0.1"), "0.1"],
  ["-1e-7", new LosslessNumber("-0.0000001"), "-0.0000001"],
  ["9007199254740991", 9007199254740991, "9007199254740991"],
  ["9007199254740993", 9007199254740993n, "9007199254740993"],
  ["9007199254740993.0", 9007199254740993n, "9007199254740993"],
  ["1e22", 10n ** 22n, "10000000000000000000000"],
  [
    "123456789012345678901234567890.5",
    new LosslessNumber("123456789012345678901234567890.5"),
    "123456789012345678901234567890.5",
  ],
  [
    "0.1000000000000000055511151231257827021181583404541015625",
    new LosslessNumber("0.1000000000000000055511151231257827021181583404541015625"),
    "0.1000000000000000055511151231257827021181583404541015625",
  ],
  ["15e1999", new LosslessNumber("1.5e+2000"), "1.5e+2000"],
  ["-1e-2000", new LosslessNumber("-1e-2000"), "-1e-2000"],
] as const)("%s", (text, value, canonical) => {
  expect(ctyNumber(text)).toEqual(value);
  expect(Object.is(ctyNumber(text), -0)).toBe(false);
  expect(numberText(ctyNumber(text))).toBe(canonical);
});

test.each([
  "",
  " 1",
  "1 ",
  "0x10",
  "1e",
  "e1",
  ".",
  "--1",
  "NaN",
  "Infinity",
  "1_000",
  "1e99999999999999999999",
])("%j is no number", (text) => {
  expect(() => ctyNumber(text)).toThrow(SyntaxError);
});

test("the text gives the number back, and each number one text", () => {
  fc.assert(
    fc.property(ctyNumbers, (value) => {
      const text = numberText(value);
      expect(numberText(ctyNumber(text))).toBe(text);
      expect(numbersEqual(ctyNumber(text), value)).toBe(true);
    }),
  );
});

test("trailing zeros and exponents make no difference", () => {
  fc.assert(
    fc.property(decimalTexts, fc.nat({ max: 30 }), (text, shift) => {
      const [mantissa = "", exponent = "0"] = text.split("e");
      const zeros = "0".repeat(shift);
      const longer = `${mantissa}${mantissa.includes(".") ? "" : "."}${zeros}e${exponent}`;
      expect(numbersEqual(ctyNumber(longer), ctyNumber(text))).toBe(true);
      const moved = `${mantissa}e${Number(exponent) + 1}`;
      expect(numbersEqual(ctyNumber(moved), ctyNumber(text))).toBe(Number.parseFloat(mantissa) === 0);
    }),
  );
});

test("a decimal becomes a double exactly when that is the decimal", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 25 }), (numerator, power) => {
      const value = numerator / 2 ** power;
      const exact = value.toFixed(power);
      const printed = numbersEqual(ctyNumber(exact), value);
      expect(typeof ctyNumber(exact)).toBe(printed ? "number" : "object");
    }),
  );
  for (const text of ["0.1", "0.3", "1.05", "1e-10"]) expect(ctyNumber(text)).toBeInstanceOf(LosslessNumber);
});

test("equality is Terraform's: integers by value, others by the decimal", () => {
  expect(numbersEqual(0.1, ctyNumber("0.1"))).toBe(true);
  expect(numbersEqual(0.1, ctyNumber("0.10000000000000001"))).toBe(false);
  expect(numbersEqual(5n, 5)).toBe(true);
  expect(numbersEqual(-0, 0)).toBe(true);
  expect(numbersEqual(new LosslessNumber("1.00"), 1)).toBe(true);
  expect(numbersEqual(2 ** 53, 2n ** 53n + 1n)).toBe(false);
  expect(numbersEqual(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(true);
  expect(() => numberText(Number.NaN)).toThrow(RangeError);
});
