import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { PythonFlow } from "./python-flow";

/** Everything that an answer depends on apart from the content of files. */
export interface FlowQuestion {
  readonly python: string;
  readonly folder: string;
  readonly entrypoint: string;
  readonly script: string;
}

interface Entry {
  readonly flow: PythonFlow;
  /** Content hashes of what the answer was made from: the modules of the project, and which Prefect it was. */
  readonly files: Readonly<Record<string, string>>;
}

/** A flow that was read before, if none of the files has changed since. */
export function cachedFlow(question: FlowQuestion): PythonFlow | undefined {
  try {
    const entry: Entry = JSON.parse(readFileSync(fileOf(question), "utf8"));
    const isCurrent = Object.entries(entry.files).every(([file, hash]) => hashOf(file) === hash);
    return isCurrent ? entry.flow : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a flow for the next synth. A folder that cannot be written costs only time. */
export function rememberFlow(question: FlowQuestion, flow: PythonFlow, files: readonly string[]): void {
  try {
    const entry: Entry = { flow, files: Object.fromEntries(files.map((file) => [file, hashOf(file)])) };
    const target = fileOf(question);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    const written = `${target}.${process.pid}`;
    writeFileSync(written, JSON.stringify(entry), { mode: 0o600 });
    renameSync(written, target);
  } catch {
    // The flow is read anew next time.
  }
}

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

const hashOf = (file: string): string => sha256(readFileSync(file));

function fileOf(question: FlowQuestion): string {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(caches, "cdktf-provider-prefect", "flows", `${sha256(JSON.stringify(question))}.json`);
}
