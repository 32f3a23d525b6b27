import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CdktfProject } from "./support/cdktf";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { projectRoot, virtualEnvironment } from "./support/project-paths";
import { type SharedServer, sharedServer } from "./support/shared-server";
import { type SupervisedProcess, startSupervised } from "./support/supervised-process";

/** examples/serving as it stands: what it is called on the server is its own, so nothing else may use its names. */

const deployment = "/deployments/name/serving-greet/served";
const example = join(projectRoot, "examples/serving");

let server: SharedServer;
let project: CdktfProject;
let api: PrefectApi;
let serving: SupervisedProcess | undefined;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
  project = await CdktfProject.create(join(example, "main.ts"), {
    ...server.env,
    VIRTUAL_ENV: virtualEnvironment,
    PYTHONDONTWRITEBYTECODE: "1",
  });
  await project.run("deploy", "--auto-approve");
});

afterAll(async () => {
  await serving?.stop();
  await project?.run("destroy", "--auto-approve");
  await project?.remove();
});

const stored = async () => (await api.call("GET", deployment)).object();

/** The parts that the stack owns. */
const owned = async () => {
  const { parameters, schedules, tags, entrypoint, path, version, description } = await stored();
  return { parameters, schedules, tags, entrypoint, path, version, description };
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > deadline || serving?.exitCode() !== undefined) {
      throw new Error(`no run was executed:\n${await readFile(join(project.folder, "serve.log"), "utf8")}`);
    }
    await sleep(200);
  }
}

/** Starts the process, and waits until a run of the deployment is Completed. */
async function serveOneRun(): Promise<SupervisedProcess> {
  const { id } = await stored();
  const created = await api.call("POST", `/deployments/${id}/create_flow_run`, {
    state: { type: "SCHEDULED" },
  });
  const run = created.object();
  expect(run.parameters).toEqual({ name: "Marvin" });
  const started = await startSupervised([join(virtualEnvironment, "bin/python"), "serve.py"], {
    env: { ...server.env, PYTHONDONTWRITEBYTECODE: "1" },
    cwd: example,
    logFile: join(project.folder, "serve.log"),
  });
  serving = started;
  const state = async () => String((await api.call("GET", `/flow_runs/${run.id}`)).object().state_name);
  await until(async () => /^(Completed|Failed|Crashed|Cancelled)$/.test(await state()));
  expect(await state()).toBe("Completed");
  return started;
}

/** Fails when there is anything to do: the exit code would be 2. */
async function expectNothingToDo(): Promise<void> {
  const { code, stdout, stderr } = await project.terraform(
    "serving",
    "plan",
    "-detailed-exitcode",
    "-no-color",
  );
  expect(code, `${stdout}\n${stderr}`).toBe(0);
}

test("the process only executes, and neither its start, its end nor its next start makes a change", async () => {
  const before = await owned();
  expect(before).toMatchObject({ parameters: { name: "Marvin" }, path: ".", description: "Says hello." });
  expect(await stored()).toMatchObject({ work_pool_name: null, paused: false });

  const first = await serveOneRun();
  await expectNothingToDo();
  await first.stop();
  // Its end pauses the deployment, unless it is ended before it gets to that.
  await api.call("POST", `/deployments/${(await stored()).id}/pause_deployment`);
  expect((await stored()).paused).toBe(true);
  await expectNothingToDo();

  await serveOneRun();
  expect((await stored()).paused).toBe(false);
  await expectNothingToDo();
  expect(await owned()).toEqual(before);
});
