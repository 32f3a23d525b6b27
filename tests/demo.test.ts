import { execFile, spawn } from "node:child_process";
import { access, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { isolatedEnvironment } from "./support/environment";
import { projectRoot } from "./support/project-paths";

interface DemoRun {
  output: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Runs the demo as `make demo` does; `interruptAt`: sends SIGINT as soon as a line holds this text. */
async function runDemo(options: { env?: Record<string, string>; interruptAt?: string }): Promise<DemoRun> {
  const demo = spawn(process.execPath, ["--import", "tsx", "scripts/demo/main.ts"], {
    cwd: projectRoot,
    env: isolatedEnvironment(options.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [demo.stdout, demo.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      output += `${line}\n`;
      if (options.interruptAt !== undefined && line.includes(options.interruptAt)) demo.kill("SIGINT");
    });
  }
  return new Promise((resolve, reject) => {
    demo.once("error", reject);
    demo.once("close", (code, signal) => resolve({ output, code, signal }));
  });
}

/** Command lines of the processes whose environment or arguments hold this text. */
async function processesWith(text: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)("ps", ["axeww", "-o", "command"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.split("\n").filter((line) => line.includes(text) && !line.startsWith("ps "));
}

const addressIn = (output: string): string => /http:\/\/127\.0\.0\.1:\d+\/api/.exec(output)?.[0] ?? "";

async function expectNothingRunning(output: string): Promise<void> {
  const address = addressIn(output);
  expect(address).not.toBe("");
  await expect(fetch(`${address}/health`)).rejects.toThrow("fetch failed");
  expect(await processesWith(`PREFECT_API_URL=${address}`)).toEqual([]);
}

it("shows the whole way and leaves nothing behind", async () => {
  const { output, code } = await runDemo({});
  expect(code, output).toBe(0);
  expect(output).toMatch(/The run is Completed/);
  expect(output).toMatch(/Nothing is left on the server\.\n.*Done\.\n$/);
  await expectNothingRunning(output);
});

it("stops everything on Ctrl-C", async () => {
  const { output, code } = await runDemo({ interruptAt: "prefect_flow.greet: Creat" });
  expect(code, output).toBe(130);
  expect(output).toContain("SIGINT: stopping everything");
  await expectNothingRunning(output);
});

it("says what failed, what to do and where the log is, and stops everything", async () => {
  const { output, code } = await runDemo({ env: { TERRAFORM: "terraform-that-is-not-there" } });
  expect(code, output).toBe(1);
  const log = /Log of this step: (\.demo\/run-\w+)\/cdktf\.log/.exec(output)?.[1] ?? "";
  expect(output).toContain("`npx cdktf deploy` at the repository's root does the same");
  await access(join(projectRoot, log, "cdktf.log"));
  await expectNothingRunning(output);
  await rm(join(projectRoot, log), { recursive: true });
});
