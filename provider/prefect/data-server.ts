import { ifFound, unwrap } from "../../client";
import { computed } from "../framework/attribute";
import { dataSource } from "../framework/data-source";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { dataScope, found } from "./data-attributes";
import { jsonAttribute } from "./json-field";

const schema = {
  ...dataScope,
  address: found("Address of its API, as the provider uses it, without credentials."),
  version: found("Version of Prefect that it runs."),
  default_result_storage_block_id: found("Id of the block that stores results where nothing else is said."),
  settings: computed(string)
    .sensitive()
    .doc(
      "Its settings, as JSON. It hides what it takes for secrets, which headers are not: hence sensitive.",
    ),
};

/** API: `GET /admin/version`, `GET /admin/storage` (which older servers lack) and `GET /admin/settings`. */
export const serverData = dataSource<typeof schema, PrefectApi>("prefect_server", {
  doc: "The server: its version, its defaults and its settings.",
  schema,
  read: async ({ config, api }) => {
    const client = api.client(config);
    const [version, storage, settings] = await Promise.all([
      unwrap(client.GET("/admin/version")),
      ifFound(unwrap(client.GET("/admin/storage"))),
      unwrap(client.GET("/admin/settings")),
    ]);
    return {
      address: client.address,
      version,
      default_result_storage_block_id: storage?.default_result_storage_block_id ?? null,
      settings: jsonAttribute(settings),
    };
  },
});
