import { flowRunLoop, loopAdvice } from "../../rules/flow-run-loop";
import { isUnknown } from "../cty/unknown";
import { type CtyValue, isWhollyKnown } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { at, type Diagnostic, problem } from "../framework/diagnostic";
import { isJsonObject, parseExactJson } from "../framework/exact-json";
import { triggerType } from "./trigger-meaning";

interface Automation {
  readonly enabled: CtyValue;
  readonly actions: CtyValue;
  /** An event trigger: its posture, what it expects, and the labels it wants. */
  readonly event: Readonly<Record<string, unknown>> | undefined;
}

/** The event trigger of a configured `trigger` as JSON; undefined: another one, or not known yet. */
export function configuredEvent(trigger: CtyValue): Readonly<Record<string, unknown>> | undefined {
  const event = entries(trigger)?.event ?? null;
  if (event === null || !isWhollyKnown(event)) return undefined;
  const { match = null, match_related = null, ...others } = entries(event) ?? {};
  const json = (text: CtyValue): unknown => (typeof text === "string" ? parseExactJson(text) : {});
  return { ...others, match: json(match), match_related: json(match_related) };
}

export function jsonEvent(source: string): Readonly<Record<string, unknown>> | undefined {
  const trigger = parseExactJson(source);
  return isJsonObject(trigger) && triggerType(trigger) === "event" ? trigger : undefined;
}

/** Does an automation that runs deployments fire on the very runs it makes? The server refuses that. */
export function checkLoop({ enabled, actions, event }: Automation): readonly Diagnostic[] {
  if (enabled === false || isUnknown(enabled) || event === undefined) return [];
  const loop = flowRunLoop(event);
  if (loop === undefined) return [];
  return (elements(actions) ?? []).flatMap((action, index) => {
    const { type = null, source = null } = entries(action) ?? {};
    if (type !== "run-deployment" || isUnknown(source)) return [];
    if (source !== "inferred" && loop !== "every") return [];
    const advice = loopAdvice(source === "inferred" ? "inferred" : "selected");
    return [problem("A loop of flow runs", `actions[${index}] ${advice}`, at("actions", index, "source"))];
  });
}
