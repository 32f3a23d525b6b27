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

/** Every flow run of a deployment goes through these. */
const everyRun = ["Scheduled", "Pending", "Running", "*"].map((state) => `prefect.flow-run.${state}`);

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

/**
 * Does an automation that runs deployments fire on the very runs it makes? The server refuses that.
 * Source: 422 of `POST /automations/`, "will lead to an infinite loop of flow runs".
 */
export function checkLoop({ enabled, actions, event }: Automation): readonly Diagnostic[] {
  if (enabled === false || isUnknown(enabled) || event === undefined || event.posture !== "Reactive")
    return [];
  const expected = Array.isArray(event.expect) ? event.expect : [];
  if (!expected.some((one) => everyRun.includes(one))) return [];
  const { match, match_related: related } = event;
  const wantsAll =
    isEveryRun(match) && (Array.isArray(related) ? related.some(isEveryRun) : isEveryRun(related));
  return (elements(actions) ?? []).flatMap((action, index) => {
    const { type = null, source = null } = entries(action) ?? {};
    if (type !== "run-deployment" || isUnknown(source) || (source !== "inferred" && !wantsAll)) return [];
    return [
      problem(
        "A loop of flow runs",
        source === "inferred"
          ? `actions[${index}] runs the deployment of the flow run whose event it was, and that run fires it again. Select a deployment by its id, and narrow the trigger down by match or match_related.`
          : `actions[${index}] runs a deployment on every flow run, those it makes included. Narrow the trigger down by match or match_related, so that runs of this deployment do not fire it.`,
        at("actions", index, "source"),
      ),
    ];
  });
}

/** Do labels want nothing, or any flow run at all? */
function isEveryRun(labels: unknown): boolean {
  if (!isJsonObject(labels)) return labels === undefined || labels === null;
  const names = Object.keys(labels);
  if (names.length === 0) return true;
  const id = labels["prefect.resource.id"];
  const ids: readonly unknown[] = Array.isArray(id) ? id : [id];
  return names.length === 1 && ids.includes("prefect.flow-run.*");
}
