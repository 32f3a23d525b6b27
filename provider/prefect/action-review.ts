import type { PrefectClient } from "../../client";
import type { CtyValue } from "../cty/value";
import type { Diagnostic } from "../framework/diagnostic";
import type { Reach } from "../framework/resource";
import { actionReferences } from "./action-references";
import type { PrefectApi } from "./api";
import { reviewReferences } from "./referred-objects";
import { reviewActionTemplates } from "./template-check";

const lists = ["actions", "actions_on_trigger", "actions_on_resolve"] as const;

/**
 * Templates that the server would refuse, and ids of objects that it does not have.
 * @param changed undefined: the automation is created
 */
export async function reviewActions(
  { client, api, seen }: { client: PrefectClient; api: PrefectApi; seen: Reach<PrefectApi>["seen"] },
  planned: Readonly<Record<(typeof lists)[number], CtyValue>>,
  changed: ReadonlySet<string> | undefined,
): Promise<readonly Diagnostic[]> {
  const { objects, templates } = api;
  const reviewed = lists.map(async (list) => {
    const isChanged = changed === undefined || changed.has(list);
    // What did not change is sent too; of that there is only to say what the server refuses.
    const references = actionReferences(planned[list], list).filter(({ taken }) => isChanged || !taken);
    return [
      ...(isChanged ? await reviewActionTemplates({ client, templates }, planned[list], list) : []),
      ...(await reviewReferences({ client, objects, seen }, references)),
    ];
  });
  return (await Promise.all(reviewed)).flat();
}
