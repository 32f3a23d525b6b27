import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { terraformExecutable, type Workspace } from "../../support/terraform";
import { type Diagnostic, diagnosticsIn } from "../../support/terraform-output";

export interface Ended {
  /** `null`: a signal ended it. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: readonly Diagnostic[];
}

/** A terraform command under way, that can be sent signals. */
export interface TerraformRun {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `terraform ARGS -json` in a process group of its own, as a shell does. */
export function startTerraform(
  workspace: Workspace,
  args: readonly string[],
  env: Readonly<Record<string, string>> = workspace.env,
): TerraformRun {
  const child = spawn(terraformExecutable, [...args, "-json", "-input=false"], {
    cwd: workspace.folder,
    env: { ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      // The provider holds the pipes too, and may outlive a terraform that was killed.
      setTimeout(() => {
        const output = Buffer.concat(chunks).toString();
        const errors = diagnosticsIn(output.slice(0, output.lastIndexOf("\n") + 1));
        resolve({ code, output, errors: errors.filter(({ severity }) => severity === "error") });
      }, 200);
    });
  });
  return { process: child, ended };
}

export const startApply = (workspace: Workspace): TerraformRun =>
  startTerraform(workspace, ["apply", "-auto-approve"]);

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** From /proc: the tests of faults run on Linux. */
function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        const [, parent] = /\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // it has ended meanwhile
      }
    });
}

/** The providers that a terraform has running. */
export const providersOf = ({ process }: TerraformRun): number[] =>
  processes()
    .filter(({ parent, command }) => parent === process.pid && command.includes("terraform-provider-prefect"))
    .map(({ pid }) => pid);

/** Is there a process of that id that has not ended? */
export function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Waits until it is so, for at most a minute. @throws naming what was waited for */
export async function until(what: string, isSo: () => boolean, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for: ${what}`);
    await sleep(50);
  }
}
