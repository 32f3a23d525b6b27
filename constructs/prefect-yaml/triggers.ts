import { metricSeconds, proactiveSeconds } from "../../rules";
import type { TriggeredRunOptions } from "../deployment-automation";
import { Duration } from "../duration";
import type { JsonInput, JsonObject } from "../json-input";
import { type ResourceLabels, Trigger } from "../trigger";
import type { Place } from "./place";
import { decimal, integer, isList, isToken, list, mapping, seconds, text, texts, truth } from "./shapes";

/** A trigger of a deployment, and how it runs the deployment. */
export interface DeploymentTrigger {
  readonly trigger: Trigger;
  readonly options: TriggeredRunOptions;
}

const ofAutomation = ["name", "description", "enabled", "parameters", "job_variables", "schedule_after"];

const keys = {
  event: ["type", "posture", "match", "match_related", "after", "expect", "for_each", "threshold", "within"],
  metric: ["type", "posture", "match", "match_related", "metric"],
  compound: ["type", "triggers", "require", "within"],
  sequence: ["type", "triggers", "within"],
} as const;

/**
 * A trigger with the defaults that Prefect's client fills in.
 *
 * @param name of the automation, where the trigger has none
 */
export function readTrigger(value: JsonInput, name: string, place: Place): DeploymentTrigger {
  const given = mapping(value, place) ?? {};
  const after = seconds(given.schedule_after, place.at("schedule_after"));
  return {
    trigger: readCondition(given, place, ofAutomation),
    options: {
      name: text(given.name, place.at("name")) ?? name,
      description: text(given.description, place.at("description")) ?? "",
      enabled: truth(given.enabled, place.at("enabled")) ?? true,
      parameters: mapping(given.parameters, place.at("parameters")),
      jobVariables: mapping(given.job_variables, place.at("job_variables")),
      scheduleAfter: Duration.seconds(atLeast(0, after ?? 0, place.at("schedule_after"))),
    },
  };
}

/** A trigger alone, or one within another. */
function readCondition(value: JsonInput, place: Place, more: readonly string[] = []): Trigger {
  const type = typeOf(mapping(value, place) ?? {}, place);
  const given = mapping(value, place, [...keys[type], ...more]) ?? {};
  switch (type) {
    case "event":
      return Trigger.event({ ...readLabels(given, place), ...readEvents(given, place) });
    case "metric":
      return Trigger.metric({
        ...readLabels(given, place),
        ...readMetric(given.metric, place.at("metric")),
      });
    case "compound": {
      const triggers = readWithin(given, place);
      const require = readRequirement(given.require, triggers.triggers.length, place.at("require"));
      return Trigger.compound({ ...triggers, require });
    }
    case "sequence":
      return Trigger.sequence(readWithin(given, place));
  }
}

function typeOf(given: JsonObject, place: Place): keyof typeof keys {
  const type = text(given.type, place.at("type"));
  if (type === "event" || type === "metric" || type === "compound" || type === "sequence") return type;
  if (type !== undefined) throw place.at("type").error("it is none of event, metric, compound and sequence");
  if ("triggers" in given) return "require" in given ? "compound" : "sequence";
  return given.posture === "Metric" ? "metric" : "event";
}

function readLabels(given: JsonObject, place: Place) {
  const related = place.at("match_related");
  return {
    match: labels(given.match, place.at("match")),
    matchRelated: isList(given.match_related)
      ? given.match_related.map((item, index) => labels(item, related.at(index)))
      : labels(given.match_related, related),
  };
}

function labels(value: JsonInput, place: Place): ResourceLabels {
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

function readEvents(given: JsonObject, place: Place) {
  const posture = oneOf(["Reactive", "Proactive"], given.posture ?? "Reactive", place.at("posture"));
  const within = seconds(given.within, place.at("within")) ?? 0;
  const least = posture === "Proactive" ? proactiveSeconds : 0;
  return {
    posture,
    after: texts(given.after, place.at("after")) ?? [],
    expect: texts(given.expect, place.at("expect")) ?? [],
    forEach: texts(given.for_each, place.at("for_each")) ?? [],
    threshold: integer(given.threshold, place.at("threshold")) ?? 1,
    within: Duration.seconds(within === 0 ? least : atLeast(least, within, place.at("within"))),
  };
}

function readMetric(value: JsonInput, place: Place) {
  const given = mapping(value, place, ["name", "threshold", "operator", "range", "firing_for"]);
  const span = (name: "range" | "firing_for") =>
    Duration.seconds(
      atLeast(metricSeconds, seconds(given?.[name], place.at(name)) ?? metricSeconds, place.at(name)),
    );
  const threshold = decimal(given?.threshold, place.at("threshold"));
  if (threshold === undefined) throw place.at("threshold").error("a number is needed here");
  return {
    name: oneOf(["lateness", "duration", "successes"], given?.name, place.at("name")),
    threshold,
    operator: oneOf(["<", "<=", ">", ">="], given?.operator, place.at("operator")),
    range: span("range"),
    firingFor: span("firing_for"),
  };
}

function readWithin(given: JsonObject, place: Place) {
  const triggers = list(given.triggers, place.at("triggers"));
  if (triggers === undefined) throw place.at("triggers").error("a list of triggers is needed here");
  const within = seconds(given.within, place.at("within"));
  return {
    triggers: triggers.map((one, index) => readCondition(one, place.at("triggers").at(index))),
    within: within === undefined ? undefined : Duration.seconds(within),
  };
}

function readRequirement(value: JsonInput, count: number, place: Place): "any" | "all" | number {
  if (value === "any" || value === "all") return value;
  const number = integer(value, place);
  if (number === undefined || (!isToken(number) && (number < 1 || number > count))) {
    throw place.error(`"any", "all" or a number from 1 to ${count} is needed here`);
  }
  return number;
}

function oneOf<Word extends string>(words: readonly Word[], value: JsonInput, place: Place): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw place.error(`one of ${words.join(", ")} is needed here`);
  return word;
}

function atLeast(least: number, given: number, place: Place): number {
  if (!isToken(given) && given < least) throw place.error(`it has to be ${least} seconds at least`);
  return given;
}
