import { type Flow, ifFound, type PrefectClient, unwrap, unwrapWithStatus } from "../../client";
import { flowName } from "../../rules/names";
import { isUnknown } from "../cty/unknown";
import { optional, type Remote, required } from "../framework/attribute";
import { sameValue, set } from "../framework/collections";
import { at, type Diagnostic, DiagnosticError, problem, warning } from "../framework/diagnostic";
import { resource } from "../framework/resource";
import { bool, isUuid, string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { knownClient } from "./creation";
import type { DeploymentsInUse } from "./deployments-in-use";
import { refuseOwn } from "./existing";
import { findImported } from "./import-id";
import { judge } from "./judged";
import { labels, labelsAttribute } from "./labels";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { known } from "./written";

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  name: required(string)
    .replaces()
    .doc(
      "Name of the flow, as its `@flow` decorator gives it. None of `/ % & > <`. Changing it replaces the flow, and its deployments and run history go with the old one.",
    ),
  tags: optional(set(string)).fallback([]).learned().doc("Tags."),
  labels: optional(labels)
    .computed()
    .doc(
      "Labels. They can be given at creation only; a change is an error when planning. Only configured keys are compared.",
    ),
  force_destroy: optional(bool).doc(
    "Let a destroy delete the flow although deployments that this configuration does not manage still belong to it. They go with it, and so does its run history. No server knows it, and a destroy reads it from the state: the first plan after an import shows it as an update, which writes it there.",
  ),
};

/** Attributes of a flow. */
export function flowAttributes(flow: Flow) {
  return {
    id: flow.id,
    created: flow.created ?? null,
    updated: flow.updated ?? null,
    name: flow.name,
    tags: flow.tags ?? [],
    labels: labelsAttribute(flow.labels),
  } satisfies Remote<typeof schema>;
}

const adopted = (name: string, id: string): Diagnostic =>
  warning(
    `The flow "${name}" exists already and is adopted`,
    `Its id is ${id}. Prefect creates a flow on its first run or deployment, so this resource manages the flow that is there, and a destroy deletes it. ` +
      `To only refer to it, use the data source prefect_flow.`,
    at("name"),
  );

const labelsAreFixed = (name: string): Diagnostic =>
  problem(
    `The labels of the flow "${name}" cannot be changed`,
    "A Prefect server takes a flow's labels at its creation only. Set `labels` to what the flow has, or leave the attribute out; " +
      "to really change them, have the flow replaced: `terraform taint ADDRESS`, then apply. That deletes its deployments and run history.",
    at("labels"),
  );

const names = (deployments: readonly { readonly name: string }[]): string => {
  const shown = deployments.slice(0, 10).map(({ name }) => `"${name}"`);
  return (
    shown.join(", ") +
    (deployments.length > shown.length ? ` and ${deployments.length - shown.length} more` : "")
  );
};

async function runsOf(client: PrefectClient, flowId: string): Promise<number> {
  return unwrap(
    client.POST("/flow_runs/count", { body: { flows: { operator: "and_", id: { any_: [flowId] } } } }),
  );
}

const keptWithout =
  " Without `force_destroy = true`, the flow is not deleted while it has deployments that this plan does not destroy. " +
  "Some that it does destroy may be named here: Terraform plans in any order what the code has no more.";

/** Warns of what is deleted with a flow, apart from what the same plan deletes. */
async function goesWith(
  client: PrefectClient,
  inUse: DeploymentsInUse,
  { id, name }: Pick<Flow, "id" | "name">,
): Promise<readonly Diagnostic[]> {
  const [all, runs] = await Promise.all([client.read.deploymentsOfFlow(id), runsOf(client, id)]);
  // Asked after the reads: of what is destroyed at the same time, most plans have come by then.
  const deployments = all.filter((one) => !inUse.isLeaving(one.id));
  if (deployments.length === 0 && runs === 0) return [];
  const belongings = [
    ...(deployments.length === 0 ? [] : [`${deployments.length} deployment(s) (${names(deployments)})`]),
    ...(runs === 0 ? [] : [`${runs} run(s)`]),
  ].join(" and ");
  return [
    warning(
      `Deleting the flow "${name}" deletes what belongs to it`,
      `On the server it has ${belongings}. They go with it.${deployments.length === 0 ? "" : keptWithout}`,
    ),
  ];
}

/** API: `/flows`. `POST /flows/` creates or returns the flow of that name. */
export const flow = resource<typeof schema, PrefectApi>("prefect_flow", {
  doc: "A flow, which deployments belong to. A flow of that name that exists already is adopted, as Prefect itself does, with a warning.",
  schema,
  importForms: ["<id>", "<name>"],

  check: (config) => judge(flowName, config.name, at("name")),

  review: async ({ planned, prior, changed, replacing, api, seen }) => {
    if (isUnknown(planned.name)) return [];
    if (prior !== undefined) return changed.has("labels") && !replacing ? [labelsAreFixed(planned.name)] : [];
    const client = knownClient(api, planned);
    const found = await client?.read.flowByName(planned.name);
    if (client === undefined || found === undefined) return [];
    // This flow is about to be replaced, as asked for or tainted: core says so in no other way.
    if (seen(found.id) && api !== undefined) return goesWith(client, api.deployments, found);
    const wanted = isUnknown(planned.labels) ? null : planned.labels;
    const keeps = wanted === null || sameValue(labels, wanted, labelsAttribute(found.labels));
    return keeps ? [adopted(found.name, found.id)] : [labelsAreFixed(found.name)];
  },

  reviewDelete: async ({ prior, api }) => {
    const { id, name } = prior;
    return id === null ? [] : goesWith(api.client(prior), api.deployments, { id, name });
  },

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const tags = known(plan.tags);
    const wantedLabels = known(plan.labels) ?? null;
    const { value, recovered } = await client.create({
      post: () =>
        unwrapWithStatus(
          client.POST("/flows/", {
            body: {
              name: plan.name,
              ...(tags === undefined || tags === null ? {} : { tags: [...tags] }),
              ...(wantedLabels === null ? {} : { labels: { ...wantedLabels } }),
            },
          }),
        ),
      find: async () => {
        const found = await client.read.flowByName(plan.name);
        return found === undefined ? undefined : { data: found, status: 200 };
      },
    });
    const made = value.data;
    if (value.status === 201 || recovered) return flowAttributes(made);
    if (seen(made.id)) {
      throw new DiagnosticError([refuseOwn({ what: `flow "${plan.name}"`, id: made.id })]);
    }
    if (wantedLabels !== null && !sameValue(labels, wantedLabels, labelsAttribute(made.labels))) {
      throw new DiagnosticError([labelsAreFixed(made.name)]);
    }
    warn(adopted(made.name, made.id));
    if (tags === undefined || tags === null) return flowAttributes(made);
    await unwrap(
      client.PATCH("/flows/{id}", { params: { path: { id: made.id } }, body: { tags: [...tags] } }),
    );
    return flowAttributes((await client.read.flow(made.id)) ?? made);
  },

  read: async ({ state, api }) => {
    const found = state.id === null ? undefined : await api.client(state).read.flow(state.id);
    return found === undefined ? undefined : flowAttributes(found);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const id = prior.id ?? "";
    if (changed.has("tags")) {
      const tags = [...(known(plan.tags) ?? [])];
      await unwrap(client.PATCH("/flows/{id}", { params: { path: { id } }, body: { tags } }));
    }
    const after = await client.read.flow(id);
    if (after === undefined) throw new Error(`The flow "${plan.name}" was deleted while it was updated.`);
    return flowAttributes(after);
  },

  delete: async ({ state, api }) => {
    if (state.id === null) return;
    const client = api.client(state);
    const deployments = await client.read.deploymentsOfFlow(state.id);
    if (deployments.length > 0 && state.force_destroy !== true) {
      throw new DiagnosticError([
        problem(
          `The flow "${state.name}" still has deployments`,
          `${names(deployments)} would be deleted with it, and this configuration does not manage them. ` +
            "Delete or import them first, or set `force_destroy = true` on the flow, apply, and destroy again.",
        ),
      ]);
    }
    await ifFound(unwrap(client.DELETE("/flows/{id}", { params: { path: { id: state.id } } })));
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const { read } = api.client(scope);
      const found = (isUuid(name) ? await read.flow(name) : undefined) ?? (await read.flowByName(name));
      return found === undefined ? undefined : { ...flowAttributes(found), ...scope };
    }),
});
