import { durationSeconds } from "./duration-seconds";
import { encodeJson } from "./encode-json";
import type { Construct } from "./framework";
import type { JsonObject } from "./json-input";
import type { TriggerRule } from "./trigger-rule";

/** A trigger of any depth as the JSON that the API takes, with tokens in it. */
export function encodeTrigger(construct: Construct, place: string, rule: TriggerRule): string {
  const text = encodeJson(construct, place, triggerJson(construct, place, rule));
  if (text === undefined) throw new Error(`${construct.node.path}: ${place}: the trigger is missing`);
  return text;
}

/** A trigger as the API takes it. */
export function triggerJson(construct: Construct, place: string, rule: TriggerRule): JsonObject {
  switch (rule.kind) {
    case "event": {
      const {
        match,
        matchRelated,
        expect,
        after,
        forEach,
        posture = "Reactive",
        threshold,
        within,
      } = rule.options;
      return {
        type: "event",
        posture,
        match,
        match_related: matchRelated,
        expect,
        after,
        for_each: forEach,
        threshold,
        within: durationSeconds(construct, `${place}.within`, within),
      };
    }
    case "metric": {
      const { match, matchRelated, name, operator, threshold, range, firingFor } = rule.options;
      return {
        type: "metric",
        posture: "Metric",
        match,
        match_related: matchRelated,
        metric: {
          name,
          operator,
          threshold,
          range: durationSeconds(construct, `${place}.range`, range),
          firing_for: durationSeconds(construct, `${place}.firingFor`, firingFor),
        },
      };
    }
    default:
      return {
        type: rule.kind,
        require: rule.require,
        within: durationSeconds(construct, `${place}.within`, rule.within) ?? null,
        triggers: rule.triggers.map((one, index) =>
          triggerJson(construct, `${place}.triggers[${index}]`, one),
        ),
      };
  }
}
