import { ifFound } from "../../client";
import { computed, optional, required } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, refuse } from "../framework/diagnostic";
import { integer, string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { notEmpty, oneOf } from "./limits";

const worker = object({
  id: found("Id (a UUID)."),
  name: found("Name."),
  ...foundTimes,
  work_pool_id: found("Id of its work pool."),
  status: found("`ONLINE` or `OFFLINE`. It moves by itself."),
  last_heartbeat_time: found("When it was last heard of (RFC 3339). It moves by itself."),
  heartbeat_interval_seconds: computed(integer).doc("Seconds between two signs of life."),
});

const schema = {
  work_pool_name: required(string).check(notEmpty).doc("Name of the work pool."),
  ...dataScope,
  status: optional(string)
    .check(oneOf("ONLINE", "OFFLINE"))
    .doc("Only workers that are `ONLINE`, or that are `OFFLINE`."),
  workers: computed(list(worker)).doc("The workers of the pool, by name."),
};

/** API: `POST /work_pools/{name}/workers/filter`. */
export const workersData = dataSource<typeof schema, PrefectApi>("prefect_workers", {
  doc: "The workers that poll a work pool, or did so lately.",
  schema,
  read: async ({ config, api }) => {
    const { work_pool_name, status } = config;
    const rows = await ifFound(
      api.client(config).listAll("/work_pools/{work_pool_name}/workers/filter", {
        params: { path: { work_pool_name } },
        body: {},
      }),
    );
    if (rows === undefined) {
      refuse(
        "No such work pool",
        `The server has no work pool named "${work_pool_name}".`,
        at("work_pool_name"),
      );
    }
    const workers = rows.filter((row) => status === null || row.status === status);
    return {
      workers: workers
        .map((row) => ({
          id: row.id,
          name: row.name,
          created: row.created ?? null,
          updated: row.updated ?? null,
          work_pool_id: row.work_pool_id,
          status: row.status,
          last_heartbeat_time: row.last_heartbeat_time ?? null,
          heartbeat_interval_seconds: row.heartbeat_interval_seconds ?? null,
        }))
        .sort(byName),
    };
  },
});
