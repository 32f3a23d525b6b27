import { listResource } from "../framework/list-resource";
import { listed, listScope } from "./listed-objects";
import { savedSearch, savedSearchAttributes } from "./saved-search";

/** API: `POST /saved_searches/filter`. */
export const savedSearchList = listResource(savedSearch, {
  doc: "Saved searches that exist.",
  filters: listScope,
  list: ({ config, api }) =>
    listed(config, api.client(config).pages("/saved_searches/filter", { body: {} }), (row) => ({
      displayName: row.name,
      object: savedSearchAttributes(row),
    })),
});
