import { flowRunLoop, loopAdvice } from "../rules";
import type { Action } from "./action";
import { type Construct, Token } from "./framework";
import { refusal } from "./refusal";
import type { Trigger } from "./trigger";
import { triggerJson } from "./trigger-json";

/**
 * Refuses what a server refuses: an automation that is fired by the very flow runs that it makes.
 *
 * @throws Error naming the construct and the action
 */
export function checkLoop(
  construct: Construct,
  { trigger, actions, enabled }: { trigger: Trigger; actions: readonly Action[]; enabled: unknown },
): void {
  if (enabled === false || Token.isUnresolved(enabled)) return;
  const { rule } = trigger;
  if (rule.kind !== "event") return;
  const loop = flowRunLoop(triggerJson(construct, "trigger", rule));
  for (const [index, { runs }] of actions.entries()) {
    if (runs === undefined || loop === undefined || (runs === "selected" && loop !== "every")) continue;
    throw refusal(construct, `actions[${index}]`, runs, `it ${loopAdvice(runs)}`);
  }
}
