import { isJsonObject, parseExactJson, sameJson } from "../framework/exact-json";
import { jsonObject } from "../framework/json";

/** Is it a value that the server computes: `{"__prefect_kind": "jinja", …}`? */
const isHydrated = (value: unknown): boolean => isJsonObject(value) && "__prefect_kind" in value;

/** One that the server leaves out, since it says nothing of the value. */
const isVoid = (value: unknown): boolean =>
  isJsonObject(value) &&
  ((value.__prefect_kind === "json" && !("value" in value)) ||
    (value.__prefect_kind === "workspace_variable" && !("variable_name" in value)));

const holds = (value: unknown, what: (value: unknown) => boolean): boolean =>
  what(value) ||
  (Array.isArray(value) && value.some((one) => holds(one, what))) ||
  (isJsonObject(value) && Object.values(value).some((one) => holds(one, what)));

/** Does the server compute any of these parameters, a JSON object? */
export const holdsComputed = (parameters: string | null): boolean =>
  parameters !== null && parameters !== "" && holds(parseExactJson(parameters), isHydrated);

/** As the server computes a list: entries that say nothing are left out. */
const withoutVoid = (list: readonly unknown[]): readonly unknown[] => list.filter((one) => !isVoid(one));

/** Are those the parameters as the server stores them? It computes such values when it is told of a change. */
function isComputedFrom(wanted: unknown, actual: unknown): boolean {
  if (isHydrated(wanted) && !isHydrated(actual)) return true;
  if (Array.isArray(wanted) && Array.isArray(actual)) {
    const kept = wanted.length === actual.length ? wanted : withoutVoid(wanted);
    return kept.length === actual.length && kept.every((one, index) => isComputedFrom(one, actual[index]));
  }
  if (isJsonObject(wanted) && isJsonObject(actual)) {
    const keys = Object.keys(wanted).filter((key) => Object.hasOwn(actual, key) || !isVoid(wanted[key]));
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
