import { type CountingProxy, startCountingProxy } from "../tests/support/counting-proxy";
import { startPrefectServer } from "../tests/support/prefect-server";
import { Workspace } from "../tests/support/terraform";
import { deployments, things } from "./configurations";
import { median } from "./median";

export interface RunCost {
  seconds: number;
  /** HTTP requests to the server, refused and repeated ones included; `undefined` where there is no server. */
  requests: number | undefined;
}

export interface LifeCost {
  apply: RunCost;
  /** Of a plan that finds nothing to do. */
  plan: RunCost;
  destroy: RunCost;
  /** Requests of the plan by method and path. */
  planRequests: Record<string, number>;
}

const planRounds = 7;

/** Apply, plans and destroy of 200 do-nothing resources for each provider; plans are taken in turns. */
export async function measureThings(folders: ReadonlyMap<string, string>): Promise<Map<string, LifeCost>> {
  const workspaces = new Map<string, Workspace>();
  const costs = new Map<string, LifeCost>();
  const plans = new Map<string, number[]>();
  try {
    for (const [name, providerFolder] of folders) {
      const workspace = await Workspace.create({ providerFolder, env: measured });
      workspaces.set(name, workspace);
      await workspace.write(things);
      const apply = await time(() => workspace.apply());
      costs.set(name, { apply, plan: apply, destroy: apply, planRequests: {} });
    }
    for (let round = 0; round < planRounds; round++) {
      for (const [name, workspace] of workspaces) {
        const { seconds } = await time(() => emptyPlan(workspace));
        plans.set(name, [...(plans.get(name) ?? []), seconds]);
      }
    }
    for (const [name, workspace] of workspaces) {
      const cost = costs.get(name);
      if (cost === undefined) continue;
      cost.plan = { seconds: median(plans.get(name) ?? []), requests: undefined };
      cost.destroy = await time(() => workspace.destroy());
    }
    return costs;
  } finally {
    for (const workspace of workspaces.values()) await workspace.remove();
  }
}

/** Apply, plan and destroy of 100 deployments with a schedule each, on a fresh server. */
export async function measureDeployments(providerFolder: string): Promise<LifeCost> {
  const server = await startPrefectServer();
  const proxy = await startCountingProxy(server.apiUrl);
  const workspace = await Workspace.create({
    server,
    providerFolder,
    env: { ...measured, PREFECT_API_URL: proxy.apiUrl },
  });
  try {
    await workspace.write(deployments);
    const apply = await time(() => workspace.apply(), proxy);
    const plan = await time(() => emptyPlan(workspace), proxy);
    const planRequests = proxy.counts();
    const destroy = await time(() => workspace.destroy(), proxy);
    return { apply, plan, destroy, planRequests };
  } finally {
    await workspace.remove();
    await proxy.stop();
    await server.stop();
  }
}

// See start.ts: it would be paid at each start of a provider in Node.
const measured = { NODE_EXTRA_CA_CERTS: "" };

async function emptyPlan(workspace: Workspace): Promise<void> {
  const result = await workspace.run(["plan", "-input=false", "-no-color", "-detailed-exitcode"]);
  if (result.code !== 0)
    throw new Error(`the plan was to find nothing to do:\n${result.stdout}${result.stderr}`);
}

async function time(action: () => Promise<unknown>, proxy?: CountingProxy): Promise<RunCost> {
  proxy?.reset();
  const start = performance.now();
  await action();
  return { seconds: (performance.now() - start) / 1000, requests: proxy?.requests.length };
}
