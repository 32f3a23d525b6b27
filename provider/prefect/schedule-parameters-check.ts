import { scheduledParameters } from "../../rules";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { at, type Diagnostic, type Path, spellPath, warning } from "../framework/diagnostic";
import { type JsonObject, jsonObjectField } from "./json-field";
import { checkStrangers } from "./parameter-check";

/** What the runs of a deployment are made by: its own parameters, and the schema of those that its flow takes. */
interface Deployed {
  readonly parameters: JsonObject;
  readonly schema: JsonObject;
}

type Attributes = { readonly [name: string]: CtyValue };

/** A JSON object of the plan; undefined where it is not known yet. */
function members(text: CtyValue | undefined): JsonObject | undefined {
  if (isUnknown(text)) return undefined;
  return typeof text === "string" && text !== "" ? jsonObjectField(text) : {};
}

/** A deployment as the plan or an answer has it; undefined: nothing is known that its runs could be judged by. */
export function deployedBy(planned: Attributes): Deployed | undefined {
  if (planned.enforce_parameter_schema !== true) return undefined;
  const parameters = members(planned.parameters);
  const schema = members(planned.parameter_openapi_schema);
  return parameters === undefined || schema === undefined ? undefined : { parameters, schema };
}

/**
 * Warns of parameters by which the runs of a schedule are sure to fail. The server schedules them all the same; the
 * flow refuses them.
 */
export function checkScheduleParameters(
  { parameters, active }: Attributes,
  deployed: Deployed,
  path: Path,
): readonly Diagnostic[] {
  const given = members(parameters);
  if (given === undefined || active === false) return [];
  const { own, deployed: lacking } = scheduledParameters(given, deployed.parameters, deployed.schema);
  const where = [...path, { attribute: "parameters" }];
  const spelt = spellPath(where);
  const names = lacking.map(({ field }) => `"${field}"`).join(", ");
  return [
    ...own.map(({ field, reason }) =>
      warning(
        "Parameters that do not fit the flow",
        `${spelt}: ${field === "" ? "the parameters as a whole do" : `the parameter "${field}" does`} not fit parameter_openapi_schema of the deployment: ${reason} Runs are scheduled, and fail.`,
        where,
      ),
    ),
    ...checkStrangers(given, deployed.schema, where),
    ...(lacking.length === 0
      ? []
      : [
          warning(
            "Runs of a schedule lack parameters",
            `Neither ${spelt} nor the deployment gives ${names} as parameter_openapi_schema wants. Runs are scheduled, and fail.`,
            path.length === 0 ? where : path,
          ),
        ]),
  ];
}

/** The same of the schedules that are declared with their deployment. */
export function checkInlineSchedules(planned: Attributes): readonly Diagnostic[] {
  const deployed = deployedBy(planned);
  if (deployed === undefined) return [];
  return (elements(planned.schedules ?? null) ?? []).flatMap((schedule, index) => {
    const attributes = entries(schedule);
    return attributes === undefined
      ? []
      : checkScheduleParameters(attributes, deployed, at("schedules", index));
  });
}
