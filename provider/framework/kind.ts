import type { CtyType } from "../cty/type";
import type { CtyValue } from "../cty/value";
import type { Mode, Words } from "./words";

/** How a value is built up; the planner and the schema encoder walk along it. */
export type Shape =
  | { readonly is: "scalar" }
  | { readonly is: "list" | "set" | "map"; readonly element: Kind<unknown> }
  | { readonly is: "object"; readonly attributes: SchemaFacts };

/** The attributes of an object, by name. */
export type SchemaFacts = Readonly<Record<string, AttributeFacts>>;

/** An attribute as what walks along a schema sees it. */
export interface AttributeFacts {
  readonly kind: Kind<unknown>;
  readonly mode: Mode;
  readonly words: Words;
}

declare const carried: unique symbol;

/**
 * The type of an attribute's values: their shape on the wire, when two of them mean the same to the server,
 * and what makes one malformed. Equality lives here and nowhere else: plan, apply and read all ask it.
 */
export interface Kind<T> {
  /** What the value is, as an error names it: "a UUID", "a JSON document". */
  readonly label: string;
  readonly cty: CtyType;
  readonly shape: Shape;
  /** Do `wanted` (from code or plan) and `actual` (stored) mean the same? Both are known and not null. */
  same(wanted: CtyValue, actual: CtyValue): boolean;
  /**
   * Is `actual` what the server makes of `wanted`, although they are not the same: a template and what it gave?
   * Only what the server answers is judged so; in code, going from one to the other is a change.
   */
  answers?(wanted: CtyValue, actual: CtyValue): boolean;
  /** Why a known, non-null value is malformed; undefined when it is fine. Never quotes a sensitive value. */
  fault?(value: CtyValue): string | undefined;
  /** Is this value of the carried type? Unknown and null are judged by the caller. */
  is(value: unknown): value is T;
  readonly [carried]?: T;
}

/** What values of this kind are in TypeScript. */
export type Carried<K> = K extends Kind<infer T> ? T : never;
