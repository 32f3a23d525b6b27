import { stringifyJson } from "../../client";
import { same } from "../report/differences";
import type { Comparable } from "./comparable/comparable";

/** What two servers have under one name; at least one of both. */
export interface Pair {
  readonly kind: string;
  /** With a number where one name stands for several objects: `name (2)`. */
  readonly name: string;
  readonly from: Comparable | undefined;
  readonly to: Comparable | undefined;
}

const groups = (objects: readonly Comparable[]): ReadonlyMap<string, readonly Comparable[]> => {
  const byKey = new Map<string, Comparable[]>();
  for (const object of objects) {
    const key = keyOf(object);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [object]);
    else group.push(object);
  }
  return byKey;
};

const keyOf = ({ kind, name }: { readonly kind: string; readonly name: string }): string =>
  JSON.stringify([kind, name]);

/** By what they hold: in which order a server lists objects of one name says nothing. */
const sorted = (objects: readonly Comparable[]): readonly Comparable[] =>
  objects.length < 2
    ? objects
    : objects
        .map((object) => ({ object, text: stringifyJson(object.values) }))
        .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
        .map(({ object }) => object);

/** Equal ones first, the rest in their order. */
function* pairsOf(
  from: readonly Comparable[],
  to: readonly Comparable[],
): Generator<readonly [Comparable | undefined, Comparable | undefined]> {
  const others = [...sorted(to)];
  const alone: Comparable[] = [];
  for (const one of sorted(from)) {
    const index = others.findIndex((other) => same(one.values, other.values));
    if (index < 0) alone.push(one);
    else yield [one, others.splice(index, 1)[0]];
  }
  for (let index = 0; index < Math.max(alone.length, others.length); index += 1) {
    yield [alone[index], others[index]];
  }
}

/** Holds the objects of two servers against each other, by kind and name. */
export function pair(from: readonly Comparable[], to: readonly Comparable[]): readonly Pair[] {
  const [left, right] = [groups(from), groups(to)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [ofFrom, ofTo] = [left.get(key) ?? [], right.get(key) ?? []];
    const { kind = "", name = "" } = ofFrom[0] ?? ofTo[0] ?? {};
    return [...pairsOf(ofFrom, ofTo)].map(([one, other], index) => ({
      kind,
      name: index === 0 ? name : `${name} (${index + 1})`,
      from: one,
      to: other,
    }));
  });
}

/** Names that only one side has, to tell what goes with them. */
export function lonely(pairs: readonly Pair[]): (object: { kind: string; name: string }) => boolean {
  const keys = new Set(pairs.filter(({ from, to }) => from === undefined || to === undefined).map(keyOf));
  return (object) => keys.has(keyOf(object));
}
