/** A JSON object; its numbers are `number`, `bigint` or lossless-json's `LosslessNumber`. */
export type JsonObject = { readonly [key: string]: unknown };

/** One parameter that does not fit. `reason` says what is expected and never quotes the value. */
export type Misfit = { readonly field: string; readonly reason: string };

/** What a Prefect server that enforces `schema` would refuse in a deployment's `values`. */
export function parameters(_values: JsonObject, _schema: JsonObject): Misfit[] {
  return [];
}
