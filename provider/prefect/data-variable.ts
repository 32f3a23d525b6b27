import { computed } from "../framework/attribute";
import { list, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { jsonAttribute } from "./json-field";
import { variableFilters, variablePages } from "./list-variables";
import { allRows } from "./listed-objects";
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
  ...variableFilters,
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
    const rows = await allRows(variablePages(api, config));
    return {
      variables: rows
        .map((row) => {
          const { value: _, ...attributes } = variableAttributes(row);
          return { ...attributes, value_json: jsonAttribute(row.value) };
        })
        .sort(byName),
    };
  },
});
