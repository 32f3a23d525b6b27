import type { JsonObject, PrefectApi } from "./prefect-api";
import { uniqueName } from "./shared-server";

/** An object made on the server without Terraform; `name` is unique. */
export interface Made {
  readonly id: string;
  readonly name: string;
}

const text = (object: JsonObject, field: string): string => {
  const value = object[field];
  if (typeof value !== "string") throw new Error(`${field} is no string: ${JSON.stringify(object)}`);
  return value;
};

const made = (object: JsonObject): Made => ({ id: text(object, "id"), name: text(object, "name") });

export async function makeFlow(api: PrefectApi, name = uniqueName("flow")): Promise<Made> {
  return made((await api.call("POST", "/flows/", { name })).object());
}

export async function makeWorkPool(api: PrefectApi, name = uniqueName("pool")): Promise<Made> {
  return made((await api.call("POST", "/work_pools/", { name, type: "process" })).object());
}

export async function makeDeployment(
  api: PrefectApi,
  flow: Made,
  fields: JsonObject = {},
  name = uniqueName("deployment"),
): Promise<Made> {
  return made((await api.call("POST", "/deployments/", { name, flow_id: flow.id, ...fields })).object());
}

/** The deployments of a flow as the server has them, by name. */
export async function deploymentsOf(
  api: PrefectApi,
  flow: { readonly id: string },
): Promise<Record<string, JsonObject>> {
  const rows = await api.call("POST", "/deployments/filter", {
    flows: { id: { any_: [flow.id] } },
    limit: 200,
  });
  return Object.fromEntries(rows.list().map((row) => [text(row, "name"), row]));
}

/** The schedules of a deployment as the server has them, by id. */
export async function schedulesOf(
  api: PrefectApi,
  deployment: { readonly id: string },
): Promise<Record<string, JsonObject>> {
  const rows = await api.call("GET", `/deployments/${deployment.id}/schedules`);
  return Object.fromEntries(rows.list().map((row) => [text(row, "id"), row]));
}
