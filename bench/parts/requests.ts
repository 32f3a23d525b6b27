import { type CountingProxy, startCountingProxy } from "../../tests/support/counting-proxy";
import { startPrefectServer } from "../../tests/support/prefect-server";
import { Workspace } from "../../tests/support/terraform";
import type { Values } from "../../tests/support/terraform-output";
import { type Figures, figures } from "../figures";

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
    const rows: Record<string, number>[] = [];
    for (const life of lives) rows.push(await requestsOf(life, workspace, proxy));
    return figures({ counts: Object.assign({}, ...rows) });
  } finally {
    await workspace.remove();
    await proxy.stop();
    await server.stop();
  }
}

async function requestsOf(
  { what, type, created, changed }: Life,
  workspace: Workspace,
  proxy: CountingProxy,
): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  const count = async (step: string, action: () => Promise<unknown>) => {
    proxy.reset();
    await action();
    counted[`${what}: ${step}`] = proxy.requests.length;
  };
  const plan = async (values: Values) => {
    await workspace.writeJson({ resource: { [type]: { one: values } } });
    await workspace.plan();
  };
  await plan(created);
  await count("created", () => workspace.applyPlanned());
  await count("planned without a change", () => workspace.plan());
  await plan({ ...created, ...changed });
  await count("changed", () => workspace.applyPlanned());
  await workspace.plan({ destroy: true });
  await count("deleted", () => workspace.applyPlanned());
  return counted;
}
