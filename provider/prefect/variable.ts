import {
  ifFound,
  type JsonValue,
  type PrefectClient,
  parseJson,
  stringifyJson,
  unwrap,
  type Variable,
} from "../../client";
import { variableName } from "../../rules/names";
import { toPlainJson } from "../cty/implied";
import { isUnknown } from "../cty/unknown";
import type { CtyValue, Dynamic } from "../cty/value";
import { optional, type Remote, required } from "../framework/attribute";
import { set } from "../framework/collections";
import { at } from "../framework/diagnostic";
import { fromJsonValue } from "../framework/dynamic-json";
import { resource } from "../framework/resource";
import { isUuid, string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { findImported } from "./import-id";
import { judge } from "./judged";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { checkVariableValue, variableValue, writeOnlyValue } from "./variable-value";
import { secretsFrom, versionOf } from "./write-only";
import { body, known } from "./written";

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  name: required(string).doc("Name: lower-case letters, digits, `-` and `_`. Can be changed in place."),
  value: optional(variableValue)
    .conflictsWith("value_wo")
    .secretPart(writeOnlyValue)
    .doc("Value: anything that JSON can say; without it and `value_wo`, null. Numbers keep every digit."),
  value_wo: optional(variableValue)
    .writeOnly()
    .conflictsWith("value")
    .doc(
      "The same, write-only: in no plan and no state. Its changes, in code or on the server, are found by digests, unless `value_wo_version` is set. " +
        "What was imported, or moves here from `value`, leaves the state with the next apply. " +
        secretsFrom,
    ),
  value_wo_version: versionOf("value_wo"),
  tags: optional(set(string)).fallback([]).doc("Tags."),
};

/** Attributes of a variable as resource and data source hold them. */
export function variableAttributes(variable: Variable) {
  return {
    id: variable.id,
    created: variable.created ?? null,
    updated: variable.updated ?? null,
    name: variable.name,
    value: fromJsonValue(variable.value),
    tags: variable.tags ?? [],
  } satisfies Remote<typeof schema>;
}

/** A dynamic value as the API takes it. */
const toJsonValue = (value: Dynamic | null): JsonValue =>
  value === null ? null : parseJson(stringifyJson(toPlainJson(value.type, value.value)));

const creation = (
  client: PrefectClient,
  name: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<Variable, ReturnType<typeof variableAttributes>> => ({
  attributes: schema,
  planned,
  find: () => client.read.variableByName(name),
  toRemote: variableAttributes,
  describe: (variable) => ({
    typeName: "prefect_variable",
    what: `variable "${variable.name}"`,
    id: variable.id,
    importId: variable.name,
    name: variable.name,
  }),
});

/** API: `/variables`. */
export const variable = resource<typeof schema, PrefectApi>("prefect_variable", {
  doc: "A variable that flows and deployments read by name.",
  schema,
  version: 1,
  // Version 0 held strings only; a dynamic attribute is stored with its type.
  upgrade: (state) => ({ ...state, value: { value: state.value ?? null, type: "string" } }),
  importForms: ["<id>", "<name>", "name/<name>"],

  check: (config) => [
    ...judge(variableName, config.name, at("name")),
    ...checkVariableValue(config.value, at("value")),
    ...checkVariableValue(config.value_wo, at("value_wo")),
  ],

  review: async ({ planned, whole, prior, api, seen }) => {
    const client = knownClient(api, planned);
    if (prior !== undefined || client === undefined || isUnknown(planned.name)) return [];
    return reviewCreation(creation(client, planned.name, whole), seen);
  },

  create: ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const tags = known(plan.tags) ?? [];
    const post = () =>
      unwrap(
        client.POST("/variables/", {
          body: { name: plan.name, value: toJsonValue(plan.value), tags: [...tags] },
        }),
      );
    return createObject(creation(client, plan.name, plan), client, post, warn, seen);
  },

  read: async ({ state, api }) => {
    const found = state.id === null ? undefined : await api.client(state).read.variable(state.id);
    return found === undefined ? undefined : variableAttributes(found);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const id = prior.id ?? "";
    await unwrap(
      client.PATCH("/variables/{id}", {
        params: { path: { id } },
        body: body({
          name: changed.has("name") ? plan.name : undefined,
          value: changed.has("value") ? toJsonValue(plan.value) : undefined,
          tags: changed.has("tags") ? [...(known(plan.tags) ?? [])] : undefined,
        }),
      }),
    );
    const after = await client.read.variable(id);
    if (after === undefined) throw new Error(`The variable "${plan.name}" was deleted while it was updated.`);
    return variableAttributes(after);
  },

  delete: async ({ state, api }) => {
    if (state.id === null) return;
    await ifFound(
      unwrap(api.client(state).DELETE("/variables/{id}", { params: { path: { id: state.id } } })),
    );
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const { read } = api.client(scope);
      const bare = name.startsWith("name/") ? name.slice("name/".length) : name;
      const found =
        (isUuid(name) ? await read.variable(name) : undefined) ?? (await read.variableByName(bare));
      return found === undefined ? undefined : { ...variableAttributes(found), ...scope };
    }),
});
