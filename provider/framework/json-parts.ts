import { isJsonObject, sameJson } from "./exact-json";

/** Where in a JSON document: keys of objects and indexes of arrays. */
export type JsonPath = readonly (string | number)[];

/** One place of a document that has no places below it, with what stands there. */
export interface Leaf {
  readonly path: JsonPath;
  readonly value: unknown;
}

type Entries = { [key: string]: unknown };

/** Without a prototype, so that a key such as `__proto__` is one like any other. */
const entriesFrom = (pairs: Iterable<readonly [string, unknown]>): Entries => {
  const entries: Entries = Object.create(null);
  for (const [key, value] of pairs) entries[key] = value;
  return entries;
};

/** Objects are merged key by key, at any depth; any other value of `over` stands in place of what `under` has. */
export function mergeJson(under: unknown, over: unknown): unknown {
  if (!isJsonObject(under) || !isJsonObject(over)) return over;
  const merged = entriesFrom(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    merged[key] = Object.hasOwn(under, key) ? mergeJson(under[key], value) : value;
  }
  return merged;
}

/** The places that both documents set, so that one would hide the other's value when they are merged. */
export function overlaps(a: unknown, b: unknown, under: JsonPath = []): readonly JsonPath[] {
  if (!isJsonObject(a) || !isJsonObject(b)) return [under];
  return Object.keys(a)
    .filter((key) => Object.hasOwn(b, key))
    .flatMap((key) => overlaps(a[key], b[key], [...under, key]));
}

/** All leaves of a document, in one order for all spellings of it: scalars, and objects and arrays that are empty. */
export function leavesOf(value: unknown, under: JsonPath = []): readonly Leaf[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((one, index) => leavesOf(one, [...under, index]));
  }
  const keys = isJsonObject(value) ? Object.keys(value).sort() : [];
  if (!isJsonObject(value) || keys.length === 0) return [{ path: under, value }];
  return keys.flatMap((key) => leavesOf(value[key], [...under, key]));
}

/**
 * The places of an object that a document sets when it is merged over another: an array is set as a whole, and an
 * object without keys sets nothing.
 */
export function setPlaces(value: unknown): readonly JsonPath[] {
  const places = new Map<string, JsonPath>();
  for (const { path, value: leaf } of leavesOf(value)) {
    const index = path.findIndex((step) => typeof step === "number");
    if (index === -1 && isJsonObject(leaf)) continue;
    const place = index === -1 ? path : path.slice(0, index);
    places.set(JSON.stringify(place), place);
  }
  return [...places.values()];
}

/** The document without what stands at those places, and without the objects that this empties. */
export const withoutPlaces = (value: unknown, places: readonly JsonPath[]): unknown =>
  places.reduce((rest, place) => withoutPlace(rest, place), value);

function withoutPlace(value: unknown, [step, ...below]: JsonPath): unknown {
  if (step === undefined) return entriesFrom([]);
  if (!isJsonObject(value) || typeof step !== "string" || !Object.hasOwn(value, step)) return value;
  const inner = value[step];
  const rest = below.length === 0 ? undefined : withoutPlace(inner, below);
  const goes = below.length === 0 || isEmpty(rest);
  return entriesFrom(
    Object.entries(value).flatMap(([key, one]): [string, unknown][] =>
      key !== step ? [[key, one]] : goes ? [] : [[key, rest]],
    ),
  );
}

const isEmpty = (value: unknown): boolean => isJsonObject(value) && Object.keys(value).length === 0;

/** Nothing but what stands at those places; `{}` where there is nothing. */
export function onlyPlaces(value: unknown, places: readonly JsonPath[]): unknown {
  return places.reduce<unknown>((found, place) => {
    const part = at(value, place);
    return part === undefined ? found : mergeJson(found, part);
  }, entriesFrom([]));
}

/** The document cut down to one place; undefined where it has nothing there. */
function at(value: unknown, [step, ...below]: JsonPath): unknown {
  if (step === undefined) return value;
  if (!isJsonObject(value) || typeof step !== "string" || !Object.hasOwn(value, step)) return undefined;
  const inner = at(value[step], below);
  return inner === undefined ? undefined : entriesFrom([[step, inner]]);
}

/** Do both say the same, apart from those places? */
export const sameApartFrom = (a: unknown, b: unknown, places: readonly JsonPath[]): boolean =>
  sameJson(withoutPlaces(a, places), withoutPlaces(b, places));

/** A place as a person writes it: `env.API_KEY`, `hosts[0]["two words"]`. */
export const spellPlace = (path: JsonPath): string =>
  path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
