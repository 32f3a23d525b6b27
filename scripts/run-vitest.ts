import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { type Totals, totalsOf, type VitestReport } from "./test-totals";

const root = resolve(__dirname, "..");

/** What came of a run. A run that broke off has no report. */
export interface VitestRun {
  readonly status: number;
  readonly report: VitestReport | undefined;
}

/** Runs Vitest, its output going to this terminal. The report names files relative to the project. */
export function runVitest(args: readonly string[], env: Readonly<Record<string, string>> = {}): VitestRun {
  const folder = mkdtempSync(join(tmpdir(), "test-report-"));
  const file = join(folder, "report.json");
  try {
    const { status, error } = spawnSync(
      "vitest",
      ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args],
      { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } },
    );
    if (error !== undefined) console.error(error.message);
    return { status: status ?? 1, report: existsSync(file) ? readReport(file) : undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): VitestReport {
  const report: VitestReport = JSON.parse(readFileSync(file, "utf8"));
  return { testResults: report.testResults.map((one) => ({ ...one, name: relative(root, one.name) })) };
}

/** The counts of a run; one that broke off is one failure. */
export const totalsOfRun = ({ status, report }: VitestRun): Totals =>
  report === undefined ? { passed: 0, failed: 1, skipped: 0 } : totalsOf(report, status);
