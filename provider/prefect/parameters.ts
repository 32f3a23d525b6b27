import { isJsonObject, sameJson } from "../framework/exact-json";
import { jsonObject } from "../framework/json";

/** Is it a value that the server computes: `{"__prefect_kind": "jinja", …}`? */
const isHydrated = (value: unknown): boolean => isJsonObject(value) && "__prefect_kind" in value;

/** Are those the parameters as the server stores them? It computes such values when it is told of a change. */
function isComputedFrom(wanted: unknown, actual: unknown): boolean {
  if (isHydrated(wanted) && !isHydrated(actual)) return true;
  if (Array.isArray(wanted) && Array.isArray(actual)) {
    return (
      wanted.length === actual.length && wanted.every((one, index) => isComputedFrom(one, actual[index]))
    );
  }
  if (isJsonObject(wanted) && isJsonObject(actual)) {
    const keys = Object.keys(wanted);
    return (
      keys.length === Object.keys(actual).length &&
      keys.every((key) => Object.hasOwn(actual, key) && isComputedFrom(wanted[key], actual[key]))
    );
  }
  return sameJson(wanted, actual);
}

/** Parameters of a flow run, as a JSON object. */
export const parametersJson = jsonObject({ answers: isComputedFrom });

/** An empty schema comes back with the two keys that every schema has. */
const emptySchema = { type: "object", properties: {} };

const isEmptySchema = (schema: unknown): boolean => sameJson(schema, {}) || sameJson(schema, emptySchema);

/** The JSON schema of a flow's parameters. */
export const parameterSchemaJson = jsonObject({
  same: (wanted, actual) => sameJson(wanted, actual) || (isEmptySchema(wanted) && isEmptySchema(actual)),
});
