export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** A test file's part of Vitest's JSON report, as far as it is read here. */
export interface FileReport {
  name: string;
  status: string;
  assertionResults: { status: string; fullName: string }[];
}

/** The part of Vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: FileReport[];
}

const counted = (files: readonly FileReport[], ...statuses: readonly string[]): number =>
  files.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => statuses.includes(status))
    .length;

/** What failed, a line each: a test, or a file that failed as a whole (a broken import, a failing `beforeAll`). */
export const failuresIn = (report: VitestReport): string[] =>
  report.testResults
    .filter(({ status }) => status === "failed")
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === "failed");
      return failed.length === 0 ? [name] : failed.map(({ fullName }) => `${name}: ${fullName}`);
    });

/** Totals of a Vitest run. One that failed or ran nothing without saying which test failed counts as a failure. */
export function totalsOf(report: VitestReport, exitCode: number): Totals {
  const failed = failuresIn(report).length;
  const passed = counted(report.testResults, "passed");
  const ranNothing = passed + failed === 0;
  return {
    passed,
    failed: failed === 0 && (exitCode !== 0 || ranNothing) ? 1 : failed,
    skipped: counted(report.testResults, "pending", "skipped", "todo", "disabled"),
  };
}

/** `first`, with the files that `second` has run again as they are there. */
export function withRepeated(first: VitestReport, second: VitestReport): VitestReport {
  const repeated = new Map(second.testResults.map((file) => [file.name, file]));
  return { testResults: first.testResults.map((file) => repeated.get(file.name) ?? file) };
}

/** The sum of all parts. */
export const addTotals = (parts: readonly Totals[]): Totals =>
  parts.reduce(
    (sum, part) => ({
      passed: sum.passed + part.passed,
      failed: sum.failed + part.failed,
      skipped: sum.skipped + part.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** `12 passed, 0 failed`, and `, 1 skipped` where some were. */
export function formatTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
