import type { PrefectApi } from "../../tests/support/prefect-api";

const kinds = {
  flow: "/flows/filter",
  deployment: "/deployments/filter",
  "work pool": "/work_pools/filter",
  variable: "/variables/filter",
  automation: "/automations/filter",
  "concurrency limit": "/v2/concurrency_limits/filter",
} as const;

/** All objects on a server that a stack can make, as `deployment hello`, by id. */
export async function stackObjects(api: PrefectApi): Promise<Map<string, string>> {
  const objects = new Map<string, string>();
  for (const [kind, path] of Object.entries(kinds)) {
    for (const { id, name } of (await api.call("POST", path, {})).list())
      objects.set(String(id), `${kind} ${name}`);
  }
  return objects;
}
