import { actionType } from "../../rules";
import type { CtyValue } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { at, spellPath } from "../framework/diagnostic";
import { jsonObjectField } from "./json-field";
import type { Kind, Reference } from "./referred-objects";

/** What the ids of an action's arguments stand for. */
const kinds: readonly (readonly [argument: string, kind: Kind])[] = [
  ["deployment_id", "deployment"],
  ["work_pool_id", "work pool"],
  ["work_queue_id", "work queue"],
  ["automation_id", "automation"],
  ["block_document_id", "block"],
];

/**
 * The objects that the actions of a list name. A server takes any id, but for a deployment whose runs are given job
 * variables by `actions`.
 */
export function actionReferences(actions: CtyValue, list: string): readonly Reference[] {
  return (elements(actions) ?? []).flatMap((action, index): Reference[] => {
    const fields = entries(action) ?? {};
    const taken: readonly string[] = actionType(fields.type)?.takes ?? [];
    const isRefused = list === "actions" && givesJobVariables(fields.job_variables);
    return kinds
      .filter(([argument]) => taken.includes(argument))
      .map(([argument, kind]) => ({
        kind,
        id: fields[argument],
        path: [...at(list, index), { attribute: argument }],
        taken: isRefused
          ? undefined
          : `It takes the automation, and nothing happens when ${spellPath(at(list, index))} is to be done.`,
      }));
  });
}

const givesJobVariables = (text: CtyValue | undefined): boolean =>
  typeof text === "string" && text !== "" && Object.keys(jsonObjectField(text)).length > 0;
