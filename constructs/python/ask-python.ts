import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The interpreter of the active virtual environment, else `python3`. */
export function activePython(): string {
  const environment = process.env.VIRTUAL_ENV;
  if (environment === undefined || environment === "") return "python3";
  return process.platform === "win32"
    ? join(environment, "Scripts", "python.exe")
    : join(environment, "bin", "python");
}

/** A path is meant from the folder of the flows; a bare name is looked up in PATH. */
export const interpreterPath = (python: string, folder: string): string =>
  /[\\/]/.test(python) ? resolve(folder, python) : python;

/**
 * Runs a script that begins with the start of `script-start.ts`.
 *
 * @param folder the working directory
 * @throws Error that says what to do where the interpreter cannot be started, or ends before it has answered
 */
export function askPython<Answer>(
  python: string,
  folder: string,
  script: string,
  args: readonly string[],
): Answer {
  const temporary = mkdtempSync(join(tmpdir(), "prefect-flow-"));
  const file = join(temporary, "answer.json");
  try {
    const { error, status, signal, stderr } = spawnSync(python, ["-c", script, file, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error !== undefined) {
      throw new Error(
        `${python} could not be started (${error.message}). Activate the virtual environment of the flows, or name its interpreter: python: ".venv/bin/python".`,
      );
    }
    const text = readAnswer(file);
    if (text === undefined) {
      const how = signal === null ? `exit code ${status}` : signal;
      throw new Error(`${python} ended (${how}) before it told of the flow: ${lastLine(stderr)}`);
    }
    return JSON.parse(text);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function readAnswer(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";
