import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { checksums, type DriftResult, found, reportIn, startDrift } from "./support/drift-command";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";

/** `cdktf-prefect drift` in a Terraform folder. */

const name = uniqueName("drift");
const secret = "hush-hush-29";

const configuration = (tags: string) => `
variable "secret" {
  default   = "${secret}"
  sensitive = true
}
resource "prefect_flow" "etl" { name = "${name}" }
resource "prefect_work_pool" "pool" {
  name = "${name}"
  type = "process"
}
resource "prefect_deployment" "nightly" {
  name              = "nightly"
  flow_id           = prefect_flow.etl.id
  work_pool_name    = prefect_work_pool.pool.name
  work_queue_name   = "high"
  concurrency_limit = 2
  parameters        = jsonencode({ times = 1, exact = 9007199254740993 })
  tags              = ${tags}
  schedules         = [{ slug = "mornings", cron = "0 7 * * *", active = false }]
}
resource "prefect_variable" "token" {
  name  = "${name}"
  value = jsonencode({ token = var.secret })
}
resource "prefect_variable" "gone" {
  name  = "${name}gone"
  value = "x"
}
`;

// Its own: what other tests leave can make a listing of the whole server fail.
let server: PrefectServer;
let api: PrefectApi;
let workspace: Workspace;
let proxy: CountingProxy;
let temporary: string;
let deployment: unknown;

const drift = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<DriftResult> => {
  const own = { ...(await workspace.environment()), ...env };
  const { ended } = await startDrift(workspace.folder, own, temporary, args);
  return ended;
};

/** Of the unmanaged ones, those that this test has to do with. */
const ownUnmanaged = (result: DriftResult) =>
  Object.keys(found(reportIn(result), "unmanaged")).filter((address) => address.includes(name));

/** The provider that the workspace keeps running writes a log of its own. */
const folderSums = () => checksums(workspace.folder, /^provider-\d+\.log$/);

beforeAll(async () => {
  server = await startPrefectServer();
  api = prefectApi(server.apiUrl);
  proxy = await startCountingProxy(server.apiUrl);
  temporary = await mkdtemp(join(tmpdir(), "drift-"));
  workspace = await Workspace.create({ server });
  await workspace.write(configuration('["a"]'));
  await workspace.apply();
  deployment = (await workspace.stateOf("prefect_deployment.nightly")).id;
});

afterAll(async () => {
  await workspace?.write(configuration('["a"]'));
  await workspace?.destroy();
  await workspace?.remove();
  await proxy?.stop();
  await server?.stop();
  await rm(temporary, { recursive: true, force: true });
});

test("finds nothing after an apply: neither what belongs to a known object, nor what changes by itself", async () => {
  const trigger = { type: "event", posture: "Reactive", expect: [name], threshold: 1, within: 0 };
  const automation = (body: object) => api.call("POST", "/automations/", { trigger, ...body });
  const owner_resource = `prefect.deployment.${deployment}`;
  const run = { type: "run-deployment", source: "selected", deployment_id: deployment };
  const match = { "prefect.resource.id": owner_resource };
  const pause = { type: "pause-deployment", source: "selected", deployment_id: deployment };
  await automation({ name: "nightly__automation_1", actions: [run], owner_resource });
  await automation({ name: `${name} own name`, actions: [run], owner_resource });
  await automation({ name: `${name} own`, trigger: { ...trigger, match }, actions: [], owner_resource });
  await automation({ name: `${name}stray`, trigger: { ...trigger, match }, actions: [] });
  await automation({ name: `${name}stray too`, actions: [pause, run] });
  const result = await drift(["--format", "json"]);
  expect(reportIn(result)).toMatchObject({ verdict: "none", totals: { checked: 5, changed: 0, pending: 0 } });
  expect(reportIn(result).states).toEqual([
    { source: "terraform.tfstate", stack: expect.any(String), objects: 5 },
  ]);
  expect(result.code).toBe(0);
  const strays = [`${name}stray`, `${name}stray too`];
  expect(Object.keys(found(reportIn(result), "unmanaged")).sort()).toEqual(
    strays.map((one) => `prefect_automation.${one}`).sort(),
  );
  const automations = (await api.call("POST", "/automations/filter", {})).list();
  for (const one of automations) {
    if (one.name !== "nightly__automation_1") await api.call("DELETE", `/automations/${one.id}`);
  }
});

test("lists each kind once, but no deployment of which the plan has told everything; nothing where nobody is told", async () => {
  // The provider that is running keeps the server that it was started with: these are the command's own requests.
  const viaProxy = { PREFECT_API_URL: proxy.apiUrl };
  proxy.reset();
  const result = await drift(["--format", "json"], viaProxy);
  expect(result.code).toBe(0);
  const { "POST /api/deployments/filter": _, ...others } = proxy.counts();
  const kinds = Object.entries(others).filter(([request]) => request.endsWith("/filter"));
  expect(kinds).toHaveLength(11);
  for (const [request, count] of kinds) expect(count, request).toBe(1);
  const [deployments] = proxy.requests.filter(({ path }) => path === "/api/deployments/filter");
  expect(JSON.parse(deployments?.body ?? "")).toMatchObject({
    deployments: { id: { not_any_: [deployment] } },
  });

  proxy.reset();
  expect(await drift(["--quiet"], viaProxy)).toMatchObject({ code: 0, stdout: "", stderr: "" });
  expect(proxy.requests).toEqual([]);
});

test("tells apart what changed, what is gone, what the code asks for and what no state knows; masks; writes nothing", async () => {
  await api.call("PATCH", `/deployments/${deployment}`, {
    description: "by hand",
    parameters: { times: 2, exact: 1 },
    enforce_parameter_schema: false,
  });
  await api.call("PATCH", `/variables/name/${name}`, { value: { token: `${secret}-other` } });
  await api.call("DELETE", `/variables/name/${name}gone`);
  await api.call("POST", "/variables/", { name: `${name}stray`, value: 1 });
  await workspace.write(configuration('["a", "b"]'));
  const before = await folderSums();

  const table = join(temporary, "table.txt");
  const result = await drift(["--format", "json", "--format", `table=${table}`, "--verbose"]);
  await rm(table);
  const report = reportIn(result);
  expect(result.code).toBe(2);
  const { "prefect_deployment.nightly": changed, "prefect_variable.token": token } = found(report, "changed");
  expect(changed?.name).toBe(`${name}/nightly`);
  expect(changed?.differences.map(({ path }) => path).sort()).toEqual([
    "description",
    "enforce_parameter_schema",
    "parameters.exact",
    "parameters.times",
  ]);
  expect(result.stdout).toContain("9007199254740993");
  expect(token?.differences).toEqual([
    { attribute: "value", path: "value", before: { is: "sensitive" }, after: { is: "sensitive" } },
  ]);
  expect(Object.keys(found(report, "missing"))).toEqual(["prefect_variable.gone"]);
  const pending = found(report, "pending");
  expect(Object.keys(pending)).toEqual(["prefect_deployment.nightly"]);
  expect(pending["prefect_deployment.nightly"]?.differences.map(({ path }) => path)).toEqual(["tags"]);
  expect(ownUnmanaged(result)).toEqual([`prefect_variable.${name}stray`]);
  expect(report.runtime?.flatMap(({ differences }) => differences.map(({ path }) => path))).toContain(
    "updated",
  );
  expect(result.stdout + result.stderr).not.toContain(secret);

  expect(await folderSums()).toEqual(before);
  expect(await readdir(temporary)).toEqual([]);
});

test("--format html: what hangs together, and the runs of the week that the drift brings and takes", async () => {
  const [morning] = (await api.call("GET", `/deployments/${deployment}/schedules`)).list();
  const path = `/deployments/${deployment}/schedules/${morning?.id}`;
  await api.call("PATCH", path, { active: true, schedule: { cron: "0 8 * * *", timezone: "UTC" } });
  const file = join(temporary, "drift.html");
  const result = await drift(["--format", "json", "--format", `html=${file}`]);
  const page = await readFile(file, "utf8");
  await rm(file);
  await api.call("PATCH", path, { active: false, schedule: { cron: "0 7 * * *", timezone: "UTC" } });

  const { graph, calendar } = reportIn(result);
  const keys = new Map(graph?.nodes.map(({ key, name: called, kind }) => [key, `${kind} ${called}`]));
  const own = graph?.edges
    .map(({ from, relation, to }) => `${keys.get(from)} ${relation} ${keys.get(to)}`)
    .filter((line) => line.includes(name))
    .sort();
  expect(own).toEqual([
    `automation nightly__automation_1 acts on deployment ${name}/nightly`,
    `deployment ${name}/nightly on work_pool ${name}`,
    `deployment ${name}/nightly queue work_queue ${name}/high`,
    `deployment ${name}/nightly runs flow ${name}`,
    `work_queue ${name}/high of work_pool ${name}`,
  ]);
  const node = graph?.nodes.find((one) => one.id === deployment);
  expect(node).toMatchObject({ address: "prefect_deployment.nightly", categories: ["changed", "pending"] });
  const week = calendar?.deployments.find((one) => one.id === deployment);
  expect(week?.runs).toHaveLength(7);
  for (const { at, schedule, expected } of week?.runs ?? []) {
    expect([at.slice(11, 19), schedule, expected]).toEqual(["08:00:00", "0 8 * * *", "server"]);
  }
  expect(page).toContain(`${name}/nightly`);
  expect(page).not.toContain(secret);
});

test("ignores by rules, says so, and fails on a rule that has expired; --fail-on chooses", async () => {
  const rules = join(workspace.folder, ".prefect-drift.yaml");
  const lines = (expires: string) => `
ignore:
  - { address: "prefect_deployment.*", reason: operators do that, expires: "${expires}" }
  - { kind: variable, reason: values are set by hand }
`;
  try {
    await writeFile(rules, lines("2999-12-31"));
    const ignored = await drift(["--format", "json"]);
    expect(ignored.code).toBe(0);
    expect(reportIn(ignored).ignored.map(({ finding, rule }) => [rule, finding.address])).toEqual(
      expect.arrayContaining([
        [0, "prefect_deployment.nightly"],
        [1, "prefect_variable.gone"],
      ]),
    );
    await writeFile(rules, lines("2020-01-01"));
    const expired = await drift(["--format", "json", "--fail-on", "missing"]);
    expect(expired.code).toBe(1);
    expect(reportIn(expired).rules[0]).toMatchObject({ expired: true, ignored: 0 });
    await writeFile(rules, "ignore:\n  - { adress: x, reason: y }\n");
    const strange = await drift([]);
    expect(strange).toMatchObject({ code: 1, stdout: "" });
    expect(strange.stderr).toContain("Rule 1 cannot be used: it has adress");
  } finally {
    await rm(rules);
  }
});

test("says why it could not tell", async () => {
  await workspace.write("resource prefect_flow {}");
  const result = await drift(["--format", "json"]);
  await workspace.write(configuration('["a", "b"]'));
  expect(result.code).toBe(1);
  expect(reportIn(result)).toMatchObject({ verdict: "unknown", problems: [{ step: "terraform plan" }] });
  expect(result.stderr).toContain("terraform plan");
});

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "leaves no plan and changes nothing when it ends by %s",
  async (signal) => {
    const before = await folderSums();
    proxy.reset();
    proxy.inject({ times: 1000, effect: { kind: "hang" } });
    // The provider that is running would keep the server that it was started with.
    const env = { ...workspace.env, PREFECT_API_URL: proxy.apiUrl };
    const run = await startDrift(workspace.folder, env, temporary, []);
    while (proxy.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    run.process.kill(signal);
    await run.ended;
    expect(await folderSums()).toEqual(before);
    const left = await readdir(temporary, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    await rm(temporary, { recursive: true, force: true });
  },
);
