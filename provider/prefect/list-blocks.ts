import type { BlockDocument } from "../../client";
import { optional } from "../framework/attribute";
import { listResource } from "../framework/list-resource";
import { string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { block, importedBlock } from "./block";
import { listed, listScope } from "./listed-objects";

export const blockFilters = {
  type_slug: optional(string).doc("Only blocks of the type with this slug."),
};

/** API: `POST /block_documents/filter`, which leaves secrets out. */
export function blockPages(
  api: PrefectApi,
  wanted: Scope & { readonly type_slug: string | null },
): AsyncGenerator<readonly BlockDocument[]> {
  const { type_slug: slug } = wanted;
  return api.client(wanted).pages("/block_documents/filter", {
    body: slug === null ? {} : { block_types: { slug: { any_: [slug] } } },
  });
}

export const blockList = listResource(block, {
  doc: "Blocks that exist, but for anonymous ones; without their data.",
  filters: { ...blockFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, blockPages(api, config), (row) => ({
      displayName: `${row.block_type?.slug ?? ""}/${row.name ?? ""}`,
      object: importedBlock(row),
    })),
});
