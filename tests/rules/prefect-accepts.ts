import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "lossless-json";
import { isolatedEnvironment } from "../support/environment";
import { virtualEnvironment } from "../support/project-paths";

/** A rule of `judge.py`, and what it is to judge. */
export type Case = readonly [rule: string, ...values: unknown[]];

/** Whether Prefect's own code accepts each case, all asked in one Python process. */
export function prefectAccepts(cases: readonly Case[]): boolean[] {
  const python = process.env.PREFECT_PYTHON ?? join(virtualEnvironment, "bin", "python");
  const home = mkdtempSync(join(tmpdir(), "prefect-rules-"));
  try {
    const answer = execFileSync(python, [join(__dirname, "judge.py")], {
      input: stringify(cases) ?? "[]",
      env: isolatedEnvironment({ PREFECT_HOME: home }),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const accepted: boolean[] = JSON.parse(answer);
    return accepted;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
