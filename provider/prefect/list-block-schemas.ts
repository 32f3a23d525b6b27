import type { BlockSchema, PrefectClient } from "../../client";
import { optional } from "../framework/attribute";
import { at, refuse } from "../framework/diagnostic";
import { listResource } from "../framework/list-resource";
import { string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { blockSchema, blockSchemaAttributes } from "./block-schema";
import { listed, listScope } from "./listed-objects";
import { schemasOfType } from "./schemas-of-type";

export const blockSchemaFilters = {
  type_slug: optional(string).doc("Only schemas of the block type with this slug."),
};

/** Id of the block type with this slug. */
export async function blockTypeIdOf(client: PrefectClient, slug: string): Promise<string> {
  const type = await client.read.blockTypeBySlug(slug);
  if (type === undefined) {
    refuse("No such block type", `The server has no block type with the slug "${slug}".`, at("type_slug"));
  }
  return type.id;
}

/** API: `POST /block_schemas/filter`. */
export async function* blockSchemaPages(
  api: PrefectApi,
  wanted: Scope & { readonly type_slug: string | null },
): AsyncGenerator<readonly BlockSchema[]> {
  const client = api.client(wanted);
  const { type_slug: slug } = wanted;
  if (slug === null) yield* client.pages("/block_schemas/filter", { body: {} });
  else yield await schemasOfType(client, await blockTypeIdOf(client, slug));
}

/** As much of `sha256:…` as tells the schemas of one type apart. */
const shownChecksum = "sha256:".length + 12;

export const blockSchemaList = listResource(blockSchema, {
  doc: "Block schemas that exist.",
  filters: { ...blockSchemaFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, blockSchemaPages(api, config), (row) => ({
      displayName: `${row.block_type?.slug ?? ""} ${row.checksum.slice(0, shownChecksum)}`.trim(),
      object: blockSchemaAttributes(row),
    })),
});
