import { type Automation, ifFound, type PrefectClient, unwrap } from "../../client";
import type { Listing } from "../server-objects/listing";
import type { KnownObject } from "./known-objects";

/** The one deployment that an automation runs, where that is all it does: what Prefect makes of a trigger is such. */
function soleDeployment(automation: Automation): string | undefined {
  const { actions, actions_on_trigger: started, actions_on_resolve: resolved, tags } = automation;
  const [action, ...others] = actions;
  const isSole = [others, started, resolved, tags].every((list) => (list ?? []).length === 0);
  return isSole && action?.type === "run-deployment" ? (action.deployment_id ?? undefined) : undefined;
}

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const idsIn = (value: unknown): ReadonlySet<string> => new Set(JSON.stringify(value).match(ids) ?? []);

/**
 * The automations that belong to known deployments, by their ids. A server keeps the owner of an automation to itself,
 * and answers only which ones have to do with a deployment: those that belong to it, and those that run it.
 *
 * - One that does nothing but run a known deployment is what Prefect makes of a trigger, and counts as such.
 * - One that names a known deployment without running it belongs to it where the server says that they are related.
 *
 * @throws PrefectError
 */
export async function automationsOfDeployments(
  client: PrefectClient,
  { automation }: Pick<Listing, "automation">,
  known: readonly KnownObject[],
): Promise<ReadonlySet<string>> {
  const knownIds = new Set(known.flatMap(({ id }) => id ?? []));
  const deployments = new Set(
    known.flatMap(({ type, id }) => (type === "prefect_deployment" ? (id ?? []) : [])),
  );
  const owned = new Set<string>();
  const named = new Map<string, string[]>();
  for (const one of automation.filter(({ id }) => !knownIds.has(id))) {
    if (deployments.has(soleDeployment(one) ?? "")) {
      owned.add(one.id);
      continue;
    }
    const run = new Set(
      one.actions.flatMap((action) => (action.type === "run-deployment" ? (action.deployment_id ?? []) : [])),
    );
    for (const id of idsIn(one)) {
      if (deployments.has(id) && !run.has(id)) named.set(id, [...(named.get(id) ?? []), one.id]);
    }
  }
  await Promise.all(
    [...named].map(async ([id, automations]) => {
      const path = { resource_id: `prefect.deployment.${id}` };
      const request = client.GET("/automations/related-to/{resource_id}", { params: { path } });
      const related = (await ifFound(unwrap(request))) ?? [];
      for (const one of related) if (automations.includes(one.id)) owned.add(one.id);
    }),
  );
  return owned;
}
