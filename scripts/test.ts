/** `make test`: lint, generated files, all tests. Runs everything even when something fails; totals come last. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { runVitest } from "./run-vitest";
import { addTotals, formatTotals, type Totals } from "./test-totals";

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

function vitest(): Totals {
  console.log("\n== tests");
  return runVitest([]);
}

const all = [
  check("lint", "make", ["--no-print-directory", "lint"]),
  check("generated files", "tsx", ["scripts/check-generated.ts"]),
  vitest(),
];
const totals = addTotals(all);
console.log(formatTotals(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;
