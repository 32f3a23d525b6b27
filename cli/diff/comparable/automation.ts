import type { Automation, JsonValue } from "../../../client";
import { isRecord, type JsonObject, recordOf } from "../../server-objects/records";
import { gone, type Names } from "../names";
import type { Comparable } from "./comparable";
import { inOrder, told, withoutNulls } from "./told";

/** @param owner name of the deployment that it belongs to */
export function comparableAutomation(
  automation: Automation,
  owner: string | undefined,
  names: Names,
): Comparable {
  const { id, name, description, enabled, tags, trigger } = automation;
  const actions = (given: readonly unknown[] | null | undefined) =>
    (given ?? []).map((action) => comparableAction(recordOf(action), names));
  return {
    kind: "automation",
    name,
    id,
    values: told({
      description,
      enabled: enabled ?? true,
      tags: inOrder(tags ?? []),
      trigger: comparableTrigger(recordOf(trigger), names),
      actions: actions(automation.actions),
      actions_on_trigger: actions(automation.actions_on_trigger),
      actions_on_resolve: actions(automation.actions_on_resolve),
    }),
    ...(owner === undefined ? {} : { partOf: { kind: "deployment", name: owner } }),
  };
}

/** Objects that a server lists: an id of such a kind that leads nowhere is one of something that was deleted. */
const listedResource =
  /\bprefect\.(flow|deployment|work-pool|work-queue|automation|block-document|concurrency-limit|variable)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

const resourceText = (text: string, names: Names): string =>
  names.inText(text).replace(listedResource, (_, kind) => `prefect.${kind}.${gone}`);

/** Labels of a resource with what they have to be; lists have no order. */
function resources(match: JsonValue | undefined, names: Names): JsonValue | undefined {
  if (Array.isArray(match)) return match.map((one) => resources(one, names) ?? null);
  if (!isRecord(match)) return match;
  const texts = (value: JsonValue): JsonValue =>
    typeof value === "string"
      ? resourceText(value, names)
      : Array.isArray(value)
        ? (inOrder(value.map(texts)) ?? [])
        : value;
  return Object.fromEntries(Object.entries(match).map(([label, value]) => [label, texts(value)]));
}

/** Each trigger has an id of its own; what an event trigger waits for, and for what, are sets. */
function comparableTrigger({ id: _, ...trigger }: JsonObject, names: Names): JsonValue {
  const { match, match_related, expect, after, for_each, triggers, ...others } = trigger;
  const fields = told({
    match: resources(match, names),
    match_related: resources(match_related, names),
    expect: inOrder(expect),
    after: inOrder(after),
    for_each: inOrder(for_each),
    triggers: Array.isArray(triggers)
      ? triggers.map((one) => comparableTrigger(recordOf(one), names))
      : undefined,
  });
  return withoutNulls({ ...recordOf(names.in({ ...others })), ...fields });
}

/** Members of an action that are ids of what it acts on. */
const references = new Set([
  "deployment_id",
  "work_pool_id",
  "work_queue_id",
  "automation_id",
  "block_document_id",
]);

const comparableAction = (action: JsonObject, names: Names): JsonValue =>
  withoutNulls(
    Object.fromEntries(
      Object.entries(action).map(([name, value]) => [
        name,
        references.has(name) ? names.reference(value) : names.in(value),
      ]),
    ),
  );
