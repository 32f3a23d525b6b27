import { expect, it } from "vitest";
import { type FileReport, failuresIn, formatTotals, totalsOf, withRepeated } from "./test-totals";

const file = (name: string, status: string, ...tests: string[]): FileReport => ({
  name,
  status,
  assertionResults: tests.map((test, index) => ({ status: test, fullName: `test ${index}` })),
});

const mixed = [
  file("a", "failed", "failed", "passed"),
  file("b", "failed"),
  file("c", "passed", "passed", "pending", "skipped", "todo"),
];

it("counts tests, and files that fail as a whole", () => {
  const report = { testResults: mixed };
  expect(formatTotals(totalsOf(report, 1))).toBe("2 passed, 2 failed, 3 skipped");
  expect(failuresIn(report)).toEqual(["a: test 0", "b"]);
});

it("takes a run of no test, and a failed run that names none, for a failure", () => {
  const three = { testResults: [file("a", "passed", "passed", "passed", "passed")] };
  expect(formatTotals(totalsOf({ testResults: [] }, 0))).toBe("0 passed, 1 failed");
  expect(formatTotals(totalsOf(three, 1))).toBe("3 passed, 1 failed");
  expect(formatTotals(totalsOf(three, 0))).toBe("3 passed, 0 failed");
});

it("counts files that were run again as they were then", () => {
  const again = { testResults: [file("a", "passed", "passed", "passed"), file("b", "failed", "failed")] };
  const both = withRepeated({ testResults: mixed }, again);
  expect(formatTotals(totalsOf(both, 1))).toBe("3 passed, 1 failed, 3 skipped");
});
