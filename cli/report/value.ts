import type { JsonValue } from "../../client";

/** An instant as ISO 8601, such as `2026-03-01T12:00:00Z`. */
export type Timestamp = string;

/** What a Prefect server holds, by the name of its Terraform resource without `prefect_`: `deployment`, `work_pool`. */
export type Kind = string;

/** One value that differs. */
export interface Difference {
  /** Name of the attribute, `schedules`. */
  readonly attribute: string;
  /** Where in the object it stands: `schedules[0].cron`, `parameters.times`, `labels["a b"]`. Begins with the attribute. */
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

/**
 * - `given`: a value; where an attribute holds JSON text, the JSON itself. Null where it is known to be null.
 * - `absent`: the object, list or map has no such part
 * - `sensitive`: a value that may not be shown
 * - `unknown`: known only once applied
 */
export type Value =
  | { readonly is: "given"; readonly value: JsonValue }
  | { readonly is: "absent" }
  | { readonly is: "sensitive" }
  | { readonly is: "unknown" };

/** Which parts of a value are meant: true where all below is so, else by key or index. */
export type Marks = boolean | readonly Marks[] | { readonly [key: string]: Marks };
