import {
  type JsonObject,
  parameters as parameterMisfits,
  parameterSchema,
  strangeParameters,
} from "../../rules";
import { isUnknown } from "../cty/unknown";
import type { Config } from "../framework/attribute";
import { at, type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import { canonicalJson, parseExactJson } from "../framework/exact-json";
import type { deploymentSchema } from "./deployment-schema";
import { jsonObjectField } from "./json-field";

type Planned = Pick<
  Config<typeof deploymentSchema>,
  "parameters" | "parameter_openapi_schema" | "enforce_parameter_schema"
>;

/**
 * Parameters that the server would refuse, as far as the plan knows them. Values are not quoted: they may be secret.
 * @param isNew one that a creation refuses and a change takes is given right after the creation
 */
export function checkParameters(planned: Planned, isNew: boolean): readonly Diagnostic[] {
  const { parameters, parameter_openapi_schema: schema, enforce_parameter_schema: enforced } = planned;
  if (isUnknown(parameters) || isUnknown(schema) || isUnknown(enforced)) return [];
  if (enforced === false || parameters === null || schema === null || schema === "") return [];
  const document = jsonObjectField(schema);
  const malformed = parameterSchema(document, isNew ? "create" : "update");
  if (malformed.length > 0) {
    return malformed.map(({ field, reason }) =>
      problem(
        "Malformed JSON schema",
        `${field === "" ? "It" : `Its \`${field}\``} is not what JSON Schema (draft 2020-12) allows: ${reason} Correct it, or set \`enforce_parameter_schema = false\`.`,
        at("parameter_openapi_schema"),
      ),
    );
  }
  return parameterMisfits(
    jsonObjectField(parameters === "" ? "{}" : parameters),
    document,
    isNew ? undefined : "update",
  ).map(({ field, reason }) =>
    problem(
      "Parameters that do not fit the flow",
      `${field === "" ? "The parameters as a whole do" : `The parameter "${field}" does`} not fit parameter_openapi_schema: ${reason} ` +
        "Correct it, or set `enforce_parameter_schema = false`.",
      at("parameters"),
    ),
  );
}

/**
 * Warns of parameters that the flow does not have.
 * @param path the attribute that gives them
 */
export function checkStrangers(values: JsonObject, schema: JsonObject, path: Path): readonly Diagnostic[] {
  const names = strangeParameters(values, schema);
  if (names.length === 0) return [];
  const named = names.map((name) => `"${name}"`).join(", ");
  return [
    warning(
      "Parameters that the flow does not have",
      `${spellPath(path)}: parameter_openapi_schema has no ${named}. The server takes them all the same, and the flow refuses to run with them.`,
      path,
    ),
  ];
}

/** The most bytes that a server takes, unless it is set otherwise: PREFECT_SERVER_API_MAX_PARAMETER_SIZE. */
const mostBytes = 524_288;

/** Warns of more parameters than a server takes by default. */
export function checkParameterSize({ parameters }: Pick<Planned, "parameters">): readonly Diagnostic[] {
  if (typeof parameters !== "string" || parameters === "") return [];
  const bytes = Buffer.byteLength(canonicalJson(parseExactJson(parameters)));
  if (bytes <= mostBytes) return [];
  return [
    warning(
      "Doubtful value for parameters",
      `They are ${bytes} bytes of JSON. A server takes ${mostBytes} at most, unless its setting PREFECT_SERVER_API_MAX_PARAMETER_SIZE says otherwise.`,
      at("parameters"),
    ),
  ];
}
