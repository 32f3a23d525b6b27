import { isUnknown } from "../cty/unknown";
import type { Config } from "../framework/attribute";
import { canonicalJson } from "../framework/exact-json";
import type { deploymentRunSchema } from "./deployment-run-schema";
import { mergedJobVariables } from "./job-variables";
import { type JsonObject, jsonObjectField } from "./json-field";

type Given = Pick<Config<typeof deploymentRunSchema>, "job_variables" | "job_variables_wo">;

/** The job variables that a run is to get over those of its deployment; undefined: not known yet. */
export function deploymentRunVariables(given: Given): JsonObject | undefined {
  const merged = mergedJobVariables(given.job_variables, given.job_variables_wo);
  return isUnknown(merged) ? undefined : jsonObjectField(canonicalJson(merged));
}
