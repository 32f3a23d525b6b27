import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { populate, secretMarks } from "./adopt/populate";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot, providerFolder } from "./support/project-paths";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

/** A server full of odd things becomes code, and a deploy of that code takes them over without a change. */

let server: PrefectServer;
let proxy: CountingProxy;
let api: PrefectApi;
let out: string;
let workspace: Workspace;

beforeAll(async () => {
  server = await startPrefectServer();
  proxy = await startCountingProxy(server.apiUrl);
  api = prefectApi(server.apiUrl);
  await populate(api);
  out = await mkdtemp(join(tmpdir(), "adopted-"));
  workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl, ...secrets } });
});

afterAll(async () => {
  await workspace?.remove();
  await proxy?.stop();
  await server?.stop();
  if (out !== undefined) await rm(out, { recursive: true, force: true });
});

const token = "s3cr3t-token-of-github";
const url = "https://hooks.example.com/s3cr3t/path";
const key = 's3cr3t "key" ${not.a.reference} %{ either }';

/** What a person has to give: a server does not tell it. */
const secrets = {
  TF_VAR_alerts_url: url,
  TF_VAR_hook_url: url,
  TF_VAR_hook_headers_authorization: `Bearer ${token}`,
  TF_VAR_aws_aws_secret_access_key: key,
  TF_VAR_prod_key: key,
  TF_VAR_github_token: token,
  TF_VAR_github_token_value: token,
  TF_VAR_service_account_value: '{"user":"ada","password":"s3cr3t-password"}',
};

async function run(file: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(file, args, {
    cwd,
    env: workspace.env,
    timeout: 150_000,
  });
  return stdout + stderr;
}

const adopt = () => run(join(providerFolder, "cdktf-prefect"), ["adopt", "--out", out], out);

const modules = join(projectRoot, "node_modules");

/** What `npm install` would put beside the code. */
async function install(): Promise<void> {
  await mkdir(join(out, "node_modules/@types"), { recursive: true });
  for (const name of ["cdktf", "constructs", "@types/node"]) {
    await symlink(join(modules, name), join(out, "node_modules", name));
  }
  await symlink(projectRoot, join(out, "node_modules/cdktf-provider-prefect"));
}

/** Synthesizes the project, and makes that the workspace's configuration. */
async function synthesize(): Promise<void> {
  await run(join(modules, ".bin/tsx"), ["main.ts"], out);
  const text = await readFile(join(out, "cdktf.out/stacks/prefect/cdk.tf.json"), "utf8");
  const { terraform: _, ...configuration }: Values = JSON.parse(text);
  await workspace.writeJson(configuration);
}

const writes = () =>
  proxy.requests
    .filter(({ method, path }) => method !== "GET" && !/\/(filter|validate)$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);

async function writtenFiles(): Promise<readonly string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name));
}

test("what is written passes the compiler, and holds no secret", async () => {
  expect(await adopt()).toMatch(/\d+ objects in \d+ files/);
  await install();
  await run(join(modules, ".bin/tsc"), ["--noEmit", "-p", "."], out);
  for (const file of await writtenFiles()) {
    const text = await readFile(file, "utf8");
    for (const mark of secretMarks) expect(text, file).not.toContain(mark);
  }
});

test("a deploy imports everything and changes nothing, and drift finds nothing, unmanaged included", async () => {
  await synthesize();
  const plan = await workspace.plan();
  expect(plan.changes.filter(({ changed }) => changed.length > 0)).toEqual([]);
  proxy.reset();
  await workspace.applyPlanned();
  expect(writes()).toEqual([]);
  expect((await workspace.plan()).changes).toEqual([]);
  const drift = ["drift", "--quiet", "--format", "table", "--fail-on", "changed,missing,unmanaged,pending"];
  expect(await run(join(providerFolder, "cdktf-prefect"), drift, workspace.folder)).toMatch(
    /^No drift: \d+ objects checked/,
  );
});

test("run again, it adds only what is new", async () => {
  const before = new Map<string, string>();
  for (const file of await writtenFiles()) before.set(file, await readFile(file, "utf8"));
  expect(await adopt()).toContain("nothing new on the server");
  await api.call("POST", "/flows/", { name: "brand new" });
  expect(await adopt()).toContain("1 object in");
  for (const [file, text] of before) {
    if (file.startsWith(join(out, "flows"))) expect(await readFile(file, "utf8"), file).toBe(text);
  }
  await synthesize();
  proxy.reset();
  await workspace.apply();
  expect(writes()).toEqual([]);
  expect(Object.values(await workspace.state())).toContainEqual(
    expect.objectContaining({ name: "brand new" }),
  );
});
