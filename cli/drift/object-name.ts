import type { JsonValue } from "../../client";
import type { Values } from "./plan-json";

const text = (value: JsonValue | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Names of flows and deployments by id. */
export interface Known {
  readonly flow: ReadonlyMap<string, string>;
  readonly deployment: ReadonlyMap<string, string>;
}

/** What people call an object of which a state or a plan has `values`; the address where these do not tell. */
export function objectName(type: string, address: string, values: Values, known: Known): string {
  const name = text(values.name) ?? text(values.slug) ?? text(values.tag);
  switch (type) {
    case "prefect_deployment": {
      const flow = known.flow.get(text(values.flow_id) ?? "");
      return name === undefined ? address : flow === undefined ? name : `${flow}/${name}`;
    }
    case "prefect_deployment_schedule": {
      const deployment = known.deployment.get(text(values.deployment_id) ?? "");
      return deployment === undefined ? (name ?? address) : `${deployment}/${name ?? text(values.id) ?? "?"}`;
    }
    case "prefect_work_queue": {
      const pool = text(values.work_pool_name);
      return name === undefined ? address : pool === undefined ? name : `${pool}/${name}`;
    }
    case "prefect_block": {
      const slug = text(values.type_slug);
      return name === undefined ? address : slug === undefined ? name : `${slug}/${name}`;
    }
    default:
      return name ?? address;
  }
}
