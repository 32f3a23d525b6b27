import type { Deployment } from "../../client";
import { ctyNumber } from "../cty/number";
import { computed } from "../framework/attribute";
import { object } from "../framework/collections";
import { bool, integer, number } from "../framework/scalars";
import { found } from "./data-attributes";

const actor = object({
  id: found("Id."),
  type: found("What it is, such as `USER`."),
  display_value: found("Its name."),
});

const limit = object({
  id: found("Id of the limit."),
  name: found("Its name: `deployment:<id>` where it is the deployment's own."),
  limit: computed(integer).doc("How many slots there are."),
  active: computed(bool).doc("Is it in force?"),
  active_slots: computed(integer).doc("How many slots are taken. It moves by itself."),
  slot_decay_per_second: computed(number).doc("How many slots free themselves each second."),
});

/** What the server alone knows of a deployment. Data sources tell it; in a resource it would be drift without end. */
export const deploymentFacts = {
  status: found(
    "`READY` when a worker or a serving process polls for its runs, else `NOT_READY`. It moves by itself.",
  ),
  last_polled: found("When its runs were last polled for (RFC 3339). It moves by itself."),
  work_queue_id: found("Id of its work queue."),
  created_by: computed(actor).doc("Who created it. Null on a self-hosted server."),
  updated_by: computed(actor).doc("Who changed it last. Null on a self-hosted server."),
  global_concurrency_limit: computed(limit).doc("Its limit, whether its own or shared."),
};

type Actor = Deployment["created_by"];

const actorAttribute = (actor: Actor) =>
  actor === null || actor === undefined
    ? null
    : { id: actor.id ?? null, type: actor.type ?? null, display_value: actor.display_value ?? null };

export function deploymentFactsAttributes(deployment: Deployment) {
  const shared = deployment.global_concurrency_limit ?? null;
  return {
    status: deployment.status ?? null,
    last_polled: deployment.last_polled ?? null,
    work_queue_id: deployment.work_queue_id ?? null,
    created_by: actorAttribute(deployment.created_by),
    updated_by: actorAttribute(deployment.updated_by),
    global_concurrency_limit:
      shared === null
        ? null
        : {
            id: shared.id,
            name: shared.name,
            limit: shared.limit,
            active: shared.active ?? true,
            active_slots: shared.active_slots,
            slot_decay_per_second: ctyNumber(String(shared.slot_decay_per_second ?? 0)),
          },
  };
}
