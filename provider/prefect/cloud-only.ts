import type { Attributes } from "../framework/attribute";
import { type DataSource, dataSource } from "../framework/data-source";
import { type Diagnostic, problem, refuse } from "../framework/diagnostic";
import { type Resource, resource } from "../framework/resource";
import type { PrefectApi } from "./api";
import { cloudDataSources, cloudResources } from "./generated/cloud-types";

const doc =
  "Prefect Cloud only, and not part of this provider: using it is an error that says what it needs.";

const needs = (typeName: string) =>
  [
    `${typeName} needs Prefect Cloud and the official provider`,
    `A self-hosted Prefect server has nothing of the kind, and this provider does not manage it on Prefect Cloud. ` +
      `Remove it from the configuration, or keep it with the official provider under a name of its own: add \`prefect_cloud = { source = "PrefectHQ/prefect" }\` to required_providers, and \`provider = prefect_cloud\` to this block. ` +
      "What the state has of it is then moved with `terraform state rm` and `terraform import`.",
  ] as const;

/** A resource that is known by its name and attributes, so that Terraform takes it, and refused wherever it is used. */
function cloudOnlyResource(typeName: string, version: number, schema: Attributes): Resource<PrefectApi> {
  const stop = async (): Promise<never> => refuse(...needs(typeName));
  return resource<Attributes, PrefectApi>(typeName, {
    doc,
    schema,
    version,
    importForms: [],
    identity: [],
    check: (): readonly Diagnostic[] => [problem(...needs(typeName))],
    create: stop,
    read: stop,
    update: stop,
    delete: stop,
    import: stop,
  });
}

const cloudOnlyDataSource = (typeName: string, schema: Attributes): DataSource<PrefectApi> =>
  dataSource<Attributes, PrefectApi>(typeName, {
    doc,
    schema,
    check: () => [problem(...needs(typeName))],
    read: async () => refuse(...needs(typeName)),
  });

/** Resources of the official provider that only Prefect Cloud can serve. */
export const cloudOnlyResources = Object.entries(cloudResources).map(([name, { version, schema }]) =>
  cloudOnlyResource(name, version, schema),
);

/** Its data sources that only Prefect Cloud can serve. */
export const cloudOnlyDataSources = Object.entries(cloudDataSources).map(([name, { schema }]) =>
  cloudOnlyDataSource(name, schema),
);
