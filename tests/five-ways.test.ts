import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { TerraformStack, Testing } from "cdktf";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  Deployment,
  type DeploymentProps,
  Duration,
  Flow,
  PrefectProvider,
  PullStep,
  Schedule,
  ServedDeployment,
  Trigger,
  WorkPool,
} from "../constructs";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { summary } from "./support/plan-summary";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { prefectExecutable, virtualEnvironment } from "./support/project-paths";
import { can } from "./support/server-version";
import { type SupervisedProcess, startSupervised } from "./support/supervised-process";
import { Workspace } from "./support/terraform";

/** One flow, deployed in five ways (and by a serving process), is one and the same on the server. */

const pool = "five-ways";
const pooledWays = ["ours", "deploy", "yaml", "requests"];
const python = join(virtualEnvironment, "bin/python");

let server: PrefectServer;
let proxy: CountingProxy;
let api: PrefectApi;
let folder: string;
let serving: SupervisedProcess;
let ours: Workspace;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "five-ways-"));
  await cp(join(__dirname, "five-ways"), folder, { recursive: true });
  server = await startPrefectServer();
  proxy = await startCountingProxy(server.apiUrl);
  api = prefectApi(server.apiUrl);
  vi.stubEnv("PREFECT_HOME", server.home);
  ours = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  const stack = newStack();
  const flow = etl(stack);
  const workPool = WorkPool.process(stack, "pool", { name: pool });
  new Deployment(stack, "ours", { ...pooled(flow), name: "ours", workPool }).triggeredBy(trigger, {
    parameters: { n: 9 },
  });
  new ServedDeployment(stack, "ours-served", { ...common(flow), name: "ours-served" }).triggeredBy(trigger, {
    parameters: { n: 9 },
  });
  await ours.writeJson(configurationOf(stack));
  await ours.apply();
  [serving] = await Promise.all([
    startSupervised([python, "etl.py", "serve"], {
      env: server.env,
      cwd: folder,
      logFile: join(server.home, "serve.log"),
    }),
    run(python, "etl.py", "deploy", pool),
    run(prefectExecutable, "--no-prompt", "deploy", "--all"),
    deployByRequests(),
  ]);
  await until(async () => (await find("serve")) !== undefined && (await automationsOf("serve")).length === 1);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await serving?.stop();
  await proxy?.stop();
  await server?.stop();
  await ours?.remove();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

test.each(["deploy", "yaml", "requests"])("%s and ours make the same", async (way) => {
  expect(await find(way)).toEqual(await find("ours"));
  expect(await automationsOf(way)).toEqual(await automationsOf("ours"));
});

test("flow.serve and ours make the same", async () => {
  expect(await find("serve")).toEqual(await find("ours-served"));
  expect(await automationsOf("serve")).toEqual(await automationsOf("ours-served"));
});

test("the flow is one", async () => {
  const flows = (await api.call("POST", "/flows/filter", {})).list();
  expect(flows).toMatchObject([{ name: "five-ways", tags: [], labels: {} }]);
});

test("a run of each is Completed: by a worker, and by the serving process", async () => {
  const runs = await Promise.all(
    [...pooledWays, "serve"].map(async (way) => {
      const { id } = await raw(way);
      const state = { state: { type: "SCHEDULED" } };
      return (await api.call("POST", `/deployments/${id}/create_flow_run`, state)).object().id;
    }),
  );
  const worker = ["worker", "start", "--pool", pool];
  const patient = can.endRunsTogether
    ? undefined
    : await startSupervised([prefectExecutable, ...worker, "--limit", "1"], {
        env: { ...server.env, POOL: pool, FLOWS: folder, PREFECT_WORKER_QUERY_SECONDS: "1" },
        cwd: folder,
        logFile: join(server.home, "worker.log"),
      });
  if (patient === undefined) await run(prefectExecutable, ...worker, "--run-once");
  const names = () =>
    Promise.all(runs.map(async (id) => (await api.call("GET", `/flow_runs/${id}`)).object().state_name));
  const ended = /^(Completed|Failed|Crashed|Cancelled)$/;
  await until(async () => (await names()).every((name) => ended.test(String(name))));
  await patient?.stop();
  expect(await names()).toEqual(runs.map(() => "Completed"));
});

test("ours over each of the others, after import, changes nothing", async () => {
  await serving.stop();
  // It pauses its deployment as it ends, unless it is ended before it gets to that.
  await api.call("POST", `/deployments/${(await raw("serve")).id}/pause_deployment`);
  const stack = newStack();
  const flow = etl(stack);
  const workPool = WorkPool.process(stack, "pool", { name: pool });
  flow.resource.importFrom(String((await raw("ours")).flow_id));
  workPool.resource.importFrom(pool);
  for (const name of ["deploy", "yaml", "requests", "serve"]) {
    const deployment =
      name === "serve"
        ? new ServedDeployment(stack, name, { ...common(flow), name })
        : new Deployment(stack, name, { ...pooled(flow), name, workPool });
    deployment.resource.importFrom(`five-ways/${name}`);
    const [automation] = await rawAutomations(name);
    const triggered = deployment.triggeredBy(trigger, { parameters: { n: 9 } });
    triggered.resource.importFrom(String(automation?.id));
  }
  const workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  try {
    await workspace.writeJson(configurationOf(stack));
    proxy.reset();
    const plan = await workspace.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.all.filter(({ importing }) => importing)).toHaveLength(10);
    await workspace.applyPlanned();
    const writes = proxy.requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/filter"));
    expect(writes.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([]);
    expect((await workspace.plan()).changes).toEqual([]);
  } finally {
    await workspace.remove();
  }
});

const trigger = Trigger.event({ expect: ["five-ways.never"] });

function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new PrefectProvider(stack, "prefect", { fromRegistry: true });
  return stack;
}

const etl = (stack: TerraformStack) =>
  Flow.fromEntrypoint(stack, "etl", { entrypoint: "etl.py:etl", directory: folder, python });

const common = (flow: Flow) =>
  ({
    flow,
    tags: ["b", "a"],
    parameters: { n: 5 },
    concurrencyLimit: 2,
    concurrencyOptions: { collisionStrategy: "CANCEL_NEW" },
    schedules: [
      Schedule.cron("0 7 * * mon-fri", {
        timezone: "Europe/Paris",
        slug: "mornings",
        parameters: { name: "Paris" },
      }),
      Schedule.interval(Duration.hours(6), {
        anchorDate: "2026-01-01T00:00:00Z",
        timezone: "UTC",
        slug: "often",
      }),
      Schedule.rrule("FREQ=WEEKLY;BYDAY=MO", { timezone: "Asia/Tokyo", slug: "weekly", active: false }),
    ],
  }) satisfies Partial<DeploymentProps>;

const pooled = (flow: Flow) => ({
  ...common(flow),
  pullSteps: [PullStep.setWorkingDirectory(folder)],
  jobVariables: { env: { LEVEL: "debug" } },
});

/** The synthesized stack without `terraform { … }`, which a workspace has of its own. */
function configurationOf(stack: TerraformStack): JsonObject {
  const { terraform: _, ...configuration }: JsonObject = JSON.parse(Testing.synth(stack, true));
  return configuration;
}

async function deployByRequests(): Promise<void> {
  const flow = (await api.call("POST", "/flows/", { name: "five-ways" })).object();
  const { parameter_openapi_schema } = await raw("ours");
  const body = {
    name: "requests",
    flow_id: flow.id,
    version: "7",
    description: "Does it.\n\nArgs:\n    n: how many",
    tags: ["b", "a"],
    entrypoint: "etl.py:etl",
    parameters: { n: 5 },
    parameter_openapi_schema,
    enforce_parameter_schema: true,
    work_pool_name: pool,
    job_variables: { env: { LEVEL: "debug" } },
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: folder } }],
    concurrency_limit: 2,
    concurrency_options: { collision_strategy: "CANCEL_NEW" },
    schedules: [
      {
        slug: "mornings",
        schedule: { cron: "0 7 * * mon-fri", timezone: "Europe/Paris" },
        parameters: { name: "Paris" },
      },
      { slug: "often", schedule: { interval: 21600, anchor_date: "2026-01-01T00:00:00Z", timezone: "UTC" } },
      { slug: "weekly", schedule: { rrule: "FREQ=WEEKLY;BYDAY=MO", timezone: "Asia/Tokyo" }, active: false },
    ],
  };
  const { id } = (await api.call("POST", "/deployments/", body)).object();
  const automation = {
    name: "requests__automation_1",
    trigger: { type: "event", posture: "Reactive", expect: ["five-ways.never"], threshold: 1, within: 0 },
    actions: [{ type: "run-deployment", source: "selected", deployment_id: id, parameters: { n: 9 } }],
    owner_resource: `prefect.deployment.${id}`,
  };
  (await api.call("POST", "/automations/", automation)).object();
}

async function run(file: string, ...args: string[]): Promise<void> {
  const env = { ...server.env, POOL: pool, FLOWS: folder };
  await promisify(execFile)(file, args, { cwd: folder, env, timeout: 150_000 });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 200_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("it has not come about");
    await sleep(200);
  }
}

const raw = async (name: string) => (await api.call("GET", `/deployments/name/five-ways/${name}`)).object();

/** A deployment as far as it is not one of a kind; undefined: there is none yet. */
async function find(name: string): Promise<unknown> {
  const answer = await api.call("GET", `/deployments/name/five-ways/${name}`);
  return answer.status === 404 ? undefined : withoutOwn(answer.object(), name);
}

async function rawAutomations(name: string): Promise<JsonObject[]> {
  const { id } = await raw(name);
  return (await api.call("GET", `/automations/related-to/prefect.deployment.${id}`)).list();
}

const automationsOf = async (name: string) => withoutOwn(await rawAutomations(name), name);

/** Without ids, times, what moves by itself, and the way's name; schedules and tags in an order of ours. */
function withoutOwn<T>(value: T, name: string): T {
  const own = /^(id|created|updated|.*_id|status|last_polled)$/;
  const text = JSON.stringify(value, (key, part) => {
    if (own.test(key) && key !== "flow_id") return undefined;
    if (key === "schedules")
      return [...part].sort((a: JsonObject, b: JsonObject) => (String(a.slug) < String(b.slug) ? -1 : 1));
    if (key === "name" && typeof part === "string")
      return part.replace(/^deployment:.*|^[^_]+/, (own) =>
        own === name ? "NAME" : own.startsWith("deployment:") ? "deployment:ID" : own,
      );
    if (key === "tags") return [...part].sort();
    return part;
  });
  return JSON.parse(text);
}
