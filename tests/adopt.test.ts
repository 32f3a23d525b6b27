import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOtherwise } from "./adopt/made-otherwise";
import { populate, secretMarks } from "./adopt/populate";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { isolatedEnvironment } from "./support/environment";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot, providerFolder } from "./support/project-paths";
import { terraformExecutable, Workspace } from "./support/terraform";

/** A server full of odd things, made in all five ways, becomes code; a deploy takes them over without a change. */

let server: PrefectServer;
let proxy: CountingProxy;
let api: PrefectApi;
let folder: string;
/** The CDKTF project. */
let out: string;
/** Where the HCL goes. */
let workspace: Workspace;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "adopted-"));
  out = join(folder, "project");
  server = await startPrefectServer();
  proxy = await startCountingProxy(server.apiUrl);
  api = prefectApi(server.apiUrl);
  await Promise.all([populate(api), makeOtherwise(server, join(folder, "flows"))]);
  const settings = { ...server.env, PREFECT_API_URL: proxy.apiUrl, ...secrets };
  workspace = await Workspace.create({ env: settings });
  await rm(join(workspace.folder, "provider.tf"));
  const cliConfig = join(folder, "cli.tfrc");
  env = isolatedEnvironment({
    ...settings,
    CI: "1",
    FORCE_COLOR: "0",
    TF_CLI_CONFIG_FILE: cliConfig,
    TERRAFORM_BINARY_NAME: terraformExecutable,
  });
  await promisify(execFile)("touch", [cliConfig]);
});

afterAll(async () => {
  await workspace?.remove();
  await proxy?.stop();
  await server?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
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
  const options = { cwd, env, timeout: 400_000, maxBuffer: 64 * 1024 * 1024 };
  const { stdout, stderr } = await promisify(execFile)(file, args, options);
  return stdout + stderr;
}

const commandLine = join(providerFolder, "cdktf-prefect");

const adopt = (...args: string[]) => run(commandLine, ["adopt", "--out", out, ...args], folder);

const drift = (cwd: string) =>
  run(
    commandLine,
    ["drift", "--quiet", "--format", "table", "--fail-on", "changed,missing,unmanaged,pending"],
    cwd,
  );

/** How many objects `adopt` says it has written. */
const objectsIn = (told: string): number => Number(/(\d+) objects in/.exec(told)?.[1]);

const modules = join(projectRoot, "node_modules");
const cdktf = join(dirname(createRequire(__filename).resolve("cdktf-cli/package.json")), "bundle/bin/cdktf");

/** What `npm install` would put beside the code. */
async function install(): Promise<void> {
  await mkdir(join(out, "node_modules/@types"), { recursive: true });
  await mkdir(join(out, "node_modules/.bin"));
  for (const name of ["cdktf", "constructs", "@types/node", "tsx", ".bin/tsx"]) {
    await symlink(join(modules, name), join(out, "node_modules", name));
  }
  await symlink(projectRoot, join(out, "node_modules/cdktf-provider-prefect"));
}

const writes = () =>
  proxy.requests
    .filter(({ method, path }) => method !== "GET" && !/\/(filter|validate)$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);

async function writtenFiles(written: string): Promise<readonly string[]> {
  const entries = await readdir(written, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/node_modules|cdktf\.out|prefect-home/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function expectNoSecret(written: string): Promise<void> {
  for (const file of await writtenFiles(written)) {
    const text = await readFile(file, "utf8");
    for (const mark of secretMarks) expect(text, file).not.toContain(mark);
  }
}

test("HCL: formatted, and an apply imports everything and changes nothing", async () => {
  const told = await run(commandLine, ["adopt", "--hcl", "--out", workspace.folder], folder);
  const count = objectsIn(told);
  expect(count).toBeGreaterThanOrEqual(200);
  await expectNoSecret(workspace.folder);
  expect(await run(terraformExecutable, ["fmt", "-check", "-diff"], workspace.folder)).toBe("");
  proxy.reset();
  const plan = await workspace.plan();
  expect(plan.all.filter(({ importing }) => importing)).toHaveLength(count);
  expect(plan.changes.filter(({ changed }) => changed.length > 0)).toEqual([]);
  await workspace.applyPlanned();
  expect(writes()).toEqual([]);
  expect((await workspace.plan()).changes).toEqual([]);
  const again = await run(commandLine, ["adopt", "--hcl", "--out", workspace.folder], folder);
  expect(again).toContain("nothing new on the server");
});

test("TypeScript: the compiler takes it, and it holds no secret", async () => {
  expect(objectsIn(await adopt())).toBeGreaterThanOrEqual(200);
  await expectNoSecret(out);
  await install();
  await run(join(modules, ".bin/tsc"), ["--noEmit", "-p", "."], out);
});

test("cdktf deploy imports everything and changes nothing, and drift finds nothing, unmanaged included", async () => {
  const count = Object.keys(JSON.parse(await readFile(join(out, "imports.json"), "utf8"))).length;
  proxy.reset();
  const deployed = await run(process.execPath, [cdktf, "deploy", "--auto-approve"], out);
  expect(deployed).toContain(`Resources: ${count} imported, 0 added, 0 changed, 0 destroyed`);
  expect(writes()).toEqual([]);
  expect(await drift(join(out, "cdktf.out/stacks/prefect"))).toMatch(/^No drift: \d+ objects checked/);
});

test("run again, it adds only what is new", async () => {
  const before = new Map<string, string>();
  for (const file of await writtenFiles(out)) before.set(file, await readFile(file, "utf8"));
  expect(await adopt()).toContain("nothing new on the server");
  const { id } = (await api.call("POST", "/flows/", { name: "brand new" })).object();
  await api.call("POST", "/deployments/", { name: "nightly", flow_id: id, work_pool_name: "local" });
  expect(await adopt()).toContain("2 objects in");
  for (const [file, text] of before) {
    if (/flows|work-pools/.test(file)) expect(await readFile(file, "utf8"), file).toBe(text);
  }
  await run(join(modules, ".bin/tsx"), ["main.ts"], out);
  const stack = join(out, "cdktf.out/stacks/prefect");
  expect(await run(terraformExecutable, ["plan", "-refresh=false", "-no-color"], stack)).toContain(
    "Plan: 2 to import, 0 to add, 0 to change, 0 to destroy.",
  );
  expect(await run(commandLine, ["adopt", "--hcl", "--out", workspace.folder], folder)).toContain(
    "2 objects in",
  );
  const plan = await workspace.plan({ args: ["-refresh=false"] });
  expect(plan.all.filter(({ importing }) => importing)).toHaveLength(2);
  expect(plan.changes.filter(({ changed }) => changed.length > 0)).toEqual([]);
});
