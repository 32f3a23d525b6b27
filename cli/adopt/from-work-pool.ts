import type { JsonValue, WorkPool, WorkQueue } from "../../client";
import { isRecord, recordOf } from "../server-objects/records";
import type { Shipped } from "../server-objects/server-objects";
import type { Adopted, Place } from "./adopted";
import { type Fields, json, object } from "./expression";
import { given, sameJson, unless } from "./given";
import { by, byId, linkedJson } from "./links";
import { holdsSecret } from "./split-secrets";

type Json = { readonly [name: string]: JsonValue };

export const workPoolPlace = ({ name, id }: WorkPool): Place => ({ about: "work-pool", name, id });

/** @param remark told of what is left out */
export function fromWorkPool(pool: WorkPool, shipped: Shipped, remark: (text: string) => void): Adopted {
  return {
    type: "prefect_work_pool",
    id: pool.id,
    importId: pool.id,
    names: [pool.name],
    place: workPoolPlace(pool),
    fields: [
      ...given({
        name: pool.name,
        type: pool.type,
        description: pool.description,
        paused: unless(false, pool.is_paused),
        concurrency_limit: pool.concurrency_limit,
      }),
      ...templateFields(recordOf(pool.base_job_template), shipped.jobTemplates.get(pool.type), remark),
      ...storageFields(pool.storage_configuration),
    ],
    jsonFields: new Set(["base_job_template", "job_variables"]),
  };
}

/** A template that differs from its type's own in defaults alone is said by these. */
function templateFields(template: Json, usual: Json | undefined, remark: (text: string) => void): Fields {
  if (Object.keys(template).length === 0 || sameJson({ ...template }, usual && { ...usual })) return [];
  if (holdsSecret(defaultsOf(template))) {
    // No attribute of a pool is write-only. What code does not say stays as it is.
    remark("its job template holds what looks like a secret, and is left out: use a secret block");
    return [];
  }
  const changed = usual && changedDefaults(template, usual);
  return changed === undefined
    ? [["base_job_template", linkedJson({ ...template })]]
    : [["job_variables", linkedJson(changed)]];
}

const propertiesOf = (template: Json): Json => recordOf(recordOf(template.variables).properties);

const defaultsOf = (template: Json): Json =>
  Object.fromEntries(
    Object.entries(propertiesOf(template)).map(([name, property]) => [
      name,
      recordOf(property).default ?? null,
    ]),
  );

/** Defaults of variables that differ from the usual ones; undefined where anything else differs too. */
function changedDefaults(template: Json, usual: Json): { [name: string]: JsonValue } | undefined {
  if (!sameJson(withoutDefaults(template), withoutDefaults(usual))) return undefined;
  const before = propertiesOf(usual);
  const changed: { [name: string]: JsonValue } = {};
  for (const [name, property] of Object.entries(propertiesOf(template))) {
    const [now, then] = [recordOf(property).default, recordOf(before[name]).default];
    if (sameJson(now, then)) continue;
    if (now === undefined) return undefined;
    changed[name] = now;
  }
  return changed;
}

function withoutDefaults(template: Json): JsonValue {
  const properties = Object.entries(propertiesOf(template)).map(([name, property]) => {
    const { default: _default, ...others } = recordOf(property);
    return [name, others] as const;
  });
  const variables = { ...recordOf(template.variables), properties: Object.fromEntries(properties) };
  return { ...template, variables };
}

function storageFields(storage: WorkPool["storage_configuration"]): Fields {
  const { bundle_upload_step, bundle_execution_step, default_result_storage_block_id: block } = storage ?? {};
  const steps = Object.entries({ bundle_upload_step, bundle_execution_step }).flatMap(
    ([name, step]): Fields => (isRecord(step) ? [[name, linkedJson({ ...step })]] : []),
  );
  const fields: Fields = [
    ...steps,
    ...(block == null ? [] : ([["default_result_storage_block_id", byId(block)]] as const)),
  ];
  return fields.length === 0 ? [] : [["storage_configuration", object(fields)]];
}

/** Is there nothing to say of a queue that each pool has by itself? */
export const isPlainDefault = (queue: WorkQueue, pool: WorkPool): boolean =>
  queue.id === pool.default_queue_id &&
  queue.name === "default" &&
  ["", "The work pool's default queue."].includes(queue.description ?? "") &&
  (queue.is_paused ?? false) === false &&
  (queue.concurrency_limit ?? null) === null;

export function fromWorkQueue(queue: WorkQueue, pool: WorkPool): Adopted {
  const { id, name, description, is_paused, concurrency_limit, priority } = queue;
  return {
    type: "prefect_work_queue",
    id,
    names: [name, `${pool.name} ${name}`],
    place: workPoolPlace(pool),
    fields: [
      ["name", json(name)],
      ["work_pool_name", by("name", pool.id, pool.name)],
      ...given({
        description,
        is_paused: unless(false, is_paused),
        priority: queue.id === pool.default_queue_id ? undefined : priority,
        concurrency_limit,
      }),
    ],
    jsonFields: new Set(),
  };
}
