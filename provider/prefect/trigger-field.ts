import { type JsonValue, parseJson } from "../../client";
import { toPlainJson } from "../cty/implied";
import { type CtyNumber, isCtyNumber, numberText } from "../cty/number";
import { Dynamic } from "../cty/value";
import { fromJsonValue } from "../framework/dynamic-json";
import { canonicalJson, isJsonObject } from "../framework/exact-json";
import type { ChildTrigger, EventTrigger, LeafTrigger, MetricTrigger, Trigger } from "./trigger";
import { defaultWithin, durationSeconds, requirement, triggerType } from "./trigger-meaning";

type Field = { [name: string]: JsonValue };

const jsonNumberOf = (value: CtyNumber): number => Number(numberText(value));
const secondsOrNull = (value: CtyNumber | null): number | null =>
  value === null ? null : jsonNumberOf(value);

function eventField(event: EventTrigger): Field {
  const { posture, expect, after, for_each, match, match_related, threshold, within } = event;
  return {
    type: "event",
    posture,
    expect: [...(expect ?? [])],
    after: [...(after ?? [])],
    for_each: [...(for_each ?? [])],
    match: parseJson(match ?? "{}"),
    match_related: parseJson(match_related ?? "{}"),
    threshold: threshold ?? 1,
    within: within === null ? defaultWithin(posture) : jsonNumberOf(within),
  };
}

function metricField({ match, match_related, metric }: MetricTrigger): Field {
  const { name, operator, threshold, range, firing_for } = metric;
  return {
    type: "metric",
    posture: "Metric",
    match: parseJson(match ?? "{}"),
    match_related: parseJson(match_related ?? "{}"),
    metric: {
      name,
      operator,
      threshold: jsonNumberOf(threshold),
      range: jsonNumberOf(range),
      firing_for: jsonNumberOf(firing_for),
    },
  };
}

function requireField(require: Dynamic | string): JsonValue {
  const value: unknown = require instanceof Dynamic ? toPlainJson(require.type, require.value) : require;
  const text = requirement(value);
  return typeof text === "string" && /^\d+$/.test(text) ? Number(text) : String(text);
}

/** What all depths of triggers have in common. */
interface AnyTrigger {
  readonly event: EventTrigger | null;
  readonly metric: MetricTrigger | null;
  readonly compound?: {
    readonly require: Dynamic | string;
    readonly triggers: readonly AnyTrigger[];
    readonly within: CtyNumber | null;
  } | null;
  readonly sequence?: { readonly triggers: readonly AnyTrigger[]; readonly within: CtyNumber | null } | null;
}

/** A trigger as the API takes it. The schema's check has seen to it that exactly one kind is set. */
export function triggerField(trigger: AnyTrigger): Field {
  const { event, metric, compound = null, sequence = null } = trigger;
  if (event !== null) return eventField(event);
  if (metric !== null) return metricField(metric);
  if (compound !== null) {
    return {
      type: "compound",
      require: requireField(compound.require),
      triggers: compound.triggers.map(triggerField),
      within: secondsOrNull(compound.within),
    };
  }
  if (sequence !== null) {
    return {
      type: "sequence",
      triggers: sequence.triggers.map(triggerField),
      within: secondsOrNull(sequence.within),
    };
  }
  throw new Error("A trigger without a kind.");
}

/** Thrown inwards where the attributes cannot say what the server's trigger says. */
class NotTyped extends Error {}

const words = (value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) throw new NotTyped();
  return [...value].sort();
};

function text(value: unknown): string {
  if (typeof value !== "string") throw new NotTyped();
  return value;
}

function number(value: unknown): number {
  const seconds = durationSeconds(value);
  if (seconds === undefined) throw new NotTyped();
  return seconds;
}

function integer(value: unknown): number {
  const whole = isCtyNumber(value) ? Number(numberText(value)) : undefined;
  if (whole === undefined || !Number.isSafeInteger(whole)) throw new NotTyped();
  return whole;
}

const windowOf = (within: unknown): number | null =>
  within === undefined || within === null ? null : number(within);

type Json = Readonly<Record<string, unknown>>;

const labelsText = (value: unknown): string => canonicalJson(value ?? {});

const eventAttribute = (event: Json): EventTrigger => {
  const posture = text(event.posture);
  return {
    posture,
    expect: words(event.expect),
    after: words(event.after),
    for_each: words(event.for_each),
    match: labelsText(event.match),
    match_related: labelsText(event.match_related),
    threshold: integer(event.threshold ?? 1),
    within: number(event.within ?? defaultWithin(posture)),
  };
};

function metricAttribute({ match, match_related, metric }: Json): MetricTrigger {
  if (!isJsonObject(metric)) throw new NotTyped();
  return {
    match: labelsText(match),
    match_related: labelsText(match_related),
    metric: {
      name: text(metric.name),
      operator: text(metric.operator),
      threshold: number(metric.threshold),
      range: number(metric.range),
      firing_for: number(metric.firing_for),
    },
  };
}

function children<T>({ triggers }: Json, convert: (trigger: Json) => T): T[] {
  if (!Array.isArray(triggers)) throw new NotTyped();
  return triggers.map((one: unknown) => {
    if (!isJsonObject(one)) throw new NotTyped();
    return convert(one);
  });
}

function leafAttribute(trigger: Json): LeafTrigger {
  const type = triggerType(trigger);
  if (type === "event") return { event: eventAttribute(trigger), metric: null };
  if (type === "metric") return { event: null, metric: metricAttribute(trigger) };
  throw new NotTyped();
}

function childAttribute(trigger: Json): ChildTrigger {
  const type = triggerType(trigger);
  const within = windowOf(trigger.within);
  const nothing = { event: null, metric: null, compound: null, sequence: null };
  if (type === "compound") {
    const require = text(requirement(trigger.require));
    return { ...nothing, compound: { require, triggers: children(trigger, leafAttribute), within } };
  }
  if (type === "sequence")
    return { ...nothing, sequence: { triggers: children(trigger, leafAttribute), within } };
  return { ...nothing, ...leafAttribute(trigger) };
}

function rootAttribute(trigger: Json): Trigger {
  const type = triggerType(trigger);
  const nothing = { event: null, metric: null, compound: null, sequence: null };
  if (type === "compound") {
    const require = fromJsonValue(trigger.require ?? null);
    if (require === null) throw new NotTyped();
    const within = windowOf(trigger.within);
    return { ...nothing, compound: { require, triggers: children(trigger, childAttribute), within } };
  }
  if (type === "sequence") {
    const within = windowOf(trigger.within);
    return { ...nothing, sequence: { triggers: children(trigger, childAttribute), within } };
  }
  return { ...nothing, ...leafAttribute(trigger) };
}

/** A trigger of an answer by attributes; null where they cannot say it: it is of another type, or too deep. */
export function triggerAttribute(trigger: unknown): Trigger | null {
  if (!isJsonObject(trigger)) return null;
  try {
    return rootAttribute(trigger);
  } catch (error) {
    if (error instanceof NotTyped) return null;
    throw error;
  }
}
