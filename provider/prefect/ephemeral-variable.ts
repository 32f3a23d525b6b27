import { ephemeralResource } from "../framework/ephemeral-resource";
import type { PrefectApi } from "./api";
import { madeLater } from "./made-later";
import { checkVariableLookup, lookUpVariable, variableLookupSchema } from "./variable-lookup";

/** API: as the data source has it. */
export const ephemeralVariable = ephemeralResource<typeof variableLookupSchema, PrefectApi>(
  "prefect_variable",
  {
    doc: "A variable that exists, by id or by name. It is asked for in each plan and each apply, and stands in no plan and no state: its value can go into write-only attributes, providers, locals, and ephemeral variables and outputs. Needs Terraform 1.10 or newer, write-only attributes 1.11.",
    schema: variableLookupSchema,
    check: checkVariableLookup,
    open: async (request) => ({ result: await lookUpVariable(request, madeLater) }),
  },
);
