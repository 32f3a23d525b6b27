import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { TerraformStack, Testing } from "cdktf";
import {
  Action,
  Automation,
  Deployment,
  Flow,
  PrefectProvider,
  PullStep,
  Schedule,
  ServedDeployment,
  Trigger,
  Variable,
  WorkPool,
} from "../../constructs";
import { type PrefectApi, prefectApi } from "../support/prefect-api";
import type { PrefectServer } from "../support/prefect-server";
import { prefectExecutable, virtualEnvironment } from "../support/project-paths";
import { startSupervised } from "../support/supervised-process";
import { Workspace } from "../support/terraform";
import type { Values } from "../support/terraform-output";

const python = join(virtualEnvironment, "bin/python");
const pool = "five-ways";

/** Puts onto a server what `flow.deploy`, `flow.serve`, `prefect deploy` and a CDKTF stack make. */
export async function makeOtherwise(server: PrefectServer, folder: string): Promise<void> {
  const api = prefectApi(server.apiUrl);
  await cp(join(__dirname, "../five-ways"), folder, { recursive: true });
  const created = await api.call("POST", "/work_pools/", { name: pool, type: "process" });
  if (created.status !== 201) throw new Error(`The pool was not made: ${created.text}`);
  const run = async (file: string, ...args: string[]): Promise<void> => {
    const env = { ...server.env, POOL: pool, FLOWS: folder };
    await promisify(execFile)(file, args, { cwd: folder, env, timeout: 150_000 });
  };
  await Promise.all([
    serve(server, api, folder),
    run(python, "etl.py", "deploy", pool),
    run(prefectExecutable, "--no-prompt", "deploy", "--all"),
    applyStack(server),
  ]);
}

async function serve(server: PrefectServer, api: PrefectApi, folder: string): Promise<void> {
  const serving = await startSupervised([python, "etl.py", "serve"], {
    env: server.env,
    cwd: folder,
    logFile: join(server.home, "serve.log"),
  });
  try {
    const deadline = Date.now() + 120_000;
    while (!(await isServed(api))) {
      if (Date.now() > deadline || serving.exitCode() !== undefined)
        throw new Error("flow.serve has made nothing");
      await sleep(200);
    }
  } finally {
    await serving.stop();
  }
}

async function isServed(api: PrefectApi): Promise<boolean> {
  const answer = await api.call("GET", "/deployments/name/five-ways/serve");
  if (answer.status === 404) return false;
  const related = `/automations/related-to/prefect.deployment.${answer.object().id}`;
  return (await api.call("GET", related)).list().length === 1;
}

async function applyStack(server: PrefectServer): Promise<void> {
  const workspace = await Workspace.create({ server });
  try {
    const stack = new TerraformStack(Testing.app(), "stack");
    new PrefectProvider(stack, "prefect", { fromRegistry: true });
    declare(stack);
    const { terraform: _, ...configuration }: Values = JSON.parse(Testing.synth(stack, true));
    await workspace.writeJson(configuration);
    await workspace.apply();
  } finally {
    await workspace.remove();
  }
}

function declare(stack: TerraformStack): void {
  const flow = new Flow(stack, "warehouse", { name: "warehouse", tags: ["cdktf"] });
  const workers = WorkPool.docker(stack, "workers", {
    name: "warehouse-workers",
    jobVariables: { image: "acme/warehouse:3", env: { LEVEL: "info" } },
  });
  for (const region of ["eu", "us", "asia", "africa", "oceania", "antarctica", "arctic"]) {
    new Variable(stack, `${region}-settings`, { name: `warehouse_${region}`, value: { region, retries: 3 } });
    const load = new Deployment(stack, `load-${region}`, {
      name: `load-${region}`,
      flow,
      workPool: workers,
      entrypoint: "warehouse.py:load",
      pullSteps: [PullStep.gitClone({ repository: "https://github.com/acme/warehouse.git" })],
      parameters: { region, exact: 9007199254740993n },
      schedules: [Schedule.cron("0 5 * * *", { timezone: "UTC", slug: "early" })],
      concurrencyLimit: 1,
    });
    load.triggeredBy(Trigger.event({ expect: [`warehouse.${region}.changed`] }), {
      parameters: { full: true },
    });
    new Automation(stack, `stop-${region}`, {
      name: `Stop ${region}`,
      trigger: Trigger.event({ expect: [`warehouse.${region}.broken`] }),
      actions: [Action.pauseDeployment(load)],
    });
  }
  new ServedDeployment(stack, "ad-hoc", { name: "ad-hoc", flow, entrypoint: "warehouse.py:load" });
}
