import { CtyEncodeError, type PathStep } from "./errors";
import { type CtyNumber, isCtyNumber } from "./number";
import { type CtyType, deepest } from "./type";
import { Unknown } from "./unknown";
import { type CtyValue, ctyString, Dynamic, distinct, isMapping, isSequence, ownValue } from "./value";

/** A value ready for an encoder, with `Leaf` for what the encoding has of its own. */
export type Tree<Leaf> =
  | null
  | string
  | boolean
  | Leaf
  | readonly Tree<Leaf>[]
  | { readonly [key: string]: Tree<Leaf> };

/** What one encoding makes of the leaves of a value. */
export interface LeafWriter<Leaf> {
  /** Undefined for a number that the encoding cannot hold. */
  number(value: CtyNumber): Leaf | string | undefined;
  /** Undefined when the encoding cannot say it. */
  readonly unknown: Leaf | undefined;
  dynamic(type: CtyType, tree: Tree<Leaf>): Tree<Leaf>;
}

/**
 * Turns a value into a tree of arrays, objects and leaves: objects with exactly the attributes of their type
 * (absent ones as null), maps sorted by key, sets without repetition, strings in NFC.
 * @throws CtyEncodeError
 */
export function writeTree<Leaf>(writer: LeafWriter<Leaf>, type: CtyType, value: CtyValue): Tree<Leaf> {
  const path: PathStep[] = [];
  return write(type, value);

  function write(expected: CtyType, part: CtyValue): Tree<Leaf> {
    if (part === null) return null;
    if (part instanceof Unknown) {
      if (writer.unknown === undefined) throw new CtyEncodeError([...path], "the value is not known");
      return writer.unknown;
    }
    if (path.length > deepest) {
      throw new CtyEncodeError(path.slice(0, 8), "the value is nested too deeply");
    }
    if (typeof expected === "string") return writeLeaf(expected, part);
    if ("map" in expected) return writeMap(expected.map, part);
    if ("object" in expected) return writeObject(expected.object, part);
    if (!isSequence(part)) return fail("an array", part);
    if ("list" in expected) return part.map((element, index) => writeAt(index, expected.list, element));
    if ("set" in expected) {
      return distinct(expected.set, part).map((element, index) => writeAt(index, expected.set, element));
    }
    if (part.length !== expected.tuple.length) return fail(`an array of ${expected.tuple.length}`, part);
    return expected.tuple.map((elementType, index) => writeAt(index, elementType, part[index] ?? null));
  }

  function writeAt(step: PathStep, expected: CtyType, part: CtyValue): Tree<Leaf> {
    path.push(step);
    const tree = write(expected, part);
    path.pop();
    return tree;
  }

  function writeLeaf(expected: "string" | "number" | "bool" | "dynamic", part: CtyValue): Tree<Leaf> {
    if (expected === "string") return typeof part === "string" ? ctyString(part) : fail("a string", part);
    if (expected === "bool") return typeof part === "boolean" ? part : fail("a boolean", part);
    if (expected === "number") {
      return (isCtyNumber(part) ? writer.number(part) : undefined) ?? fail("a number", part);
    }
    if (!(part instanceof Dynamic)) return fail("a Dynamic", part);
    if (part.type === "dynamic") return writeUntyped(part.value);
    return writer.dynamic(part.type, write(part.type, part.value));
  }

  /** Without a type there are only null and unknown, as `fromJson(null)` gives. */
  function writeUntyped(part: CtyValue): Tree<Leaf> {
    return part === null || part instanceof Unknown
      ? write("dynamic", part)
      : fail("a Dynamic with a type", part);
  }

  function writeMap(element: CtyType, part: CtyValue): Tree<Leaf> {
    if (!isMapping(part)) return fail("an object", part);
    const tree: Record<string, Tree<Leaf>> = Object.create(null);
    for (const key of Object.keys(part).sort())
      tree[ctyString(key)] = writeAt(key, element, ownValue(part, key));
    return tree;
  }

  function writeObject(attributes: Readonly<Record<string, CtyType>>, part: CtyValue): Tree<Leaf> {
    if (!isMapping(part)) return fail("an object", part);
    const extra = Object.keys(part).find((name) => !Object.hasOwn(attributes, name));
    if (extra !== undefined) throw new CtyEncodeError([...path, extra], "the type has no such attribute");
    const tree: Record<string, Tree<Leaf>> = Object.create(null);
    for (const name of sortedNames(attributes)) {
      tree[name] = writeAt(name, attributes[name] ?? "dynamic", ownValue(part, name));
    }
    return tree;
  }

  function fail(expected: string, part: CtyValue): never {
    throw new CtyEncodeError([...path], `${expected} is expected, found ${kindOf(part)}`);
  }
}

const sorted = new WeakMap<object, readonly string[]>();

/** An object's type stands for many values: its names are sorted once. */
function sortedNames(attributes: Readonly<Record<string, CtyType>>): readonly string[] {
  const known = sorted.get(attributes);
  if (known !== undefined) return known;
  const names = Object.keys(attributes).sort();
  sorted.set(attributes, names);
  return names;
}

function kindOf(part: CtyValue): string {
  if (isSequence(part)) return `an array of ${part.length}`;
  if (part instanceof Dynamic) return "a Dynamic";
  if (isCtyNumber(part)) return Number.isFinite(Number(part)) ? "a number" : "a number that is not finite";
  return typeof part === "object" ? "an object" : `a ${typeof part}`;
}
