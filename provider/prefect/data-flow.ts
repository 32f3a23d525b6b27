import { computed, optional } from "../framework/attribute";
import { map, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { idAndName } from "./id-and-name";
import { labelsAttribute } from "./labels";
import { notEmpty } from "./limits";

const schema = {
  id: optional(uuid).computed().doc("Id of the flow; either this or `name`."),
  name: optional(string).check(notEmpty).computed().doc("Name of the flow."),
  account_id: optional(uuid).computed().doc("Account id on Prefect Cloud."),
  workspace_id: optional(uuid).computed().doc("Workspace id on Prefect Cloud."),
  created: computed(string).doc("When it was created."),
  updated: computed(string).doc("When it was last changed."),
  tags: computed(set(string)).doc("Tags."),
  labels: computed(map(string)).doc("Labels."),
};

/** API: `POST /flows/filter`. */
export const flowData = dataSource<typeof schema, PrefectApi>("prefect_flow", {
  doc: "A flow that exists, by id or by name.",
  schema,
  check: ({ id, name }) =>
    id === null && name === null ? [problem("Which flow?", "Set either id or name.", at("id"))] : [],
  read: async ({ config, api }) => {
    const { read } = api.client(config);
    const { id, name } = config;
    const flow = id !== null ? await read.flow(id) : await read.flowByName(name ?? "");
    if (flow === undefined || (name !== null && flow.name !== name)) {
      refuse("No such flow", `The server has no flow ${idAndName(id, name)}.`);
    }
    return {
      id: flow.id,
      name: flow.name,
      created: flow.created ?? null,
      updated: flow.updated ?? null,
      tags: flow.tags ?? [],
      labels: labelsAttribute(flow.labels),
    };
  },
});
