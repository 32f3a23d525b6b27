import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { signalGroup } from "../../tests/support/supervised-process";

export interface CommandOptions {
  cwd: string;
  env: Readonly<Record<string, string>>;
  logFile: string;
  /** Called with each line that the command prints, blank ones left out. */
  onLine: (line: string) => void;
  /** Interrupts the command (SIGINT to its process group, later SIGKILL). */
  signal: AbortSignal;
}

/**
 * Runs a command in a process group of its own and resolves with everything it printed.
 * @throws when it cannot be started, is interrupted, or ends with another code than 0
 */
export async function runCommand(
  command: readonly [string, ...string[]],
  options: CommandOptions,
): Promise<string> {
  const [file, ...args] = command;
  options.signal.throwIfAborted();
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const log = createWriteStream(options.logFile, { flags: "a" });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      log.write(`${line}\n`);
      lines.push(line);
      if (line.trim() !== "") options.onLine(line.trimEnd());
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const interrupt = () => void stopGroup(child.pid, ended);
  options.signal.addEventListener("abort", interrupt, { once: true });
  try {
    const code = await ended;
    options.signal.throwIfAborted();
    if (code !== 0) throw new Error(`\`${command.join(" ")}\` ended with code ${code}`);
    return lines.join("\n");
  } finally {
    options.signal.removeEventListener("abort", interrupt);
    log.end();
  }
}

/** SIGINT first: Terraform then finishes what it is doing, saves its state and stops the provider. */
async function stopGroup(pid: number | undefined, ended: Promise<unknown>): Promise<void> {
  if (pid === undefined) return;
  const over = ended.then(
    () => true,
    () => true,
  );
  for (const [signal, seconds] of [
    ["SIGINT", 8],
    ["SIGTERM", 3],
    ["SIGKILL", 0],
  ] as const) {
    signalGroup(pid, signal);
    if (await Promise.race([over, sleep(seconds * 1000, false, { ref: false })])) return;
  }
}
