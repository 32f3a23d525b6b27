import { computed, optional } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { bool, integer, number, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { globalConcurrencyLimitAttributes } from "./global-concurrency-limit";
import { idAndName } from "./id-and-name";
import { notEmpty } from "./limits";
import { globalConcurrencyLimitFilters, globalConcurrencyLimitPages } from "./list-global-concurrency-limits";
import { allRows } from "./listed-objects";

const facts = {
  limit: computed(integer).doc("How many slots there are."),
  active: computed(bool).doc("Is the limit in force?"),
  active_slots: computed(integer).doc("How many slots are taken. It moves by itself."),
  slot_decay_per_second: computed(number).doc("How many slots free themselves each second."),
};

const schema = {
  id: optional(uuid).computed().doc("Id of the limit; either this or `name`."),
  name: optional(string).check(notEmpty).computed().doc("Name of the limit."),
  ...dataScope,
  created: optional(string).computed().doc("When it was created (RFC 3339)."),
  updated: optional(string).computed().doc("When it was last changed (RFC 3339)."),
  ...facts,
};

/** API: `GET /v2/concurrency_limits/{id_or_name}`. */
export const globalConcurrencyLimitData = dataSource<typeof schema, PrefectApi>(
  "prefect_global_concurrency_limit",
  {
    doc: "A global concurrency limit that exists, by id or by name.",
    schema,
    check: ({ id, name }) =>
      id === null && name === null ? [problem("Which limit?", "Set either id or name.", at("name"))] : [],
    read: async ({ config, api }) => {
      const { id, name } = config;
      const limit = await api.client(config).read.concurrencyLimit(id ?? name ?? "");
      if (limit === undefined || (name !== null && limit.name !== name)) {
        refuse(
          "No such global concurrency limit",
          `The server has no global concurrency limit ${idAndName(id, name)}.`,
        );
      }
      return globalConcurrencyLimitAttributes(limit);
    },
  },
);

const listSchema = {
  ...dataScope,
  ...globalConcurrencyLimitFilters,
  limits: computed(
    list(object({ id: found("Id (a UUID)."), name: found("Name."), ...foundTimes, ...facts })),
  ).doc("The limits, by name."),
};

/** API: `POST /v2/concurrency_limits/filter`, which has no filter. */
export const globalConcurrencyLimitsData = dataSource<typeof listSchema, PrefectApi>(
  "prefect_global_concurrency_limits",
  {
    doc: "Global concurrency limits that exist, those of deployments (`deployment:<id>`) and tags (`tag:<tag>`) included.",
    schema: listSchema,
    read: async ({ config, api }) => {
      const wanted = await allRows(globalConcurrencyLimitPages(api, config));
      return { limits: wanted.map(globalConcurrencyLimitAttributes).sort(byName) };
    },
  },
);
