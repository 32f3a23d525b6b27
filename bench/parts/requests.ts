import {
  type CountingProxy,
  type ProxiedRequest,
  startCountingProxy,
} from "../../tests/support/counting-proxy";
import { prefectApi } from "../../tests/support/prefect-api";
import { startPrefectServer } from "../../tests/support/prefect-server";
import { Workspace } from "../../tests/support/terraform";
import type { Values } from "../../tests/support/terraform-output";
import { type Figures, figures } from "../figures";
import { type Life, lives, makeOthers } from "../lives";
import { isWrite } from "../requests";

/** Requests of one object's creation, update, plan without change and deletion, each from a plan made before. */
export async function requestsPart(): Promise<Figures> {
  const server = await startPrefectServer();
  const proxy = await startCountingProxy(server.apiUrl);
  const workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  try {
    const steps: Step[] = [];
    for (const life of lives(await makeOthers(prefectApi(server.apiUrl)))) {
      steps.push(...(await stepsOf(life, workspace, proxy)));
    }
    const most = (some: readonly Step[], isCounted: (request: ProxiedRequest) => boolean) =>
      Math.max(...some.map(({ requests }) => requests.filter(isCounted).length));
    const isRead = (request: ProxiedRequest) => !isWrite(request);
    const withParts = steps.filter(({ hasParts }) => hasParts);
    const whole = steps.filter(({ hasParts }) => !hasParts);
    return figures({
      counts: Object.fromEntries(steps.map(({ what, requests }) => [what, requests.length])),
      limits: [
        { what: "writes of one creation, change or deletion", measured: most(steps, isWrite), atMost: 1 },
        { what: "reads for it, of whatever object", measured: most(whole, isRead), atMost: 1 },
        {
          what: "reads for it, of a deployment with schedules in it",
          measured: most(withParts, isRead),
          atMost: 2,
        },
      ],
    });
  } finally {
    await workspace.remove();
    await proxy.stop();
    await server.stop();
  }
}

interface Step {
  /** `a flow: created`. */
  readonly what: string;
  readonly hasParts: boolean;
  readonly requests: readonly ProxiedRequest[];
}

async function stepsOf(
  { what, type, created, changed, hasParts = false }: Life,
  workspace: Workspace,
  proxy: CountingProxy,
): Promise<Step[]> {
  const steps: Step[] = [];
  const step = async (name: string, action: () => Promise<unknown>) => {
    proxy.reset();
    await action();
    // A server that was busy for a moment says nothing about the provider.
    const requests = proxy.requests.filter(({ wasBusy }) => !wasBusy);
    steps.push({ what: `${what}: ${name}`, hasParts, requests });
  };
  const plan = async (values: Values) => {
    await workspace.writeJson({ resource: { [type]: { one: values } } });
    await workspace.plan();
  };
  await plan(created);
  await step("created", () => workspace.applyPlanned());
  await step("planned without a change", () => workspace.plan());
  if (changed !== undefined) {
    await plan({ ...created, ...changed });
    await step("changed", () => workspace.applyPlanned());
  }
  await workspace.plan({ destroy: true });
  await step("deleted", () => workspace.applyPlanned());
  return steps;
}
