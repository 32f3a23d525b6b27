import { execFile, execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App, TerraformStack, Testing } from "cdktf";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PrefectProvider, PrefectYaml } from "../constructs";
import { isolatedEnvironment } from "./support/environment";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { prefectExecutable, virtualEnvironment } from "./support/project-paths";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";

/** tests/prefect-yaml/prefect.yaml is deployed by `prefect deploy`, taken away, and made again by a stack. */

const prefix = uniqueName("yaml");

const environment = {
  PREFECT_YAML_STAGE: "prod",
  PREFECT_YAML_POOL: `${prefix}-pool`,
  PREFECT_YAML_ACTIVE: "true",
};

const titles = ["etl/everything", "etl/bare", "report/own-prod", "report/shared", "report/merged"];

let server: SharedServer;
let api: PrefectApi;
let directory: string;
let workspace: Workspace;
let byPrefect: readonly Deployed[];

interface Deployed {
  readonly deployment: JsonObject;
  readonly automations: readonly JsonObject[];
}

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
  directory = await mkdtemp(join(tmpdir(), "prefect-yaml-"));
  await cp(join(__dirname, "prefect-yaml"), directory, { recursive: true });
  for (const file of ["prefect.yaml", "flows/etl.py"]) {
    const text = await readFile(join(directory, file), "utf8");
    await writeFile(join(directory, file), text.replaceAll("PREFIX", prefix));
  }
  makeCheckout();
  vi.stubEnv("XDG_CACHE_HOME", join(directory, "cache"));
  await makeWhatItNeeds();
  await prefectDeploy();
  byPrefect = await lookAtAll();
  await takeAway();
  workspace = await Workspace.create({ server });
  await workspace.writeJson(synthesized());
}, 300_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await workspace?.destroy();
  await workspace?.remove();
  await rm(directory, { recursive: true, force: true });
});

test("a stack makes what prefect deploy makes", async () => {
  await workspace.apply();
  const byStack = await lookAtAll();
  for (const [index, title] of titles.entries()) {
    expect(byStack[index], title).toEqual(byPrefect[index]);
  }
  expect(byStack.map(({ automations }) => automations.length)).toEqual([4, 0, 0, 0, 0]);
  const { version } = (await api.call("GET", `/deployments/name/${prefix}-report/shared`)).object();
  expect(version).toBe(commit());
});

test("again changes nothing", async () => {
  expect((await workspace.plan()).changes).toEqual([]);
});

test("a variable that does not exist fails the plan, which names it", async () => {
  const file = join(directory, "absent.yaml");
  const entry = { name: "x", entrypoint: "x.py:x", work_pool: { name: `${prefix}-pool` } };
  const parameters = { table: `{{ prefect.variables.${prefix}_absent }}` };
  await writeFile(file, JSON.stringify({ deployments: [{ ...entry, parameters }] }));
  const stack = newStack();
  PrefectYaml.fromFile(stack, "prod", file, { flows: { "x.py:x": { name: `${prefix}-x` } } });
  await workspace.writeJson(configurationOf(stack));
  const [error, ...others] = await workspace.planErrors();
  expect(others).toEqual([]);
  expect(error?.detail).toContain(`${prefix}_absent`);
  await workspace.writeJson(synthesized());
});

/** There Prefect takes the commit for the version of what has none. */
function makeCheckout(): void {
  const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  for (const args of [
    ["init", "-q"],
    ["remote", "add", "origin", "https://example.com/org/etl.git"],
    [...author, "commit", "-q", "--allow-empty", "-m", "First"],
  ]) {
    execFileSync("git", args, { cwd: directory });
  }
}

const commit = (): string =>
  execFileSync("git", ["rev-parse", "--short=8", "HEAD"], { cwd: directory, encoding: "utf8" }).trim();

async function makeWhatItNeeds(): Promise<void> {
  expect((await api.call("POST", "/work_pools/", { name: `${prefix}-pool`, type: "process" })).status).toBe(
    201,
  );
  const variables: Record<string, unknown> = {
    text: 'a "text" ${x}',
    number: 1.5,
    truth: true,
    mixed: { list: [1, null, "2"], nothing: null },
    list: ["from", "variable"],
  };
  for (const [name, value] of Object.entries(variables)) {
    expect((await api.call("POST", "/variables/", { name: `${prefix}_${name}`, value })).status).toBe(201);
  }
}

async function prefectDeploy(): Promise<void> {
  // What a service tells of the commit that it builds would be another version.
  const ci = /^(GITHUB|CI|BITBUCKET|BUILD)_/;
  const env = Object.fromEntries(
    Object.entries(isolatedEnvironment({ ...server.env, ...environment })).filter(([name]) => !ci.test(name)),
  );
  await promisify(execFile)(prefectExecutable, ["--no-prompt", "deploy", "--all"], { cwd: directory, env });
}

function newStack(): TerraformStack {
  const stack = new TerraformStack(new App({ skipValidation: true }), "stack");
  new PrefectProvider(stack, "prefect", { fromRegistry: true });
  return stack;
}

function configurationOf(stack: TerraformStack): JsonObject {
  const { resource, data }: JsonObject = JSON.parse(Testing.synth(stack));
  return { resource, data };
}

function synthesized(): JsonObject {
  const stack = newStack();
  PrefectYaml.fromFile(stack, "prod", join(directory, "prefect.yaml"), {
    python: join(virtualEnvironment, "bin/python"),
    environment,
    stepOutputs: {
      "build-image": { stdout: "registry/etl:7" },
      "push-image": { stdout: "registry/etl:7@sha" },
    },
  });
  return configurationOf(stack);
}

const lookAtAll = async (): Promise<readonly Deployed[]> => {
  const found: Deployed[] = [];
  for (const title of titles) found.push(await lookAt(title));
  return found;
};

async function lookAt(title: string): Promise<Deployed> {
  const deployment = (await api.call("GET", `/deployments/name/${prefix}-${title}`)).object();
  const automations = (
    await api.call("GET", `/automations/related-to/prefect.deployment.${deployment.id}`)
  ).list();
  const own = { [String(deployment.id)]: "DEPLOYMENT" };
  return {
    deployment: { ...comparable(deployment, own), schedules: schedulesOf(deployment) },
    automations: automations
      .map((one) => comparable(one, own))
      .sort((a, b) => String(a.name).localeCompare(String(b.name))),
  };
}

/** Without what the server makes up. */
function comparable(object: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  const text = Object.entries(names).reduce(
    (text, [id, name]) => text.replaceAll(id, name),
    JSON.stringify(object, (key, value) => (serverMade.has(key) ? undefined : sortedSet(key, value))),
  );
  return JSON.parse(text);
}

const serverMade = new Set([
  "id",
  "created",
  "updated",
  "flow_id",
  "work_queue_id",
  "prefect.flow.id",
  "schedules",
]);

/** What has no order, and what Terraform holds each of once. */
const sets = new Set(["after", "expect", "for_each", "tags"]);

const sortedSet = (key: string, value: unknown): unknown =>
  sets.has(key) && Array.isArray(value) ? [...new Set(value)].sort() : value;

/** By slug. A stack gives a slug to each; and an anchor that is not given is the moment of making. */
function schedulesOf({ schedules }: JsonObject): readonly JsonObject[] {
  const list = Array.isArray(schedules) ? schedules : [];
  return list
    .map(({ slug, schedule, active, parameters, max_scheduled_runs }) => ({
      slug: list.length === 1 ? "only" : slug,
      active,
      parameters,
      max_scheduled_runs,
      schedule: slug === "no-anchor" ? { ...schedule, anchor_date: "NOW" } : schedule,
    }))
    .sort((a, b) => a.slug.localeCompare(b.slug));
}

async function takeAway(): Promise<void> {
  for (const title of titles) {
    const { id } = (await api.call("GET", `/deployments/name/${prefix}-${title}`)).object();
    await api.call("DELETE", `/automations/owned-by/prefect.deployment.${id}`);
    await api.call("DELETE", `/deployments/${id}`);
  }
  for (const name of ["etl", "report"]) {
    const { id } = (await api.call("GET", `/flows/name/${prefix}-${name}`)).object();
    await api.call("DELETE", `/flows/${id}`);
  }
}
