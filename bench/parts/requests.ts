import {
  type CountingProxy,
  type ProxiedRequest,
  startCountingProxy,
} from "../../tests/support/counting-proxy";
import { startPrefectServer } from "../../tests/support/prefect-server";
import { Workspace } from "../../tests/support/terraform";
import type { Values } from "../../tests/support/terraform-output";
import { type Figures, figures } from "../figures";
import { isWrite } from "../requests";

interface Life {
  readonly what: string;
  readonly type: string;
  readonly created: Values;
  readonly changed: Values;
}

const lives: readonly Life[] = [
  { what: "a flow", type: "prefect_flow", created: { name: "f", tags: ["a"] }, changed: { tags: ["b"] } },
  {
    what: "a variable",
    type: "prefect_variable",
    created: { name: "v", value: "1" },
    changed: { value: "2" },
  },
  {
    what: "a work pool",
    type: "prefect_work_pool",
    created: { name: "p", type: "process" },
    changed: { description: "changed" },
  },
  {
    what: "a block",
    type: "prefect_block",
    created: { name: "b", type_slug: "secret", data: '{"value":"one"}' },
    changed: { data: '{"value":"two"}' },
  },
  {
    what: "an automation",
    type: "prefect_automation",
    created: {
      name: "a",
      trigger: {
        event: {
          posture: "Reactive",
          match: '{"prefect.resource.id":"prefect.flow-run.*"}',
          expect: ["prefect.flow-run.Failed"],
          for_each: ["prefect.resource.id"],
          threshold: 1,
          within: 0,
        },
      },
      actions: [{ type: "cancel-flow-run" }],
    },
    changed: { description: "changed" },
  },
  {
    what: "a global concurrency limit",
    type: "prefect_global_concurrency_limit",
    created: { name: "g", limit: 1 },
    changed: { limit: 2 },
  },
];

/** Requests of one object's creation, update, plan without change and deletion, each from a plan made before. */
export async function requestsPart(): Promise<Figures> {
  const server = await startPrefectServer();
  const proxy = await startCountingProxy(server.apiUrl);
  const workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  try {
    const steps: Step[] = [];
    for (const life of lives) steps.push(...(await stepsOf(life, workspace, proxy)));
    const writes = steps.map(({ requests }) => requests.filter(isWrite).length);
    const reads = steps.map(({ requests }) => readsOfItself(requests).length);
    return figures({
      counts: Object.fromEntries(steps.map(({ what, requests }) => [what, requests.length])),
      limits: [
        { what: "writes of one creation, change or deletion", measured: Math.max(...writes), atMost: 1 },
        { what: "reads of the object itself for it", measured: Math.max(...reads), atMost: 1 },
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
  readonly requests: readonly ProxiedRequest[];
}

/** `block_documents` of `/api/block_documents/filter`. */
const collection = ({ path }: ProxiedRequest): string | undefined => path.split("/")[2];

/** Without what is asked for once for many objects, such as the type of blocks. */
function readsOfItself(requests: readonly ProxiedRequest[]): ProxiedRequest[] {
  const written = requests.filter(isWrite).map(collection);
  return requests.filter((request) => !isWrite(request) && written.includes(collection(request)));
}

async function stepsOf(
  { what, type, created, changed }: Life,
  workspace: Workspace,
  proxy: CountingProxy,
): Promise<Step[]> {
  const steps: Step[] = [];
  const step = async (name: string, action: () => Promise<unknown>) => {
    proxy.reset();
    await action();
    // A server that was busy for a moment says nothing about the provider.
    const requests = proxy.requests.filter(({ wasBusy }) => !wasBusy);
    steps.push({ what: `${what}: ${name}`, requests });
  };
  const plan = async (values: Values) => {
    await workspace.writeJson({ resource: { [type]: { one: values } } });
    await workspace.plan();
  };
  await plan(created);
  await step("created", () => workspace.applyPlanned());
  await step("planned without a change", () => workspace.plan());
  await plan({ ...created, ...changed });
  await step("changed", () => workspace.applyPlanned());
  await workspace.plan({ destroy: true });
  await step("deleted", () => workspace.applyPlanned());
  return steps;
}
