import type { JsonValue } from "../../../client";
import { ownerOf } from "../../adopt/from-automation";
import { recordOf } from "../../server-objects/records";
import type { ServerObjects } from "../../server-objects/server-objects";
import { deploymentName, namesOf } from "../names";
import { comparableAutomation } from "./automation";
import { comparableBlock, comparableBlockSchema, comparableBlockType } from "./block";
import type { Comparable } from "./comparable";
import { comparableDeployment, comparableFlow } from "./deployment";
import { inOrder } from "./told";
import { comparableWorkPool, comparableWorkQueue } from "./work-pool";

/** The id that stands for the default result storage, of which a server has one or none. */
const storageId = "default";

/** All that a person can configure on a server, as it is compared: kind by kind, without what Prefect brings itself. */
export function comparablesOf(server: ServerObjects): readonly Comparable[] {
  const names = namesOf(server);
  const flows = new Map(server.flows.map((flow) => [flow.id, flow]));
  const deployments = new Map(server.deployments.map((deployment) => [deployment.id, deployment]));
  const defaultQueues = new Set(server.workPools.map(({ default_queue_id: id }) => id));
  const types = new Map(server.blockTypes.map((type) => [type.id, type]));
  const ownTypes = new Set(
    server.blockTypes
      .filter(({ slug, is_protected }) => is_protected !== true && !server.shipped.blockTypes.has(slug))
      .map(({ id }) => id),
  );
  const ownerName = (id: string | undefined): string | undefined => {
    const owner = deployments.get(id ?? "");
    return owner && deploymentName(flows.get(owner.flow_id)?.name, owner.name);
  };
  const storage = server.defaultResultStorageBlockId;
  return [
    ...server.flows.map(comparableFlow),
    ...server.deployments.map((one) => comparableDeployment(one, flows.get(one.flow_id), names)),
    ...server.workPools.map((pool) => comparableWorkPool(pool, names)),
    ...server.workQueues.map((queue) => comparableWorkQueue(queue, defaultQueues.has(queue.id))),
    ...server.variables.map(
      ({ id, name, value, tags }): Comparable => ({
        kind: "variable",
        name,
        id,
        values: { value: names.in(value ?? null), tags: inOrder(tags ?? []) ?? [] },
      }),
    ),
    ...server.blockTypes.filter(({ id }) => ownTypes.has(id)).map(comparableBlockType),
    ...server.blockSchemas.flatMap((schema) => {
      const type = types.get(schema.block_type_id ?? "");
      return type !== undefined && ownTypes.has(type.id) ? [comparableBlockSchema(schema, type, names)] : [];
    }),
    ...server.blocks.flatMap((block) => {
      const type = types.get(block.block_type_id);
      return type === undefined || block.name == null || block.is_anonymous === true
        ? []
        : [comparableBlock(block, block.name, type, ownTypes.has(type.id), names)];
    }),
    ...server.automations.map((one) =>
      comparableAutomation(one, ownerName(ownerOf(one, deployments)), names),
    ),
    ...server.concurrencyLimits
      // Deployments have limits of such names, which are among their own values.
      .filter(({ name }) => !/^deployment:[0-9a-f-]{36}$/i.test(name))
      .map(
        ({ id, name, limit, active, slot_decay_per_second }): Comparable => ({
          kind: "global_concurrency_limit",
          name,
          id,
          values: { limit, active: active ?? true, slot_decay_per_second: slot_decay_per_second ?? 0 },
        }),
      ),
    ...server.taskRunLimits.map(
      ({ id, tag, concurrency_limit }): Comparable => ({
        kind: "task_run_concurrency_limit",
        name: tag,
        id,
        values: { concurrency_limit },
      }),
    ),
    ...server.savedSearches.map(
      ({ id, name, filters }): Comparable => ({
        kind: "saved_search",
        name,
        id,
        values: {
          filters: (filters ?? []).map((filter): JsonValue => names.in({ ...recordOf(filter) })),
        },
      }),
    ),
    ...(storage === undefined
      ? []
      : [
          {
            kind: "default_result_storage",
            name: "default",
            id: storageId,
            values: { block: names.reference(storage) },
          },
        ]),
  ];
}
