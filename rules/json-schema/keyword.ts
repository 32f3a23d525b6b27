import type { Outcome, Path } from "./outcome";
import type { JsonObject, Reading } from "./value";

/** Holds a value, found at `path`, against a schema or a part of one. */
export type Evaluate = (schema: unknown, value: unknown, path: Path) => Outcome;

/** One keyword of a schema: `argument` is what the schema says under it, `schema` the object it stands in. */
export type Keyword = (at: {
  readonly argument: unknown;
  readonly schema: JsonObject;
  readonly value: unknown;
  readonly path: Path;
  readonly evaluate: Evaluate;
  readonly reading: Reading;
}) => Outcome;
