import { type CtyNumber, isCtyNumber, numberText } from "./number";
import { type CtyType, typeToJson } from "./type";
import { Unknown } from "./unknown";

/**
 * A value of any {@link CtyType}: lists, sets and tuples are arrays; maps and objects are objects whose decoded
 * form has no prototype, so that a key such as `constructor` is absent unless it is there.
 */
export type CtyValue =
  | null
  | Unknown
  | string
  | boolean
  | CtyNumber
  | readonly CtyValue[]
  | { readonly [key: string]: CtyValue }
  | Dynamic;

/**
 * A value of a `dynamic` attribute together with its real type: known, null of a known type, or unknown of a
 * known type. A null or unknown without a type is plain `null` or `unknown`.
 */
export class Dynamic {
  readonly kind = "dynamic";

  constructor(
    readonly type: CtyType,
    readonly value: CtyValue,
  ) {}
}

/** Whether the value is an array: of a list, a set or a tuple. */
export function isSequence(value: CtyValue): value is readonly CtyValue[] {
  return Array.isArray(value);
}

/** Whether the value is an object with keys: of a map or an object type. */
export function isMapping(value: CtyValue): value is { readonly [key: string]: CtyValue } {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Dynamic) &&
    !isCtyNumber(value)
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ascii = /^[\x00-\x7f]*$/;

/** Text as Terraform keeps it: normalised to NFC, and half surrogate pairs replaced as UTF-8 does. */
export function ctyString(text: string): string {
  if (ascii.test(text)) return text;
  return text.normalize("NFC").replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Whether no part of the value is unknown. */
export function isWhollyKnown(value: CtyValue): boolean {
  if (value instanceof Unknown) return false;
  if (value instanceof Dynamic) return isWhollyKnown(value.value);
  if (isSequence(value)) return value.every(isWhollyKnown);
  if (isMapping(value)) return Object.values(value).every(isWhollyKnown);
  return true;
}

/**
 * Whether two values of a type are the same to Terraform: sets without order, numbers by exact value, strings by
 * their NFC form, an absent attribute as null. Unknown equals unknown.
 */
export function rawEqual(type: CtyType, a: CtyValue, b: CtyValue): boolean {
  return a === b || canonicalText(type, a) === canonicalText(type, b);
}

/** A text that two values of a type share exactly when they are {@link rawEqual}. */
export function canonicalText(type: CtyType, value: CtyValue): string {
  if (value === null) return "null";
  if (value instanceof Unknown) return "unknown";
  if (typeof value === "string") return JSON.stringify(ctyString(value));
  if (typeof value === "boolean") return String(value);
  if (isCtyNumber(value)) return numberText(value);
  if (value instanceof Dynamic) {
    if (value.type === "dynamic") return canonicalText("dynamic", value.value);
    return `dynamic(${JSON.stringify(typeToJson(value.type))},${canonicalText(value.type, value.value)})`;
  }
  if (isSequence(value)) {
    if (typeof type === "object" && "set" in type) return canonicalSet(type.set, value);
    return `[${value.map((element, index) => canonicalText(elementType(type, index), element)).join()}]`;
  }
  return `{${canonicalEntries(type, value).sort().join()}}`;
}

function canonicalEntries(type: CtyType, value: { readonly [key: string]: CtyValue }): string[] {
  if (typeof type === "object" && "object" in type) {
    return Object.entries(type.object).map(
      ([name, attribute]) => `${JSON.stringify(name)}:${canonicalText(attribute, ownValue(value, name))}`,
    );
  }
  const element = elementType(type, 0);
  return Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(ctyString(key))}:${canonicalText(element, inner)}`,
  );
}

function elementType(type: CtyType, index: number): CtyType {
  if (typeof type === "string") return "dynamic";
  if ("list" in type) return type.list;
  if ("set" in type) return type.set;
  if ("map" in type) return type.map;
  if ("tuple" in type) return type.tuple[index] ?? "dynamic";
  return "dynamic";
}

function canonicalSet(element: CtyType, value: readonly CtyValue[]): string {
  const texts = distinct(element, value).map((member) => canonicalText(element, member));
  return `{${texts.sort().join()}}`;
}

/** The members of a set, each once. Those with an unknown inside may yet turn out different, so all of them stay. */
export function distinct(element: CtyType, members: readonly CtyValue[]): readonly CtyValue[] {
  const seen = new Set<string>();
  return members.filter((member) => {
    if (!isWhollyKnown(member)) return true;
    const text = canonicalText(element, member);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** The value of an own key; null where there is none. */
export function ownValue(value: { readonly [key: string]: CtyValue }, key: string): CtyValue {
  return (Object.hasOwn(value, key) ? value[key] : undefined) ?? null;
}
