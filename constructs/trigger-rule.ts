import type { Duration } from "./duration";

/**
 * Labels that a resource must have: each one value, a list of values any of which will do; `*` at a value's end
 * stands for anything.
 */
export type ResourceLabels = Readonly<Record<string, string | readonly string[]>>;

interface Matches {
  /** Labels that the event's resource must have. Default: any resource. */
  readonly match?: ResourceLabels | undefined;
  /** Labels that a related resource must have; a list of such wants one for each. */
  readonly matchRelated?: ResourceLabels | readonly ResourceLabels[] | undefined;
}

export interface EventTriggerOptions extends Matches {
  /** Events to look for: `prefect.flow-run.Failed`, `prefect.flow-run.*`. Default: any event. */
  readonly expect?: readonly string[] | undefined;
  /** Events that must have come first. Default: none. */
  readonly after?: readonly string[] | undefined;
  /** Labels by whose values events are counted apart, such as `prefect.resource.id`. */
  readonly forEach?: readonly string[] | undefined;
  /** `Reactive` (the default): fires when the events come. `Proactive`: fires when they stay away. */
  readonly posture?: "Reactive" | "Proactive" | undefined;
  /** How many events make it fire (Reactive), or keep it from firing (Proactive). Default: 1. */
  readonly threshold?: number | undefined;
  /** How long they count. Default: 0; for Proactive 10 seconds, which is also the least there. */
  readonly within?: Duration | string | undefined;
}

export interface MetricTriggerOptions extends Matches {
  /** What is measured of flow runs. */
  readonly name: "lateness" | "duration" | "successes";
  /** How it is compared with `threshold`. */
  readonly operator: "<" | ">" | "<=" | ">=";
  readonly threshold: number;
  /** Over which time it is measured. */
  readonly range: Duration | string;
  /** For how long the comparison must hold. */
  readonly firingFor: Duration | string;
}

/** What a trigger is, its triggers within looked through. */
export type TriggerRule =
  | { readonly kind: "event"; readonly options: EventTriggerOptions }
  | { readonly kind: "metric"; readonly options: MetricTriggerOptions }
  | CompositeRule;

export interface CompositeRule {
  readonly kind: "compound" | "sequence";
  /** Of a compound one. */
  readonly require?: "any" | "all" | number;
  readonly within: Duration | string | undefined;
  readonly triggers: readonly TriggerRule[];
}

/** How many levels of triggers within triggers there are. */
export function depth(rule: TriggerRule): number {
  return "triggers" in rule ? 1 + Math.max(0, ...rule.triggers.map(depth)) : 0;
}
