import type { IResolvable } from "../framework";
import type { JsonInput, JsonObject } from "../json-input";
import type { Place } from "./place";
import { decimal, integer, isToken, list, mapping, seconds, text, texts, truth } from "./shapes";

/** A trigger of a deployment: what the automation made of it needs to know. */
export interface DeploymentTrigger {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean | IResolvable;
  /** As the API takes it, with the defaults that Prefect's client fills in. */
  readonly trigger: JsonObject;
  readonly parameters: JsonObject | undefined;
  readonly jobVariables: JsonObject | undefined;
  /** Seconds. */
  readonly scheduleAfter: number;
}

const ofAutomation = ["name", "description", "enabled", "parameters", "job_variables", "schedule_after"];

const keys = {
  event: ["type", "posture", "match", "match_related", "after", "expect", "for_each", "threshold", "within"],
  metric: ["type", "posture", "match", "match_related", "metric"],
  compound: ["type", "triggers", "require", "within"],
  sequence: ["type", "triggers", "within"],
} as const;

/** @param name of the automation, where the trigger has none */
export function readTrigger(value: JsonInput, name: string, place: Place): DeploymentTrigger {
  const given = mapping(value, place) ?? {};
  return {
    name: text(given.name, place.at("name")) ?? name,
    description: text(given.description, place.at("description")) ?? "",
    enabled: truth(given.enabled, place.at("enabled")) ?? true,
    trigger: readCondition(given, place, ofAutomation),
    parameters: mapping(given.parameters, place.at("parameters")),
    jobVariables: mapping(given.job_variables, place.at("job_variables")),
    scheduleAfter:
      atLeast(0, seconds(given.schedule_after, place.at("schedule_after")), place.at("schedule_after")) ?? 0,
  };
}

/** A trigger alone, or one within another. */
function readCondition(value: JsonInput, place: Place, more: readonly string[] = []): JsonObject {
  const type = typeOf(mapping(value, place) ?? {}, place);
  const given = mapping(value, place, [...keys[type], ...more]) ?? {};
  switch (type) {
    case "event":
      return { type, ...readLabels(given, place), ...readEvents(given, place) };
    case "metric":
      return {
        type,
        ...readLabels(given, place),
        posture: "Metric",
        metric: readMetric(given.metric, place.at("metric")),
      };
    case "compound": {
      const triggers = readWithin(given, place);
      return {
        type,
        ...triggers,
        require: readRequirement(given.require, triggers.triggers.length, place.at("require")),
      };
    }
    case "sequence":
      return { type, ...readWithin(given, place) };
  }
}

function typeOf(given: JsonObject, place: Place): keyof typeof keys {
  const type = text(given.type, place.at("type"));
  if (type === "event" || type === "metric" || type === "compound" || type === "sequence") return type;
  if (type !== undefined) throw place.at("type").error("it is none of event, metric, compound and sequence");
  if ("triggers" in given) return "require" in given ? "compound" : "sequence";
  return given.posture === "Metric" ? "metric" : "event";
}

function readLabels(given: JsonObject, place: Place): JsonObject {
  const related = place.at("match_related");
  return {
    match: labels(given.match, place.at("match")),
    match_related: Array.isArray(given.match_related)
      ? list(given.match_related, related)?.map((item, index) => labels(item, related.at(index)))
      : labels(given.match_related, related),
  };
}

function labels(value: JsonInput, place: Place): JsonObject {
  const given = Object.entries(mapping(value, place) ?? {});
  return Object.fromEntries(
    given.map(([label, wanted]) => {
      const at = place.at(label);
      const words = Array.isArray(wanted) ? texts(wanted, at) : text(wanted, at);
      if (words === undefined) throw at.error("text or a list of texts is needed here");
      return [label, words];
    }),
  );
}

/** A Proactive trigger waits for at least ten seconds. */
const proactiveSeconds = 10;

function readEvents(given: JsonObject, place: Place): JsonObject {
  const posture = text(given.posture, place.at("posture")) ?? "Reactive";
  if (posture !== "Reactive" && posture !== "Proactive" && !isToken(posture)) {
    throw place.at("posture").error("it is neither Reactive nor Proactive");
  }
  const within = seconds(given.within, place.at("within")) ?? 0;
  const isDefault = posture === "Proactive" && within === 0;
  return {
    posture,
    after: texts(given.after, place.at("after")) ?? [],
    expect: texts(given.expect, place.at("expect")) ?? [],
    for_each: texts(given.for_each, place.at("for_each")) ?? [],
    threshold: integer(given.threshold, place.at("threshold")) ?? 1,
    within: isDefault
      ? proactiveSeconds
      : atLeast(posture === "Proactive" ? proactiveSeconds : 0, within, place.at("within")),
  };
}

/** The least span of time that a metric is looked at, and the default. */
const metricSeconds = 300;

function readMetric(value: JsonInput, place: Place): JsonObject {
  const given = mapping(value, place, ["name", "threshold", "operator", "range", "firing_for"]);
  const span = (name: "range" | "firing_for") =>
    atLeast(metricSeconds, seconds(given?.[name], place.at(name)) ?? metricSeconds, place.at(name));
  const threshold = decimal(given?.threshold, place.at("threshold"));
  if (threshold === undefined) throw place.at("threshold").error("a number is needed here");
  return {
    name: oneOf(["lateness", "duration", "successes"], given?.name, place.at("name")),
    threshold,
    operator: oneOf(["<", "<=", ">", ">="], given?.operator, place.at("operator")),
    range: span("range"),
    firing_for: span("firing_for"),
  };
}

function readWithin(given: JsonObject, place: Place) {
  const triggers = list(given.triggers, place.at("triggers"));
  if (triggers === undefined) throw place.at("triggers").error("a list of triggers is needed here");
  return {
    triggers: triggers.map((one, index) => readCondition(one, place.at("triggers").at(index))),
    within: seconds(given.within, place.at("within")) ?? null,
  };
}

function readRequirement(value: JsonInput, count: number, place: Place): JsonInput {
  if (value === "any" || value === "all") return value;
  const number = integer(value, place);
  if (number === undefined || (!isToken(number) && (number < 1 || number > count))) {
    throw place.error(`"any", "all" or a number from 1 to ${count} is needed here`);
  }
  return number;
}

function oneOf(words: readonly string[], value: JsonInput, place: Place): string {
  const word = text(value, place);
  if (word !== undefined && (words.includes(word) || isToken(word))) return word;
  throw place.error(`one of ${words.join(", ")} is needed here`);
}

function atLeast(least: number, given: number | undefined, place: Place): number | undefined {
  if (given !== undefined && !isToken(given) && given < least)
    throw place.error(`it has to be ${least} seconds at least`);
  return given;
}
