import type { TaskRunConcurrencyLimit } from "../../client";
import { computed, optional } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { integer, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { dataScope, found, foundTimes } from "./data-attributes";
import { allTaskRunLimits } from "./list-task-run-concurrency-limits";
import { taskRunLimitById, taskRunLimitByTag } from "./task-run-concurrency-limit";

const facts = {
  ...foundTimes,
  concurrency_limit: computed(integer).doc("How many task runs with the tag may be under way at once."),
  active_slots: computed(list(string)).doc("Ids of the task runs that hold a slot. It moves by itself."),
};

const schema = {
  id: optional(uuid).computed().doc("Id of the limit; either this or `tag`."),
  tag: optional(string).computed().doc("Tag of the task runs that it limits."),
  ...dataScope,
  ...facts,
};

const attributes = (limit: TaskRunConcurrencyLimit) => ({
  id: limit.id,
  tag: limit.tag,
  created: limit.created ?? null,
  updated: limit.updated ?? null,
  concurrency_limit: limit.concurrency_limit,
  active_slots: [...(limit.active_slots ?? [])].sort(),
});

/** API: `GET /concurrency_limits/{id}` and `GET /concurrency_limits/tag/{tag}`. */
export const taskRunConcurrencyLimitData = dataSource<typeof schema, PrefectApi>(
  "prefect_task_run_concurrency_limit",
  {
    doc: "A limit on the task runs with a tag that exists, by id or by tag.",
    schema,
    check: ({ id, tag }) =>
      id === null && tag === null ? [problem("Which limit?", "Set either id or tag.", at("tag"))] : [],
    read: async ({ config, api }) => {
      const client = api.client(config);
      const { id, tag } = config;
      const limit =
        id !== null ? await taskRunLimitById(client, id) : await taskRunLimitByTag(client, tag ?? "");
      if (limit === undefined || (tag !== null && limit.tag !== tag)) {
        const asked = [id === null ? [] : `the id ${id}`, tag === null ? [] : `the tag "${tag}"`].flat();
        refuse(
          "No such task run concurrency limit",
          `The server has no task run concurrency limit with ${asked.join(" and ")}.`,
        );
      }
      return attributes(limit);
    },
  },
);

const listSchema = {
  ...dataScope,
  limits: computed(
    list(object({ id: found("Id (a UUID)."), tag: found("Tag of the task runs that it limits."), ...facts })),
  ).doc("The limits, by tag."),
};

/** API: `POST /concurrency_limits/filter`. */
export const taskRunConcurrencyLimitsData = dataSource<typeof listSchema, PrefectApi>(
  "prefect_task_run_concurrency_limits",
  {
    doc: "All limits on task runs by tag.",
    schema: listSchema,
    read: async ({ config, api }) => {
      const limits = (await allTaskRunLimits(api.client(config))).map(attributes);
      return { limits: limits.sort((a, b) => (a.tag < b.tag ? -1 : 1)) };
    },
  },
);
