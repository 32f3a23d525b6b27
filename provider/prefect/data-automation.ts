import type { Automation } from "../../client";
import { type Attribute, computed, optional } from "../framework/attribute";
import { list, map, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import type { Kind } from "../framework/kind";
import { bool, string, uuid } from "../framework/scalars";
import { actions } from "./action";
import type { PrefectApi } from "./api";
import { automationAttributes } from "./automation-attributes";
import { byName, dataScope, found } from "./data-attributes";
import { idAndName } from "./id-and-name";
import { automationFilters, automationPages } from "./list-automations";
import { allRows } from "./listed-objects";
import { trigger } from "./trigger";
import { triggerIds } from "./trigger-meaning";

/** A nested kind as a data source answers it: everything computed, and sets as lists. */
function answered(kind: Kind<unknown>): Kind<unknown> {
  const { shape } = kind;
  if (shape.is === "list" || shape.is === "set") return list(answered(shape.element));
  if (shape.is !== "object") return kind;
  const attributes: Record<string, Attribute<unknown, "computed">> = {};
  for (const [name, { kind: inner, words }] of Object.entries(shape.attributes)) {
    attributes[name] = computed(answered(inner)).doc(words.doc ?? "");
  }
  return object(attributes);
}

const facts = {
  created: computed(string).doc("When it was created."),
  updated: computed(string).doc("When it was last changed."),
  description: computed(string).doc("Description."),
  enabled: computed(bool).doc("Does it act?"),
  tags: computed(set(string)).doc("Tags."),
  trigger_json: computed(string).doc("The trigger as JSON, without ids."),
  trigger_ids: computed(map(string)).doc(
    "Ids of the triggers by where they stand in `trigger_json`: `trigger`, `trigger.triggers[0]`, … An update of the automation changes them.",
  ),
  actions: computed(answered(actions)).doc("What it does when the trigger fires."),
  actions_on_trigger: computed(answered(actions)).doc(
    "What it does beside when it goes into the state Triggered.",
  ),
  actions_on_resolve: computed(answered(actions)).doc("What it does when it goes into the state Resolved."),
};

const schema = {
  id: optional(uuid).computed().doc("Id of the automation; either this or `name`."),
  name: optional(string).computed().doc("Name of the automation; it must be the only one of that name."),
  account_id: optional(uuid).doc("Account id on Prefect Cloud."),
  workspace_id: optional(uuid).doc("Workspace id on Prefect Cloud."),
  trigger: computed(answered(trigger)).doc(
    "What makes it act. Null where triggers are nested more than two levels deep: see `trigger_json`.",
  ),
  ...facts,
};

const attributes = (automation: Automation) => ({
  ...automationAttributes(automation),
  trigger_ids: Object.fromEntries(triggerIds(automation.trigger, "trigger")),
});

function theOnly(found: readonly Automation[], name: string | null): Automation | undefined {
  if (found.length < 2) return found[0];
  return refuse(
    `Several automations have the name "${name ?? ""}"`,
    `Say by its id which one is meant:\n${found.map(({ id }) => `  ${id}`).join("\n")}`,
    at("name"),
  );
}

/** API: `POST /automations/filter`. */
export const automationData = dataSource<typeof schema, PrefectApi>("prefect_automation", {
  doc: "An automation that exists, by id or by name.",
  schema,
  check: ({ id, name }) =>
    id === null && name === null ? [problem("Which automation?", "Set either id or name.", at("name"))] : [],
  read: async ({ config, api }) => {
    const { read } = api.client(config);
    const { id, name } = config;
    const automation =
      id === null ? theOnly(await read.automationsByName(name ?? ""), name) : await read.automation(id);
    if (automation === undefined || (name !== null && automation.name !== name)) {
      refuse("No such automation", `The server has no automation ${idAndName(id, name)}.`);
    }
    return attributes(automation);
  },
});

const listSchema = {
  ...dataScope,
  ...automationFilters,
  automations: computed(
    list(object({ id: found("Id (a UUID)."), name: found("Name; several may have the same."), ...facts })),
  ).doc("The automations, by name."),
};

/** API: `POST /automations/filter`. */
export const automationsData = dataSource<typeof listSchema, PrefectApi>("prefect_automations", {
  doc: "Automations that exist.",
  schema: listSchema,
  read: async ({ config, api }) => {
    const wanted = await allRows(automationPages(api, config));
    // A list cannot hold a typed trigger: what a compound one requires is of any type, and elements are of one type.
    const told = wanted.map((row) => {
      const { trigger: _, ...others } = attributes(row);
      return others;
    });
    return { automations: told.sort(byName) };
  },
});
