import type { GlobalConcurrencyLimit, SavedSearch, Variable } from "../../client";
import type { TaskRunLimit } from "../server-objects/server-objects";
import type { Adopted } from "./adopted";
import { json, list, object } from "./expression";
import { given, unless } from "./given";
import { byId } from "./links";

export const fromVariable = ({ id, name, value, tags }: Variable): Adopted => ({
  type: "prefect_variable",
  id,
  names: [name, `${name} variable`],
  place: { about: "variables" },
  fields: [["name", json(name)], ["value", json(value ?? null)], ...given({ tags: tags ?? [] })],
  jsonFields: new Set(),
});

export const fromConcurrencyLimit = (limit: GlobalConcurrencyLimit): Adopted => ({
  type: "prefect_global_concurrency_limit",
  id: limit.id,
  names: [limit.name, `${limit.name} limit`],
  place: { about: "limits" },
  fields: given({
    name: limit.name,
    limit: limit.limit,
    active: unless(true, limit.active),
    slot_decay_per_second: unless(0, limit.slot_decay_per_second),
  }),
  jsonFields: new Set(),
});

export const fromTaskRunLimit = ({ id, tag, concurrency_limit }: TaskRunLimit): Adopted => ({
  type: "prefect_task_run_concurrency_limit",
  id,
  names: [`${tag} task runs`],
  place: { about: "limits" },
  fields: [["tag", json(tag)], ...given({ concurrency_limit })],
  jsonFields: new Set(),
});

export const fromSavedSearch = (search: SavedSearch): Adopted => ({
  type: "prefect_saved_search",
  id: search.id,
  names: [search.name, `${search.name} search`],
  place: { about: "saved-searches" },
  fields: [
    ["name", json(search.name)],
    ...((search.filters ?? []).length === 0
      ? []
      : ([
          [
            "filters",
            list(
              (search.filters ?? []).map(({ object: searched, property, type, operation, value }) =>
                object([
                  ...given({ object: searched, property, type, operation }),
                  ["value_json", json(value ?? null)],
                ]),
              ),
            ),
          ],
        ] as const)),
  ],
  jsonFields: new Set(["value_json"]),
});

/** There is one on a server; this stands for its id. */
export const defaultResultStorage = (blockId: string): Adopted => ({
  type: "prefect_default_result_storage",
  id: "default",
  names: ["default result storage"],
  place: { about: "blocks" },
  fields: [["default_result_storage_block_id", byId(blockId)]],
  jsonFields: new Set(),
});
