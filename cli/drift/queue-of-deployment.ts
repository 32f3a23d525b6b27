import type { Deployment } from "../../client";
import type { Listing } from "../server-objects/listing";

/** The id of a deployment's queue. Prefect before 3.6 does not tell it, but the names of queue and pool. */
export function queueOfDeployment({
  work_queue,
}: Pick<Listing, "work_queue">): (deployment: Deployment) => string | undefined {
  const key = (pool: string | null | undefined, queue: string) => JSON.stringify([pool, queue]);
  const byName = new Map(work_queue.map(({ id, name, work_pool_name }) => [key(work_pool_name, name), id]));
  return ({ work_queue_id, work_pool_name, work_queue_name }) =>
    work_queue_id ?? byName.get(key(work_pool_name, work_queue_name ?? ""));
}
