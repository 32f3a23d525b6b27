import { type Config, computed, optional, type Remote, type State } from "../framework/attribute";
import { set } from "../framework/collections";
import { at, type Diagnostic, problem, refuse } from "../framework/diagnostic";
import { string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { dataScope, foundTimes } from "./data-attributes";
import { idAndName } from "./id-and-name";
import { variableAttributes } from "./variable";
import { variableValue } from "./variable-value";

/** A variable by its id or its name, as the data source and the ephemeral resource have it. */
export const variableLookupSchema = {
  id: optional(uuid).computed().doc("Id of the variable; either this or `name`."),
  name: optional(string).computed().doc("Name of the variable."),
  ...dataScope,
  ...foundTimes,
  value: computed(variableValue).doc("Its value, of any type."),
  tags: computed(set(string)).doc("Tags."),
};

type Schema = typeof variableLookupSchema;

export const checkVariableLookup = ({ id, name }: Config<Schema>): readonly Diagnostic[] =>
  id === null && name === null ? [problem("Which variable?", "Set either id or name.", at("name"))] : [];

/**
 * API: `POST /variables/filter`.
 * @param advice said after the error that there is no variable of that name
 */
export async function lookUpVariable(
  { config, api }: { readonly config: State<Schema>; readonly api: PrefectApi },
  advice = "",
): Promise<Remote<Schema>> {
  const { read } = api.client(config);
  const { id, name } = config;
  const variable = id !== null ? await read.variable(id) : await read.variableByName(name ?? "");
  if (variable === undefined || (name !== null && variable.name !== name)) {
    refuse(
      "No such variable",
      `The server has no variable ${idAndName(id, name)}.${id === null ? advice : ""}`,
    );
  }
  return variableAttributes(variable);
}
