import type { LosslessNumber } from "lossless-json";
import type { IResolvable, TerraformLocal, TerraformVariable } from "./framework";

/**
 * A JSON value in which Terraform tokens (values known only at apply) may stand anywhere: as a value, inside a
 * text, as an object's key.
 *
 * - `bigint` and `LosslessNumber` carry numbers that a double cannot: `9007199254740993n`, `1.0`.
 * - What has a `toJSON` (a `Date`, a `Duration`) stands for what that returns.
 * - `undefined` is left out of an object, and is null in a list, as in `JSON.stringify`.
 * - Text is text: `"${x}"` and `"%{ if }"` arrive as written. To refer to something use a token, for example
 *   `variable.value`, `resource.getStringAttribute("id")` or `Fn.join(…)`.
 */
export type JsonInput =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | LosslessNumber
  | IResolvable
  | TerraformVariable
  | TerraformLocal
  | { toJSON(key?: string): unknown }
  | readonly JsonInput[]
  | JsonObject;

/** A JSON object with tokens anywhere, see {@link JsonInput}. */
export interface JsonObject {
  readonly [key: string]: JsonInput;
}
