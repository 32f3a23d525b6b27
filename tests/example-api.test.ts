import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { isolatedEnvironment } from "./support/environment";
import { prefectApi } from "./support/prefect-api";
import { prefectExecutable, projectRoot } from "./support/project-paths";
import { fencedBlocks } from "./support/readme";
import { sharedServer } from "./support/shared-server";

/** examples/api as it stands: its names on the server are its own. */

const folder = join(projectRoot, "examples/api");
const run = promisify(execFile);
const printed =
  /^Deployment hello\/api: ([0-9a-f-]{36})\nRun (\S+) is Scheduled: prefect worker start --pool api --run-once\n$/;

test("called twice it is one deployment with two runs, which a worker brings to Completed", async () => {
  const server = await sharedServer();
  const api = prefectApi(server.apiUrl);
  const call = async (name: string) => {
    const command = ["--import", "tsx", "main.ts", name];
    const { stdout } = await run(process.execPath, command, {
      cwd: folder,
      env: isolatedEnvironment(server.env),
    });
    const [, deployment, flowRun] = printed.exec(stdout) ?? expect.fail(stdout);
    return { deployment, flowRun };
  };
  const first = await call("Marvin");
  const second = await call("Arthur");
  expect(second.deployment).toBe(first.deployment);

  const deployment = (await api.call("GET", "/deployments/name/hello/api")).object();
  expect(deployment).toMatchObject({
    id: first.deployment,
    work_pool_name: "api",
    entrypoint: "hello.py:hello",
    schedules: [{ slug: "mornings" }],
  });

  await run(prefectExecutable, ["worker", "start", "--pool", "api", "--run-once"], {
    cwd: folder,
    env: server.env,
    timeout: 120_000,
  });
  const filter = {
    deployments: { id: { any_: [first.deployment] } },
    flow_runs: { name: { any_: [first.flowRun, second.flowRun] } },
  };
  const runs = (await api.call("POST", "/flow_runs/filter", filter)).list();
  expect(runs.map(({ parameters, state_name }) => ({ parameters, state_name }))).toEqual(
    expect.arrayContaining([
      { parameters: { name: "Marvin", times: 2 }, state_name: "Completed" },
      { parameters: { name: "Arthur", times: 2 }, state_name: "Completed" },
    ]),
  );

  for (const path of [`/deployments/${deployment.id}`, `/flows/${deployment.flow_id}`, "/work_pools/api"]) {
    expect((await api.call("DELETE", path)).status, path).toBe(204);
  }
});

test("the README shows what it prints", async () => {
  const [first = "", second = ""] = await fencedBlocks("examples/api/README.md", "text");
  expect(first).toMatch(printed);
  expect(second).toMatch(printed);
});
