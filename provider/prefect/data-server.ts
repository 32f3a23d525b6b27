import { ifFound, unwrap } from "../../client";
import { dataSource } from "../framework/data-source";
import type { PrefectApi } from "./api";
import { dataScope, found } from "./data-attributes";

const schema = {
  ...dataScope,
  address: found("Address of its API, as the provider uses it, without credentials."),
  version: found("Version of Prefect that it runs."),
  default_result_storage_block_id: found("Id of the block that stores results where nothing else is said."),
};

/** API: `GET /admin/version` and `GET /admin/storage`. */
export const serverData = dataSource<typeof schema, PrefectApi>("prefect_server", {
  doc: "The server: its version and its defaults.",
  schema,
  read: async ({ config, api }) => {
    const client = api.client(config);
    const [version, storage] = await Promise.all([
      unwrap(client.GET("/admin/version")),
      // Not in Prefect 3.6 and before.
      ifFound(unwrap(client.GET("/admin/storage"))),
    ]);
    return {
      address: client.address,
      version,
      default_result_storage_block_id: storage?.default_result_storage_block_id ?? null,
    };
  },
});
