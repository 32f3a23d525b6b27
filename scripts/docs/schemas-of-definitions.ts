import type { Provider } from "../../provider/framework/provider";
import { getProviderSchema } from "../../provider/framework/rpc/schema";
import {
  GetProviderSchema_ResponseSchema,
  type Schema,
  type Schema_Attribute,
  Schema_Object_NestingMode,
} from "../../provider/tfplugin6/generated/messages";
import { create } from "../../provider/tfplugin6/message";
import type { AttributeJson, Attributes, BlockJson, ProviderJson, TypeJson } from "./schema-json";

/** What only newer versions of Terraform print of the schema: told of here as the provider tells it, for all alike. */
export type NewerSchemas = Pick<ProviderJson, "list_resource_schemas" | "action_schemas">;

/** They are the same with every Terraform, and those that are printed are not looked at. */
export function newerSchemas<Api>(provider: Provider<Api>): NewerSchemas {
  const { listResourceSchemas, actionSchemas } = create(
    GetProviderSchema_ResponseSchema,
    getProviderSchema(provider),
  );
  return {
    list_resource_schemas: Object.fromEntries(
      Object.entries(listResourceSchemas).map(([name, schema]) => [name, blockJson(schema)]),
    ),
    action_schemas: Object.fromEntries(
      Object.entries(actionSchemas).map(([name, { schema }]) => [name, blockJson(schema)]),
    ),
  };
}

/** A schema as `terraform providers schema -json` prints it. */
function blockJson(schema: Schema | undefined): BlockJson {
  const { attributes = [], description = "" } = schema?.block ?? {};
  return { block: { attributes: attributesJson(attributes), description } };
}

const attributesJson = (attributes: readonly Schema_Attribute[]): Attributes =>
  Object.fromEntries(attributes.map((one) => [one.name, attributeJson(one)]));

const modes = {
  [Schema_Object_NestingMode.SINGLE]: "single",
  [Schema_Object_NestingMode.LIST]: "list",
  [Schema_Object_NestingMode.SET]: "set",
  [Schema_Object_NestingMode.MAP]: "map",
} as const;

function attributeJson(attribute: Schema_Attribute): AttributeJson {
  const { nestedType, type, description, required, optional, computed } = attribute;
  const facts = {
    description,
    required,
    optional,
    computed,
    sensitive: attribute.sensitive,
    write_only: attribute.writeOnly,
    deprecated: attribute.deprecated,
  };
  if (nestedType === undefined) return { ...facts, type: typeJson(type) };
  const { nesting, attributes } = nestedType;
  if (nesting === Schema_Object_NestingMode.INVALID) throw new Error(`${attribute.name} nests in no way.`);
  return { ...facts, nested_type: { attributes: attributesJson(attributes), nesting_mode: modes[nesting] } };
}

function typeJson(bytes: Uint8Array): TypeJson {
  const type: TypeJson = JSON.parse(Buffer.from(bytes).toString("utf8"));
  return type;
}
