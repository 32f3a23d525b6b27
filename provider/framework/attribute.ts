import type { CtyNumber } from "../cty/number";
import type { Unknown } from "../cty/unknown";
import type { CtyValue, Dynamic } from "../cty/value";
import type { AttributeFacts, Kind } from "./kind";
import type { SecretPart } from "./secret-part";
import type { Mode, Untold, Words } from "./words";

/** One attribute of a schema. Made by `required`, `optional` and `computed`; each word returns a new one. */
export class Attribute<T, M extends Mode> implements AttributeFacts {
  constructor(
    readonly kind: Kind<T>,
    readonly mode: M,
    readonly words: Words = {},
  ) {}

  private say(words: Words): Attribute<T, M> {
    return new Attribute(this.kind, this.mode, { ...this.words, ...words });
  }

  /** What a person reads in `terraform providers schema` and the generated bindings. Markdown. */
  doc(doc: string): Attribute<T, M> {
    return this.say({ doc });
  }
  sensitive(): Attribute<T, M> {
    return this.say({ sensitive: true });
  }
  writeOnly(): Attribute<T, M> {
    return this.say({ writeOnly: true, sensitive: true });
  }
  secretPart(secretPart: SecretPart): Attribute<T, M> {
    return this.say({ secretPart });
  }
  replaces(): Attribute<T, M> {
    return this.say({ replaces: true });
  }
  stable(): Attribute<T, M> {
    return this.say({ stable: true });
  }
  learned(): Attribute<T, M> {
    return this.say({ learned: true });
  }
  learnedBeside(...learnedBeside: readonly string[]): Attribute<T, M> {
    return this.say({ learnedBeside });
  }
  rivals(...rivals: readonly string[]): Attribute<T, M> {
    return this.say({ rivals });
  }
  replacesWhenCleared(): Attribute<T, M> {
    return this.say({ replacesWhenCleared: true });
  }
  usual(usual: CtyValue): Attribute<T, M> {
    return this.say({ usual });
  }
  quiet(): Attribute<T, M> {
    return this.say({ quiet: true });
  }
  deprecated(deprecated: string): Attribute<T, M> {
    return this.say({ deprecated });
  }
  blank(blank: CtyValue): Attribute<T, M> {
    return this.say({ blank });
  }
  means(means: CtyValue): Attribute<T, M> {
    return this.say({ means });
  }
  unmanagedWhenNull(): Attribute<T, M> {
    return this.say({ unmanagedWhenNull: true });
  }
  conflictsWith(...conflictsWith: readonly string[]): Attribute<T, M> {
    return this.say({ conflictsWith });
  }
  agrees(agrees: (value: CtyValue, other: CtyValue) => boolean): Attribute<T, M> {
    return this.say({ agrees });
  }
  /** A rule of this attribute beyond its kind's: returns what is wrong with a known, non-null value. */
  check(check: (value: CtyValue) => string | undefined): Attribute<T, M> {
    return this.say({ check });
  }
  doubt(doubt: (value: CtyValue) => string | undefined): Attribute<T, M> {
    return this.say({ doubt });
  }
  /** The server (or the provider) may choose the value where the configuration is silent. */
  computed(): Attribute<T, "optionalComputed"> {
    return new Attribute(this.kind, "optionalComputed", this.words);
  }
  follows(...follows: readonly string[]): Attribute<T, "optionalComputed"> {
    return new Attribute(this.kind, "optionalComputed", { ...this.words, follows });
  }
  followsChoiceOf(...followsChoiceOf: readonly string[]): Attribute<T, "optionalComputed"> {
    return new Attribute(this.kind, "optionalComputed", { ...this.words, followsChoiceOf });
  }
  fallbackBeside(
    fallbackBeside: (siblings: { readonly [name: string]: CtyValue }) => CtyValue,
  ): Attribute<T, "optionalComputed"> {
    return new Attribute(this.kind, "optionalComputed", { ...this.words, fallbackBeside });
  }
  /** @param judgedBy see {@link Untold} */
  untold(placeholder: CtyValue, judgedBy?: Untold["judgedBy"]): Attribute<T, "optionalComputed"> {
    const untold = { placeholder, ...(judgedBy === undefined ? {} : { judgedBy }) };
    return this.fallback(null).quiet().say({ untold });
  }
  fallback(value: CtyValue): Attribute<T, "optionalComputed"> {
    return new Attribute(this.kind, "optionalComputed", { ...this.words, fallback: { value } });
  }
}

/** The attributes of an object or a resource, by name. */
export type Attributes = Readonly<Record<string, Attribute<unknown, Mode>>>;

export const required = <T>(kind: Kind<T>): Attribute<T, "required"> => new Attribute(kind, "required");
export const optional = <T>(kind: Kind<T>): Attribute<T, "optional"> => new Attribute(kind, "optional");
export const computed = <T>(kind: Kind<T>): Attribute<T, "computed"> => new Attribute(kind, "computed");

export const isComputed = (attribute: AttributeFacts): boolean =>
  attribute.mode === "computed" || attribute.mode === "optionalComputed";

type Value<A> = A extends Attribute<infer T, infer M> ? (M extends "required" ? T : T | null) : never;
type Planned<A> =
  A extends Attribute<infer _, infer M>
    ? M extends "computed" | "optionalComputed"
      ? Value<A> | Unknown
      : Value<A>
    : never;

/** The object as state holds it: everything known. */
export type State<S extends Attributes> = { readonly [K in keyof S]: Value<S[K]> };

/** The object as an apply meets it: what the server decides may be unknown still. */
export type Plan<S extends Attributes> = { readonly [K in keyof S]: Planned<S[K]> };

/** A value that may be unknown, whole or in parts: what validate and plan meet. */
export type Uncertain<T> =
  | Unknown
  | (T extends readonly (infer E)[]
      ? readonly Uncertain<E>[]
      : T extends string | number | boolean | bigint | null | CtyNumber | Dynamic
        ? T
        : { readonly [K in keyof T]: Uncertain<T[K]> });

/** The object as validate and plan meet it: anything may be unknown. */
export type Config<S extends Attributes> = { readonly [K in keyof S]: Uncertain<Value<S[K]>> };

/** What a handler tells of the server's object; an attribute left out is not reported and keeps its value. */
export type Remote<S extends Attributes> = { readonly [K in keyof S]?: Value<S[K]> | undefined };
