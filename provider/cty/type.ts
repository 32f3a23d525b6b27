import { CtyDecodeError, type PathStep } from "./errors";

/** A type of Terraform's type system. `dynamic` stands for "any type, said with the value". */
export type CtyType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | { readonly list: CtyType }
  | { readonly set: CtyType }
  | { readonly map: CtyType }
  | { readonly object: Readonly<Record<string, CtyType>> }
  | { readonly tuple: readonly CtyType[] };

/** Terraform's JSON form of a type: `"string"`, `["list","string"]`, `["object",{"a":"bool"}]`. */
export type TypeJson =
  | string
  | readonly [string, TypeJson]
  | readonly [string, { readonly [name: string]: TypeJson }]
  | readonly [string, readonly TypeJson[]];

/** Types and values nested deeper than this are refused, well before the stack would overflow. */
export const deepest = 500;

export function typeToJson(type: CtyType): TypeJson {
  if (typeof type === "string") return type;
  if ("list" in type) return ["list", typeToJson(type.list)];
  if ("set" in type) return ["set", typeToJson(type.set)];
  if ("map" in type) return ["map", typeToJson(type.map)];
  if ("tuple" in type) return ["tuple", type.tuple.map(typeToJson)];
  const attributes: Record<string, TypeJson> = Object.create(null);
  for (const name of Object.keys(type.object).sort()) {
    const attribute = type.object[name];
    if (attribute !== undefined) attributes[name] = typeToJson(attribute);
  }
  return ["object", attributes];
}

/** The JSON form as UTF-8, as schemas and dynamic values carry it. Object attributes are sorted. */
export function typeToBytes(type: CtyType): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(typeToJson(type)));
}

/**
 * Reads the JSON form (parsed). The list of optional attributes that an object type may carry is ignored.
 * @throws CtyDecodeError
 */
export function typeFromJson(json: unknown): CtyType {
  return readType(json, []);
}

/** @throws CtyDecodeError */
export function typeFromBytes(bytes: Uint8Array): CtyType {
  return readType(parseJson(bytes), []);
}

export function typesEqual(a: CtyType, b: CtyType): boolean {
  return a === b || JSON.stringify(typeToJson(a)) === JSON.stringify(typeToJson(b));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new CtyDecodeError([], "a type is expected, found something that is not JSON");
  }
}

function readType(json: unknown, path: PathStep[]): CtyType {
  if (path.length > deepest) throw new CtyDecodeError(path.slice(0, 8), "the type is nested too deeply");
  if (json === "string" || json === "number" || json === "bool" || json === "dynamic") return json;
  if (Array.isArray(json) && (json.length === 2 || (json.length === 3 && json[0] === "object"))) {
    const [kind, inner]: unknown[] = json;
    if (kind === "list") return { list: readInner(inner, "list", path) };
    if (kind === "set") return { set: readInner(inner, "set", path) };
    if (kind === "map") return { map: readInner(inner, "map", path) };
    if (kind === "tuple" && Array.isArray(inner)) {
      return { tuple: inner.map((element: unknown, index) => readInner(element, index, path)) };
    }
    if (kind === "object" && typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
      const object: Record<string, CtyType> = Object.create(null);
      for (const [name, attribute] of Object.entries(inner)) {
        object[name] = readInner(attribute, name, path);
      }
      return { object };
    }
  }
  throw new CtyDecodeError([...path], "not a type");
}

function readInner(json: unknown, step: PathStep, path: PathStep[]): CtyType {
  path.push(step);
  const type = readType(json, path);
  path.pop();
  return type;
}
