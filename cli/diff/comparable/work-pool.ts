import type { WorkPool, WorkQueue } from "../../../client";
import { recordOf } from "../../server-objects/records";
import type { Names } from "../names";
import type { Comparable } from "./comparable";
import { told, withoutNulls } from "./told";

/** The pool that a server makes for queues without one; others whose names begin with "prefect" are Prefect's, too. */
const isOwnPool = (name: string): boolean => name === "default-agent-pool" || /^prefect/i.test(name);

export function comparableWorkPool(pool: WorkPool, names: Names): Comparable {
  const { default_result_storage_block_id: storage, ...steps } = recordOf(pool.storage_configuration);
  return {
    kind: "work_pool",
    name: pool.name,
    id: pool.id,
    values: told({
      type: pool.type,
      description: pool.description,
      is_paused: pool.is_paused ?? false,
      concurrency_limit: pool.concurrency_limit,
      base_job_template: names.in({ ...recordOf(pool.base_job_template) }),
      storage_configuration: withoutNulls(
        names.in({ ...steps, default_result_storage_block_id: names.reference(storage) }),
      ),
    }),
    isOwn: isOwnPool(pool.name),
  };
}

/** @param isDefault the queue that its pool was made with */
export const comparableWorkQueue = (queue: WorkQueue, isDefault: boolean): Comparable => ({
  kind: "work_queue",
  name: queue.work_pool_name == null ? queue.name : `${queue.work_pool_name}/${queue.name}`,
  id: queue.id,
  values: told({
    description: queue.description,
    is_paused: queue.is_paused ?? false,
    concurrency_limit: queue.concurrency_limit,
    // Of a default queue it is the server's choice.
    priority: isDefault ? undefined : queue.priority,
  }),
  ...(queue.work_pool_name == null ? {} : { partOf: { kind: "work_pool", name: queue.work_pool_name } }),
});
