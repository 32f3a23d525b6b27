import { evaluate } from "./json-schema/evaluate";
import { closed, hydrated, isObject, type JsonObject, type Reading, rendered } from "./json-schema/value";
import { modernSchema } from "./parameter-schema";
import { mayBecome } from "./pydantic-reading";
import { type RunMisfits, runMisfits } from "./run-misfits";

/**
 * What a Prefect server that enforces `schema`, a deployment's `parameter_openapi_schema`, refuses of a run which an
 * automation asks for, with the action's parameters (`own`) over those of the deployment. Templates may become
 * anything.
 *
 * Source: `RunDeployment.render_parameters`, then `POST /deployments/{id}/create_flow_run`.
 *
 * @example firedParameters({ size: "big" }, {}, { properties: { size: { type: "integer" } }, required: ["day"] })
 *   // { own: [{ field: "size", … }], deployed: [{ field: "day", reason: "It must be given." }] }
 */
export const firedParameters = (own: JsonObject, deployed: JsonObject, schema: JsonObject): RunMisfits =>
  runMisfits(own, evaluate(modernSchema(schema), { ...deployed, ...own }, rendered).complaints);

/**
 * What such a server refuses of a run that somebody else asks for with parameters (`own`) over those of the deployment:
 * it replaces `__prefect_kind` objects first, and takes templates (`{{ … }}`) for strings like others.
 *
 * Source: `POST /deployments/{id}/create_flow_run`.
 */
export const requestedParameters = (own: JsonObject, deployed: JsonObject, schema: JsonObject): RunMisfits =>
  runMisfits(own, evaluate(modernSchema(schema), { ...deployed, ...own }, hydrated).complaints);

/** The scheduler fills in nothing and checks nothing: the flow itself reads the parameters, by Pydantic. */
const started: Reading = { ...closed, refusesLost: false, mayBecome };

/** Prefect's schemas require these two of Python's signatures, which a flow gets empty where they are not given. */
const collecting = new Set(["args", "kwargs"]);

/** What the flow refuses of a run of a schedule that has parameters (`own`) over those of the deployment. */
export function scheduledParameters(own: JsonObject, deployed: JsonObject, schema: JsonObject): RunMisfits {
  const misfits = runMisfits(
    own,
    evaluate(modernSchema(schema), { ...deployed, ...own }, started).complaints,
  );
  return { ...misfits, deployed: misfits.deployed.filter(({ field }) => !collecting.has(field)) };
}

/**
 * Parameters that the flow does not have, so that it refuses to run. A server takes them. A schema without any
 * properties says nothing of them: it may be missing.
 */
export function strangeParameters(values: JsonObject, { properties }: JsonObject): string[] {
  if (!isObject(properties) || Object.keys(properties).length === 0) return [];
  return Object.keys(values).filter((name) => !Object.hasOwn(properties, name));
}
