import { beforeAll, describe, expect, it } from "vitest";
import { readProviderSchema } from "../scripts/provider-schema";
import {
  officialSchema,
  onlyProvider,
  type ProviderSchema,
  selfHostedDataSources,
  selfHostedResources,
} from "./support/official-schema";
import { providerFolder } from "./support/project-paths";
import { incompatibilities, type ObjectSchema } from "./support/schema-compatibility";

let ours: ProviderSchema;

beforeAll(() => {
  ours = onlyProvider(readProviderSchema(providerFolder));
});

const compareResource = (name: string): string[] =>
  compare(officialSchema.resource(name), ours.resource_schemas[`prefect_${name}`]);

const compareDataSource = (name: string): string[] =>
  compare(officialSchema.dataSource(name), ours.data_source_schemas[`prefect_${name}`]);

const compare = (official: ObjectSchema, own: ObjectSchema | undefined): string[] =>
  own === undefined ? ["missing"] : incompatibilities(official, own);

describe("the official provider's schema", () => {
  it.each(selfHostedResources)("has resource prefect_%s", (name) => {
    expect(compareResource(name)).toEqual([]);
  });

  it.each(selfHostedDataSources)("has data source prefect_%s", (name) => {
    expect(compareDataSource(name)).toEqual([]);
  });

  it("has its types that only Prefect Cloud can serve, to refuse them by name", () => {
    const faults = (["resource_schemas", "data_source_schemas"] as const).flatMap((kind) => {
      const selfHosted = kind === "resource_schemas" ? resources : dataSources;
      const others = Object.keys(official[kind]).filter((name) => !selfHosted.includes(name.slice(8)));
      return others.flatMap((name) => compare(kind, name.slice(8)).map((fault) => `${name}: ${fault}`));
    });
    expect(faults).toEqual([]);
  });

  it("has its provider settings", () => {
    expect(incompatibilities(officialSchema.provider, ours.provider)).toEqual([]);
  });
});
