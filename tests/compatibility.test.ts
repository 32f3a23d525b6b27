import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readProviderSchema } from "../scripts/provider-schema";
import { providerFolder } from "./support/project-paths";
import { type AttributeSchemas, incompatibilities, type ObjectSchema } from "./support/schema-compatibility";

interface ProviderSchema {
  readonly provider: ObjectSchema;
  readonly resource_schemas: Readonly<Record<string, ObjectSchema>>;
  readonly data_source_schemas: Readonly<Record<string, ObjectSchema>>;
}

/** What the official provider has for a self-hosted server. */
const resources = [
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
];
const dataSources = [
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

/** What is not there yet. */
const missingResources: readonly string[] = [];
const missingDataSources: readonly string[] = [];

/** `schema.json` was stripped of descriptions, and of the attributes of that name with them. */
const described: Readonly<Record<string, AttributeSchemas>> = {
  automation: { description: { type: "string", optional: true, computed: true } },
  block_type: { description: { type: "string", optional: true } },
  deployment: { description: { type: "string", optional: true, computed: true } },
  work_pool: { description: { type: "string", optional: true } },
  work_queue: { description: { type: "string", optional: true, computed: true } },
};
const describedData: Readonly<Record<string, AttributeSchemas>> = {
  automation: { description: { type: "string", computed: true } },
  deployment: { description: { type: "string", computed: true } },
  work_pool: { description: { type: "string", optional: true } },
  work_queue: { description: { type: "string", optional: true } },
};

function onlyProvider(json: string): ProviderSchema {
  const { provider_schemas }: { provider_schemas: Record<string, ProviderSchema> } = JSON.parse(json);
  const [schema] = Object.values(provider_schemas);
  if (schema === undefined) throw new Error("the schema holds no provider");
  return schema;
}

const official = onlyProvider(readFileSync(join(__dirname, "compatibility/schema.json"), "utf8"));
let ours: ProviderSchema;

beforeAll(() => {
  ours = onlyProvider(readProviderSchema(providerFolder));
});

function compare(
  kind: "resource_schemas" | "data_source_schemas",
  name: string,
  further: AttributeSchemas = {},
): string[] {
  const theirs = official[kind][`prefect_${name}`];
  const own = ours[kind][`prefect_${name}`];
  if (theirs === undefined) throw new Error(`the official provider has no prefect_${name}`);
  if (own === undefined) return ["missing"];
  return incompatibilities(
    { ...theirs, block: { attributes: { ...theirs.block.attributes, ...further } } },
    own,
  );
}

describe("the official provider's schema", () => {
  it.each(resources.filter((name) => !missingResources.includes(name)))("has resource prefect_%s", (name) => {
    expect(compare("resource_schemas", name, described[name])).toEqual([]);
  });

  it.each(dataSources.filter((name) => !missingDataSources.includes(name)))(
    "has data source prefect_%s",
    (name) => {
      expect(compare("data_source_schemas", name, describedData[name])).toEqual([]);
    },
  );

  it("has its types that only Prefect Cloud can serve, to refuse them by name", () => {
    const faults = (["resource_schemas", "data_source_schemas"] as const).flatMap((kind) => {
      const selfHosted = kind === "resource_schemas" ? resources : dataSources;
      const others = Object.keys(official[kind]).filter((name) => !selfHosted.includes(name.slice(8)));
      return others.flatMap((name) => compare(kind, name.slice(8)).map((fault) => `${name}: ${fault}`));
    });
    expect(faults).toEqual([]);
  });

  it("has its provider settings", () => {
    expect(incompatibilities(official.provider, ours.provider)).toEqual([]);
  });

  it("lacks no more than what is said above", () => {
    const lacking = (names: readonly string[], kind: "resource_schemas" | "data_source_schemas") =>
      names.filter((name) => ours[kind][`prefect_${name}`] === undefined);
    expect(lacking(resources, "resource_schemas")).toEqual(missingResources);
    expect(lacking(dataSources, "data_source_schemas")).toEqual(missingDataSources);
  });
});
