import {
  type Automation,
  type AutomationCreate,
  type AutomationUpdate,
  ifFound,
  type PrefectClient,
  parseJson,
  unwrap,
} from "../../client";
import { isUnknown, type Unknown } from "../cty/unknown";
import type { Config, Plan } from "../framework/attribute";
import { at, type Diagnostic, problem, refuse } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import { resource } from "../framework/resource";
import { isUuid } from "../framework/scalars";
import type { Action } from "./action-attributes";
import { checkActions } from "./action-check";
import { reviewActions } from "./action-review";
import type { PrefectApi } from "./api";
import { automationAttributes } from "./automation-attributes";
import { createAutomation, reviewNamesakes } from "./automation-creation";
import { checkLoop, configuredEvent, jsonEvent } from "./automation-loop";
import { sendingAutomation } from "./automation-refusal";
import { notTold, automationSchema as schema } from "./automation-schema";
import { knownClient } from "./creation";
import { findImported } from "./import-id";
import { isStrange, keptActions } from "./kept-actions";
import { reviewRunActions } from "./run-deployment-check";
import { checkTrigger } from "./trigger-check";
import { triggerField } from "./trigger-field";
import { checkTriggerJson } from "./trigger-json-check";
import { body, known } from "./written";

type TriggerField = AutomationUpdate["trigger"];
type ActionField = AutomationUpdate["actions"][number];

/** The API has no type for what Prefect Cloud knows beside, nor for what a user's JSON says: the server judges it. */
const isTriggerField = (value: unknown): value is TriggerField => isJsonObject(value);
const isActionField = (value: unknown): value is ActionField => isJsonObject(value);

/** The JSON counts where it is known: it also says what the attributes cannot. */
function triggerOf({ trigger, trigger_json }: Plan<typeof schema>): TriggerField {
  const isJson = !isUnknown(trigger_json) && trigger_json !== null;
  const field: unknown = isJson
    ? parseJson(trigger_json)
    : isUnknown(trigger) || trigger === null
      ? undefined
      : triggerField(trigger);
  if (isTriggerField(field)) return field;
  throw new Error("The automation has no trigger: set trigger or trigger_json.");
}

/** @param stored what the server has in their place */
const actionsOf = (
  actions: readonly Action[] | null | Unknown,
  stored: readonly unknown[] = [],
): ActionField[] => keptActions(known(actions) ?? [], stored).filter(isActionField);

function check(config: Config<typeof schema>): readonly Diagnostic[] {
  const { trigger, trigger_json, actions, actions_on_trigger, actions_on_resolve, enabled } = config;
  const json = typeof trigger_json === "string" ? trigger_json : undefined;
  const missing =
    trigger === null && trigger_json === null
      ? [problem("An automation without a trigger", "Set either trigger or trigger_json.", at("trigger"))]
      : [];
  const event = json === undefined ? configuredEvent(trigger) : jsonEvent(json);
  return [
    ...missing,
    ...checkTrigger(trigger, at("trigger")),
    ...(json === undefined ? [] : checkTriggerJson(json, at("trigger_json"))),
    ...checkActions(actions, at("actions")),
    ...checkActions(actions_on_trigger, at("actions_on_trigger")),
    ...checkActions(actions_on_resolve, at("actions_on_resolve")),
    ...checkLoop({ enabled, actions, event }),
  ];
}

const sentActions = (plan: Plan<typeof schema>): readonly Action[] =>
  [plan.actions, plan.actions_on_trigger, plan.actions_on_resolve].flatMap((actions) => known(actions) ?? []);

const only = (changed: ReadonlySet<string>, name: string): boolean => changed.size === 1 && changed.has(name);

/** Is all of the automation sent for this change? */
const isWhole = (changed: ReadonlySet<string>): boolean =>
  !only(changed, "enabled") && !only(changed, "owner_resource");

async function oneByName(client: PrefectClient, name: string): Promise<Automation | undefined> {
  const [found, ...others] = await client.read.automationsByName(name);
  if (found === undefined || others.length === 0) return found;
  const ids = [found, ...others].map(({ id }) => `  ${id}`).join("\n");
  return refuse(
    `Several automations have the name "${name}"`,
    `Names of automations need not be unique. Import the one that is meant by its id:\n${ids}`,
  );
}

/** An owner that code gives to an automation that was imported is taken for the one that it has, unless it cannot be. */
async function reviewOwner(client: PrefectClient, id: string, owner: string): Promise<readonly Diagnostic[]> {
  const params = { path: { resource_id: owner } };
  const related = await unwrap(client.GET("/automations/related-to/{resource_id}", { params }));
  if (related.some((row) => row.id === id)) return [];
  return [
    problem(
      "The automation does not belong to that resource",
      `The server does not count it among the automations of ${owner}, and takes an owner at creation only. Remove owner_resource, or have the automation replaced: \`terraform apply -replace=ADDRESS\`.`,
      at("owner_resource"),
    ),
  ];
}

/** API: `/automations`. */
export const automation = resource<typeof schema, PrefectApi>("prefect_automation", {
  doc: "An automation: actions that the server takes when events come, or stay away.",
  schema,
  importForms: ["<id>", "<name>"],
  check,

  review: async ({ config, planned, prior, changed, replacing, api, seen }) => {
    if (prior !== undefined) api?.leftovers.meet(prior.id);
    const client = knownClient(api, planned);
    if (client === undefined || api === undefined || isUnknown(planned.name)) return [];
    const { owner_resource: owner } = config;
    const { deployments, findings, workPools: pools } = api;
    const object = prior?.id ?? planned.name;
    const isSent = prior === undefined || (!replacing && changed.size > 0 && isWhole(changed));
    const faults = isSent
      ? [
          ...(await reviewActions({ client, api, seen }, planned, prior && changed)),
          ...(await reviewRunActions({
            client,
            findings,
            object,
            deployments,
            pools,
            planned,
            changed: prior && changed,
          })),
        ]
      : [];
    if (prior !== undefined) {
      const isOpen = prior.owner_resource === null || prior.owner_resource === notTold;
      const isTaken = isOpen && !replacing && typeof owner === "string" && owner !== notTold;
      return isTaken ? [...faults, ...(await reviewOwner(client, prior.id ?? "", owner))] : faults;
    }
    return [
      ...faults,
      ...(await reviewNamesakes({ client, leftovers: api.leftovers, planned, name: planned.name, seen })),
    ];
  },

  reviewDelete: async ({ prior, api }) => {
    api.leftovers.meet(prior.id);
    return [];
  },

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const tags = known(plan.tags) ?? [];
    const owner = known(plan.owner_resource) ?? null;
    const sent = {
      name: plan.name,
      trigger: triggerOf(plan),
      actions: actionsOf(plan.actions),
      actions_on_trigger: actionsOf(plan.actions_on_trigger),
      actions_on_resolve: actionsOf(plan.actions_on_resolve),
      description: known(plan.description) ?? "",
      enabled: known(plan.enabled) ?? true,
      // Older servers know no tags; none is what the others take it for.
      ...(tags.length === 0 ? {} : { tags: [...tags] }),
      ...(owner === null ? {} : { owner_resource: owner }),
    } satisfies AutomationCreate;
    const made = await createAutomation({
      client,
      claims: api.automations,
      leftovers: api.leftovers,
      planned: plan,
      name: plan.name,
      owner,
      post: () => sendingAutomation(sent, () => unwrap(client.POST("/automations/", { body: sent }))),
      warn,
      seen,
    });
    return automationAttributes(made);
  },

  read: async ({ state, api }) => {
    if (state.id === null) return undefined;
    const found = await api.client(state).read.automation(state.id);
    return found === undefined ? undefined : automationAttributes(found);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const id = prior.id ?? "";
    const path = { params: { path: { id } } };
    const enabled = known(plan.enabled) ?? true;
    const tags = known(plan.tags);
    // A whole one gets new trigger ids, and with them the server forgets which events it has counted.
    if (only(changed, "enabled")) {
      await unwrap(client.PATCH("/automations/{id}", { ...path, body: { enabled } }));
    } else if (isWhole(changed)) {
      const before = sentActions(plan).some(isStrange) ? await client.read.automation(id) : undefined;
      const sent = {
        name: plan.name,
        trigger: triggerOf(plan),
        actions: actionsOf(plan.actions, before?.actions),
        ...body({
          actions_on_trigger: changed.has("actions_on_trigger")
            ? actionsOf(plan.actions_on_trigger, before?.actions_on_trigger)
            : undefined,
          actions_on_resolve: changed.has("actions_on_resolve")
            ? actionsOf(plan.actions_on_resolve, before?.actions_on_resolve)
            : undefined,
          description: changed.has("description") ? (known(plan.description) ?? "") : undefined,
          enabled: changed.has("enabled") ? enabled : undefined,
          tags: changed.has("tags") ? [...(tags ?? [])] : undefined,
        }),
      };
      await sendingAutomation(sent, () => unwrap(client.PUT("/automations/{id}", { ...path, body: sent })));
    }
    const after = await client.read.automation(id);
    if (after === undefined) throw new Error(`The automation ${id} was deleted while it was updated.`);
    return automationAttributes(after);
  },

  delete: ({ state, api }) =>
    api.automations.inTurn(state.name, async () => {
      // Another resource of the same content has taken it over a moment ago, as when a resource is renamed in code.
      if (state.id === null || api.automations.isClaimed(state.id)) return;
      await ifFound(
        unwrap(api.client(state).DELETE("/automations/{id}", { params: { path: { id: state.id } } })),
      );
    }),

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const client = api.client(scope);
      const byId = isUuid(name) ? await client.read.automation(name) : undefined;
      const found = byId ?? (await oneByName(client, name));
      return found === undefined ? undefined : { ...automationAttributes(found), ...scope };
    }),
});
