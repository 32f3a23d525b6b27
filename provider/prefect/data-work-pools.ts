import { computed } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { bool, integer } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { storageFacts } from "./data-work-pool";
import { workPoolFilters, workPoolPages } from "./list-work-pools";
import { allRows } from "./listed-objects";
import { workPoolAttributes } from "./work-pool";

const pool = object({
  id: found("Id (a UUID)."),
  name: found("Name."),
  ...foundTimes,
  type: found("Type of its workers."),
  description: found("Description."),
  paused: computed(bool).doc("Are its flow runs held back?"),
  status: found("`READY`, `NOT_READY` or `PAUSED`. It moves by itself."),
  concurrency_limit: computed(integer).doc("How many of its flow runs may be under way at once."),
  base_job_template: found("Template of the jobs that workers start, as JSON."),
  active_slots: computed(integer).doc(
    "How many of its flow runs hold a slot. It moves by itself; null where there is no limit.",
  ),
  storage_configuration: computed(storageFacts).doc("Where bundled code and results are stored."),
  default_queue_id: found("Id of its default queue."),
});

const schema = {
  ...dataScope,
  ...workPoolFilters,
  work_pools: computed(list(pool)).doc("The work pools, by name."),
};

/** API: `POST /work_pools/filter`. */
export const workPoolsData = dataSource<typeof schema, PrefectApi>("prefect_work_pools", {
  doc: "Work pools that exist.",
  schema,
  read: async ({ config, api }) => ({
    work_pools: (await allRows(workPoolPages(api, config)))
      .map((row) => ({
        ...workPoolAttributes(row),
        status: row.status ?? null,
        active_slots: row.active_slots ?? null,
      }))
      .sort(byName),
  }),
});
