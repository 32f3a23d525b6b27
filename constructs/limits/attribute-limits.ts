import type { Limit } from "../../rules";

/** The type of an attribute: `texts` is a list of them, `list` one of objects, `map` an object with any keys. */
export type AttributeType = "text" | "number" | "flag" | "texts" | "list" | "object" | "map";

/** What values an attribute takes. */
export interface AttributeLimits {
  /** Undefined: any. */
  readonly type?: AttributeType;
  /** It cannot be left out. */
  readonly needed?: boolean;
  /** Those that cannot stand beside it. */
  readonly conflictsWith?: readonly string[];
  readonly limits?: readonly Limit[];
  /** Of an object's attributes, or of those of each object in a list. */
  readonly within?: Limits;
}

/** By name of the attribute. */
export interface Limits {
  readonly [attribute: string]: AttributeLimits;
}
