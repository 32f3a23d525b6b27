import fc from "fast-check";
import { type Attributes, type Configured, configurations } from "./configurations";

/** Resources by type and label. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

/** A configuration of about twenty resources, some of which refer to others. */
export interface RandomConfiguration {
  readonly resource: Blocks;
}

/** How many of each there are, beside those that others refer to. */
const numbers: Readonly<Record<string, number>> = {
  prefect_flow: 1,
  prefect_work_pool: 1,
  prefect_work_queue: 2,
  prefect_variable: 3,
  prefect_global_concurrency_limit: 1,
  prefect_task_run_concurrency_limit: 1,
  prefect_saved_search: 2,
  prefect_block_type: 1,
  prefect_block: 2,
  prefect_deployment: 3,
  prefect_deployment_schedule: 2,
  prefect_automation: 3,
};

const isReference = (text: string): boolean => /^\$\{prefect_\w+\.\w+\.\w+\}$/.test(text);

/** In Terraform's JSON syntax strings are templates, but for what is meant as a reference. */
function escaped(value: Configured): Configured {
  if (typeof value === "string") {
    return isReference(value) ? value : value.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
  }
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, escaped(one)]));
}

/** Those that others refer to: all of them are there, with what they cannot do without. */
const anchors = (prefix: string): Blocks => ({
  prefect_flow: { anchor: { name: `${prefix}-flow`, force_destroy: true } },
  prefect_work_pool: { anchor: { name: `${prefix}-pool`, type: "process" } },
  prefect_global_concurrency_limit: { anchor: { name: `${prefix}-limit`, limit: 3 } },
  prefect_block_type: { anchor: { name: `${prefix}-type`, slug: `${prefix}-type` } },
  prefect_work_queue: {
    anchor: { name: `${prefix}-queue`, work_pool_name: "${prefect_work_pool.anchor.name}" },
  },
  prefect_block: {
    storage: {
      name: `${prefix}-storage`,
      type_slug: "local-file-system",
      data: JSON.stringify({ basepath: "/srv" }),
    },
    notifier: {
      name: `${prefix}-notifier`,
      type_slug: "slack-webhook",
      data: JSON.stringify({ url: "https://example.com/notify" }),
    },
    webhook: {
      name: `${prefix}-webhook`,
      type_slug: "webhook",
      data: JSON.stringify({ url: "https://example.com/hook" }),
    },
  },
  prefect_deployment: { anchor: { name: `${prefix}-anchor`, flow_id: "${prefect_flow.anchor.id}" } },
});

/** @param prefix begins every name, so that nothing meets what others have on the server */
export function randomConfiguration(prefix: string): fc.Arbitrary<RandomConfiguration> {
  const one = (type: string, index: number): fc.Arbitrary<Attributes> => {
    const found = configurations({
      flowId: "${prefect_flow.anchor.id}",
      deploymentId: "${prefect_deployment.anchor.id}",
      poolName: "${prefect_work_pool.anchor.name}",
      poolId: "${prefect_work_pool.anchor.id}",
      queueId: "${prefect_work_queue.anchor.id}",
      storageId: "${prefect_block.storage.id}",
      notifierId: "${prefect_block.notifier.id}",
      webhookId: "${prefect_block.webhook.id}",
      blockTypeId: "${prefect_block_type.anchor.id}",
      limitId: "${prefect_global_concurrency_limit.anchor.id}",
      prefix: `${prefix}-${index}`,
    })[type];
    if (found === undefined) throw new Error(`There are no configurations of ${type}.`);
    // A flow's labels cannot be changed.
    if (type === "prefect_flow") return found.map(({ labels: _labels, ...all }) => all);
    // Queues of one pool have ranks of their own.
    if (type === "prefect_work_queue") {
      return found.map((all) => (all.priority === undefined ? all : { ...all, priority: index + 2 }));
    }
    // Schedules of one deployment are told apart by their slugs.
    return type === "prefect_deployment_schedule"
      ? found.map((all) => ({ ...all, slug: `s${index}` }))
      : found;
  };
  const types = Object.entries(numbers).map(([type, count]) =>
    fc
      .tuple(...Array.from({ length: count }, (_, index) => one(type, index)))
      .map((all) => [type, Object.fromEntries(all.map((each, index) => [`r${index}`, each]))] as const),
  );
  return fc.tuple(...types).map((all) => {
    const anchored = anchors(prefix);
    const resource = Object.fromEntries(
      all.map(([type, blocks]) => [
        type,
        Object.fromEntries(
          Object.entries({ ...anchored[type], ...blocks }).map(([name, attributes]) => [
            name,
            Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, escaped(value)])),
          ]),
        ),
      ]),
    );
    return { resource };
  });
}
