import { computed } from "../framework/attribute";
import { list, map, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { flowAttributes } from "./flow";
import { flowFilters, flowPages } from "./list-flows";
import { allRows } from "./listed-objects";

const schema = {
  ...dataScope,
  ...flowFilters,
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
  read: async ({ config, api }) => ({
    flows: (await allRows(flowPages(api, config))).map(flowAttributes).sort(byName),
  }),
});
