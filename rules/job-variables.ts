import { evaluate } from "./json-schema/evaluate";
import { type Complaint, isMisfit, type Outcome } from "./json-schema/outcome";
import { closed, isObject, type JsonObject, type Reading } from "./json-schema/value";
import { type Misfit, misfit } from "./misfit";
import { modernSchema, withoutRequired } from "./parameter-schema";
import { type RunMisfits, runMisfits } from "./run-misfits";

/**
 * Where job variables are held against a pool's template; the server checks these differently.
 *
 * - `deployment`: `POST /deployments/`, and every run that is asked for.
 * - `move`: `PATCH /deployments/{id}` that names a pool too.
 * - `action`: those of a run-deployment action in `actions`, in `POST` and `PUT /automations`: here required variables
 *   must be given, whatever the deployment gives.
 */
export type JobVariablesPlace = "deployment" | "move" | "action";

/** The schema of a template's variables; undefined where the template has none, and anything goes. */
function variablesOf(template: JsonObject): JsonObject | undefined {
  const { variables } = template;
  return isObject(variables) && Object.keys(variables).length > 0 ? variables : undefined;
}

/** Here the server checks formats too, which nothing here can judge. */
const strict: Reading = { ...closed, checksFormats: true };

interface Defaults {
  /** Those that fit. The server leaves the others out of account, and then demands nothing. */
  readonly values: JsonObject;
  readonly allFit: boolean;
  /** Does one depend on what only the server knows, such as the data of a block? */
  readonly unsure: boolean;
}

function defaultsOf(schema: JsonObject): Defaults {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const lax = withoutRequired(schema);
  const judged = Object.entries(properties).flatMap(([name, property]): [string, unknown, Outcome][] => {
    if (!isObject(property) || !Object.hasOwn(property, "default")) return [];
    const value = property.default;
    const isBlock = isObject(value) && Object.hasOwn(value, "$ref");
    return [
      [name, value, isBlock ? { complaints: [], unsure: true } : evaluate(lax, { [name]: value }, strict)],
    ];
  });
  return {
    values: Object.fromEntries(
      judged.flatMap(([name, value, outcome]) => (isMisfit(outcome) ? [] : [[name, value]])),
    ),
    allFit: !judged.some(([, , outcome]) => isMisfit(outcome)),
    unsure: judged.some(([, , outcome]) => outcome.unsure),
  };
}

/**
 * What a Prefect server refuses of job variables, by the `base_job_template` of the pool. Each counts as it stands:
 * a template, `{{ … }}`, is a string. A template that makes no sense refuses nothing.
 *
 * Source: `prefect.server.api.validation`, and `DeploymentUpdate.check_valid_configuration`.
 *
 * @example jobVariables({ stream_output: "maybe" }, template, "deployment")
 *   // [{ field: "stream_output", reason: "It must be true or false or null." }]
 */
export const jobVariables = (values: JsonObject, template: JsonObject, place: JobVariablesPlace): Misfit[] =>
  complaintsOf(values, template, place).map(misfit);

/**
 * What it refuses of a run that an automation asks for, by job variables which the action gives over those of the
 * deployment. Source: `validate_job_variables_for_deployment_flow_run`.
 */
export const runJobVariables = (own: JsonObject, deployed: JsonObject, template: JsonObject): RunMisfits =>
  runMisfits(own, complaintsOf({ ...deployed, ...own }, template, "action"));

function complaintsOf(
  values: JsonObject,
  template: JsonObject,
  place: JobVariablesPlace,
): readonly Complaint[] {
  const schema = variablesOf(template);
  if (schema === undefined || Object.keys(values).length === 0) return [];
  if (place === "move") return evaluate(withoutRequired(modernSchema(schema)), values, strict).complaints;
  const defaults = defaultsOf(schema);
  const modern = modernSchema(schema, "all");
  const demands = place === "action" && defaults.allFit && !defaults.unsure;
  const all = { ...defaults.values, ...values };
  return evaluate(demands ? modern : withoutRequired(modern), all, closed).complaints.filter(
    ({ path: [name] }) => !defaults.unsure || Object.hasOwn(values, name ?? ""),
  );
}

/** Variables that the pool's template requires, and neither it nor `values` gives: every run must bring them. */
export function missingJobVariables(values: JsonObject, template: JsonObject): string[] {
  const { required, properties } = variablesOf(template) ?? {};
  if (!Array.isArray(required)) return [];
  return required.filter((name): name is string => {
    if (typeof name !== "string" || Object.hasOwn(values, name)) return false;
    const property = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return !isObject(property) || !Object.hasOwn(property, "default");
  });
}

/**
 * Job variables that no job gets: the pool's template does not know them. `env.NAME` stands for a part of `env`.
 */
export function unusedJobVariables(values: JsonObject, template: JsonObject): string[] {
  const { properties } = variablesOf(template) ?? {};
  if (!isObject(properties)) return [];
  return Object.keys(values).filter(
    (name) => !Object.hasOwn(properties, name) && !Object.hasOwn(properties, name.split(".")[0] ?? name),
  );
}
