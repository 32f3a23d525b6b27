import { spawnSync } from "node:child_process";

/** What a program has said. */
export interface Said {
  /** Undefined: it could not be started. */
  readonly code: number | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds; a program that hangs must not hold up the rest. */
const timeout = 20_000;

export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Said {
  const { error, status, stdout, stderr } = spawnSync(program, args, { env, encoding: "utf8", timeout });
  const started = error === undefined || !("code" in error) || error.code === "ETIMEDOUT";
  return { code: started ? status : undefined, stdout: stdout ?? "", stderr: stderr ?? "" };
}
