import type { AttributeSchema, AttributeSchemas } from "./schema-compatibility";

type Json = unknown;

/**
 * Where an object of a state file does not have the shape of a schema, one line for each place. Attributes that the
 * schema does not have are passed over: Terraform's plugin framework drops them when it reads a state.
 */
export function misfits(attributes: AttributeSchemas, object: Json, path = ""): string[] {
  if (!isObject(object)) return [`${path || "."}: no object`];
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    name in object ? misfit(attribute, object[name], `${path}.${name}`) : [`${path}.${name}: missing`],
  );
}

function misfit(
  { type, nested_type, required, write_only }: AttributeSchema,
  value: Json,
  path: string,
): string[] {
  if (value === null) return required === true ? [`${path}: null, and required`] : [];
  if (write_only === true) return [`${path}: a write-only value is stored`];
  if (nested_type === undefined) return typeMisfit(type, value, path);
  const { nesting_mode, attributes } = nested_type;
  if (nesting_mode === "single") return misfits(attributes, value, path);
  return each(value, path, (one, at) => misfits(attributes, one, at));
}

/** @param type a type as Terraform writes it in JSON: `"string"`, `["list", "string"]`, `"dynamic"` */
function typeMisfit(type: Json, value: Json, path: string): string[] {
  const wrong = [`${path}: not of the type ${JSON.stringify(type)}`];
  if (value === null) return [];
  if (type === "string" || type === "bool" || type === "number") {
    return typeof value === (type === "bool" ? "boolean" : type) ? [] : wrong;
  }
  if (type === "dynamic") {
    return isObject(value) && "type" in value ? typeMisfit(value.type, value.value, path) : wrong;
  }
  if (!Array.isArray(type)) return wrong;
  const [kind, inner] = type;
  if (kind === "list" || kind === "set") return each(value, path, (one, at) => typeMisfit(inner, one, at));
  if (kind === "tuple") return each(value, path, (one, at, index) => typeMisfit(inner[index], one, at));
  if (!isObject(value)) return wrong;
  return Object.entries(value).flatMap(([key, one]) =>
    typeMisfit(kind === "object" ? inner[key] : inner, one, `${path}.${key}`),
  );
}

const each = (
  value: Json,
  path: string,
  judge: (one: Json, path: string, index: number) => string[],
): string[] =>
  Array.isArray(value)
    ? value.flatMap((one, index) => judge(one, `${path}[${index}]`, index))
    : [`${path}: no list`];

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
