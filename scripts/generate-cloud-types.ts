/**
 * Renews `provider/prefect/generated/cloud-types.ts`: the resources and data sources of the official provider that
 * only Prefect Cloud can serve, as it has them, from `tests/compatibility/schema.json`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

interface AttributeSchema {
  readonly type?: unknown;
  readonly nested_type?: { readonly nesting_mode: string; readonly attributes: AttributeSchemas };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
}

type AttributeSchemas = Readonly<Record<string, AttributeSchema>>;

interface TypeSchema {
  readonly version: number;
  readonly block: { readonly attributes: AttributeSchemas };
}

type TypeSchemas = Readonly<Record<string, TypeSchema>>;

const resources = [
  "account",
  "account_member",
  "block_access",
  "deployment_access",
  "resource_sla",
  "service_account",
  "team",
  "team_access",
  "user",
  "user_api_key",
  "webhook",
  "work_pool_access",
  "workspace",
  "workspace_access",
  "workspace_role",
];

const dataSources = [
  "account",
  "account_member",
  "account_members",
  "account_role",
  "service_account",
  "team",
  "teams",
  "webhook",
  "workspace",
  "workspace_role",
];

/** `schema.json` was stripped of descriptions, and of the attributes of that name with them. */
const described = ["team", "webhook", "workspace", "workspace_role"];

const descriptions = {
  resource: { description: { type: "string", optional: true, computed: true } },
  data: { description: { type: "string", computed: true } },
};

function kindText({ type, nested_type: nested }: AttributeSchema): string {
  if (nested !== undefined) {
    const inside = `object(${schemaText(nested.attributes)})`;
    return nested.nesting_mode === "single" ? inside : `${nested.nesting_mode}(${inside})`;
  }
  if (typeof type === "string") return type;
  if (Array.isArray(type) && type.length === 2) return `${type[0]}(${kindText({ type: type[1] })})`;
  throw new Error(`No kind for the type ${JSON.stringify(type)}.`);
}

function attributeText(attribute: AttributeSchema): string {
  const { required, optional, computed, sensitive } = attribute;
  const mode = required ? "required" : optional ? "optional" : "computed";
  const words = `${optional && computed ? ".computed()" : ""}${sensitive ? ".sensitive()" : ""}`;
  return `${mode}(${kindText(attribute)})${words}`;
}

const schemaText = (attributes: AttributeSchemas): string =>
  `{ ${Object.keys(attributes)
    .sort()
    .map((name) => `${name}: ${attributeText(attributes[name] ?? {})}`)
    .join(", ")} }`;

function typesText(name: string, wanted: readonly string[], types: TypeSchemas, further: AttributeSchemas) {
  const lines = wanted.map((short) => {
    const type = types[`prefect_${short}`];
    if (type === undefined) throw new Error(`The official provider has no prefect_${short}.`);
    const attributes = { ...(described.includes(short) ? further : {}), ...type.block.attributes };
    return `  prefect_${short}: { version: ${type.version}, schema: ${schemaText(attributes)} },`;
  });
  return [`export const ${name}: CloudTypes = {`, ...lines, "};"].join("\n");
}

const root = resolve(__dirname, "..");
const { provider_schemas }: { provider_schemas: Record<string, Record<string, TypeSchemas>> } = JSON.parse(
  readFileSync(join(root, "tests/compatibility/schema.json"), "utf8"),
);
const [official] = Object.values(provider_schemas);
const folder = join(root, "provider/prefect/generated");

mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, "cloud-types.ts"),
  [
    "// Made by scripts/generate-cloud-types.ts from the official provider's schema. Do not edit.",
    'import { type Attributes, computed, optional, required } from "../../framework/attribute";',
    'import { list, map, object } from "../../framework/collections";',
    'import { bool, number, string } from "../../framework/scalars";',
    "",
    "/** Types that only Prefect Cloud can serve, by name. */",
    "export type CloudTypes = Readonly<Record<string, { readonly version: number; readonly schema: Attributes }>>;",
    "",
    typesText("cloudResources", resources, official?.resource_schemas ?? {}, descriptions.resource),
    "",
    typesText("cloudDataSources", dataSources, official?.data_source_schemas ?? {}, descriptions.data),
    "",
  ].join("\n"),
);
