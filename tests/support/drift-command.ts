import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { DriftReport, Finding } from "../../cli/drift/report";
import { projectRoot } from "./project-paths";

export interface DriftResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the built `cdktf-prefect drift` that is under way. */
export interface DriftRun {
  readonly process: ChildProcess;
  readonly ended: Promise<DriftResult>;
}

/**
 * Starts `cdktf-prefect drift` in a folder.
 * @param temporary gets what the command keeps while it runs, so that a test can see what it leaves
 */
export async function startDrift(
  folder: string,
  env: Readonly<Record<string, string>>,
  temporary: string,
  args: readonly string[],
): Promise<DriftRun> {
  await mkdir(temporary, { recursive: true });
  const child = spawn(process.execPath, [join(projectRoot, "dist/cdktf-prefect"), "drift", ...args], {
    cwd: folder,
    env: { ...env, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const ended = once(child, "close").then(([code, signal]) => ({
    code,
    signal,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
  }));
  return { process: child, ended };
}

/** What `--format json` has printed. */
export const reportIn = ({ stdout, stderr, code }: DriftResult): DriftReport => {
  if (stdout === "") throw new Error(`drift ended with ${code} and printed no report:\n${stderr}`);
  return JSON.parse(stdout);
};

/** The findings of one category, by address. */
export const found = <Wanted extends Finding["category"]>(
  { findings }: DriftReport,
  category: Wanted,
): Record<string, Extract<Finding, { category: Wanted }>> =>
  Object.fromEntries(
    findings
      .filter((one): one is Extract<Finding, { category: Wanted }> => one.category === category)
      .map((one) => [one.address, one]),
  );

/** Hashes of all files below a folder by their path, but of those whose path fits `except`. */
export async function checksums(folder: string, except?: RegExp): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sums: [string, string][] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (except?.test(name) || entry.isDirectory()) continue;
    const content = entry.isSymbolicLink() ? await readlink(path) : await readFile(path);
    sums.push([name, createHash("sha256").update(content).digest("hex")]);
  }
  return Object.fromEntries(sums.sort());
}
