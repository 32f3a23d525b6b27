import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";

export interface SupervisedProcess {
  /** Process id of the supervisor; it is also the id of the process group. */
  readonly pid: number;
  /** The exit code once the command has ended, `undefined` while it runs. */
  exitCode(): number | undefined;
  /** SIGTERM, then SIGKILL after ten seconds; resolves when the command has ended. */
  stop(): Promise<void>;
  /** SIGKILL to the whole process group, as a crash would look; resolves when the command has ended. */
  kill(): Promise<void>;
}

export interface SupervisedProcessOptions {
  env: Readonly<Record<string, string>>;
  logFile: string;
  cwd?: string;
  /** A folder that goes when `stop` or the death of this process has ended the command. */
  removeFolder?: string;
  /** Let the command run on when this process ends without `stop`. */
  outlives?: boolean;
}

/**
 * Starts a long-running command in a process group of its own, its output going to `logFile`.
 * It ends with this process, even when this process is killed.
 */
export async function startSupervised(
  command: readonly string[],
  options: SupervisedProcessOptions,
): Promise<SupervisedProcess> {
  const log = createWriteStream(options.logFile, { flags: "a" });
  await new Promise<void>((resolve, reject) => log.once("open", () => resolve()).once("error", reject));
  const supervisor = join(__dirname, "supervise.sh");
  const child = spawn(
    "sh",
    options.outlives ? ["-c", 'exec "$@"', "sh", ...command] : [supervisor, ...command],
    {
      cwd: options.cwd,
      env: { ...options.env, SUPERVISED_FOLDER: options.removeFolder ?? "" },
      stdio: [options.outlives ? "ignore" : "pipe", log, log],
      detached: true,
    },
  );
  let exitCode: number | undefined;
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === null ? 0 : 128)));
  });
  ended
    .then((code) => {
      exitCode = code;
    })
    .catch(() => undefined) // reported below, by startedPid
    .finally(() => log.close());
  const pid = await startedPid(child, ended);
  child.stdin?.on("error", () => undefined); // it has ended already
  if (options.outlives) child.unref();
  return {
    pid,
    exitCode: () => exitCode,
    stop: async () => {
      child.ref();
      if (child.stdin === null) await stopGroup(pid, ended);
      child.stdin?.end();
      await ended;
    },
    kill: async () => {
      child.ref();
      if (exitCode === undefined) signalGroup(pid, "SIGKILL");
      await ended;
    },
  };
}

const graceMilliseconds = 10_000;

async function stopGroup(pid: number, ended: Promise<number>): Promise<void> {
  signalGroup(pid, "SIGTERM");
  const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMilliseconds);
  await ended;
  clearTimeout(timer);
}

async function startedPid(child: ChildProcess, ended: Promise<number>): Promise<number> {
  if (child.pid !== undefined) return child.pid;
  await ended;
  throw new Error(`${child.spawnfile} did not start`);
}

/** Signals a process group; one that has ended already is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
