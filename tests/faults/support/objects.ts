import type { PrefectApi } from "../../support/prefect-api";
import { parseState } from "../../support/terraform-output";

/** How many of each kind a configuration declares. */
export interface Size {
  readonly flows: number;
  readonly pools: number;
  readonly automations: number;
  readonly variables: number;
}

/** 100 objects. */
export const hundred: Size = { flows: 15, pools: 8, automations: 10, variables: 10 };

/** 26 objects, of every kind. */
export const few: Size = { flows: 3, pools: 2, automations: 3, variables: 3 };

export const objectCount = ({ flows, pools, automations, variables }: Size): number =>
  4 * flows + 2 * pools + automations + variables + 4;

/**
 * Objects of every kind; each flow has a deployment with two schedules, one of them without a slug, and the automations
 * have one name for all.
 */
export const objects = (prefix: string, { flows, pools, automations, variables }: Size): string => `
resource "prefect_flow" "f" {
  count = ${flows}
  name  = "${prefix}-\${count.index}"
}
resource "prefect_deployment" "d" {
  count      = ${flows}
  name       = "${prefix}-\${count.index}"
  flow_id    = prefect_flow.f[count.index].id
  entrypoint = "flow.py:main"
  parameters = jsonencode({ index = count.index })
}
resource "prefect_deployment_schedule" "nameless" {
  count         = ${flows}
  deployment_id = prefect_deployment.d[count.index].id
  cron          = "\${count.index} 6 * * *"
}
resource "prefect_deployment_schedule" "named" {
  count         = ${flows}
  deployment_id = prefect_deployment.d[count.index].id
  interval      = 3600
  slug          = "hourly"
}
resource "prefect_variable" "v" {
  count = ${variables}
  name  = "${prefix}_\${count.index}"
  value = "value \${count.index}"
}
resource "prefect_work_pool" "p" {
  count = ${pools}
  name  = "${prefix}-\${count.index}"
  type  = "process"
}
resource "prefect_work_queue" "q" {
  count          = ${pools}
  name           = "${prefix}"
  work_pool_name = prefect_work_pool.p[count.index].name
}
resource "prefect_automation" "a" {
  count   = ${automations}
  name    = "${prefix}"
  trigger = { event = { posture = "Reactive", expect = ["test.never"], threshold = count.index + 1 } }
  actions = [{ type = "pause-deployment", source = "selected", deployment_id = prefect_deployment.d[0].id }]
}
resource "prefect_block" "b" {
  name      = "${prefix}"
  type_slug = "secret"
  data      = jsonencode({ value = "${prefix}" })
}
resource "prefect_global_concurrency_limit" "l" {
  name  = "${prefix}"
  limit = 3
}
resource "prefect_task_run_concurrency_limit" "t" {
  tag               = "${prefix}"
  concurrency_limit = 2
}
resource "prefect_block_type" "t" {
  name = "${prefix}"
  slug = "${prefix}"
}
`;

const lists = [
  ["prefect_flow", "/flows/filter"],
  ["prefect_deployment", "/deployments/filter"],
  ["prefect_variable", "/variables/filter"],
  ["prefect_work_pool", "/work_pools/filter"],
  ["prefect_automation", "/automations/filter"],
  ["prefect_block", "/block_documents/filter"],
  ["prefect_global_concurrency_limit", "/v2/concurrency_limits/filter"],
  ["prefect_task_run_concurrency_limit", "/concurrency_limits/filter"],
  ["prefect_block_type", "/block_types/filter"],
] as const;

const pageSize = 200;

async function all(api: PrefectApi, path: string) {
  const rows: ReturnType<Awaited<ReturnType<PrefectApi["call"]>>["list"]> = [];
  for (;;) {
    const page = (await api.call("POST", path, { limit: pageSize, offset: rows.length })).list();
    rows.push(...page);
    if (page.length < pageSize) return rows;
  }
}

/** Every object of these kinds that the server has, as `type id`; `isOurs` is asked for the name, slug or tag. */
export async function objectsOnServer(
  api: PrefectApi,
  isOurs: (name: string) => boolean = () => true,
): Promise<string[]> {
  const found: string[] = [];
  for (const [type, path] of lists) {
    for (const row of await all(api, path)) {
      // Those that belong to Prefect, or come with another object.
      const isComesWith =
        row.is_protected === true ||
        String(row.tag ?? "").startsWith("prefect:") ||
        row.is_anonymous === true;
      if (isComesWith || !isOurs(String(row.name ?? row.tag))) continue;
      found.push(`${type} ${row.id}`);
      if (type === "prefect_deployment" && Array.isArray(row.schedules)) {
        found.push(...row.schedules.map(({ id }) => `prefect_deployment_schedule ${id}`));
      }
      if (type === "prefect_work_pool") {
        const queues = await all(api, `/work_pools/${encodeURIComponent(String(row.name))}/queues/filter`);
        const own = queues.filter(({ id }) => id !== row.default_queue_id);
        found.push(...own.map(({ id }) => `prefect_work_queue ${id}`));
      }
    }
  }
  return found.sort();
}

/** Every managed object of a state, as `type id`, from what `terraform show -json` prints. */
export const objectsInState = (shown: string): string[] =>
  Object.entries(parseState(shown))
    .map(([address, { id }]) => `${address.replace(/\..*$/, "")} ${String(id)}`)
    .sort();
