import type { Deployment } from "../../client";
import type { Listing } from "../server-objects/listing";
import { ownBlockTypes } from "../server-objects/own-block-types";
import { hasInlineSchedules, type KnownObject } from "./known-objects";
import { queueOfDeployment } from "./queue-of-deployment";
import type { Kind, Touch, Unmanaged } from "./report";

type Found = Omit<Unmanaged, "category" | "server" | "address" | "type" | "stack" | "constructPath">;

type Person = { readonly display_value?: string | null } | null | undefined;

interface Dated {
  readonly id: string;
  readonly created?: string | null;
  readonly updated?: string | null;
}

const touch = (at: string | null | undefined, by: Person): Touch | null =>
  at == null && by?.display_value == null ? null : { at: at ?? null, by: by?.display_value ?? null };

const found = (kind: Kind, name: string, row: Dated, owner: string | null = null): Found => ({
  kind,
  name,
  id: row.id,
  owner,
  created: touch(row.created, null),
  updated: touch(row.updated, null),
});

/** The pool that a server makes for queues without one. */
const ownPool = "default-agent-pool";

/** Names of what is listed, by id. */
export interface Names {
  readonly flow: ReadonlyMap<string, string>;
  readonly deployment: ReadonlyMap<string, string>;
  readonly work_pool: ReadonlyMap<string, string>;
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[], name: (row: Row) => string) =>
  new Map(rows.map((row) => [row.id, name(row)]));

/** With those that the server fails to answer. */
export const poolsOf = ({
  work_pool,
  unreadablePools,
}: Listing): readonly (Dated & { readonly name: string })[] => [...work_pool, ...unreadablePools];

export function namesIn(listing: Listing): Names {
  const flow = byId(listing.flow, ({ name }) => name);
  return {
    flow,
    deployment: byId(listing.deployment, ({ flow_id, name }) => `${flow.get(flow_id) ?? "?"}/${name}`),
    work_pool: byId(poolsOf(listing), ({ name }) => name),
  };
}

const isText = (value: unknown): value is string => typeof value === "string";

/**
 * What a server has that no state knows. Not told is what belongs to something else: the default queue of a pool, a
 * queue that came into being because a known deployment names it, a deployment's own limit and the automations of its
 * triggers, block types that Prefect registers itself, schemas of an unmanaged block type.
 * @param owned the automations of known deployments, by id
 */
export function* unmanaged(
  listing: Listing,
  known: readonly KnownObject[],
  owned: ReadonlySet<string>,
): Generator<Found> {
  const ids = new Set(known.flatMap(({ id }) => id ?? []));
  const names = namesIn(listing);
  const unknown = <Row extends Dated>(rows: readonly Row[]): readonly Row[] =>
    rows.filter(({ id }) => !ids.has(id));
  const knownDeployments = listing.deployment.filter(({ id }) => ids.has(id));

  for (const row of unknown(listing.flow)) yield found("flow", row.name, row);
  for (const row of unknown(listing.deployment)) {
    yield {
      ...found(
        "deployment",
        names.deployment.get(row.id) ?? row.name,
        row,
        row.created_by?.display_value ?? null,
      ),
      created: touch(row.created, row.created_by),
      updated: touch(row.updated, row.updated_by),
    };
  }
  for (const { id, schedules = [] } of separatelyScheduled(knownDeployments, known)) {
    for (const row of unknown(schedules)) {
      const deployment = names.deployment.get(id) ?? id;
      yield found(
        "deployment_schedule",
        `${deployment}/${row.slug ?? row.id}`,
        row,
        `deployment ${deployment}`,
      );
    }
  }
  for (const row of unknown(poolsOf(listing))) {
    if (row.name !== ownPool) yield found("work_pool", row.name, row);
  }
  const queueOf = queueOfDeployment(listing);
  const defaultQueues = new Set(listing.work_pool.flatMap(({ default_queue_id: id }) => id ?? []));
  const named = new Set(knownDeployments.flatMap((row) => queueOf(row) ?? []));
  const namedInStates = namedQueues(known);
  const unreadable = new Set(listing.unreadablePools.map(({ id }) => id));
  for (const row of unknown(listing.work_queue)) {
    if (defaultQueues.has(row.id) || named.has(row.id)) continue;
    // Which one is the default cannot be told, but by the name that it has at first.
    if (row.name === "default" && unreadable.has(row.work_pool_id ?? "")) continue;
    const pool = row.work_pool_name ?? names.work_pool.get(row.work_pool_id ?? "") ?? "?";
    if (namedInStates.has(queueKey(pool, row.name))) continue;
    yield found("work_queue", `${pool}/${row.name}`, row, `work pool ${pool}`);
  }
  for (const row of unknown(listing.variable)) yield found("variable", row.name, row);
  for (const row of unknown(listing.block)) {
    if (!row.is_anonymous) {
      yield found(
        "block",
        `${row.block_type?.slug ?? row.block_type_name ?? "?"}/${row.name ?? row.id}`,
        row,
      );
    }
  }
  const isSystem = (slug: string, isProtected: boolean): boolean => isProtected || ownBlockTypes.has(slug);
  for (const row of unknown(listing.block_type)) {
    if (!isSystem(row.slug, row.is_protected)) yield found("block_type", row.slug, row);
  }
  for (const row of unknown(listing.block_schema)) {
    if (!ids.has(row.block_type_id ?? "")) continue;
    const type = row.block_type?.slug ?? "?";
    yield found("block_schema", `${type}/${row.checksum}`, row, `block type ${type}`);
  }
  for (const row of unknown(listing.automation)) {
    if (!owned.has(row.id)) yield found("automation", row.name, row);
  }
  const tags = new Set(listing.task_run_concurrency_limit.map(({ tag }) => `tag:${tag}`));
  for (const row of unknown(listing.global_concurrency_limit)) {
    const deployment = /^deployment:(.*)$/.exec(row.name)?.[1];
    if (deployment !== undefined && (ids.has(deployment) || names.deployment.has(deployment))) continue;
    if (!tags.has(row.name)) yield found("global_concurrency_limit", row.name, row);
  }
  const knownTags = new Set(
    known.flatMap(({ type, values }) =>
      type === "prefect_task_run_concurrency_limit" && isText(values.tag) ? [values.tag] : [],
    ),
  );
  for (const row of unknown(listing.task_run_concurrency_limit)) {
    if (!knownTags.has(row.tag)) yield found("task_run_concurrency_limit", row.tag, row);
  }
  for (const row of unknown(listing.saved_search)) yield found("saved_search", row.name, row);
}

const queueKey = (pool: string, queue: string): string => JSON.stringify([pool, queue]);

/** Pool and name of the queues that known deployments name. */
const namedQueues = (known: readonly KnownObject[]): ReadonlySet<string> =>
  new Set(
    known.flatMap(({ type, values, hidden }) => {
      const pool = values.work_pool_name ?? hidden.get("work_pool_name");
      const queue = values.work_queue_name ?? hidden.get("work_queue_name");
      return type === "prefect_deployment" && isText(pool) && isText(queue) ? [queueKey(pool, queue)] : [];
    }),
  );

/** Deployments whose code says nothing of schedules itself: where it does, another schedule is a change of it. */
function separatelyScheduled(
  deployments: readonly Deployment[],
  known: readonly KnownObject[],
): readonly Deployment[] {
  const withOwn = new Set(known.filter(hasInlineSchedules).map(({ id }) => id));
  return deployments.filter(({ id }) => !withOwn.has(id));
}
