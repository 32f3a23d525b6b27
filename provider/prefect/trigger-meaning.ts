import { serverDuration } from "../../rules";
import { proactiveSeconds } from "../../rules/trigger";
import { isCtyNumber, numberText } from "../cty/number";
import { isJsonObject, sameJson } from "../framework/exact-json";

/** How long an event trigger waits, in seconds, where code does not say. */
export const defaultWithin = (posture: unknown): number => (posture === "Proactive" ? proactiveSeconds : 0);

export type TriggerType = "event" | "metric" | "compound" | "sequence";

const isTriggerType = (value: unknown): value is TriggerType =>
  value === "event" || value === "metric" || value === "compound" || value === "sequence";

/** The type of a trigger in JSON; the API lets `type` be left out. */
export function triggerType(trigger: Readonly<Record<string, unknown>>): TriggerType | undefined {
  const { type } = trigger;
  if (type !== undefined) return isTriggerType(type) ? type : undefined;
  if ("metric" in trigger) return "metric";
  if ("posture" in trigger) return "event";
  if (!("triggers" in trigger)) return undefined;
  return "require" in trigger ? "compound" : "sequence";
}

/** Seconds of a duration as the API takes it: a number, ISO 8601 (`PT1M`) or a clock's (`1 day, 00:10:00`). */
export function durationSeconds(duration: unknown): number | undefined {
  if (isCtyNumber(duration)) return Number(numberText(duration));
  return typeof duration === "string" ? serverDuration(duration) : undefined;
}

/** The server counts in microseconds. */
function duration(value: unknown): unknown {
  const seconds = durationSeconds(value);
  return seconds === undefined ? value : Math.round(seconds * 1e6);
}

/** The server also takes `"2"` and `true` for a number. */
function wholeNumber(value: unknown): unknown {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "string" && value.trim() !== "" ? Number(value.replaceAll("_", "")) : value;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

function wordSet(value: unknown): unknown {
  return Array.isArray(value) ? [...new Set(value)].sort() : isNothing(value) ? [] : value;
}

const labels = (value: unknown): unknown => (isNothing(value) ? {} : value);

/**
 * What a trigger in JSON says, in one spelling: with the server's defaults, without ids and what no trigger has.
 * Source: the defaults that `POST /automations/` answers.
 */
export function triggerMeaning(trigger: unknown): unknown {
  if (!isJsonObject(trigger)) return trigger;
  const type = triggerType(trigger);
  const { match, match_related, posture, within } = trigger;
  if (type === "event") {
    const seconds = durationSeconds(isNothing(within) ? 0 : within);
    return {
      type,
      posture,
      match: labels(match),
      match_related: labels(match_related),
      after: wordSet(trigger.after),
      expect: wordSet(trigger.expect),
      for_each: wordSet(trigger.for_each),
      threshold: wholeNumber(trigger.threshold ?? 1),
      within: duration(seconds === 0 ? defaultWithin(posture) : within),
    };
  }
  if (type === "metric") {
    return {
      type,
      match: labels(match),
      match_related: labels(match_related),
      metric: metricMeaning(trigger.metric),
    };
  }
  if (type === undefined) return trigger;
  const { triggers } = trigger;
  return {
    type,
    triggers: Array.isArray(triggers) ? triggers.map(triggerMeaning) : triggers,
    within: isNothing(within) ? null : duration(within),
    ...(type === "compound" ? { require: requirement(trigger.require) } : {}),
  };
}

function metricMeaning(metric: unknown): unknown {
  if (!isJsonObject(metric)) return metric;
  const { name, operator, threshold, range, firing_for } = metric;
  return { name, operator, threshold, range: duration(range), firing_for: duration(firing_for) };
}

/** How many children must fire: `"any"`, `"all"`, or a number, also as text. */
export const requirement = (require: unknown): unknown =>
  isCtyNumber(require) ? numberText(require) : require;

/** Do two triggers in JSON mean the same to the server? */
export const sameTrigger = (a: unknown, b: unknown): boolean =>
  sameJson(triggerMeaning(a), triggerMeaning(b));

const setNames = ["after", "expect", "for_each"];

/**
 * A trigger in JSON as it is held: without the ids, which the server makes anew with each update, and with its sets
 * sorted, which the server answers in another order each time that it is started.
 */
export function heldTrigger(trigger: unknown): unknown {
  if (!isJsonObject(trigger)) return trigger;
  const { id: _, triggers, ...others } = trigger;
  const sets = setNames.filter((name) => Array.isArray(others[name]));
  const held = { ...others, ...Object.fromEntries(sets.map((name) => [name, wordSet(others[name])])) };
  return Array.isArray(triggers) ? { ...held, triggers: triggers.map(heldTrigger) } : held;
}

/** The ids of a trigger of an answer and of all within it, each with its place: `trigger.triggers[0]`. */
export function triggerIds(trigger: unknown, place: string): readonly (readonly [string, string])[] {
  if (!isJsonObject(trigger)) return [];
  const { id, triggers } = trigger;
  const within: readonly unknown[] = Array.isArray(triggers) ? triggers : [];
  return [
    ...(typeof id === "string" ? [[place, id] as const] : []),
    ...within.flatMap((one, index) => triggerIds(one, `${place}.triggers[${index}]`)),
  ];
}
