import { CtyDecodeError, type PathStep } from "./errors";
import type { CtyNumber } from "./number";
import { type CtyType, deepest } from "./type";
import { isUnknown } from "./unknown";
import { type CtyValue, ctyString, Dynamic } from "./value";

/** How one encoding (MessagePack, JSON) spells the leaves of a value. Each answers undefined for what does not fit. */
export interface TreeSpelling {
  string(leaf: unknown): string | undefined;
  number(leaf: unknown): CtyNumber | undefined;
  bool(leaf: unknown): boolean | undefined;
  dynamic(tree: unknown): { readonly type: CtyType; readonly tree: unknown } | undefined;
  /** The real key of one in the tree, and back: the parser may have to hold some in another form. */
  fromTreeKey(key: string): string;
  toTreeKey(key: string): string;
  /** Attributes that the type lacks, and attributes that the tree lacks. */
  readonly extraAttributes: "refuse" | "drop";
  readonly missingAttributes: "refuse" | "null";
}

/**
 * Turns a parsed tree of arrays, objects and leaves into a value of the type.
 * @throws CtyDecodeError
 */
export function readTree(spelling: TreeSpelling, type: CtyType, tree: unknown): CtyValue {
  const path: PathStep[] = [];
  return read(type, tree);

  function read(expected: CtyType, node: unknown): CtyValue {
    if (node === null) return null;
    if (isUnknown(node)) return node;
    if (path.length > deepest) {
      throw new CtyDecodeError(path.slice(0, 8), "the value is nested too deeply");
    }
    if (typeof expected === "string") return readLeaf(expected, node);
    if ("list" in expected) return readArray(node, "a list", () => expected.list);
    if ("set" in expected) return readArray(node, "a set", () => expected.set);
    if ("map" in expected) return readMap(node, expected.map);
    if ("object" in expected) return readObject(node, expected.object);
    return readTuple(node, expected.tuple);
  }

  function readAt(step: PathStep, expected: CtyType, node: unknown): CtyValue {
    path.push(step);
    const value = read(expected, node);
    path.pop();
    return value;
  }

  function readLeaf(expected: "string" | "number" | "bool" | "dynamic", node: unknown): CtyValue {
    if (expected === "dynamic") {
      const typed = spelling.dynamic(node);
      if (typed === undefined || typed.type === "dynamic") return fail("a value with its type", node);
      return new Dynamic(typed.type, read(typed.type, typed.tree));
    }
    if (expected === "string") {
      const text = spelling.string(node);
      return text === undefined ? fail("a string", node) : ctyString(text);
    }
    return spelling[expected](node) ?? fail(expected === "bool" ? "a bool" : "a number", node);
  }

  function readArray(node: unknown, expected: string, typeAt: (index: number) => CtyType): CtyValue {
    if (!Array.isArray(node)) return fail(expected, node);
    return node.map((element: unknown, index) => readAt(index, typeAt(index), element));
  }

  function readTuple(node: unknown, types: readonly CtyType[]): CtyValue {
    if (!Array.isArray(node) || node.length !== types.length) return fail(`a tuple of ${types.length}`, node);
    return types.map((elementType, index) => readAt(index, elementType, node[index]));
  }

  function readMap(node: unknown, element: CtyType): CtyValue {
    if (!isKeyed(node)) return fail("a map", node);
    const map: Record<string, CtyValue> = Object.create(null);
    for (const [key, inner] of Object.entries(node)) {
      const name = ctyString(spelling.fromTreeKey(key));
      map[name] = readAt(name, element, inner);
    }
    return map;
  }

  function readObject(node: unknown, attributes: Readonly<Record<string, CtyType>>): CtyValue {
    if (!isKeyed(node)) return fail("an object", node);
    const object: Record<string, CtyValue> = Object.create(null);
    let found = 0;
    for (const [name, attribute] of Object.entries(attributes)) {
      const key = spelling.toTreeKey(name);
      if (Object.hasOwn(node, key)) {
        object[name] = readAt(name, attribute, node[key]);
        found++;
      } else if (spelling.missingAttributes === "null") object[name] = null;
      else throw new CtyDecodeError([...path], `the object lacks the attribute ${JSON.stringify(name)}`);
    }
    if (spelling.extraAttributes === "refuse" && Object.keys(node).length > found)
      refuseExtra(node, attributes);
    return object;
  }

  function refuseExtra(node: object, attributes: object): never {
    const names = Object.keys(node).map(spelling.fromTreeKey);
    const extra = names.find((name) => !Object.hasOwn(attributes, name));
    throw new CtyDecodeError([...path], `the type has no attribute ${JSON.stringify(extra)}`);
  }

  function fail(expected: string, node: unknown): never {
    throw new CtyDecodeError([...path], `${expected} is expected, found ${kindOf(node)}`);
  }
}

function isKeyed(node: unknown): node is Readonly<Record<string, unknown>> {
  return (
    typeof node === "object" &&
    node !== null &&
    !Array.isArray(node) &&
    Object.getPrototypeOf(node) === Object.prototype
  );
}

function kindOf(node: unknown): string {
  if (Array.isArray(node)) return `an array of ${node.length}`;
  if (node instanceof Uint8Array) return "bytes";
  if (isKeyed(node)) return "an object";
  return typeof node === "object" ? "a number" : `a ${typeof node}`;
}
