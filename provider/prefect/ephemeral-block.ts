import { ephemeralResource } from "../framework/ephemeral-resource";
import type { PrefectApi } from "./api";
import { blockLookupSchema, checkBlockLookup, lookUpBlock } from "./block-lookup";
import { madeLater } from "./made-later";

/** API: as the data source has it. */
export const ephemeralBlock = ephemeralResource<typeof blockLookupSchema, PrefectApi>("prefect_block", {
  doc: "A block that exists, by id or by type and name, with its secrets. It is asked for in each plan and each apply, and stands in no plan and no state: its values can go into write-only attributes, providers, locals, and ephemeral variables and outputs. Needs Terraform 1.10 or newer, write-only attributes 1.11.",
  schema: blockLookupSchema,
  check: checkBlockLookup,
  open: async (request) => ({ result: await lookUpBlock(request, madeLater) }),
});
