import { evaluate } from "./json-schema/evaluate";
import type { Complaint, Path } from "./json-schema/outcome";
import type { JsonObject } from "./json-schema/value";
import { modernSchema, withoutRequired } from "./parameter-schema";

export type { JsonObject } from "./json-schema/value";

/**
 * One parameter that does not fit. `field` is its path, `size` or `tables[0].name`, or empty where the parameters as a
 * whole do not fit. `reason` is a sentence on what is expected; it never quotes the value, which may be secret.
 */
export type Misfit = { readonly field: string; readonly reason: string };

/** How the parameters are sent: with a new deployment, or in a change of one. The server checks these differently. */
export type ParameterRequest = "create" | "update";

const draft = "https://json-schema.org/draft/2020-12/schema";

const field = (path: Path): string =>
  path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");

const misfit = ({ path, expected }: Complaint): Misfit => ({
  field: field(path),
  reason: `It must be ${expected}.`,
});

/** On creation the schema counts as written, in the draft that it names. */
function complaintsOnCreate(values: JsonObject, schema: JsonObject): readonly Complaint[] {
  if (Object.hasOwn(schema, "$schema") && schema.$schema !== draft) return [];
  return evaluate(withoutRequired(schema), values).complaints;
}

const complaintsOnUpdate = (values: JsonObject, schema: JsonObject): readonly Complaint[] =>
  evaluate(withoutRequired(modernSchema(schema)), values).complaints;

/**
 * What a Prefect server that enforces `schema`, a deployment's `parameter_openapi_schema`, would refuse in its
 * `parameters`. Parameters need not be complete; templates (`{{ … }}`) and `__prefect_kind` objects fit anything, and
 * a schema that makes no sense refuses nothing.
 *
 * @param request where undefined, only what is refused in either request is reported.
 * @example parameters({ size: "big" }, { properties: { size: { type: "integer" } } })
 *   // [{ field: "size", reason: "It must be a whole number or null." }]
 */
export function parameters(values: JsonObject, schema: JsonObject, request?: ParameterRequest): Misfit[] {
  const onUpdate = request === "create" ? [] : complaintsOnUpdate(values, schema);
  const onCreate = request === "update" ? [] : complaintsOnCreate(values, schema);
  if (request !== undefined) return [...onUpdate, ...onCreate].map(misfit);
  return onCreate.length === 0 ? [] : onUpdate.map(misfit);
}
