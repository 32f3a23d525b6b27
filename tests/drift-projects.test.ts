import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { sourceAddress } from "../source-address";
import { CdktfProject } from "./support/cdktf";
import { checksums, type DriftResult, found, reportIn, startDrift } from "./support/drift-command";
import { freePort } from "./support/free-port";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot } from "./support/project-paths";
import { Workspace } from "./support/terraform";

/** `cdktf-prefect drift` in projects of every kind, and what code marks sensitive in them. */

const secret = "planted-29c1";
const cron = "13 3 * * 6";
const hiddenName = "hidden-pool-81";

const secretive = `
variable "secret" {
  default   = "${secret}"
  sensitive = true
}
variable "cron" {
  default   = "${cron}"
  sensitive = true
}
variable "pool" {
  default   = "${hiddenName}"
  sensitive = true
}
resource "prefect_flow" "etl" { name = "etl" }
resource "prefect_work_pool" "pool" {
  name = var.pool
  type = "process"
}
resource "prefect_deployment" "inline" {
  name           = "inline"
  flow_id        = prefect_flow.etl.id
  work_pool_name = prefect_work_pool.pool.name
  parameters     = jsonencode({ token = var.secret, times = 1 })
  tags           = ["a", var.secret]
  schedules      = [{ slug = "one", cron = var.cron }, { slug = "two", cron = "0 1 * * *" }]
}
resource "prefect_deployment" "separate" {
  name    = "separate"
  flow_id = prefect_flow.etl.id
}
resource "prefect_deployment_schedule" "separate" {
  deployment_id = prefect_deployment.separate.id
  slug          = "separate"
  cron          = var.cron
}
resource "prefect_block" "secret" {
  type_slug = "secret"
  name      = "secret"
  data      = jsonencode({ value = var.secret })
}
resource "prefect_variable" "open" {
  name  = "open"
  value = jsonencode("x")
}
`;

let server: PrefectServer;
let api: PrefectApi;
let project: CdktfProject;
let workspace: Workspace;
let out: string;

const drift = async (
  folder: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<DriftResult> =>
  (await startDrift(folder, env, join(out, "temporary"), ["--format", "json", ...args])).ended;

/** All that a server tells of what these tests have made. */
const onServer = async () =>
  Promise.all(
    ["flows", "deployments", "work_pools", "work_queues", "variables"].map(async (kind) =>
      (await api.call("POST", `/${kind}/filter`, {})).list(),
    ),
  );

beforeAll(async () => {
  server = await startPrefectServer();
  api = prefectApi(server.apiUrl);
  out = await mkdtemp(join(tmpdir(), "drift-out-"));
  project = await CdktfProject.create(join(projectRoot, "tests/drift-app/main.ts"), server.env);
  workspace = await Workspace.create({ server });
});

afterAll(async () => {
  await workspace?.remove();
  await project?.remove();
  await server?.stop();
  await rm(out, { recursive: true, force: true });
});

test("a CDKTF project: all stacks or those named, applied or never, and nothing of it is written", async () => {
  await project.synth();
  await project.terraformOutput("staging", "init");
  await project.terraformOutput("staging", "apply", "-auto-approve");
  await rm(join(project.folder, "out"), { recursive: true });
  const [files, objects] = [await checksums(project.folder), await onServer()];

  const all = await drift(project.folder, project.env);
  expect(all.code, all.stderr).toBe(0);
  const report = reportIn(all);
  expect(report.stacks.map(({ name, objects: count, pending }) => [name, count, pending]).sort()).toEqual([
    ["production", 0, 3],
    ["staging", 3, 0],
  ]);
  expect(report.states.map(({ source, objects: count }) => [source, count]).sort()).toEqual([
    ["terraform.production.tfstate", 0],
    ["terraform.staging.tfstate", 3],
  ]);
  expect(report.totals.unmanaged).toBe(0);
  expect(Object.values(found(report, "pending")).map(({ action }) => action)).toEqual([
    "create",
    "create",
    "create",
  ]);
  expect(await checksums(project.folder)).toEqual(files);
  expect(await onServer()).toEqual(objects);

  const [deployment] = (await api.call("POST", "/deployments/filter", {})).list();
  await api.call("PATCH", `/deployments/${deployment?.id}`, { parameters: { times: 2 } });
  const one = await drift(project.folder, project.env, "staging");
  expect(one.code, one.stderr).toBe(2);
  expect(reportIn(one).stacks.map(({ name }) => name)).toEqual(["staging"]);
  expect(reportIn(one).findings).toMatchObject([
    {
      category: "changed",
      constructPath: "nightly",
      stack: "staging",
      differences: [{ path: "parameters.times" }],
    },
  ]);
  await api.call("PATCH", `/deployments/${deployment?.id}`, { parameters: { times: 1 } });

  const none = await drift(project.folder, project.env, "test");
  expect(none.code).toBe(1);
  expect(none.stderr).toContain('There is no stack "test". The project has');
});

test("a folder that was never initialised, and a state elsewhere that someone has locked", async () => {
  await project.synth();
  const { terraform, ...others } = await project.configuration("staging");
  const state = await readFile(join(project.folder, "terraform.staging.tfstate"), "utf8");
  const asked: (string | undefined)[] = [];
  const backend = createServer((request, response) => {
    asked.push(request.method);
    response.writeHead(request.method === "GET" ? 200 : 423);
    response.end(request.method === "GET" ? state : JSON.stringify({ ID: "another", Who: "else" }));
  });
  const port = await freePort();
  await new Promise<void>((listening) => backend.listen(port, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${port}/state`;
  const folder = await mkdtemp(join(tmpdir(), "drift-bare-"));
  try {
    const http = { address, lock_address: address, unlock_address: address };
    const code = { ...others, terraform: { ...Object(terraform), backend: { http } } };
    await writeFile(join(folder, "cdk.tf.json"), JSON.stringify(code));
    await symlink(join(project.stack("staging"), "terraform.d"), join(folder, "terraform.d"));
    const files = await checksums(folder);
    const result = await drift(folder, project.env);
    expect(result.code, result.stderr).toBe(0);
    expect(reportIn(result)).toMatchObject({
      totals: { checked: 3, changed: 0, missing: 0, pending: 0 },
      states: [{ source: `http backend ${address}`, objects: 3 }],
    });
    expect(asked).not.toHaveLength(0);
    expect(asked.filter((method) => method !== "GET")).toEqual([]);
    expect(await checksums(folder)).toEqual(files);
  } finally {
    backend.close();
    await rm(folder, { recursive: true, force: true });
  }
});

const shapes = (name: string, count: number) => `
variable "url" { default = "${server.apiUrl}" }
provider "prefect" {
  alias    = "other"
  endpoint = var.url
}
module "variables" {
  source   = "./module"
  for_each = toset(["a", "b"])
  name     = each.key
}
resource "prefect_flow" "${name}" {
  provider = prefect.other
  name     = "moved"
}
resource "prefect_flow" "many" {
  count = ${count}
  name  = "many-\${count.index}"
}
`;

const moduleText = `
terraform {
  required_providers {
    prefect = { source = "${sourceAddress}" }
  }
}
variable "name" {}
resource "prefect_variable" "each" {
  for_each = toset(["x yz", "\\"q\\""])
  name     = "\${var.name}_\${length(each.key)}"
  value    = each.key
}
`;

test("modules, for_each, count, provider aliases, moved and tainted resources, workspaces, states beside", async () => {
  const env = await workspace.environment();
  await mkdir(join(workspace.folder, "module"));
  await writeFile(join(workspace.folder, "module/main.tf"), moduleText);
  await workspace.write(shapes("old", 2));
  expect((await workspace.run(["get"])).code).toBe(0);
  await workspace.apply();
  const moved = "moved {\n  from = prefect_flow.old\n  to   = prefect_flow.new\n}\n";
  await workspace.write(shapes("new", 1) + moved);
  await workspace.run(["taint", 'module.variables["a"].prefect_variable.each["x yz"]']);
  const value = (await workspace.state())['module.variables["b"].prefect_variable.each["\\"q\\""]'];
  await api.call("DELETE", `/variables/${value?.id}`);
  const files = await checksums(workspace.folder, /^provider-\d+\.log$/);

  const beside = ["--state", join(project.folder, "terraform.staging.tfstate")];
  const result = await drift(workspace.folder, env, ...beside);
  expect(result.code, result.stderr).toBe(2);
  const report = reportIn(result);
  expect(report.findings.map(({ category, address }) => [category, address])).toEqual([
    ["missing", 'module.variables["b"].prefect_variable.each["\\"q\\""]'],
    ["pending", 'module.variables["a"].prefect_variable.each["x yz"]'],
    ["pending", "prefect_flow.many[1]"],
  ]);
  expect(report.states).toHaveLength(2);
  expect(report.servers).toHaveLength(1);
  expect(await checksums(workspace.folder, /^provider-\d+\.log$/)).toEqual(files);

  const other = await drift(workspace.folder, { ...env, TF_WORKSPACE: "other" }, "--fail-on", "pending");
  expect(other.code, other.stderr).toBe(2);
  expect(reportIn(other).states).toEqual([
    { source: "terraform.tfstate.d/other/terraform.tfstate", stack: expect.any(String), objects: 0 },
  ]);
  expect(reportIn(other).totals).toMatchObject({ changed: 0, missing: 0, pending: 6 });
});

test("--watch looks again, and --exec gets a report when there is something new, and only then", async () => {
  const reports = join(out, "reports");
  await writeFile(reports, "");
  const args = ["--watch", "1s", "--quiet", "--exec", `(cat; echo) >> ${reports}`];
  const run = await startDrift(workspace.folder, await workspace.environment(), join(out, "temporary"), args);
  const handed = async () =>
    (await readFile(reports, "utf8")).split("\n").filter((line) => line !== "" && line.endsWith("}"));
  const until = async (count: number) => {
    for (let waits = 0; waits < 1200 && (await handed()).length < count; waits++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await until(1);
  await api.call("POST", "/variables/", { name: "watched", value: 1 });
  await until(2);
  run.process.kill("SIGINT");
  expect((await run.ended).code).toBe(130);
  const lines = await handed();
  expect(lines.map((line) => line.includes('"prefect_variable.watched"'))).toEqual([false, true]);
});

test("no format tells it: not as a value, a name, a schedule, nor by the times of runs", async () => {
  const own = await Workspace.create({ server });
  onTestFinished(() => own.remove());
  await own.write(secretive);
  await own.apply();
  const { id } = await own.stateOf("prefect_deployment.inline");
  const block = await own.stateOf("prefect_block.secret");
  await api.call("PATCH", `/deployments/${id}`, {
    description: `it is ${secret}!`,
    parameters: { other: `${secret}x`, times: 1 },
    tags: ["b"],
  });
  const schedules = (await api.call("GET", `/deployments/${id}/schedules`)).list();
  const two = schedules.find(({ slug }) => slug === "two");
  await api.call("PATCH", `/deployments/${id}/schedules/${two?.id}`, { schedule: { cron, timezone: "UTC" } });
  await api.call("PATCH", "/variables/name/open", { value: { [secret]: [secret] } });
  await api.call("PATCH", `/block_documents/${block.id}`, { data: { value: `${secret}-new` } });
  await api.call("POST", "/variables/", { name: "stray_secret", value: secret });
  await api.call("POST", `/work_pools/${hiddenName}/queues`, { name: "stray" });

  const formats = ["table", "markdown", "junit", "sarif", "github", "html"].flatMap((name) => [
    "--format",
    `${name}=${join(out, name)}`,
  ]);
  const exec = ["--exec", `cat > ${join(out, "exec")}`];
  const env = { ...(await own.environment()), GITHUB_STEP_SUMMARY: join(out, "summary") };
  const args = ["--verbose", "--format", "json", ...formats, ...exec];
  const result = await (await startDrift(own.folder, env, join(out, "temporary"), args)).ended;

  expect(result.code, result.stderr).toBe(2);
  const changed = found(reportIn(result), "changed");
  expect(Object.keys(changed).sort()).toEqual(
    ["prefect_block.secret", "prefect_deployment.inline", "prefect_variable.open"].sort(),
  );
  expect(changed["prefect_deployment.inline"]?.differences.map(({ path, after }) => [path, after])).toEqual([
    ["description", { is: "given", value: "it is (sensitive)!" }],
    ["parameters", { is: "sensitive" }],
    ["schedules[1].cron", { is: "sensitive" }],
    ["schedules[1].timezone", { is: "given", value: "UTC" }],
    ["tags", { is: "sensitive" }],
  ]);
  const files = (await readdir(out)).filter((name) => !["temporary", "reports"].includes(name));
  expect(files.sort()).toEqual(
    ["exec", "github", "html", "junit", "markdown", "sarif", "summary", "table"].sort(),
  );
  const texts = await Promise.all(files.map((name) => readFile(join(out, name), "utf8")));
  for (const text of [result.stdout, result.stderr, ...texts]) {
    for (const planted of [secret, cron, hiddenName, "03:13"]) expect(text).not.toContain(planted);
  }
  expect(texts[files.indexOf("html")]).toContain("the code marks this schedule as sensitive");
});
