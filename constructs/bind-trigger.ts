import { durationSeconds } from "./duration-seconds";
import { encodeDynamic, encodeJson } from "./encode-json";
import { encodeText, encodeTexts } from "./encode-text";
import { type Construct, Token } from "./framework";
import type {
  AutomationTrigger,
  AutomationTriggerCompoundTriggers,
  AutomationTriggerCompoundTriggersCompoundTriggers,
  AutomationTriggerEvent,
  AutomationTriggerMetric,
} from "./generated/automation";
import type {
  CompositeRule,
  EventTriggerOptions,
  MetricTriggerOptions,
  ResourceLabels,
  TriggerRule,
} from "./trigger-rule";

export type BoundTrigger = AutomationTrigger;
type Child = AutomationTriggerCompoundTriggers;
type Leaf = AutomationTriggerCompoundTriggersCompoundTriggers;

/** A trigger by the attributes of the binding, which has a type of its own for each of its three levels. */
export function bindTrigger(construct: Construct, place: string, rule: TriggerRule): BoundTrigger {
  if (!("triggers" in rule)) return bindLeaf(construct, place, rule);
  const triggers = within(place, rule, (inner, one) => bindChild(construct, inner, one));
  const shared = { triggers, within: durationSeconds(construct, `${place}.within`, rule.within) };
  if (rule.kind === "sequence") return { sequence: shared };
  return {
    compound: {
      ...shared,
      require: Token.asAnyMap(encodeDynamic(construct, `${place}.require`, rule.require)),
    },
  };
}

function bindChild(construct: Construct, place: string, rule: TriggerRule): Child {
  if (!("triggers" in rule)) return bindLeaf(construct, place, rule);
  const triggers = within(place, rule, (inner, one) => bindLeaf(construct, inner, one));
  const shared = { triggers, within: durationSeconds(construct, `${place}.within`, rule.within) };
  if (rule.kind === "sequence") return { sequence: shared };
  return { compound: { ...shared, require: encodeText(construct, `${place}.require`, `${rule.require}`) } };
}

function bindLeaf(construct: Construct, place: string, rule: TriggerRule): Leaf {
  if (rule.kind === "event") return { event: bindEvent(construct, place, rule.options) };
  if (rule.kind === "metric") return { metric: bindMetric(construct, place, rule.options) };
  throw new Error(`${construct.node.path}: ${place}: the trigger is too deep for attributes`);
}

function within<T>(
  place: string,
  { triggers }: CompositeRule,
  bind: (place: string, rule: TriggerRule) => T,
): T[] {
  return triggers.map((one, index) => bind(`${place}.triggers[${index}]`, one));
}

function bindEvent(
  construct: Construct,
  place: string,
  options: EventTriggerOptions,
): AutomationTriggerEvent {
  const texts = (name: "expect" | "after" | "forEach") =>
    encodeTexts(construct, `${place}.${name}`, options[name]);
  return {
    ...bindMatches(construct, place, options),
    posture: options.posture ?? "Reactive",
    expect: texts("expect"),
    after: texts("after"),
    forEach: texts("forEach"),
    threshold: options.threshold,
    within: durationSeconds(construct, `${place}.within`, options.within),
  };
}

function bindMetric(
  construct: Construct,
  place: string,
  options: MetricTriggerOptions,
): AutomationTriggerMetric {
  const { name, operator, threshold, range, firingFor } = options;
  return {
    ...bindMatches(construct, place, options),
    metric: {
      name,
      operator,
      threshold,
      range: durationSeconds(construct, `${place}.range`, range),
      firingFor: durationSeconds(construct, `${place}.firingFor`, firingFor),
    },
  };
}

interface Matches {
  readonly match?: ResourceLabels | undefined;
  readonly matchRelated?: ResourceLabels | readonly ResourceLabels[] | undefined;
}

function bindMatches(construct: Construct, place: string, { match, matchRelated }: Matches) {
  return {
    match: encodeJson(construct, `${place}.match`, match),
    matchRelated: encodeJson(construct, `${place}.matchRelated`, matchRelated),
  };
}
