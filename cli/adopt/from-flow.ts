import type { Flow } from "../../client";
import type { Adopted, Place } from "./adopted";
import { given } from "./given";

/** @param place that of its deployments too */
export function fromFlow(flow: Flow, place: Place): Adopted {
  return {
    type: "prefect_flow",
    id: flow.id,
    names: [flow.name],
    place,
    fields: given({ name: flow.name, tags: flow.tags ?? [], labels: ownLabels(flow.labels) }),
    jsonFields: new Set(),
  };
}

type Labels = { readonly [name: string]: unknown } | null | undefined;

/** Labels that the server does not give by itself; those of a deployment's flow come to the deployment without a word. */
export const ownLabels = (labels: Labels, ofFlow: Labels = {}): { [name: string]: string } =>
  Object.fromEntries(
    Object.entries(labels ?? {})
      .filter(([name, value]) => name !== "prefect.flow.id" && ofFlow?.[name] !== value)
      .map(([name, value]) => [name, String(value)]),
  );
