import { expect, it } from "vitest";
import { formatTotals, totalsOf, type VitestReport } from "./test-totals";

const report = (over: Partial<VitestReport>): VitestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...over,
});

it("counts tests, and files that fail as a whole", () => {
  const totals = totalsOf(
    report({
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { name: "a", status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
        { name: "b", status: "failed", assertionResults: [] },
        { name: "c", status: "passed", assertionResults: [{ status: "passed" }] },
      ],
    }),
    1,
  );
  expect(formatTotals(totals)).toBe("5 passed, 2 failed, 2 skipped");
});

it("takes a run of no test, and a failed run that names none, for a failure", () => {
  expect(formatTotals(totalsOf(report({}), 0))).toBe("0 passed, 1 failed");
  expect(formatTotals(totalsOf(report({ numPassedTests: 3 }), 1))).toBe("3 passed, 1 failed");
  expect(formatTotals(totalsOf(report({ numPassedTests: 3 }), 0))).toBe("3 passed, 0 failed");
});
