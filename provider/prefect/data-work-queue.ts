import type { WorkQueue } from "../../client";
import { computed, optional, required } from "../framework/attribute";
import { object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { bool, integer, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { idAndName } from "./id-and-name";
import { notEmpty } from "./limits";
import { queuesOfPool, workQueueFilters } from "./list-work-queues";
import { workQueueAttributes } from "./work-queue";

const facts = {
  is_paused: computed(bool).doc("Are its flow runs held back?"),
  priority: computed(integer).doc("Order among the pool's queues; 1 comes first."),
  status: found("`READY`, `NOT_READY` or `PAUSED`. It moves by itself."),
  last_polled: found("When its runs were last polled for (RFC 3339). It moves by itself."),
  active_slots: computed(integer).doc(
    "How many of its flow runs hold a slot. It moves by itself; null where there is no limit.",
  ),
  work_pool_id: found("Id of its work pool."),
  filter: computed(
    object({
      tags: computed(set(string)).doc("Tags of the flow runs."),
      deployment_ids: computed(set(string)).doc("Ids of their deployments."),
    }),
  ).doc("Which flow runs it takes; Prefect has deprecated it."),
};

const attributes = (queue: WorkQueue, poolName: string) => ({
  ...workQueueAttributes(queue, poolName),
  status: queue.status ?? null,
  last_polled: queue.last_polled ?? null,
  active_slots: queue.active_slots ?? null,
  work_pool_id: queue.work_pool_id ?? null,
});

const schema = {
  work_pool_name: required(string).check(notEmpty).doc("Name of its work pool."),
  id: optional(uuid).computed().doc("Id of the queue; either this or `name`."),
  name: optional(string).check(notEmpty).computed().doc("Name of the queue."),
  ...dataScope,
  ...foundTimes,
  description: optional(string).computed().doc("Description."),
  concurrency_limit: optional(integer).computed().doc("How many of its flow runs may be under way at once."),
  ...facts,
};

/** API: `POST /work_queues/filter`. */
export const workQueueData = dataSource<typeof schema, PrefectApi>("prefect_work_queue", {
  doc: "A queue of a work pool that exists, by id or by name.",
  schema,
  check: ({ id, name }) =>
    id === null && name === null ? [problem("Which queue?", "Set either id or name.", at("name"))] : [],
  read: async ({ config, api }) => {
    const { read } = api.client(config);
    const { id, name, work_pool_name: pool } = config;
    const queue = id !== null ? await read.workQueueById(id) : await read.workQueue(pool, name ?? "");
    const fits = queue?.work_pool_name === pool && (name === null || queue.name === name);
    if (queue === undefined || !fits) {
      refuse("No such work queue", `The work pool "${pool}" has no queue ${idAndName(id, name)}.`);
    }
    return attributes(queue, pool);
  },
});

const listSchema = {
  work_pool_name: required(string).check(notEmpty).doc("Name of the work pool."),
  ...dataScope,
  ...workQueueFilters,
  work_queues: computed(
    set(
      object({
        id: found("Id (a UUID)."),
        name: found("Name."),
        work_pool_name: found("Name of its work pool."),
        ...foundTimes,
        description: found("Description."),
        concurrency_limit: computed(integer).doc("How many of its flow runs may be under way at once."),
        ...facts,
      }),
    ),
  ).doc("The queues of the pool."),
};

/** API: `POST /work_pools/{name}/queues/filter`. */
export const workQueuesData = dataSource<typeof listSchema, PrefectApi>("prefect_work_queues", {
  doc: "The queues of a work pool.",
  schema: listSchema,
  read: async ({ config, api }) => {
    const { work_pool_name: pool } = config;
    const rows = await queuesOfPool(api, pool, config);
    return { work_queues: rows.map((row) => attributes(row, pool)).sort(byName) };
  },
});
