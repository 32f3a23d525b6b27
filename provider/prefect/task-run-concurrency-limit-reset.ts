import { ifFound, type PrefectClient, unwrap } from "../../client";
import { isUnknown } from "../cty/unknown";
import { required } from "../framework/attribute";
import { at, refuse, warning } from "../framework/diagnostic";
import { providerAction } from "../framework/provider-action";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { freeSlots } from "./concurrency-slots";
import { knownClient } from "./creation";
import { invokedScope, invokedUse } from "./invoked";
import { objectName } from "./limits";
import { globalNameOf, taskRunLimitByTag } from "./task-run-concurrency-limit";

const schema = {
  ...invokedScope,
  tag: required(string).check(objectName).doc("Tag of the task runs that it limits."),
};

/** Sent again when its answer is lost, which does no harm. False: the tag has no limit. */
async function reset(client: PrefectClient, tag: string): Promise<boolean> {
  const post = async () => {
    const path = "/concurrency_limits/tag/{tag}/reset";
    const answered = ifFound(
      unwrap(client.POST(path, { params: { path: { tag } }, body: {} })).then(() => true),
    );
    return (await answered) ?? false;
  };
  return (await client.create({ post, find: async () => undefined })).value;
}

/** API: `POST /concurrency_limits/tag/{tag}/reset`. */
export const taskRunConcurrencyLimitReset = providerAction<typeof schema, PrefectApi>(
  "prefect_task_run_concurrency_limit_reset",
  {
    doc:
      `Frees all slots of the limit on the task runs with a tag. ${invokedUse}\n\n` +
      "It is for slots of task runs that have crashed. A task run that is still under way is not stopped: it goes on beside those that take the slots next.",
    schema,

    review: async ({ config: { tag, ...scope }, api }) => {
      const client = knownClient(api, scope);
      if (client === undefined || isUnknown(tag)) return [];
      if ((await taskRunLimitByTag(client, tag)) !== undefined) return [];
      return [
        warning(
          `The tag "${tag}" has no limit yet`,
          "tag: the action fails unless its limit is made before, in the same apply. Correct it, or refer to the limit's resource (`tag = prefect_task_run_concurrency_limit.NAME.tag`).",
          at("tag"),
        ),
      ];
    },

    async *invoke({ config: { tag, ...scope }, api }) {
      const client = api.client(scope);
      if (!(await reset(client, tag))) {
        refuse(
          `The tag "${tag}" has no limit`,
          "prefect_task_run_concurrency_limit_reset: the server limits no task runs with this tag. Correct tag.",
          at("tag"),
        );
      }
      // Newer servers forget who holds the slots, and count them as taken all the same.
      const counted = await client.read.concurrencyLimit(globalNameOf(tag));
      if (counted !== undefined) await freeSlots(client, counted);
      yield `The limit on task runs with the tag "${tag}": all slots are free.`;
    },
  },
);
