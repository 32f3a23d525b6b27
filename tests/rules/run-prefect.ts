import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "lossless-json";
import { isolatedEnvironment } from "../support/environment";
import { virtualEnvironment } from "../support/project-paths";

/** What a script beside this file, which uses Prefect's own code, answers to `input`; both are JSON. */
export function runPrefect(script: string, input: unknown): string {
  const python = process.env.PREFECT_PYTHON ?? join(virtualEnvironment, "bin", "python");
  const home = mkdtempSync(join(tmpdir(), "prefect-rules-"));
  try {
    return execFileSync(python, [join(__dirname, script)], {
      input: stringify(input) ?? "null",
      env: isolatedEnvironment({ PREFECT_HOME: home }),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
