import type { BlockType } from "../../client";
import { optional } from "../framework/attribute";
import { listResource } from "../framework/list-resource";
import { bool } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { blockType, blockTypeAttributes } from "./block-type";
import { listed, listScope } from "./listed-objects";

/** API: `POST /block_types/filter`. */
export async function* blockTypePages(
  api: PrefectApi,
  wanted: Scope & { readonly is_protected: boolean | null },
): AsyncGenerator<readonly BlockType[]> {
  const { is_protected: isProtected } = wanted;
  for await (const page of api.client(wanted).pages("/block_types/filter", { body: {} })) {
    yield page.filter((row) => isProtected === null || (row.is_protected ?? false) === isProtected);
  }
}

export const blockTypeList = listResource(blockType, {
  doc: "Block types that exist.",
  filters: {
    is_protected: optional(bool).doc(
      "Only types that come with the server and cannot be changed (true), or only others (false).",
    ),
    ...listScope,
  },
  list: ({ config, api }) =>
    listed(config, blockTypePages(api, config), (row) => ({
      displayName: row.slug,
      object: blockTypeAttributes(row),
    })),
});
