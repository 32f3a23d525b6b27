import type { Limit } from "../../rules";

/** What values an attribute takes. */
export interface AttributeLimits {
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
