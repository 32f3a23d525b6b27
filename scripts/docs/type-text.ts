import type { AttributeJson, TypeJson } from "./schema-json";

const plain: Readonly<Record<string, string>> = {
  string: "String",
  number: "Number",
  bool: "Boolean",
  dynamic: "Dynamic",
};

const collections: Readonly<Record<string, string>> = { list: "List", set: "Set", map: "Map" };

/** A type as the registry's pages name it: `List of String`. */
export function typeText(type: TypeJson): string {
  if (typeof type === "string") return plain[type] ?? type;
  const [maker, inner] = type;
  const collection = collections[maker];
  if (collection !== undefined && isType(inner)) return `${collection} of ${typeText(inner)}`;
  return maker === "tuple" ? "Tuple" : "Object";
}

/** A type as HCL writes it, for signatures: `list(string)`. */
export function typeExpression(type: TypeJson): string {
  if (typeof type === "string") return type;
  const [maker, inner] = type;
  return collections[maker] !== undefined && isType(inner) ? `${maker}(${typeExpression(inner)})` : maker;
}

/** Type and nature of an attribute: `String, Sensitive`, `Attributes List`. */
export function attributeText(attribute: AttributeJson, replaces: boolean): string {
  const { type, nested_type: nested } = attribute;
  const words = [
    nested === undefined
      ? typeText(type ?? "dynamic")
      : nested.nesting_mode === "single"
        ? "Attributes"
        : `Attributes ${collections[nested.nesting_mode]}`,
  ];
  if (attribute.sensitive) words.push("Sensitive");
  if (attribute.write_only) words.push("Write-only");
  if (attribute.deprecated) words.push("Deprecated");
  if (replaces) words.push("Forces replacement");
  return words.join(", ");
}

/** The attributes of an object type, by name; undefined for any other type. */
export function objectFields(type: TypeJson): Readonly<Record<string, TypeJson>> | undefined {
  if (typeof type === "string") return undefined;
  const [maker, inner] = type;
  if (maker === "object") return isType(inner) ? undefined : inner;
  return isType(inner) ? objectFields(inner) : undefined;
}

function isType(inner: TypeJson | Readonly<Record<string, TypeJson>>): inner is TypeJson {
  return typeof inner === "string" || Array.isArray(inner);
}
