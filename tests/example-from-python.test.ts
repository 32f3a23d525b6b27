import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CdktfProject } from "./support/cdktf";
import { isolatedEnvironment } from "./support/environment";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { projectRoot, virtualEnvironment } from "./support/project-paths";
import { fencedBlocks } from "./support/readme";
import { sharedServer } from "./support/shared-server";

/** examples/from-python as it stands, read by the Python that the tests' Prefect has. */

const folder = join(projectRoot, "examples/from-python");
const stack = "from-python";
const deployment = "/deployments/name/sales-report/daily";
const python = { VIRTUAL_ENV: virtualEnvironment, PYTHONDONTWRITEBYTECODE: "1" };

let project: CdktfProject;
let api: PrefectApi;

beforeAll(async () => {
  const server = await sharedServer();
  api = prefectApi(server.apiUrl);
  project = await CdktfProject.create(join(folder, "main.ts"), { ...server.env, ...python, TF_INPUT: "0" });
  await project.synth();
});

afterAll(async () => {
  await project?.remove();
});

const terraform = (...args: string[]) => project.terraformOutput(stack, ...args);

test("the committed types are those of the flow", async () => {
  const { stderr } = await promisify(execFile)(
    join(projectRoot, "dist/cdktf-prefect"),
    ["flow-types", "flows/", "--check"],
    { cwd: folder, env: isolatedEnvironment(python) },
  );
  const [shown] = await fencedBlocks("examples/from-python/README.md", "text");
  expect(stderr).toBe(shown);
});

test("the deployment has what the code says, and the parameters of the stack", async () => {
  await terraform("init");
  expect(await terraform("apply", "-auto-approve")).toContain("Resources: 3 added, 0 changed, 0 destroyed.");
  expect((await api.call("GET", deployment)).object()).toMatchObject({
    description: expect.stringMatching(/^Reports the sales of a day\./),
    version: "3",
    entrypoint: "flows/sales.py:report",
    parameters: { source: { table: "sales", limit: 1000 }, format: "parquet" },
    parameter_openapi_schema: {
      required: ["source"],
      properties: {
        format: { enum: ["csv", "parquet"], default: "csv" },
        recipients: { description: "e-mail addresses; nobody is told by default" },
      },
      definitions: { Source: { required: ["table"] } },
    },
  });
  await terraform("plan", "-detailed-exitcode");
});

test("the README's compiler error is where it says", async () => {
  const text = await readFile(join(folder, "main.ts"), "utf8");
  const blocks = await fencedBlocks("examples/from-python/README.md", "text");
  const [, line, column] = /main\.ts\((\d+),(\d+)\)/.exec(blocks.join("")) ?? [];
  expect(text.split("\n")[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(/^format: /);
});

test("destroyed, nothing is left", async () => {
  expect(await terraform("apply", "-destroy", "-auto-approve")).toContain("3 destroyed.");
  for (const path of [deployment, "/flows/name/sales-report", "/work_pools/from-python"]) {
    expect((await api.call("GET", path)).status, path).toBe(404);
  }
});
