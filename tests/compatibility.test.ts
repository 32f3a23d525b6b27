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
    const faultsOf = (names: readonly string[], compareOne: (name: string) => string[]) =>
      names.flatMap((name) => compareOne(name).map((fault) => `${name}: ${fault}`));
    const faults = [
      ...faultsOf(officialSchema.cloudOnlyResources, compareResource),
      ...faultsOf(officialSchema.cloudOnlyDataSources, compareDataSource),
    ];
    expect(faults).toEqual([]);
  });

  it("has its provider settings", () => {
    expect(incompatibilities(officialSchema.provider, ours.provider)).toEqual([]);
  });
});
