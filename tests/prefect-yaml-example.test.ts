import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CdktfProject } from "./support/cdktf";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { projectRoot, virtualEnvironment } from "./support/project-paths";
import { sharedServer } from "./support/shared-server";

/** examples/prefect-yaml as it stands: its names on the server are its own. */

let project: CdktfProject;
let api: PrefectApi;

beforeAll(async () => {
  const server = await sharedServer();
  api = prefectApi(server.apiUrl);
  project = await CdktfProject.create(join(projectRoot, "examples/prefect-yaml/main.ts"), {
    ...server.env,
    VIRTUAL_ENV: virtualEnvironment,
    STAGE: "test",
  });
});

afterAll(async () => {
  await project?.terraform("prefect-yaml", "destroy", "-auto-approve", "-input=false");
  await project?.remove();
});

test("deploys what the file says, once", async () => {
  const made = "Resources: 7 added, 0 changed, 0 destroyed";
  expect(await project.run("deploy", "--auto-approve")).toContain(made);
  expect((await api.call("GET", "/deployments/name/yaml-etl/nightly")).object()).toMatchObject({
    version: "latest",
    tags: ["example", "test"],
    parameters: { table: "orders" },
    job_variables: { env: { IMAGE: "registry.example.com/etl:latest" } },
    work_pool_name: "yaml-example",
    schedules: expect.objectContaining({ length: 2 }),
    pull_steps: [
      {
        "prefect.deployments.steps.set_working_directory": {
          directory: join(projectRoot, "examples/prefect-yaml"),
        },
      },
    ],
  });
  const { id } = (await api.call("GET", "/deployments/name/yaml-report/after-etl")).object();
  const automations = await api.call("GET", `/automations/related-to/prefect.deployment.${id}`);
  expect(automations.list()).toMatchObject([{ name: "after-etl__automation_1", enabled: true }]);
  const planned = await project.terraform("prefect-yaml", "plan", "-input=false", "-no-color");
  expect(`${planned.stdout}${planned.stderr}`).toContain("No changes");
});
