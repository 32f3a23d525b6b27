import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Totals, totalsOf } from "./test-totals";

/** Runs Vitest, its output going to this terminal, and counts. A run that broke off is one failure. */
export function runVitest(args: readonly string[], env: Readonly<Record<string, string>> = {}): Totals {
  const folder = mkdtempSync(join(tmpdir(), "test-report-"));
  const file = join(folder, "report.json");
  try {
    const { status, error } = spawnSync(
      "vitest",
      ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args],
      {
        cwd: resolve(__dirname, ".."),
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, ...env },
      },
    );
    if (error !== undefined) console.error(error.message);
    if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
    return totalsOf(JSON.parse(readFileSync(file, "utf8")), status ?? 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
