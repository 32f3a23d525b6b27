import { computed } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import type { PrefectApi } from "./api";
import { blockIds, blockLookupSchema, blockOutputs, checkBlockLookup, lookUpBlock } from "./block-lookup";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { blockFilters, blockPages } from "./list-blocks";
import { allRows } from "./listed-objects";

export const blockData = dataSource<typeof blockLookupSchema, PrefectApi>("prefect_block", {
  doc: "A block that exists, by id or by type and name. Its data come into the state; those of the ephemeral resource do not.",
  schema: blockLookupSchema,
  check: checkBlockLookup,
  read: (request) => lookUpBlock(request),
});

const listSchema = {
  ...dataScope,
  ...blockFilters,
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
    const rows = await allRows(blockPages(api, config));
    return { blocks: rows.map(blockOutputs).sort(byName) };
  },
});
