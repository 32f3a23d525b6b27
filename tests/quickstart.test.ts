import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CdktfProject } from "./support/cdktf";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { prefectExecutable, projectRoot } from "./support/project-paths";
import { fencedBlocks } from "./support/readme";
import { type SharedServer, sharedServer } from "./support/shared-server";

/** examples/quickstart as it stands: what it is called on the server is its own, so nothing else may use its names. */

const deployment = "/deployments/name/greet/greetings";

let server: SharedServer;
let project: CdktfProject;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
  project = await CdktfProject.create(join(projectRoot, "examples/quickstart/main.ts"), server.env);
});

afterAll(async () => {
  await project?.remove();
});

test("deploys a flow, a pool and a deployment with two schedules, once", async () => {
  expect(await project.run("deploy", "--auto-approve")).toContain(
    "Resources: 3 added, 0 changed, 0 destroyed",
  );
  expect((await api.call("GET", deployment)).object()).toMatchObject({
    work_pool_name: "quickstart",
    parameters: { name: "Marvin", times: 3 },
    schedules: expect.objectContaining({ length: 2 }),
  });
  expect(await project.run("deploy", "--auto-approve")).toContain(
    "Resources: 0 added, 0 changed, 0 destroyed",
  );
});

test("the README shows that deploy", async () => {
  const [shown = ""] = await fencedBlocks("examples/quickstart/README.md", "text");
  const complete = [...shown.matchAll(/(\w+\.\w+) \(.+\): Creation complete/g)].map(([, address]) => address);
  expect(complete.sort()).toEqual([
    "prefect_deployment.greetings",
    "prefect_flow.greet",
    "prefect_work_pool.pool",
  ]);
});

test("a run reaches Completed under a process worker", async () => {
  const { id } = (await api.call("GET", deployment)).object();
  const run = (
    await api.call("POST", `/deployments/${id}/create_flow_run`, { state: { type: "SCHEDULED" } })
  ).object();
  const options = { env: server.env, cwd: project.folder, timeout: 120_000 };
  await promisify(execFile)(
    prefectExecutable,
    ["worker", "start", "--pool", "quickstart", "--run-once"],
    options,
  );
  expect((await api.call("GET", `/flow_runs/${run.id}`)).object().state_name).toBe("Completed");
});

test("a change by hand is found, healed, and nothing stays after destroy", async () => {
  const { id } = (await api.call("GET", deployment)).object();
  await api.call("PATCH", `/deployments/${id}`, { description: "by hand" });
  expect(await project.run("diff")).toMatch(/~ description\s+= "by hand" -> "Greets/);
  await project.run("deploy", "--auto-approve");
  expect((await api.call("GET", deployment)).object().description).toMatch(/^Greets/);
  await project.run("destroy", "--auto-approve");
  for (const path of [deployment, "/flows/name/greet", "/work_pools/quickstart"]) {
    expect((await api.call("GET", path)).status, path).toBe(404);
  }
});
