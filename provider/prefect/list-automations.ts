import type { Automation } from "../../client";
import { optional } from "../framework/attribute";
import { set } from "../framework/collections";
import { listResource } from "../framework/list-resource";
import { bool, string } from "../framework/scalars";
import type { PrefectApi, Scope } from "./api";
import { automation } from "./automation";
import { automationAttributes } from "./automation-attributes";
import { listed, listScope } from "./listed-objects";

export const automationFilters = {
  name: optional(string).doc("Only automations of this name."),
  tags: optional(set(string)).doc("Only automations that have all of these tags."),
  enabled: optional(bool).doc("Only automations that act (true) or do not (false)."),
};

interface Wanted extends Scope {
  readonly name: string | null;
  readonly tags: readonly string[] | null;
  readonly enabled: boolean | null;
}

/** API: `POST /automations/filter`. */
export async function* automationPages(
  api: PrefectApi,
  wanted: Wanted,
): AsyncGenerator<readonly Automation[]> {
  const { name, enabled } = wanted;
  const tags = wanted.tags ?? [];
  const pages = api.client(wanted).pages("/automations/filter", {
    body: {
      automations: {
        operator: "and_",
        ...(name === null ? {} : { name: { any_: [name] } }),
        ...(tags.length === 0 ? {} : { tags: { operator: "and_", all_: [...tags] } }),
      },
    },
  });
  for await (const page of pages) {
    yield page.filter((row) => enabled === null || (row.enabled ?? true) === enabled);
  }
}

export const automationList = listResource(automation, {
  doc: "Automations that exist.",
  filters: { ...automationFilters, ...listScope },
  list: ({ config, api }) =>
    listed(config, automationPages(api, config), (row) => ({
      displayName: row.name,
      object: automationAttributes(row),
    })),
});
