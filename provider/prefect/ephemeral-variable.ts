import { ephemeralResource } from "../framework/ephemeral-resource";
import type { PrefectApi } from "./api";
import { ephemeralUse, madeLater } from "./ephemeral-advice";
import { checkVariableLookup, lookUpVariable, variableLookupSchema } from "./variable-lookup";

/** API: as the data source has it. */
export const ephemeralVariable = ephemeralResource<typeof variableLookupSchema, PrefectApi>(
  "prefect_variable",
  {
    doc: `A variable that exists, by id or by name. ${ephemeralUse}`,
    schema: variableLookupSchema,
    check: checkVariableLookup,
    open: async (request) => ({ result: await lookUpVariable(request, madeLater) }),
  },
);
