import { isJsonObject, sameJson } from "../framework/exact-json";
import { jsonObject } from "../framework/json";

/** Is it a value that the server computes: `{"__prefect_kind": "jinja", …}`? */
const isHydrated = (value: unknown): boolean => isJsonObject(value) && "__prefect_kind" in value;

/** Equality of parameters: what the server computes equals whatever it was computed to. */
function sameParameters(wanted: unknown, actual: unknown): boolean {
  if (isHydrated(wanted) && !isHydrated(actual)) return true;
  if (Array.isArray(wanted) && Array.isArray(actual)) {
    return (
      wanted.length === actual.length && wanted.every((one, index) => sameParameters(one, actual[index]))
    );
  }
  if (isJsonObject(wanted) && isJsonObject(actual)) {
    const keys = Object.keys(wanted);
    return (
      keys.length === Object.keys(actual).length &&
      keys.every((key) => Object.hasOwn(actual, key) && sameParameters(wanted[key], actual[key]))
    );
  }
  return sameJson(wanted, actual);
}

/** Parameters of a flow run, as a JSON object. */
export const parametersJson = jsonObject(sameParameters);

/** An empty schema comes back with the two keys that every schema has. */
const emptySchema = { type: "object", properties: {} };

const isEmptySchema = (schema: unknown): boolean => sameJson(schema, {}) || sameJson(schema, emptySchema);

/** The JSON schema of a flow's parameters. */
export const parameterSchemaJson = jsonObject(
  (wanted, actual) => sameJson(wanted, actual) || (isEmptySchema(wanted) && isEmptySchema(actual)),
);
