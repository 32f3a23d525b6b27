import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project-paths";
import type { AttributeSchemas, ObjectSchema } from "./schema-compatibility";

export interface ProviderSchema {
  readonly provider: ObjectSchema;
  readonly resource_schemas: Readonly<Record<string, ObjectSchema>>;
  readonly data_source_schemas: Readonly<Record<string, ObjectSchema>>;
}

/** The one provider in what `terraform providers schema -json` prints. */
export function onlyProvider(json: string): ProviderSchema {
  const { provider_schemas }: { provider_schemas: Record<string, ProviderSchema> } = JSON.parse(json);
  const [schema] = Object.values(provider_schemas);
  if (schema === undefined) throw new Error("the schema holds no provider");
  return schema;
}

/** `schema.json` was stripped of descriptions, and of the attributes of that name with them. */
const descriptions: Readonly<Record<string, AttributeSchemas>> = {
  automation: { description: { type: "string", optional: true, computed: true } },
  block_type: { description: { type: "string", optional: true } },
  deployment: { description: { type: "string", optional: true, computed: true } },
  work_pool: { description: { type: "string", optional: true } },
  work_queue: { description: { type: "string", optional: true, computed: true } },
};
const dataDescriptions: Readonly<Record<string, AttributeSchemas>> = {
  automation: { description: { type: "string", computed: true } },
  deployment: { description: { type: "string", computed: true } },
  work_pool: { description: { type: "string", optional: true } },
  work_queue: { description: { type: "string", optional: true } },
};

const stored = onlyProvider(readFileSync(join(projectRoot, "tests/compatibility/schema.json"), "utf8"));

function withDescription(
  schemas: Readonly<Record<string, ObjectSchema>>,
  name: string,
  further: AttributeSchemas = {},
): ObjectSchema {
  const schema = schemas[`prefect_${name}`];
  if (schema === undefined) throw new Error(`the official provider has no prefect_${name}`);
  return { ...schema, block: { attributes: { ...schema.block.attributes, ...further } } };
}

/** Its resources that a self-hosted server has, without their prefix. */
export const selfHostedResources = [
  "automation",
  "block",
  "block_schema",
  "block_type",
  "deployment",
  "deployment_schedule",
  "flow",
  "global_concurrency_limit",
  "task_run_concurrency_limit",
  "variable",
  "work_pool",
  "work_queue",
] as const;

export type OfficialResource = (typeof selfHostedResources)[number];

/** The same for its data sources. */
export const selfHostedDataSources = [
  "automation",
  "block",
  "deployment",
  "global_concurrency_limit",
  "variable",
  "work_pool",
  "work_pools",
  "work_queue",
  "work_queues",
  "worker_metadata",
];

const cloudOnly = (
  schemas: Readonly<Record<string, ObjectSchema>>,
  selfHosted: readonly string[],
): readonly string[] =>
  Object.keys(schemas)
    .map((name) => name.slice("prefect_".length))
    .filter((name) => !selfHosted.includes(name));

/** The official provider (PrefectHQ/prefect 3.4.1); types without their prefix `prefect_`. */
export const officialSchema = {
  provider: stored.provider,
  resource: (name: string): ObjectSchema =>
    withDescription(stored.resource_schemas, name, descriptions[name]),
  dataSource: (name: string): ObjectSchema =>
    withDescription(stored.data_source_schemas, name, dataDescriptions[name]),
  cloudOnlyResources: cloudOnly(stored.resource_schemas, selfHostedResources),
  cloudOnlyDataSources: cloudOnly(stored.data_source_schemas, selfHostedDataSources),
};
