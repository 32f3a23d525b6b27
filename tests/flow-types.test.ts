import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isolatedEnvironment } from "./support/environment";
import { projectRoot, virtualEnvironment } from "./support/project-paths";

/** The built command line, on flows read by the real Prefect, and what the compiler makes of its output. */

const run = promisify(execFile);
const python = join(virtualEnvironment, "bin/python");

const etl = `
from typing import Literal, Optional
from pydantic import BaseModel
from prefect import flow, task

class Source(BaseModel):
    """Where rows come from."""
    table: str
    limit: Optional[int] = None

@flow
def etl(source: Source, mode: Literal["full", "delta"] = "full", dry: bool = False):
    """Loads.

    Args:
        mode: all rows, or those that changed
    """

@task
def step(): ...

@flow
async def report(days: list[int] = [1, 7]): ...
`;

const expected = `// Made by cdktf-prefect flow-types. Do not edit. Import it where the stack is: import "./flow-types";
import type { IResolvable } from "cdktf";

/** Parameters of flows/etl.py:etl. */
export type EtlParameters = {
  readonly source: EtlParametersSource;
  /**
   * all rows, or those that changed
   * Default: "full".
   */
  readonly mode?: "full" | "delta" | IResolvable | undefined;
  /** Default: false. */
  readonly dry?: boolean | IResolvable | undefined;
};

/** Where rows come from. */
export type EtlParametersSource = {
  readonly table: string;
  readonly limit?: number | null | undefined;
};

/** Parameters of flows/etl.py:report. */
export type ReportParameters = {
  /** Default: [1,7]. */
  readonly days?: readonly number[] | undefined;
};

declare global {
  interface PrefectFlowParameters {
    "flows/etl.py:etl": EtlParameters;
    "flows/etl.py:report": ReportParameters;
  }
}

export {};
`;

const stack = `
import { TerraformStack, Token } from "cdktf";
import { Deployment, Flow } from "cdktf-provider-prefect";
import "./flow-types";

export function declare(stack: TerraformStack) {
  const flow = Flow.fromEntrypoint(stack, "etl", { entrypoint: "flows/etl.py:etl" });
  const unknown = Flow.fromEntrypoint(stack, "unknown", { entrypoint: "flows/other.py:other" });
  const source = { table: Token.asString({}), limit: 5 };
  new Deployment(stack, "a", { name: "a", flow, parameters: { source, mode: "delta" } });
  new Deployment(stack, "b", { name: "b", flow, parameters: { dry: true } });
  new Deployment(stack, "c", { name: "c", flow: unknown, parameters: { anything: [1] } });
  // @ts-expect-error no such parameter
  new Deployment(stack, "d", { name: "d", flow, parameters: { sources: source } });
  // @ts-expect-error no such mode
  new Deployment(stack, "e", { name: "e", flow, parameters: { mode: "partial" } });
  // @ts-expect-error a table is needed
  new Deployment(stack, "f", { name: "f", flow, parameters: { source: { limit: 5 } } });
}
`;

let folder: string;
const command = (...args: string[]) =>
  run(join(projectRoot, "dist/cdktf-prefect"), args, {
    cwd: folder,
    env: isolatedEnvironment({ PREFECT_HOME: join(folder, "home") }),
  });
const failure = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  command(...args).then(
    () => expect.fail(`${args.join(" ")} did not fail`),
    (error) => error,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flow-types-"));
  await mkdir(join(folder, "flows/__pycache__"), { recursive: true });
  await mkdir(join(folder, "node_modules"));
  await writeFile(join(folder, "flows/etl.py"), etl);
  await writeFile(join(folder, "flows/__pycache__/stale.py"), "raise Exception");
  await writeFile(
    join(folder, "broken.py"),
    "from prefect import flow\nimport not_there\n@flow\ndef f(): ...\n",
  );
  await writeFile(join(folder, "plain.py"), "print('nothing')\n");
  await writeFile(join(folder, "stack.ts"), stack);
  await symlink(projectRoot, join(folder, "node_modules/cdktf-provider-prefect"));
  for (const name of ["@types", "cdktf", "constructs"]) {
    await symlink(join(projectRoot, "node_modules", name), join(folder, "node_modules", name));
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("types of parameters are written, and deployments take those parameters only", async () => {
  await command("flow-types", "flows/", "--python", python);
  expect(await readFile(join(folder, "flow-types.ts"), "utf8")).toBe(expected);
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--types", "node"];
  const modules = ["--module", "node16", "--moduleResolution", "node16", "stack.ts"];
  await run(
    process.execPath,
    [join(projectRoot, "node_modules/typescript/bin/tsc"), ...options, ...modules],
    {
      cwd: folder,
    },
  ).catch(({ stdout }: { stdout: string }) => expect.fail(stdout));
});

test("CI can ask whether they are up to date", async () => {
  await writeFile(join(folder, "checked.ts"), expected);
  await command("flow-types", "flows", "--python", python, "--out", "checked.ts", "--check");
  await writeFile(join(folder, "checked.ts"), "old");
  const stale = await failure("flow-types", "flows", "--python", python, "--out", "checked.ts", "--check");
  expect(stale).toMatchObject({ code: 1, stderr: expect.stringContaining("checked.ts is out of date: run") });
  expect(await readFile(join(folder, "checked.ts"), "utf8")).toBe("old");
});

test("what cannot be read is told", async () => {
  expect(await failure("flow-types", "broken.py", "--python", python, "--print")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining(
      "broken.py: it cannot be imported: ModuleNotFoundError: No module named 'not_there'",
    ),
  });
  expect((await failure("flow-types", "plain.py", "--python", python)).stderr).toContain(
    "There is no flow in plain.py",
  );
  expect((await failure("flow-types", "absent")).stderr).toContain("absent: there is no such file or folder");
  expect((await failure("flow-types", "flows", "--python", "no-python")).stderr).toContain(
    "no-python could not be started",
  );
  expect((await failure("flow-typse")).stderr).toContain("Did you mean flow-types?");
  expect((await failure()).stderr).toContain("Name a command.");
});
