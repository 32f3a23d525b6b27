import { isCtyNumber, numberText } from "../cty/number";
import { isUnknown, unknown } from "../cty/unknown";
import { type CtyValue, isWhollyKnown } from "../cty/value";
import { optional, required } from "../framework/attribute";
import { entries, list, object, set } from "../framework/collections";
import { dynamicJson } from "../framework/dynamic-json";
import { isJsonObject, sameJson } from "../framework/exact-json";
import { jsonText } from "../framework/json";
import type { Carried } from "../framework/kind";
import { integer, number, string } from "../framework/scalars";
import { oneOf } from "./limits";
import { duration, seconds, wait } from "./seconds";
import { defaultWithin, requirement, sameTrigger, triggerType } from "./trigger-meaning";

/** Labels that a resource must have: each one value, or a list of values any of which will do. */
export function labelsFault(labels: unknown): string | undefined {
  if (!isJsonObject(labels))
    return 'It must be a JSON object: `jsonencode({ "prefect.resource.role" = "flow" })`.';
  const wrong = Object.entries(labels).find(
    ([, value]) =>
      typeof value !== "string" && !(Array.isArray(value) && value.every((one) => typeof one === "string")),
  );
  return wrong === undefined
    ? undefined
    : `The label "${wrong[0]}" must be a string, or a list of strings any of which will do.`;
}

const matchLabels = jsonText({ label: "a JSON object of labels", fault: labelsFault });
/** Of one related resource, or of several. */
export const relatedLabelsFault = (value: unknown): string | undefined =>
  Array.isArray(value) ? value.map(labelsFault).find((fault) => fault !== undefined) : labelsFault(value);

const matchRelatedLabels = jsonText({
  label: "a JSON object of labels, or a list of them",
  fault: relatedLabelsFault,
});

const matches = {
  match: optional(matchLabels)
    .fallback("{}")
    .doc(
      'Labels that the event\'s resource must have, as JSON: `jsonencode({ "prefect.resource.id" = "prefect.flow-run.*" })`. Default: any resource.',
    ),
  match_related: optional(matchRelatedLabels)
    .fallback("{}")
    .doc("Labels that a related resource must have, as JSON; a list of such objects wants one for each."),
};

const eventAttributes = {
  ...matches,
  posture: required(string)
    .check(oneOf("Reactive", "Proactive"))
    .doc("`Reactive`: fires when the events come. `Proactive`: fires when they stay away."),
  expect: optional(set(string))
    .fallback([])
    .doc(
      "Events to look for, such as `prefect.flow-run.Failed` or `prefect.flow-run.*`. Default: any event.",
    ),
  after: optional(set(string)).fallback([]).doc("Events that must have come first. Default: none."),
  for_each: optional(set(string))
    .fallback([])
    .doc("Labels by whose values events are counted apart, such as `prefect.resource.id`."),
  threshold: optional(integer)
    .fallback(1)
    .means(1)
    .doc("How many events make it fire (Reactive), or keep it from firing (Proactive). Default: 1."),
  within: optional(seconds)
    .fallbackBeside(({ posture = null }) => (isUnknown(posture) ? unknown : defaultWithin(posture)))
    .check(wait)
    .doc("Seconds within which they count. Default: 0; for Proactive 10, which is also the least there."),
};

/** `within = 0` of a Proactive trigger is 10 on the server. */
function sameEvent(wanted: CtyValue, actual: CtyValue): boolean {
  const [left, right] = [entries(wanted), entries(actual)];
  if (left === undefined || right === undefined) return false;
  const waits = (event: { readonly [name: string]: CtyValue }): CtyValue => {
    const { within = null, posture = null } = event;
    const isZero = within === null || (isCtyNumber(within) && Number(numberText(within)) === 0);
    return isZero ? defaultWithin(posture) : within;
  };
  return (
    isWhollyKnown(wanted) &&
    isWhollyKnown(actual) &&
    plainEvent.same({ ...left, within: waits(left) }, { ...right, within: waits(right) })
  );
}

const plainEvent = object(eventAttributes);
const event = object(eventAttributes, { same: sameEvent });

const metric = object({
  ...matches,
  metric: required(
    object({
      name: required(string)
        .check(oneOf("lateness", "duration", "successes"))
        .doc("What is measured: `lateness`, `duration` or `successes`."),
      operator: required(string)
        .check(oneOf("<", ">", ">=", "<="))
        .doc("How it is compared: `<`, `>`, `>=` or `<=`."),
      threshold: required(number).doc("What it is compared with."),
      range: required(seconds).doc("Seconds over which it is measured."),
      firing_for: required(seconds).doc("Seconds for which the comparison must hold."),
    }),
  ).doc("The measurement."),
});

const eventDoc = "Fires when events come, or stay away.";
const metricDoc = "Fires by a measurement of flow runs. Only Prefect Cloud knows these.";
const compoundDoc = "Fires when enough of its triggers have fired.";
const sequenceDoc = "Fires when its triggers have fired in their order.";
const windowDoc = "Seconds within which they must all fire. Default: no limit.";
const triggersDoc = "The triggers it is made of; exactly one kind in each.";

const leaf = object({
  event: optional(event).doc(eventDoc),
  metric: optional(metric).doc(metricDoc),
});

const isRequirement = (value: unknown): boolean =>
  value === "any" || value === "all" || (typeof value === "string" && /^[1-9]\d*$/.test(value));

const requireFault = (value: CtyValue): string | undefined =>
  typeof value === "string" && !isRequirement(value)
    ? `"${value}" was given; it must be "any", "all" or a whole number of 1 or more.`
    : undefined;

const child = object({
  event: optional(event).doc(eventDoc),
  metric: optional(metric).doc(metricDoc),
  compound: optional(
    object({
      require: required(string)
        .check(requireFault)
        .doc('How many of them must fire: `"any"`, `"all"` or a number.'),
      triggers: required(list(leaf)).doc(triggersDoc),
      within: optional(seconds).check(duration).doc(windowDoc),
    }),
  ).doc(compoundDoc),
  sequence: optional(
    object({
      triggers: required(list(leaf)).doc(triggersDoc),
      within: optional(seconds).check(duration).doc(windowDoc),
    }),
  ).doc(sequenceDoc),
});

/** `2` and `"2"` are one. */
const requirementKind = dynamicJson((a, b) => sameJson(requirement(a), requirement(b)));

/** What makes an automation act: exactly one of its attributes is set. Two levels of triggers within triggers. */
export const trigger = object({
  event: optional(event).doc(eventDoc),
  metric: optional(metric).doc(metricDoc),
  compound: optional(
    object({
      require: required(requirementKind).doc('How many of them must fire: `"any"`, `"all"` or a number.'),
      triggers: required(list(child)).doc(triggersDoc),
      within: optional(seconds).check(duration).doc(windowDoc),
    }),
  ).doc(compoundDoc),
  sequence: optional(
    object({
      triggers: required(list(child)).doc(triggersDoc),
      within: optional(seconds).check(duration).doc(windowDoc),
    }),
  ).doc(sequenceDoc),
});

export type EventTrigger = Carried<typeof event>;
export type MetricTrigger = Carried<typeof metric>;
export type Trigger = Carried<typeof trigger>;
export type ChildTrigger = Carried<typeof child>;
export type LeafTrigger = Carried<typeof leaf>;

/** A trigger as the API takes it, in JSON; equal where the server takes both for the same. */
export const triggerJson = jsonText({
  label: "a trigger as JSON",
  same: sameTrigger,
  fault: (value) => {
    if (!isJsonObject(value)) return "It is JSON, but not an object. Use jsonencode({ … }).";
    return triggerType(value) === undefined
      ? 'It has no known type; `type` must be "event", "metric", "compound" or "sequence".'
      : undefined;
  },
});
