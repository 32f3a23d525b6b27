/** `make test`: lint, generated files, all tests. Runs everything even when something fails; totals come last. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { formatTotals, type Totals, totalsOf } from "./test-totals";

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
  const folder = mkdtempSync(join(tmpdir(), "test-report-"));
  const file = join(folder, "report.json");
  try {
    const exitCode = run("vitest", [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ]);
    if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
    return totalsOf(JSON.parse(readFileSync(file, "utf8")), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const all = [
  check("lint", "make", ["--no-print-directory", "lint"]),
  check("generated files", "tsx", ["scripts/check-generated.ts"]),
  vitest(),
];
const totals = all.reduce((sum, part) => ({
  passed: sum.passed + part.passed,
  failed: sum.failed + part.failed,
  skipped: sum.skipped + part.skipped,
}));
console.log(formatTotals(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;
