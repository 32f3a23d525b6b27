import { type GlobalConcurrencyLimit, ifFound, type PrefectClient, unwrap } from "../../client";
import { ctyNumber, numberText } from "../cty/number";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { optional, type Remote, required } from "../framework/attribute";
import { resource } from "../framework/resource";
import { bool, integer, number, string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { counter } from "./counter";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { findImported } from "./import-id";
import { atLeast, objectName, wideColumn } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { body, known } from "./written";

type Limit = GlobalConcurrencyLimit;

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  name: required(string)
    .check(objectName)
    .doc("Name, unique on the server. None of `/ % & > <`. Can be changed in place."),
  limit: required(integer).check(atLeast(0)).doubt(wideColumn).doc("How many slots there are (0 or more)."),
  active: optional(bool).fallback(true).doc("Is the limit in force? Default: true."),
  slot_decay_per_second: optional(number)
    .fallback(0)
    .check(atLeast(0))
    .doc(
      "How many slots free themselves each second: a rate limit. Default: 0, a slot is held until it is released.",
    ),
  active_slots: optional(counter)
    .computed()
    .doc(
      "How many slots were taken when the limit was first read. The server counts them; they are never written. Nor is its other counter, `denied_slots`, which it does not tell.",
    ),
};

/** Attributes of a limit as resource and data source hold them. */
export function globalConcurrencyLimitAttributes(limit: Limit) {
  return {
    id: limit.id,
    created: limit.created ?? null,
    updated: limit.updated ?? null,
    name: limit.name,
    limit: limit.limit,
    active: limit.active ?? true,
    slot_decay_per_second: ctyNumber(String(limit.slot_decay_per_second ?? 0)),
    active_slots: limit.active_slots ?? 0,
  } satisfies Remote<typeof schema>;
}

const creation = (
  client: PrefectClient,
  name: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<Limit, ReturnType<typeof globalConcurrencyLimitAttributes>> => ({
  attributes: schema,
  planned,
  find: () => client.read.concurrencyLimit(name),
  toRemote: globalConcurrencyLimitAttributes,
  describe: (limit) => ({
    typeName: "prefect_global_concurrency_limit",
    what: `global concurrency limit "${limit.name}"`,
    id: limit.id,
    importId: limit.id,
    name: limit.name,
  }),
});

/** API: `/v2/concurrency_limits`. */
export const globalConcurrencyLimit = resource<typeof schema, PrefectApi>(
  "prefect_global_concurrency_limit",
  {
    doc: "A global concurrency limit: slots that tasks, deployments and code on any machine share.",
    schema,
    importForms: ["<id>", "<name>"],

    review: async ({ planned, prior, api, seen }) => {
      const client = knownClient(api, planned);
      if (prior !== undefined || client === undefined || isUnknown(planned.name)) return [];
      return reviewCreation(creation(client, planned.name, planned), seen);
    },

    create: ({ plan, api, warn, seen }) => {
      const client = api.client(plan);
      const decay = known(plan.slot_decay_per_second) ?? null;
      const post = () =>
        unwrap(
          client.POST("/v2/concurrency_limits/", {
            body: {
              name: plan.name,
              limit: plan.limit,
              active: known(plan.active) ?? true,
              slot_decay_per_second: decay === null ? 0 : Number(numberText(decay)),
              active_slots: 0,
              denied_slots: 0,
            },
          }),
        );
      return createObject(creation(client, plan.name, plan), client, post, warn, seen);
    },

    read: async ({ state, api }) => {
      const found = state.id === null ? undefined : await api.client(state).read.concurrencyLimit(state.id);
      return found === undefined ? undefined : globalConcurrencyLimitAttributes(found);
    },

    update: async ({ plan, prior, changed, api }) => {
      const client = api.client(plan);
      const id = prior.id ?? "";
      const decay = known(plan.slot_decay_per_second) ?? null;
      const fields = body({
        name: changed.has("name") ? plan.name : undefined,
        limit: changed.has("limit") ? plan.limit : undefined,
        active: changed.has("active") ? (known(plan.active) ?? undefined) : undefined,
        slot_decay_per_second:
          changed.has("slot_decay_per_second") && decay !== null ? Number(numberText(decay)) : undefined,
      });
      await unwrap(
        client.PATCH("/v2/concurrency_limits/{id_or_name}", {
          params: { path: { id_or_name: id } },
          body: fields,
        }),
      );
      const after = await client.read.concurrencyLimit(id);
      if (after === undefined) throw new Error(`The limit "${plan.name}" was deleted while it was updated.`);
      return globalConcurrencyLimitAttributes(after);
    },

    delete: async ({ state, api }) => {
      if (state.id === null) return;
      const path = { id_or_name: state.id };
      await ifFound(
        unwrap(api.client(state).DELETE("/v2/concurrency_limits/{id_or_name}", { params: { path } })),
      );
    },

    import: ({ id, api }) =>
      findImported(id, async (name, scope) => {
        const found = await api.client(scope).read.concurrencyLimit(name);
        return found === undefined ? undefined : { ...globalConcurrencyLimitAttributes(found), ...scope };
      }),
  },
);
