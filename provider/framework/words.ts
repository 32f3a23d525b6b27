import type { CtyValue } from "../cty/value";
import type { SecretPart } from "./secret-part";

type Fields = { readonly [name: string]: CtyValue };

/** Who sets the value: the configuration must, may, may (else the provider does), or only the provider. */
export type Mode = "required" | "optional" | "optionalComputed" | "computed";

/**
 * The server never tells it, so no import can: it brings a placeholder into the state, which plans keep in place of
 * what code says until code says something else. A value of its own, since core lets a plan keep what the state has
 * in place of what is configured, but nothing in place of a null.
 */
export interface Untold {
  readonly placeholder: CtyValue;
  /**
   * What tells whether the object has the value that code gives: its other attributes, or the digests of the secret
   * part whose version this is. Undefined: nothing does, and whatever code says first is taken for what it has.
   * `said` is what code said before, null where that is not known.
   */
  readonly judgedBy?: "secretPart" | ((wanted: CtyValue, prior: Fields, said: CtyValue) => boolean);
}

/** Behaviour, as data; the planner is the only reader. */
export interface Words {
  readonly doc?: string;
  readonly sensitive?: boolean;
  /** Only the configuration has it: plans and states hold null. The `secretPart` of another attribute reads it. */
  readonly writeOnly?: boolean;
  /** What code may give write-only of this attribute's value. */
  readonly secretPart?: SecretPart;
  /** A change of it replaces the object. */
  readonly replaces?: boolean;
  /** Sent at creation, and when the attribute is removed from code that had it; null says "unset". */
  readonly fallback?: { readonly value: CtyValue };
  /** At creation, where code is silent, the value is whatever the server answers, not the fallback. */
  readonly learned?: boolean;
  /** The same, but only where code sets one of these. */
  readonly learnedBeside?: readonly string[];
  /** Where code sets one of these instead, a silent one is at its fallback. */
  readonly rivals?: readonly string[];
  readonly untold?: Untold;
  /** Can be set and changed, but only a new object can be without it. */
  readonly replacesWhenCleared?: boolean;
  /** Computed, and the same for the object's whole life: never unknown in an update. */
  readonly stable?: boolean;
  /** Where code is silent, a change of one of these attributes makes the server choose anew. */
  readonly follows?: readonly string[];
  /** The same where another one of these is set than before: a new value of the same one moves nothing. */
  readonly followsChoiceOf?: readonly string[];
  /** In a nested object: the fallback, where it depends on the attributes beside it; they may be unknown. */
  readonly fallbackBeside?: (siblings: { readonly [name: string]: CtyValue }) => CtyValue;
  /** A value that means the same as null: `""`, `[]`, `{}`. Writing it clears the attribute. */
  readonly blank?: CtyValue;
  /** In a nested object: what the server takes null for. */
  readonly means?: CtyValue;
  /** A null in state means "not managed here": it is never replaced by what the server has. */
  readonly unmanagedWhenNull?: boolean;
  /** While code is silent, a value that is not the fallback is nobody's slip: no warning for it. */
  readonly quiet?: boolean;
  /** Where there is no fallback: what the server chooses by itself; anything else that code is silent about is told. */
  readonly usual?: CtyValue;
  readonly deprecated?: string;
  readonly conflictsWith?: readonly string[];
  /** May both be set, since the value of the other one, which it conflicts with, says the same? Both are wholly known. */
  readonly agrees?: (value: CtyValue, other: CtyValue) => boolean;
  readonly check?: (value: CtyValue) => string | undefined;
  /** Why a value that is allowed may be refused all the same, by some servers: a warning. */
  readonly doubt?: (value: CtyValue) => string | undefined;
}
