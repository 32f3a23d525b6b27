import { jobTemplateFaults, jobVariablesSchemaFaults } from "../../rules";
import type { CtyValue } from "../cty/value";
import { at, type Diagnostic, problem, warning } from "../framework/diagnostic";
import { jsonObjectField } from "./json-field";

const place = at("base_job_template");
const summary = "Invalid value for base_job_template";

/** What the server refuses of a template whenever it is written. Values are not quoted: they may be secret. */
export const checkJobTemplate = (template: CtyValue): readonly Diagnostic[] =>
  typeof template === "string"
    ? jobTemplateFaults(jsonObjectField(template)).map((fault) => problem(summary, fault, place))
    : [];

/**
 * What it refuses of the variables that a template declares.
 * @param isNew a change of a pool takes them as they are; then every deployment with job variables is refused
 */
export function reviewJobTemplate(template: CtyValue, isNew: boolean): readonly Diagnostic[] {
  if (typeof template !== "string") return [];
  return jobVariablesSchemaFaults(jsonObjectField(template)).map((fault) =>
    isNew
      ? problem(summary, fault, place)
      : warning(
          "Doubtful value for base_job_template",
          `${fault} The server takes that in a change, and then refuses deployments with job variables.`,
          place,
        ),
  );
}
