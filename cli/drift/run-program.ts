import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Run by a shell, `file` being the whole command. */
  readonly shell?: boolean;
  /** What it reads from stdin; nothing where it is not given. */
  readonly input?: string;
  /** An open file that it gets as descriptor 3. */
  readonly third?: number;
  /** `stderr`: what it prints goes to this process's standard error. Default: it is returned. */
  readonly output?: "stderr";
}

export interface Ended {
  /** Null when a signal has ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();

/** Terraform gets this long to stop its providers. */
const graceMilliseconds = 5000;

/** Ends every program that is still running, and waits for it. */
export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await Promise.race([ended, sleep(graceMilliseconds)]);
      child.kill("SIGKILL");
    }),
  );
}

/**
 * Runs a program to its end.
 * @throws Error when it cannot be started, such as one that is not there (`code` is ENOENT).
 */
export function runProgram(program: Program): Promise<Ended> {
  const { file, args, cwd, env, shell = false, input, third } = program;
  const output = program.output === "stderr" ? 2 : "pipe";
  return new Promise((done, fail) => {
    const child = spawn(file, [...args], {
      cwd,
      env,
      shell,
      stdio: [
        input === undefined ? "ignore" : "pipe",
        output,
        output,
        ...(third === undefined ? [] : [third]),
      ],
    });
    running.add(child);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
    // One that does not read its input is no failure.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    child.on("error", (error) => {
      running.delete(child);
      fail(error);
    });
    child.on("close", (code) => {
      running.delete(child);
      done({
        code,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      });
    });
  });
}
