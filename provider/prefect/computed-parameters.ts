import type { PrefectClient } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { Config } from "../framework/attribute";
import type { Diagnostic } from "../framework/diagnostic";
import { withParameters } from "./deployment-fields";
import type { deploymentSchema } from "./deployment-schema";
import { type JsonObject, jsonObjectField } from "./json-field";
import { parametersInTurn } from "./late-parameters";
import { reviewComputedParameters } from "./template-check";
import type { UserTemplates } from "./user-templates";

type Planned = Pick<
  Config<typeof deploymentSchema>,
  "parameters" | "parameter_openapi_schema" | "enforce_parameter_schema"
>;

/** The parameters that the server is told of in a change, be it the one that follows a creation: it computes those. */
function told(planned: Planned, changed: ReadonlySet<string> | undefined): JsonObject {
  const { parameters, parameter_openapi_schema: schema } = planned;
  if (isUnknown(parameters) || parameters === null || parameters === "") return {};
  if (changed === undefined) return isUnknown(schema) ? {} : (parametersInTurn(planned).changed ?? {});
  return withParameters(parameters, changed).has("parameters") ? jsonObjectField(parameters) : {};
}

/**
 * What the server would refuse to compute of a deployment's parameters.
 * @param changed undefined: the deployment is created
 */
export const reviewComputed = (
  review: { readonly client: PrefectClient; readonly templates: UserTemplates },
  planned: Planned,
  changed: ReadonlySet<string> | undefined,
): Promise<readonly Diagnostic[]> => reviewComputedParameters(review, told(planned, changed));
