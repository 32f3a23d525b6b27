import { computed, optional } from "../framework/attribute";
import { object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { bool, integer, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { idAndName } from "./id-and-name";
import { notEmpty } from "./limits";
import { workPoolAttributes } from "./work-pool";

/** As data sources tell it. */
export const storageFacts = object({
  bundle_upload_step: computed(string).doc("Step that uploads a bundle of code, as JSON."),
  bundle_execution_step: computed(string).doc("Step that runs an uploaded bundle, as JSON."),
  default_result_storage_block_id: computed(string).doc("Id of the block that stores results."),
});

const schema = {
  id: optional(uuid).computed().doc("Id of the work pool; either this or `name`."),
  name: optional(string).check(notEmpty).computed().doc("Name of the work pool."),
  account_id: optional(uuid).doc("Account id on Prefect Cloud."),
  workspace_id: optional(uuid).doc("Workspace id on Prefect Cloud."),
  created: computed(string).doc("When it was created."),
  updated: computed(string).doc("When it was last changed."),
  type: computed(string).doc("Type of its workers."),
  description: optional(string).computed().doc("Description."),
  paused: computed(bool).doc("Are its flow runs held back?"),
  status: computed(string).doc("`READY`, `NOT_READY` or `PAUSED`. It moves by itself."),
  concurrency_limit: optional(integer).computed().doc("How many of its flow runs may be under way at once."),
  base_job_template: computed(string).doc("Template of the jobs that workers start, as JSON."),
  storage_configuration: computed(storageFacts).doc("Where bundled code and results are stored."),
  active_slots: computed(integer).doc(
    "How many of its flow runs hold a slot. It moves by itself; null where there is no limit.",
  ),
  default_queue_id: optional(string).computed().doc("Id of its default queue."),
};

/** API: `POST /work_pools/filter`. */
export const workPoolData = dataSource<typeof schema, PrefectApi>("prefect_work_pool", {
  doc: "A work pool that exists, by id or by name.",
  schema,
  check: ({ id, name }) =>
    id === null && name === null ? [problem("Which work pool?", "Set either id or name.", at("name"))] : [],
  read: async ({ config, api }) => {
    const { read } = api.client(config);
    const { id, name } = config;
    const pool = id !== null ? await read.workPoolById(id) : await read.workPool(name ?? "");
    if (pool === undefined || (name !== null && pool.name !== name)) {
      refuse("No such work pool", `The server has no work pool ${idAndName(id, name)}.`);
    }
    return {
      ...workPoolAttributes(pool),
      status: pool.status ?? null,
      active_slots: pool.active_slots ?? null,
    };
  },
});
