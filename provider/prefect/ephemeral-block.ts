import { ephemeralResource } from "../framework/ephemeral-resource";
import type { PrefectApi } from "./api";
import { blockLookupSchema, checkBlockLookup, lookUpBlock } from "./block-lookup";
import { ephemeralUse, madeLater } from "./ephemeral-advice";

/** API: as the data source has it. */
export const ephemeralBlock = ephemeralResource<typeof blockLookupSchema, PrefectApi>("prefect_block", {
  doc: `A block that exists, by id or by type and name, with its secrets. ${ephemeralUse}`,
  schema: blockLookupSchema,
  check: checkBlockLookup,
  open: async (request) => ({ result: await lookUpBlock(request, madeLater) }),
});
