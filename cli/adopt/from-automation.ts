import type { Automation, Deployment, JsonValue } from "../../client";
import { isRecord, recordOf } from "../server-objects/records";
import type { Adopted, Place } from "./adopted";
import { type Expression, type Fields, json, list, object } from "./expression";
import { given, unless } from "./given";
import { byId, linkedJson } from "./links";

type Json = { readonly [name: string]: JsonValue };

/**
 * The deployment that an automation belongs to, as `prefect deploy` makes them: the server does not tell owners, but
 * these have a name of a form of their own, and do nothing but run their deployment.
 */
export function ownerOf(
  automation: Automation,
  deployments: ReadonlyMap<string, Deployment>,
): string | undefined {
  const [action, ...more] = automation.actions.map(recordOf);
  if (action?.type !== "run-deployment" || more.length > 0 || hasOtherActions(automation)) return undefined;
  const id = action.deployment_id;
  const deployment = typeof id === "string" ? deployments.get(id) : undefined;
  if (deployment === undefined || ownNumber(automation.name, deployment.name) === undefined) return undefined;
  return deployment.id;
}

const hasOtherActions = ({ actions_on_trigger, actions_on_resolve }: Automation): boolean =>
  (actions_on_trigger ?? []).length > 0 || (actions_on_resolve ?? []).length > 0;

/** 2 of `nightly__automation_2`, for the deployment `nightly`. */
export function ownNumber(name: string, deployment: string): number | undefined {
  const rest = name.startsWith(`${deployment}__automation_`) ? name.slice(deployment.length + 13) : "";
  return /^[1-9]\d*$/.test(rest) ? Number(rest) : undefined;
}

export function fromAutomation(automation: Automation, place: Place, owner: string | undefined): Adopted {
  const { name, description, enabled, tags } = automation;
  return {
    type: "prefect_automation",
    id: automation.id,
    names: place.about === "flow" ? [name, `${place.name} ${name}`] : [name],
    place,
    fields: [
      ["name", json(name)],
      ...given({ description, enabled: unless(true, enabled), tags: tags ?? [] }),
      ["trigger", fromTrigger(automation.trigger)],
      ...actionsField("actions", automation.actions),
      ...actionsField("actions_on_trigger", automation.actions_on_trigger),
      ...actionsField("actions_on_resolve", automation.actions_on_resolve),
      ...(owner === undefined
        ? []
        : ([["owner_resource", { is: "text", parts: ["prefect.deployment.", byId(owner)] }]] as const)),
    ],
    jsonFields: new Set(),
    ...(owner === undefined ? {} : { owner }),
  };
}

const actionsField = (name: string, actions: readonly unknown[] | null | undefined): Fields =>
  (actions ?? []).length === 0 ? [] : [[name, list((actions ?? []).map(fromAction))]];

/** A trigger as the API says it, without what is as it is by default. */
export function fromTrigger(trigger: unknown): Expression {
  const { id: _id, triggers, ...fields } = recordOf(trigger);
  const type = fields.type ?? (Array.isArray(triggers) ? "compound" : "event");
  if (type === "event") return object([["type", json("event")], ...eventFields(fields)]);
  if (type === "metric") {
    const { match, match_related, metric } = fields;
    return object([
      ["type", json(type)],
      ...linked({ match, match_related }),
      ["metric", json(metric ?? {})],
    ]);
  }
  return object([
    ["type", json(type)],
    ...given({ require: fields.require, within: fields.within }),
    ["triggers", list(Array.isArray(triggers) ? triggers.map(fromTrigger) : [])],
  ]);
}

function eventFields({
  posture,
  match,
  match_related,
  expect,
  after,
  for_each,
  threshold,
  within,
}: Json): Fields {
  const usualWithin = posture === "Proactive" ? 10 : 0;
  return [
    ...given({ posture: posture ?? "Reactive", expect, after }),
    ...linked({ match, match_related }),
    ...given({
      for_each,
      threshold: unless<JsonValue>(1, threshold),
      within: unless<JsonValue>(usualWithin, within),
    }),
  ];
}

const linked = (values: { readonly [name: string]: JsonValue | undefined }): Fields =>
  given(values).map(([name]) => [name, linkedJson(values[name] ?? {})]);

/** What actions have where nothing else is said. */
const usual: Json = {
  source: "selected",
  force: false,
  payload: "",
  subject: "Prefect automated notification",
  schedule_after: 0,
};

/** An action as the API says it, without what is as it is by default. */
function fromAction(action: unknown): Expression {
  const fields = Object.entries(recordOf(action)).flatMap(([name, value]): Fields => {
    if (value === null || (Object.hasOwn(usual, name) && usual[name] === value)) return [];
    if (name.endsWith("_id") && typeof value === "string") return [[name, byId(value)]];
    if ((name === "parameters" || name === "job_variables") && isRecord(value)) {
      return Object.keys(value).length === 0 ? [] : [[name, linkedJson({ ...value })]];
    }
    return [[name, json(value)]];
  });
  return object(fields);
}
