import { isJsonNumber, type JsonValue, parseJson, stringifyJson } from "../../client";
import { allMarks, isMarked, sensitivePart } from "./marks";
import type { Difference, Marks, Value } from "./value";

/** One side of a comparison: a value, and which parts of it may not be shown or are not known yet. */
export interface Side {
  /** Undefined: there is no such part. */
  readonly value: JsonValue | undefined;
  readonly sensitive?: Marks | undefined;
  readonly unknown?: Marks | undefined;
}

type JsonObject = { readonly [key: string]: JsonValue };

const isArray = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !isArray(value) && !isJsonNumber(value);

const isContainer = (value: JsonValue | undefined): boolean => isArray(value) || isObject(value);

/** How a text is read: as JSON where it holds an object or a list, or as nothing but text (undefined). */
type ReadText = (value: JsonValue | undefined) => JsonValue | undefined;

const asText: ReadText = () => undefined;

/** The JSON in a text that holds an object or a list; undefined for every other text. */
function jsonIn(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return parseJson(value);
  } catch {
    return undefined;
  }
}

const markAt = (marks: Marks | undefined, key: string | number): Marks | undefined => {
  if (typeof marks !== "object") return marks === true ? true : undefined;
  return Array.isArray(marks)
    ? marks[Number(key)]
    : Object.entries(marks).find(([name]) => name === String(key))?.[1];
};

const numberText = (value: JsonValue): string | undefined =>
  typeof value === "number" ? String(value) : isJsonNumber(value) ? value.value : undefined;

/** Whether both mean the same: JSON without regard to the order of keys, numbers by their value. */
export function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a === null || b === null) return false;
  const [left, right] = [numberText(a), numberText(b)];
  if (left !== undefined && right !== undefined) {
    return (
      left === right || (Number(left) === Number(right) && Math.abs(Number(left)) < Number.MAX_SAFE_INTEGER)
    );
  }
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((one, index) => same(one, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  );
}

/** Members of an object that are null say nothing where the whole object comes or goes. */
function withoutNulls(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)]])),
  );
}

function masked(value: JsonValue, marks: Marks | undefined): JsonValue {
  if (marks === true) return "(sensitive)";
  if (!isMarked(marks)) return value;
  // Marks of what this no longer is.
  if (Array.isArray(marks) ? !isArray(value) : !isObject(value)) return "(sensitive)";
  if (isArray(value)) return value.map((one, index) => masked(one, sensitivePart(marks, index)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, masked(one, sensitivePart(marks, key))]),
  );
}

function shown({ value, sensitive, unknown }: Side, read: ReadText): Value {
  if (unknown === true) return { is: "unknown" };
  if (value === undefined) return { is: "absent" };
  if (sensitive === true) return { is: "sensitive" };
  return { is: "given", value: withoutNulls(masked(read(value) ?? value, sensitive)) };
}

const part = ({ value, sensitive, unknown }: Side, key: string | number): Side => ({
  value: isArray(value)
    ? value[Number(key)]
    : isObject(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined,
  sensitive: sensitivePart(sensitive, key),
  unknown: markAt(unknown, key),
});

const nothing: Side = { value: undefined };

/** What tells the members of a list apart, where it has such a thing; by it they are found again in another order. */
function memberKeys(list: readonly JsonValue[]): readonly string[] | undefined {
  for (const name of ["slug", "name", "id"]) {
    const keys = list.flatMap((one) => {
      const key = isObject(one) ? one[name] : undefined;
      return typeof key === "string" && key !== "" ? [key] : [];
    });
    if (keys.length === list.length && new Set(keys).size === keys.length) return keys;
  }
  return undefined;
}

/** Pairs of indexes, into the list before and the one after; undefined where it has no such member. */
function pairs(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): readonly (readonly [number | undefined, number | undefined])[] {
  const [keys, others] = [memberKeys(before), memberKeys(after)];
  if (keys === undefined || others === undefined) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => [
      index < before.length ? index : undefined,
      index < after.length ? index : undefined,
    ]);
  }
  const at = new Map(others.map((key, index) => [key, index]));
  const known = new Set(keys);
  return [
    ...keys.map((key, index) => [index, at.get(key)] as const),
    ...others.flatMap((key, index) => (known.has(key) ? [] : [[undefined, index] as const])),
  ];
}

/** A place in an object: `parameters.limit`, `labels["a b"]`. */
export const memberPath = (path: string, key: string): string =>
  /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;

function* compare(
  attribute: string,
  path: string,
  before: Side,
  after: Side,
  read: ReadText,
): Generator<Difference> {
  const whole = function* (): Generator<Difference> {
    yield { attribute, path, before: shown(before, read), after: shown(after, read) };
  };
  if (after.unknown === true) {
    yield* whole();
    return;
  }
  if (same(before.value, after.value) && !isMarked(after.unknown)) return;
  if (before.sensitive === true || after.sensitive === true) {
    // Which of its parts differ would tell something, too.
    const [a, b] = [read(before.value) ?? before.value, read(after.value) ?? after.value];
    if (!same(a, b)) yield* whole();
    return;
  }
  const [a, b] = [read(before.value) ?? before.value, read(after.value) ?? after.value];
  const [from, to] = [
    { ...before, value: a },
    { ...after, value: b },
  ];
  if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b), ...unknownKeys(after.unknown)])) {
      yield* compare(attribute, memberPath(path, key), part(from, key), part(to, key), read);
    }
  } else if (isArray(a) && isArray(b) && [...a, ...b].some(isContainer)) {
    for (const [i, j] of pairs(a, b)) {
      const [left, right] = [
        i === undefined ? nothing : part(from, i),
        j === undefined ? nothing : part(to, j),
      ];
      yield* compare(attribute, `${path}[${i ?? j}]`, left, right, read);
    }
  } else if (!same(a, b)) yield* whole();
}

/** Members that are not known yet are not among the values. */
const unknownKeys = (marks: Marks | undefined): readonly string[] =>
  typeof marks === "object" && !Array.isArray(marks)
    ? Object.entries(marks).flatMap(([key, one]) => (one === true ? [key] : []))
    : [];

/**
 * What differs between two versions of an object, leaf by leaf, into JSON that attributes hold as text. Sensitive
 * values are left out, the unknown ones of `after` are told as such.
 * @param texts `plain`: no attribute holds JSON as text, so that a text is a text whatever it looks like
 */
export function differences(
  first: Side,
  second: Side,
  texts: "json" | "plain" = "json",
): readonly Difference[] {
  const read = texts === "json" ? jsonIn : asText;
  const sensitive = allMarks([first.sensitive, second.sensitive]);
  const [before, after] = [
    { ...first, sensitive },
    { ...second, sensitive },
  ];
  const names = new Set([
    ...(isObject(before.value) ? Object.keys(before.value) : []),
    ...(isObject(after.value) ? Object.keys(after.value) : []),
    ...unknownKeys(after.unknown),
  ]);
  return [...names].flatMap((name) => [...compare(name, name, part(before, name), part(after, name), read)]);
}

/** A path without its indexes and keys in brackets: `schedules.cron`. */
export const plainPath = (path: string): string => path.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");

/** Identifies a difference in a set. */
export const differenceKey = (one: Difference): string => stringifyJson([one.path, one.after]);
