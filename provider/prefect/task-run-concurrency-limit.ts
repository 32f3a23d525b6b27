import {
  type GlobalConcurrencyLimit,
  ifFound,
  type TaskRunConcurrencyLimit as Limit,
  type PrefectClient,
  unwrap,
  unwrapWithStatus,
} from "../../client";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { type Remote, required } from "../framework/attribute";
import { DiagnosticError } from "../framework/diagnostic";
import { resource } from "../framework/resource";
import { integer, isUuid, string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { refuseMeanwhile } from "./existing";
import { findImported } from "./import-id";
import { limitedTag, wideColumn } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  tag: required(string)
    .replaces()
    .check(limitedTag)
    .doc("Tag of the task runs that it limits. None of `/ % & > <`."),
  concurrency_limit: required(integer)
    .replaces()
    .doubt(wideColumn)
    .doc("How many task runs with the tag may be under way at once. Changing it replaces the limit."),
};

type Facts = Pick<Limit, "id" | "created" | "updated" | "tag" | "concurrency_limit">;

/** Attributes of a limit. */
export function taskRunLimitAttributes(limit: Facts) {
  return {
    id: limit.id,
    created: limit.created ?? null,
    updated: limit.updated ?? null,
    tag: limit.tag,
    concurrency_limit: limit.concurrency_limit,
  } satisfies Remote<typeof schema>;
}

const prefix = "tag:";

/** Newer servers keep it as a global limit of this name. */
export const globalNameOf = (tag: string): string => `${prefix}${tag}`;

/** The limit on task runs that a global limit is; undefined: it is another one. */
export function factsOfGlobal(limit: GlobalConcurrencyLimit | undefined): Facts | undefined {
  if (limit?.name.startsWith(prefix) !== true) return undefined;
  return { ...limit, tag: limit.name.slice(prefix.length), concurrency_limit: limit.limit };
}

const byId = async (client: PrefectClient, id: string): Promise<Facts | undefined> =>
  factsOfGlobal(await client.read.concurrencyLimit(id)) ?? taskRunLimitById(client, id);

/** With the task runs that hold a slot. */
export const taskRunLimitByTag = (client: PrefectClient, tag: string): Promise<Limit | undefined> =>
  tag === "" ? untaggedLimit(client) : client.read.taskRunLimitByTag(tag);

/** The limit whose tag is empty: no path names it. */
async function untaggedLimit(client: PrefectClient): Promise<Limit | undefined> {
  const global = await client.read.concurrencyLimit(globalNameOf(""));
  if (global !== undefined) return taskRunLimitById(client, global.id);
  return (await client.listAll("/concurrency_limits/filter", { body: {} })).find(({ tag }) => tag === "");
}

export const taskRunLimitById = (client: PrefectClient, id: string): Promise<Limit | undefined> =>
  ifFound(unwrap(client.GET("/concurrency_limits/{id}", { params: { path: { id } } })));

const creation = (
  client: PrefectClient,
  tag: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<Facts, ReturnType<typeof taskRunLimitAttributes>> => ({
  attributes: schema,
  planned,
  find: () => taskRunLimitByTag(client, tag),
  toRemote: taskRunLimitAttributes,
  describe: (limit) => ({
    typeName: "prefect_task_run_concurrency_limit",
    what: `task run concurrency limit of the tag "${limit.tag}"`,
    id: limit.id,
    importId: limit.id,
    name: limit.tag,
  }),
});

/** API: `/concurrency_limits`. A POST for a tag that has a limit would change that one, so it is looked up first. */
export const taskRunConcurrencyLimit = resource<typeof schema, PrefectApi>(
  "prefect_task_run_concurrency_limit",
  {
    doc: "A limit on the task runs with a tag.",
    schema,
    importForms: ["<id>", "<tag>"],

    review: async ({ planned, prior, api, seen }) => {
      const client = knownClient(api, planned);
      if (prior !== undefined || client === undefined || isUnknown(planned.tag)) return [];
      return reviewCreation(creation(client, planned.tag, planned), seen);
    },

    create: ({ plan, api, warn, seen }) => {
      const client = api.client(plan);
      const { tag, concurrency_limit } = plan;
      const wanted = creation(client, tag, plan);
      const post = async () => {
        const body = { tag, concurrency_limit };
        const { data, status } = await unwrapWithStatus(client.POST("/concurrency_limits/", { body }));
        // Older servers, which know no global limit of it, answer 200 for a new one too.
        const isOther =
          status === 200 && (await client.read.concurrencyLimit(globalNameOf(tag))) !== undefined;
        if (isOther) throw new DiagnosticError([refuseMeanwhile(wanted.describe(data))]);
        return data;
      };
      return createObject(wanted, client, post, warn, seen);
    },

    read: async ({ state, api }) => {
      const found = state.id === null ? undefined : await byId(api.client(state), state.id);
      return found === undefined ? undefined : taskRunLimitAttributes(found);
    },

    // Every attribute that can be set replaces the limit.
    update: async ({ prior }) => prior,

    delete: async ({ state, api }) => {
      if (state.id === null) return;
      await ifFound(
        unwrap(api.client(state).DELETE("/concurrency_limits/{id}", { params: { path: { id: state.id } } })),
      );
    },

    import: ({ id, api }) =>
      findImported(id, async (name, scope) => {
        const client = api.client(scope);
        const found =
          (isUuid(name) ? await byId(client, name) : undefined) ?? (await taskRunLimitByTag(client, name));
        return found === undefined ? undefined : { ...taskRunLimitAttributes(found), ...scope };
      }),
  },
);
