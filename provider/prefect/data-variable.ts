import { computed, optional } from "../framework/attribute";
import { list, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, filterAny, found, foundTimes, idOrName } from "./data-attributes";
import { jsonAttribute } from "./json-field";
import { variableAttributes } from "./variable";
import { checkVariableLookup, lookUpVariable, variableLookupSchema } from "./variable-lookup";

export const variableData = dataSource<typeof variableLookupSchema, PrefectApi>("prefect_variable", {
  doc: "A variable that exists, by id or by name.",
  schema: variableLookupSchema,
  check: checkVariableLookup,
  read: (request) => lookUpVariable(request),
});

const listSchema = {
  ...dataScope,
  filter_any: filterAny("variables"),
  tags: optional(set(string)).doc("Only variables that have all of these tags."),
  variables: computed(
    list(
      object({
        id: found("Id (a UUID)."),
        name: found("Name."),
        ...foundTimes,
        value_json: found("Its value, as JSON: `jsondecode(…)` gives it with its own type."),
        tags: computed(set(string)).doc("Tags."),
      }),
    ),
  ).doc("The variables, by name."),
};

/** API: `POST /variables/filter`. */
export const variablesData = dataSource<typeof listSchema, PrefectApi>("prefect_variables", {
  doc: "Variables that exist.",
  schema: listSchema,
  read: async ({ config, api }) => {
    const { filter_any: some } = config;
    const tags = config.tags ?? [];
    const ofTags = tags.length === 0 ? {} : { tags: { all_: [...tags] } };
    const rows = await api
      .client(config)
      .listAll("/variables/filter", { body: { variables: some === null ? ofTags : idOrName(some) } });
    const wanted = rows.filter((row) => tags.every((tag) => row.tags?.includes(tag) === true));
    return {
      variables: wanted
        .map((row) => {
          const { value: _, ...attributes } = variableAttributes(row);
          return { ...attributes, value_json: jsonAttribute(row.value) };
        })
        .sort(byName),
    };
  },
});
