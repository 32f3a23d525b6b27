import { ifFound, type PrefectClient, parseJson, type SavedSearch, unwrap } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { optional, type Plan, type Remote, required } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { json } from "../framework/json";
import { resource } from "../framework/resource";
import { isUuid, string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { findImported } from "./import-id";
import { jsonAttribute } from "./json-field";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { known } from "./written";

const filter = object({
  object: required(string).doc("What is searched: `flow_run`, `flow`, `deployment`, …"),
  property: required(string).doc("Property of it that is looked at, such as `tags` or `state`."),
  type: required(string).doc("Type of the property, such as `string` or `date`."),
  operation: required(string).doc("How it is compared, such as `equals`, `any` or `before`."),
  value_json: required(json).doc("What it is compared with, as JSON."),
});

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  name: required(string).replaces().doc("Name, unique on the server. Changing it replaces the saved search."),
  filters: optional(list(filter))
    .fallback([])
    .doc("What it finds: all of these at once. Default: everything."),
};

/** Attributes of a saved search. */
export function savedSearchAttributes(search: SavedSearch) {
  const filters = search.filters ?? [];
  return {
    id: search.id,
    created: search.created ?? null,
    updated: search.updated ?? null,
    name: search.name,
    filters: filters.map(({ value, ...others }) => ({ ...others, value_json: jsonAttribute(value) })),
  } satisfies Remote<typeof schema>;
}

const byId = (client: PrefectClient, id: string): Promise<SavedSearch | undefined> =>
  ifFound(unwrap(client.GET("/saved_searches/{id}", { params: { path: { id } } })));

const byName = (client: PrefectClient, name: string): Promise<SavedSearch | undefined> =>
  client.read.savedSearchByName(name);

const creation = (
  client: PrefectClient,
  name: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<SavedSearch, ReturnType<typeof savedSearchAttributes>> => ({
  attributes: schema,
  planned,
  find: () => byName(client, name),
  toRemote: savedSearchAttributes,
  describe: (search) => ({
    typeName: "prefect_saved_search",
    what: `saved search "${search.name}"`,
    id: search.id,
    importId: search.id,
    name: search.name,
  }),
});

const write = (client: PrefectClient, { name, filters }: Plan<typeof schema>): Promise<SavedSearch> =>
  unwrap(
    client.PUT("/saved_searches/", {
      body: {
        name,
        filters: (known(filters) ?? []).map(({ value_json, ...others }) => ({
          ...others,
          value: parseJson(value_json),
        })),
      },
    }),
  );

/** API: `/saved_searches`. A `PUT` of a name that is there overwrites it, so it is looked up first. */
export const savedSearch = resource<typeof schema, PrefectApi>("prefect_saved_search", {
  doc: "A saved search: filters under a name, for the runs page of the UI.",
  schema,
  importForms: ["<id>", "<name>"],

  review: async ({ planned, prior, api, seen }) => {
    const client = knownClient(api, planned);
    if (prior !== undefined || client === undefined || isUnknown(planned.name)) return [];
    return reviewCreation(creation(client, planned.name, planned), seen);
  },

  create: ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    return createObject(creation(client, plan.name, plan), client, () => write(client, plan), warn, seen);
  },

  read: async ({ state, api }) => {
    const found = state.id === null ? undefined : await byId(api.client(state), state.id);
    return found === undefined ? undefined : savedSearchAttributes(found);
  },

  update: async ({ plan, api }) => savedSearchAttributes(await write(api.client(plan), plan)),

  delete: async ({ state, api }) => {
    if (state.id === null) return;
    const path = { id: state.id };
    await ifFound(unwrap(api.client(state).DELETE("/saved_searches/{id}", { params: { path } })));
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const client = api.client(scope);
      const found = (isUuid(name) ? await byId(client, name) : undefined) ?? (await byName(client, name));
      return found === undefined ? undefined : { ...savedSearchAttributes(found), ...scope };
    }),
});
