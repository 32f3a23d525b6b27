import { ifFound, type PrefectClient, unwrap, type WorkQueue } from "../../client";
import { workQueueName } from "../../rules/names";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { optional, type Plan, type Remote, required } from "../framework/attribute";
import { object, set } from "../framework/collections";
import { at, warning } from "../framework/diagnostic";
import { resource } from "../framework/resource";
import { bool, integer, isUuid, string, uuid } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { findImported, firstFound, splits } from "./import-id";
import { judge } from "./judged";
import { atLeast, notEmpty, wideColumn } from "./limits";
import { noSuchPool } from "./missing-pool";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { body, known } from "./written";

const filter = object({
  tags: optional(set(string)).doc("Tags of the flow runs."),
  deployment_ids: optional(set(uuid)).doc("Ids of their deployments."),
});

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  work_pool_name: required(string)
    .check(notEmpty)
    .replaces()
    .doc("Name of the work pool that the queue belongs to."),
  name: required(string).doc("Name, unique in its pool. None of `/ % & > <`. Can be changed in place."),
  description: optional(string).fallback("").doc("Description."),
  is_paused: optional(bool).fallback(false).doc("Hold back its flow runs? Default: false."),
  concurrency_limit: optional(integer)
    .fallback(null)
    .check(atLeast(0))
    .doubt(wideColumn)
    .doc("How many of its flow runs may be under way at once (0 or more). Default: no limit."),
  priority: optional(integer)
    .computed()
    .check(atLeast(1))
    .doubt(wideColumn)
    .doc(
      "Order among the pool's queues; 1 comes first. Where code is silent, the server gives one. The queue that had it before moves down.",
    ),
  filter: optional(filter)
    .fallback(null)
    .blank({})
    .deprecated("Prefect has deprecated filters of queues: send runs to a queue by their deployment.")
    .doc("Which flow runs it takes."),
};

type QueueFilter = WorkQueue["filter"];

const filterAttribute = (given: QueueFilter) =>
  given === null || given === undefined
    ? null
    : { tags: given.tags ?? null, deployment_ids: given.deployment_ids ?? null };

/** Lists of strings, in an order of their own. */
const listOf = (set: readonly string[] | null | undefined) =>
  set === null || set === undefined ? null : [...set].sort();

function filterField(planned: Plan<typeof schema>["filter"]) {
  const given = known(planned);
  const isNothing = given !== undefined && (given?.tags ?? given?.deployment_ids ?? null) === null;
  if (given === undefined || given === null || isNothing) return isNothing ? null : undefined;
  return { tags: listOf(given.tags), deployment_ids: listOf(given.deployment_ids) };
}

/** Attributes of a queue as resource and data sources hold them. */
export function workQueueAttributes(queue: WorkQueue, poolName: string) {
  return {
    id: queue.id,
    created: queue.created ?? null,
    updated: queue.updated ?? null,
    work_pool_name: queue.work_pool_name ?? poolName,
    name: queue.name,
    description: queue.description ?? "",
    is_paused: queue.is_paused ?? false,
    concurrency_limit: queue.concurrency_limit ?? null,
    priority: queue.priority ?? null,
    filter: filterAttribute(queue.filter),
  } satisfies Remote<typeof schema>;
}

const creation = (
  client: PrefectClient,
  pool: string,
  name: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<WorkQueue, ReturnType<typeof workQueueAttributes>> => ({
  attributes: schema,
  planned,
  find: () => client.read.workQueue(pool, name),
  toRemote: (queue) => workQueueAttributes(queue, pool),
  describe: (queue) => ({
    typeName: "prefect_work_queue",
    what: `work queue "${pool}/${queue.name}"`,
    id: queue.id,
    importId: `${pool}/${queue.name}`,
    name: queue.name,
  }),
});

/** API: `/work_pools/{pool}/queues`. */
export const workQueue = resource<typeof schema, PrefectApi>("prefect_work_queue", {
  doc: "A queue of a work pool: a part of its runs with a priority and a limit of their own.",
  schema,
  importForms: ["<pool>/<queue>", "<pool>,<queue>", "<id>"],

  check: (config) => [...judge(workQueueName, config.name, at("name"))],

  review: async ({ planned, prior, api, seen }) => {
    const client = knownClient(api, planned);
    if (prior !== undefined || client === undefined) return [];
    if (isUnknown(planned.name) || isUnknown(planned.work_pool_name)) return [];
    const { work_pool_name: pool, name } = planned;
    const isMissing = api?.workPools.isExpected(pool) === false && !(await api.workPools.has(client, pool));
    const missing = isMissing ? [noSuchPool(pool)] : [];
    return [...missing, ...(await reviewCreation(creation(client, pool, name, planned), seen))];
  },

  create: ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const fields = {
      description: known(plan.description) ?? "",
      is_paused: known(plan.is_paused) ?? undefined,
      concurrency_limit: known(plan.concurrency_limit),
      priority: known(plan.priority) ?? undefined,
      filter: filterField(plan.filter) ?? undefined,
    };
    const post = () =>
      unwrap(
        client.POST("/work_pools/{work_pool_name}/queues", {
          params: { path: { work_pool_name: plan.work_pool_name } },
          body: { name: plan.name, ...body(fields) },
        }),
      );
    return api.queuePriorities.write(client, plan.work_pool_name, fields.priority, () =>
      createObject(creation(client, plan.work_pool_name, plan.name, plan), client, post, warn, seen),
    );
  },

  read: async ({ state, api }) => {
    const found = state.id === null ? undefined : await api.client(state).read.workQueueById(state.id);
    return found === undefined ? undefined : workQueueAttributes(found, state.work_pool_name);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const fields = {
      name: changed.has("name") ? plan.name : undefined,
      description: changed.has("description") ? (known(plan.description) ?? "") : undefined,
      is_paused: changed.has("is_paused") ? (known(plan.is_paused) ?? undefined) : undefined,
      concurrency_limit: changed.has("concurrency_limit") ? known(plan.concurrency_limit) : undefined,
      priority: changed.has("priority") ? (known(plan.priority) ?? undefined) : undefined,
      filter: changed.has("filter") ? filterField(plan.filter) : undefined,
    };
    const id = prior.id ?? "";
    await api.queuePriorities.write(client, prior.work_pool_name, fields.priority, async () => {
      await unwrap(
        client.PATCH("/work_pools/{work_pool_name}/queues/{name}", {
          params: { path: { work_pool_name: prior.work_pool_name, name: prior.name } },
          body: body(fields),
        }),
      );
      return { id };
    });
    const after = await api.queuePriorities.read(client, prior.work_pool_name, () =>
      client.read.workQueueById(id),
    );
    if (after === undefined)
      throw new Error(`The work queue "${plan.name}" was deleted while it was updated.`);
    return workQueueAttributes(after, plan.work_pool_name);
  },

  delete: async ({ state, api, warn }) => {
    const client = api.client(state);
    const pool = await client.read.workPool(state.work_pool_name);
    if (pool !== undefined && pool.default_queue_id === state.id) {
      warn(
        warning(
          `The queue "${state.name}" stays on the server`,
          `It is the default queue of the work pool "${pool.name}", which a server deletes only with its pool. It is no longer managed here.`,
        ),
      );
      return;
    }
    await ifFound(
      unwrap(
        client.DELETE("/work_pools/{work_pool_name}/queues/{name}", {
          params: { path: { work_pool_name: state.work_pool_name, name: state.name } },
        }),
      ),
    );
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope: Scope) => {
      const { read } = api.client(scope);
      const byId = async () => (isUuid(name) ? read.workQueueById(name) : undefined);
      const pairs = [...splits(name, "/"), ...splits(name, ",")];
      const found = await firstFound([
        async () => withPool(await byId(), ""),
        ...pairs.map(
          ([pool, queue]) =>
            async () =>
              withPool(await read.workQueue(pool, queue), pool),
        ),
      ]);
      return found === undefined ? undefined : { ...workQueueAttributes(found.queue, found.pool), ...scope };
    }),
});

const withPool = (queue: WorkQueue | undefined, pool: string) =>
  queue === undefined ? undefined : { queue, pool };
