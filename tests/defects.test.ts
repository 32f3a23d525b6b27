import { expect, it } from "vitest";
import { quote, resourceBlock } from "./support/hcl";
import { prefectApi } from "./support/prefect-api";
import { sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

it("two resources that create one object at the same time do not both own it (defect 17)", async () => {
  const server = await sharedServer();
  const api = prefectApi(server.apiUrl);
  const terraform = await temporaryWorkspace({ server });
  const name = uniqueName("twice");
  const kinds: Readonly<Record<string, Record<string, string>>> = {
    flow: { name: quote(name) },
    variable: { name: quote(name), value: "1" },
    work_pool: { name: quote(name) },
    global_concurrency_limit: { name: quote(name), limit: "1" },
    task_run_concurrency_limit: { tag: quote(name), concurrency_limit: "1" },
    block: { name: quote(name), type_slug: '"secret"', data: "jsonencode({ value = 1 })" },
    block_type: { name: quote(name), slug: quote(name) },
  };
  const types = Object.keys(kinds);
  const blocks = (label: string) =>
    types.map((type) => resourceBlock(`prefect_${type}`, label, kinds[type] ?? {})).join("");

  await terraform.write(blocks("a") + blocks("b"));
  expect(await terraform.applyErrors()).toHaveLength(types.length);
  const stored = Object.keys(await terraform.state()).map((address) => address.split(".")[0]);
  expect(stored.sort()).toEqual(types.map((type) => `prefect_${type}`).sort());

  await terraform.write("");
  await terraform.apply();
  expect((await api.call("GET", `/flows/name/${name}`)).status).toBe(404);
});

it("an answer that repeats the request shows none of it, in the error or in the log (defect 23)", async () => {
  const server = await sharedServer();
  const terraform = await temporaryWorkspace({ server, env: { TF_LOG: "DEBUG" } });
  const name = uniqueName("echo");
  // A self-hosted server refuses a metric trigger with 422, and repeats the whole body in its answer.
  await terraform.write(
    resourceBlock("prefect_automation", "a", {
      name: quote(name),
      trigger: JSON.stringify({
        metric: { metric: { name: "lateness", operator: ">", threshold: 1, range: 300, firing_for: 60 } },
      }),
      actions: JSON.stringify([
        {
          type: "run-deployment",
          source: "inferred",
          parameters: JSON.stringify({ password: "planted-parameter" }),
          job_variables: JSON.stringify({ env: { TOKEN: "planted-variable" } }),
        },
      ]),
    }),
  );
  const { code, stdout, stderr } = await terraform.run([
    "apply",
    "-auto-approve",
    "-no-color",
    "-input=false",
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain("422");
  expect(stderr).not.toContain("request_body");
  // Terraform shows the planned actions, which are no secrets to it; the rest of what it prints and logs has none.
  const afterPlan = stdout.slice(stdout.indexOf("Plan:")) + stderr;
  expect(afterPlan).not.toContain("planted");
});
