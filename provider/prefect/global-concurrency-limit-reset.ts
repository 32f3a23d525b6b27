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

const schema = {
  ...invokedScope,
  name: required(string)
    .check(objectName)
    .doc("Name of the limit. That of a deployment's own limit is `deployment:<deployment id>`."),
};

/** API: `PATCH /v2/concurrency_limits/{id_or_name}`. */
export const globalConcurrencyLimitReset = providerAction<typeof schema, PrefectApi>(
  "prefect_global_concurrency_limit_reset",
  {
    doc:
      `Frees all slots of a global concurrency limit. ${invokedUse}\n\n` +
      "It is for slots that nothing will release, such as those of a process that has crashed. " +
      "What holds a slot is not stopped: it goes on beside what takes the slot next, and whatever it releases later is one that another holds.",
    schema,

    review: async ({ config: { name, ...scope }, api }) => {
      const client = knownClient(api, scope);
      if (client === undefined || isUnknown(name)) return [];
      if ((await client.read.concurrencyLimit(name)) !== undefined) return [];
      return [
        warning(
          `There is no global concurrency limit "${name}" yet`,
          "name: the action fails unless it is made before, in the same apply. Correct it, or refer to its resource (`name = prefect_global_concurrency_limit.NAME.name`).",
          at("name"),
        ),
      ];
    },

    async *invoke({ config: { name, ...scope }, api }) {
      const client = api.client(scope);
      const limit =
        (await client.read.concurrencyLimit(name)) ??
        refuse(
          `There is no global concurrency limit "${name}"`,
          "prefect_global_concurrency_limit_reset: the server has none of this name. Correct name.",
          at("name"),
        );
      await freeSlots(client, limit);
      yield `The global concurrency limit "${name}": all ${limit.limit} slots are free; ${limit.active_slots ?? 0} were taken.`;
    },
  },
);
