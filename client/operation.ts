/** POST endpoints that only read: what they answer may be asked for again, and changes nothing that was read. */
const readingPost =
  /\/(filter|count|paginate|history|lateness|count-by\/[^/]+|concurrency_status|validate|counts|next-runs|count-deployments|count-task-runs)$/;

export const withoutQuery = (path: string): string => path.replace(/\?.*$/s, "");

export interface Operation {
  readonly isRead: boolean;
  /** Whether sending it twice comes to the same as sending it once. */
  readonly isResendable: boolean;
}

/** @param path below the API's address */
export function operationOf(method: string, path: string): Operation {
  const isRead =
    method === "GET" || method === "HEAD" || (method === "POST" && readingPost.test(withoutQuery(path)));
  return { isRead, isResendable: isRead || method !== "POST" };
}
