import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Numbers in titles such as `imports by each form (defects 7 and 20)`. */
const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/\(defects? (\d+(?:(?:, | and )\d+)*)\)/g)].flatMap(([, numbers = ""]) =>
    numbers.split(/, | and /).map(Number),
  );

it("every known defect of the official provider has a test that shows it the other way round", () => {
  const proven = new Set(
    readdirSync(__dirname)
      .filter((file) => file.endsWith(".test.ts") && !file.startsWith("defect-coverage"))
      .flatMap((file) => numbersIn(readFileSync(`${__dirname}/${file}`, "utf8"))),
  );
  const known = Array.from({ length: 30 }, (_, index) => index + 1);
  expect(known.filter((number) => !proven.has(number))).toEqual([]);
  expect([...proven].filter((number) => !known.includes(number))).toEqual([]);
});
