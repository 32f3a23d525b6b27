import fc from "fast-check";
import { type CtyNumber, ctyNumber } from "./number";
import type { CtyType } from "./type";
import { unknown } from "./unknown";
import { type CtyValue, Dynamic } from "./value";

/** Random types and values for property tests. */

const names = fc.oneof(
  fc.constantFrom("name", "id", "__proto__", "constructor", "toString", "é"),
  fc.string({ maxLength: 4, unit: "grapheme" }).map((text) => text.normalize()),
);

function recordOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.uniqueArray(fc.tuple(names, value), { maxLength: 4, selector: ([name]) => name }).map(record);
}

function record<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const made: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) made[name] = value;
  return made;
}

/** Any type, some levels deep. */
export const ctyTypes: fc.Arbitrary<CtyType> = fc.letrec<{ type: CtyType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<CtyType>("string", "number", "bool", "dynamic"),
    tie("type").map((list): CtyType => ({ list })),
    tie("type").map((set): CtyType => ({ set })),
    tie("type").map((map): CtyType => ({ map })),
    recordOf(tie("type")).map((object): CtyType => ({ object })),
    fc.array(tie("type"), { maxLength: 3 }).map((tuple): CtyType => ({ tuple })),
  ),
})).type;

/** Decimal texts of all sizes: integers, fractions, exponents, many digits. */
export const decimalTexts: fc.Arbitrary<string> = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 60n }), fc.integer({ min: -1200, max: 1200 }))
    .map(([digits, exponent]) => `-${digits}e${exponent}`),
);

/** Exact numbers of all three kinds. */
export const ctyNumbers: fc.Arbitrary<CtyNumber> = fc.oneof(
  decimalTexts.map(ctyNumber),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom<CtyNumber>(0, 2 ** 53, 2n ** 63n, 2n ** 64n - 1n, -(2n ** 63n), 2n ** 64n),
);

/** Values of a type. With `known: true` without unknowns anywhere. */
export function ctyValues(type: CtyType, options: { readonly known?: boolean } = {}): fc.Arbitrary<CtyValue> {
  const missing: fc.Arbitrary<CtyValue> = options.known ? fc.constant(null) : fc.constantFrom(null, unknown);
  return fc.oneof({ weight: 1, arbitrary: missing }, { weight: 6, arbitrary: present(type, options) });
}

function present(type: CtyType, options: { readonly known?: boolean }): fc.Arbitrary<CtyValue> {
  const of = (inner: CtyType) => ctyValues(inner, options);
  if (type === "string") return fc.string({ unit: "binary", maxLength: 8 });
  if (type === "number") return ctyNumbers;
  if (type === "bool") return fc.boolean();
  if (type === "dynamic") {
    return ctyTypes
      .filter((inner) => inner !== "dynamic")
      .chain((inner) => of(inner).map((value) => new Dynamic(inner, value)));
  }
  if ("list" in type) return fc.array(of(type.list), { maxLength: 3 });
  if ("set" in type) return fc.array(of(type.set), { maxLength: 3 });
  if ("map" in type) return recordOf(of(type.map));
  if ("tuple" in type) return fc.tuple(...type.tuple.map(of));
  return fc
    .tuple(...Object.entries(type.object).map(([name, inner]) => fc.tuple(fc.constant(name), of(inner))))
    .map(record);
}

/** A type with a value of it. */
export function typedValues(options: { readonly known?: boolean } = {}): fc.Arbitrary<[CtyType, CtyValue]> {
  return ctyTypes.chain((type) => fc.tuple(fc.constant(type), ctyValues(type, options)));
}
