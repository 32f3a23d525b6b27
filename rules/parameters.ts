import { evaluate } from "./json-schema/evaluate";
import type { Complaint, Path } from "./json-schema/outcome";
import { closed, hydrated, isObject, type JsonObject } from "./json-schema/value";
import { type Misfit, misfit } from "./misfit";
import { modernSchema, withoutRequired } from "./parameter-schema";
import { schemaFaults } from "./schema-faults";

export type { JsonObject } from "./json-schema/value";

/** How the parameters are sent: with a new deployment, or in a change of one. The server checks these differently. */
export type ParameterRequest = "create" | "update";

const draft = "https://json-schema.org/draft/2020-12/schema";

/** On creation the schema counts as written, in the draft that it names, and so does each value. */
function complaintsOnCreate(values: JsonObject, schema: JsonObject): readonly Complaint[] {
  if (Object.hasOwn(schema, "$schema") && schema.$schema !== draft) return [];
  return evaluate(withoutRequired(schema), values, closed).complaints;
}

/** In a change `__prefect_kind` objects are replaced first; templates (`{{ … }}`) are strings like others. */
const complaintsOnUpdate = (values: JsonObject, schema: JsonObject): readonly Complaint[] =>
  evaluate(withoutRequired(modernSchema(schema)), values, hydrated).complaints;

/**
 * What a Prefect server that enforces `schema`, a deployment's `parameter_openapi_schema`, would refuse in its
 * `parameters`. Parameters need not be complete; a schema that makes no sense refuses nothing.
 *
 * @param request where undefined, only what is refused in either request is reported.
 * @example parameters({ size: "big" }, { properties: { size: { type: "integer" } } })
 *   // [{ field: "size", reason: "It must be a whole number or null." }]
 */
export function parameters(values: JsonObject, schema: JsonObject, request?: ParameterRequest): Misfit[] {
  if (request === "create") return complaintsOnCreate(values, schema).map(misfit);
  const onUpdate = complaintsOnUpdate(values, schema);
  if (request === "update" || onUpdate.length === 0) return onUpdate.map(misfit);
  return complaintsOnCreate(values, schema).length === 0 ? [] : onUpdate.map(misfit);
}

/** The parameters that `POST /deployments/` takes; the others fit only after it, in a change of the deployment. */
export function creatableParameters<Value>(
  values: { readonly [name: string]: Value },
  schema: JsonObject,
): { [name: string]: Value } {
  const complaints = complaintsOnCreate(values, schema);
  const refused = new Set(complaints.map(({ path }) => path[0]));
  if (refused.has(undefined)) return {};
  return Object.fromEntries(Object.entries(values).filter(([name]) => !refused.has(name)));
}

/** Properties that are `true` or `false`, or nothing of the kind: what reads them as Pydantic 1's fails on them. */
function notReadable(holder: unknown, path: Path): readonly Misfit[] {
  if (!isObject(holder) || !isObject(holder.properties)) return [];
  return Object.entries(holder.properties).flatMap(([name, property]) => {
    const place = [...path, "properties", name];
    return isObject(property)
      ? notReadable(property, place)
      : [misfit({ path: place, expected: "a schema that is an object" })];
  });
}

/**
 * What a server that enforces `schema`, a deployment's `parameter_openapi_schema`, refuses of it: with 422 in
 * `POST /deployments/`, with 500 in every `PATCH`, where it is read as one of Pydantic 1 and without `required`.
 */
export function parameterSchema(schema: JsonObject, request: ParameterRequest): Misfit[] {
  if (request === "create") return schemaFaults(schema);
  const read = withoutRequired(modernSchema(schema));
  const faults = isObject(read) ? schemaFaults(read) : [];
  return faults.length > 0 ? faults : [...notReadable(schema, [])];
}
