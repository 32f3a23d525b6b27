import type { Deployment } from "../../client";
import { creatableParameters } from "../../rules";
import type { Config } from "../framework/attribute";
import { sameJson } from "../framework/exact-json";
import type { deploymentSchema } from "./deployment-schema";
import { type JsonObject, jsonObjectField } from "./json-field";
import { known } from "./written";

const field = (text: string | null | undefined): JsonObject =>
  jsonObjectField(text === null || text === undefined || text === "" ? "{}" : text);

type Planned = Pick<
  Config<typeof deploymentSchema>,
  "parameters" | "parameter_openapi_schema" | "enforce_parameter_schema"
>;

/** The parameters of a creation, and those of the change that has to follow it, if one has to. */
export interface ParametersInTurn {
  readonly created: JsonObject;
  readonly changed: JsonObject | undefined;
}

/**
 * `POST /deployments/` takes a `__prefect_kind` object, or a null, for what it is, and refuses it where the schema wants
 * something else; a PATCH computes the one and lets the other pass. So such parameters are given right after the creation.
 */
export function parametersInTurn(plan: Planned): ParametersInTurn {
  const all = field(known(plan.parameters));
  const isEnforced = known(plan.enforce_parameter_schema) ?? true;
  if (!isEnforced) return { created: all, changed: undefined };
  const created = creatableParameters(all, field(known(plan.parameter_openapi_schema)));
  const isWhole = Object.keys(created).length === Object.keys(all).length;
  return { created, changed: isWhole ? undefined : all };
}

/** A deployment whose creation was interrupted before its late parameters came, as it is to be. */
export function withParametersToCome(
  { created, changed }: ParametersInTurn,
  deployment: Deployment,
): Deployment {
  const waits = changed !== undefined && sameJson(deployment.parameters ?? {}, created);
  return waits ? { ...deployment, parameters: changed } : deployment;
}
