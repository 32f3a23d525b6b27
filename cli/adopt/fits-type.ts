import { isJsonNumber, type JsonValue } from "../../client";
import { isRecord, recordOf } from "../server-objects/records";

type Json = { readonly [name: string]: JsonValue };

interface Rules {
  /** Definitions that `$ref` leads to. */
  readonly definitions: Json;
  /** May `{{ … }}` stand for any value, as in job variables? */
  readonly templates: boolean;
}

/**
 * Whether TypeScript takes a value for the type that is made of a JSON schema (`declareTypes`, of `flow-types`). In doubt
 * it does not.
 */
export function fitsType(schema: Json, value: JsonValue, templates: boolean): boolean {
  const definitions = { ...recordOf(schema.definitions), ...recordOf(schema.$defs) };
  const { block_type_slug: _own, ...plain } = schema;
  return fits(plain, value, { definitions, templates });
}

function fits(schema: JsonValue | undefined, value: JsonValue, rules: Rules): boolean {
  if (!isRecord(schema)) return schema !== false;
  if (typeof schema.block_type_slug === "string") return isBlock(value, rules);
  if (typeof schema.$ref === "string") {
    return fits(rules.definitions[schema.$ref.replace(/^.*\//, "")], value, rules);
  }
  if ("const" in schema) return schema.const === value;
  if (Array.isArray(schema.enum)) return schema.enum.includes(value);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) return alternatives.some((one) => fits(one, value, rules));
  if (Array.isArray(schema.allOf)) {
    const [only, ...more] = schema.allOf;
    return more.length === 0 && fits(only, value, rules);
  }
  const { type } = schema;
  if (Array.isArray(type)) return type.some((one) => fits({ ...schema, type: one }, value, rules));
  return fitsTyped(schema, value, rules);
}

function fitsTyped(schema: Json, value: JsonValue, rules: Rules): boolean {
  switch (schema.type) {
    case "string":
      return typeof value === "string";
    case "null":
      return value === null;
    case "integer":
    case "number":
      return typeof value === "number" || isTemplate(value, rules);
    case "boolean":
      return typeof value === "boolean" || isTemplate(value, rules);
    case "array":
      if (isTemplate(value, rules)) return true;
      return (
        Array.isArray(value) &&
        !Array.isArray(schema.prefixItems) &&
        value.every((item) => fits(schema.items, item, rules))
      );
    case "object":
      return isTemplate(value, rules) || fitsObject(schema, value, rules);
    default:
      return isRecord(schema.properties) ? fitsObject(schema, value, rules) : true;
  }
}

function fitsObject({ properties, additionalProperties, required }: Json, value: JsonValue, rules: Rules) {
  if (!isRecord(value) || isJsonNumber(value)) return false;
  if (!isRecord(properties)) {
    const each = additionalProperties === false ? undefined : additionalProperties;
    return Object.values(value).every((one) => fits(each, one, rules));
  }
  const needed = Array.isArray(required) ? required : [];
  return (
    needed.every((name) => typeof name === "string" && Object.hasOwn(value, name)) &&
    Object.entries(value).every(
      ([name, one]) => Object.hasOwn(properties, name) && fits(properties[name], one, rules),
    )
  );
}

const isTemplate = (value: JsonValue, { templates }: Rules): boolean =>
  templates && typeof value === "string" && /\{\{.*\}\}/s.test(value);

const isBlock = (value: JsonValue, rules: Rules): boolean =>
  isTemplate(value, rules) ||
  (isRecord(value) &&
    typeof recordOf(value.$ref).block_document_id === "string" &&
    Object.keys(value).length === 1);
