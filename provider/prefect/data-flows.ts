import { computed, optional } from "../framework/attribute";
import { list, map, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, filterAny, found, foundTimes, idOrName } from "./data-attributes";
import { labelsAttribute } from "./labels";

const schema = {
  ...dataScope,
  filter_any: filterAny("flows"),
  tags: optional(set(string)).doc("Only flows that have all of these tags."),
  flows: computed(
    list(
      object({
        id: found("Id (a UUID)."),
        name: found("Name."),
        ...foundTimes,
        tags: computed(set(string)).doc("Tags."),
        labels: computed(map(string)).doc("Labels."),
      }),
    ),
  ).doc("The flows, by name."),
};

/** API: `POST /flows/filter`. */
export const flowsData = dataSource<typeof schema, PrefectApi>("prefect_flows", {
  doc: "Flows that exist.",
  schema,
  read: async ({ config, api }) => {
    const { filter_any: some } = config;
    const tags = config.tags ?? [];
    const ofTags = tags.length === 0 ? {} : { tags: { all_: [...tags] } };
    const rows = await api
      .client(config)
      .listAll("/flows/filter", { body: { flows: some === null ? ofTags : idOrName(some) } });
    return {
      flows: rows
        .filter((row) => tags.every((tag) => row.tags?.includes(tag) === true))
        .map((row) => ({
          id: row.id,
          name: row.name,
          created: row.created ?? null,
          updated: row.updated ?? null,
          tags: row.tags ?? [],
          labels: labelsAttribute(row.labels),
        }))
        .sort(byName),
    };
  },
});
