import { computed, optional } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { blockIds, blockLookupSchema, blockOutputs, checkBlockLookup, lookUpBlock } from "./block-lookup";
import { byName, dataScope, found, foundTimes } from "./data-attributes";

export const blockData = dataSource<typeof blockLookupSchema, PrefectApi>("prefect_block", {
  doc: "A block that exists, by id or by type and name. Its data come into the state; those of the ephemeral resource do not.",
  schema: blockLookupSchema,
  check: checkBlockLookup,
  read: (request) => lookUpBlock(request),
});

const listSchema = {
  ...dataScope,
  type_slug: optional(string).doc("Only blocks of the type with this slug."),
  blocks: computed(
    list(
      object({
        id: found("Id (a UUID)."),
        name: found("Name."),
        type_slug: found("Slug of its block type."),
        ...foundTimes,
        ...blockIds,
      }),
    ),
  ).doc("The blocks, by name, without their data."),
};

/** API: `POST /block_documents/filter`. */
export const blocksData = dataSource<typeof listSchema, PrefectApi>("prefect_blocks", {
  doc: "Blocks that exist, but for anonymous ones.",
  schema: listSchema,
  read: async ({ config, api }) => {
    const { type_slug: slug } = config;
    const rows = await api.client(config).listAll("/block_documents/filter", {
      body: slug === null ? {} : { block_types: { slug: { any_: [slug] } } },
    });
    return { blocks: rows.map(blockOutputs).sort(byName) };
  },
});
