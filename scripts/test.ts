/**
 * `make test`: lint, generated files, all tests. Runs everything even when something fails; what failed is named at the
 * end, and totals come last.
 */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { runVitest, totalsOfRun, type VitestRun } from "./run-vitest";
import { addTotals, failuresIn, formatTotals, type Totals, withRepeated } from "./test-totals";

const root = resolve(__dirname, "..");

function run(command: string, args: readonly string[]): number {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (error !== undefined) console.error(error.message);
  return status ?? 1;
}

/** One check counts like one test. */
function check(name: string, command: string, args: readonly string[]): Totals {
  console.log(`\n== ${name}`);
  const failed = run(command, args) === 0 ? 0 : 1;
  console.log(`== ${name}: ${failed === 0 ? "passed" : "FAILED"}`);
  return { passed: 1 - failed, failed, skipped: 0 };
}

/** More files than this have not failed by chance. */
const repeatLimit = 3;

/**
 * Files that failed beside others get one more try, alone, when they run foreign programs (servers, workers, terraform),
 * whose behaviour on a loaded machine is not ours to promise. What passes only then is named: it wants mending.
 */
function repeated(first: VitestRun): VitestRun {
  const files = (first.report?.testResults ?? [])
    .filter(({ status, name }) => status === "failed" && name.startsWith("tests/"))
    .map(({ name }) => name);
  if (first.report === undefined || files.length === 0 || files.length > repeatLimit) return first;
  console.log(`\n== once more, alone: ${files.join(", ")}`);
  const second = runVitest(["--project", "real", "--maxWorkers", "1", ...files]);
  if (second.report === undefined) return first;
  const report = withRepeated(first.report, second.report);
  const still = new Set(failuresIn(report));
  const flaky = failuresIn(first.report).filter((failure) => !still.has(failure));
  console.log(["\n== failed once, then passed: mend these", ...flaky].join("\n  "));
  return { report, status: still.size === 0 ? 0 : first.status };
}

function tests(): Totals {
  console.log("\n== tests");
  const outcome = repeated(runVitest(["--project", "unit", "--project", "real"]));
  const failures = outcome.report === undefined ? [] : failuresIn(outcome.report);
  if (failures.length > 0) console.log(["\n== failed", ...failures].join("\n  "));
  return totalsOfRun(outcome);
}

const all = [
  check("lint", "make", ["--no-print-directory", "lint"]),
  check("generated files", "tsx", ["scripts/check-generated.ts"]),
  tests(),
];
const totals = addTotals(all);
console.log(formatTotals(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;
