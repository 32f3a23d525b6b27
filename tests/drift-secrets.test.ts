import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { found, reportIn, startDrift } from "./support/drift-command";
import { prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { Workspace } from "./support/terraform";

/** Nothing that code marks sensitive stands in what `cdktf-prefect drift` writes, wherever on the server it is. */

const secret = "planted-29c1";
const cron = "13 3 * * 6";
const hiddenName = "hidden-pool-81";

const configuration = `
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
let workspace: Workspace;
let out: string;

beforeAll(async () => {
  server = await startPrefectServer();
  out = await mkdtemp(join(tmpdir(), "drift-out-"));
  workspace = await Workspace.create({ server });
  await workspace.write(configuration);
  await workspace.apply();
});

afterAll(async () => {
  await workspace?.remove();
  await server?.stop();
  await rm(out, { recursive: true, force: true });
});

test("no format tells it: not as a value, a name, a schedule, nor by the times of runs", async () => {
  const api = prefectApi(server.apiUrl);
  const { id } = await workspace.stateOf("prefect_deployment.inline");
  const block = await workspace.stateOf("prefect_block.secret");
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
  const env = { ...(await workspace.environment()), GITHUB_STEP_SUMMARY: join(out, "summary") };
  const args = ["--verbose", "--format", "json", ...formats, ...exec];
  const result = await (await startDrift(workspace.folder, env, join(out, "temporary"), args)).ended;

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
  const files = (await readdir(out)).filter((name) => name !== "temporary");
  expect(files.sort()).toEqual(
    ["exec", "github", "html", "junit", "markdown", "sarif", "summary", "table"].sort(),
  );
  const texts = await Promise.all(files.map((name) => readFile(join(out, name), "utf8")));
  for (const text of [result.stdout, result.stderr, ...texts]) {
    for (const planted of [secret, cron, hiddenName, "03:13"]) expect(text).not.toContain(planted);
  }
  expect(texts[files.indexOf("html")]).toContain("the code marks this schedule as sensitive");
});
