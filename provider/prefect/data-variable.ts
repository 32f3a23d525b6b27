import { computed, optional } from "../framework/attribute";
import { list, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, filterAny, found, foundTimes, idOrName } from "./data-attributes";
import { idAndName } from "./id-and-name";
import { jsonAttribute } from "./json-field";
import { variableAttributes } from "./variable";
import { variableValue } from "./variable-value";

const schema = {
  id: optional(string).computed().doc("Id of the variable; either this or `name`."),
  name: optional(string).computed().doc("Name of the variable."),
  ...dataScope,
  ...foundTimes,
  value: computed(variableValue).doc("Its value, of any type."),
  tags: computed(set(string)).doc("Tags."),
};

/** API: `POST /variables/filter`. */
export const variableData = dataSource<typeof schema, PrefectApi>("prefect_variable", {
  doc: "A variable that exists, by id or by name.",
  schema,
  check: ({ id, name }) =>
    id === null && name === null ? [problem("Which variable?", "Set either id or name.", at("name"))] : [],
  read: async ({ config, api }) => {
    const { read } = api.client(config);
    const { id, name } = config;
    const variable = id !== null ? await read.variable(id) : await read.variableByName(name ?? "");
    if (variable === undefined || (name !== null && variable.name !== name)) {
      refuse("No such variable", `The server has no variable ${idAndName(id, name)}.`);
    }
    return variableAttributes(variable);
  },
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
