import { cloudOnlyDataSources, cloudOnlyResources } from "../../provider/prefect/cloud-only";

const names = (types: readonly { readonly typeName: string }[]): ReadonlySet<string> =>
  new Set(types.map(({ typeName }) => typeName));

/** Types that are registered only to say that they need Prefect Cloud, by folder: they have no page and no example. */
export const cloudOnly: Readonly<Record<string, ReadonlySet<string>>> = {
  resources: names(cloudOnlyResources),
  "data-sources": names(cloudOnlyDataSources),
};
