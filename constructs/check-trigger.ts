import {
  compoundRequire,
  eventThreshold,
  eventWithin,
  metricSpan,
  type Verdict,
  waitingSeconds,
  withinLimit,
} from "../rules";
import type { Duration } from "./duration";
import { durationSeconds } from "./duration-seconds";
import { Annotations, type Construct, Token } from "./framework";
import { isPlain } from "./plain-object";
import { judge, refusal } from "./refusal";
import type { EventTriggerOptions, TriggerRule } from "./trigger-rule";

/**
 * Checks what is known of a trigger at synth.
 *
 * @throws Error naming the construct and the trigger within: `trigger.triggers[1].within`
 */
export function checkTrigger(construct: Construct, place: string, rule: TriggerRule): void {
  switch (rule.kind) {
    case "event":
      checkLabels(construct, place, rule.options);
      checkEvent(construct, place, rule.options);
      return;
    case "metric":
      checkLabels(construct, place, rule.options);
      judge(construct, `${place}.name`, rule.options.name, oneOf("lateness", "duration", "successes"));
      judge(construct, `${place}.operator`, rule.options.operator, oneOf("<", ">", "<=", ">="));
      for (const name of ["range", "firingFor"] as const) {
        checkSeconds(construct, `${place}.${name}`, rule.options[name], metricSpan);
      }
      return;
    default:
      if (rule.triggers.length === 0) {
        throw refusal(construct, `${place}.triggers`, [], "one trigger at least is needed");
      }
      judge(construct, `${place}.require`, rule.require, (require) =>
        compoundRequire(require, rule.triggers.length),
      );
      checkSeconds(construct, `${place}.within`, rule.within, waitingSeconds);
      for (const [index, one] of rule.triggers.entries()) {
        checkTrigger(construct, `${place}.triggers[${index}]`, one);
      }
  }
}

function checkEvent(construct: Construct, place: string, options: EventTriggerOptions): void {
  const { expect = [], match = {}, matchRelated = {}, posture, threshold } = options;
  judge(construct, `${place}.posture`, posture, oneOf("Reactive", "Proactive"));
  const within = durationSeconds(construct, `${place}.within`, options.within);
  judge(construct, `${place}.within`, within, (seconds) => eventWithin(posture, seconds));
  if (threshold !== undefined && !Token.isUnresolved(threshold)) {
    if (!Number.isSafeInteger(threshold) || threshold < 0) {
      throw refusal(construct, `${place}.threshold`, threshold, "a number of events is needed, 1 or more");
    }
    judge(construct, `${place}.threshold`, threshold, (count) => eventThreshold(posture, count));
  }
  if (expect.length === 0 && Object.keys(match).length === 0 && Object.keys(matchRelated).length === 0) {
    const message = `${place} has none of expect, match and matchRelated: every event fires it, those of the automation itself included`;
    Annotations.of(construct).addWarning(message);
  }
}

/** A label's value is a text or a list of texts. */
function checkLabels(
  construct: Construct,
  place: string,
  { match, matchRelated }: Pick<EventTriggerOptions, "match" | "matchRelated">,
): void {
  const related = Array.isArray(matchRelated) ? matchRelated : [matchRelated];
  for (const [property, labels] of [
    ["match", match],
    ...related.map((one) => ["matchRelated", one]),
  ] as const) {
    if (labels === undefined || labels === null || Token.isUnresolved(labels)) continue;
    if (!isPlain(labels)) {
      throw refusal(construct, `${place}.${property}`, labels, "an object of labels is needed");
    }
    for (const [label, value] of Object.entries(labels)) {
      const words: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (words.every((word) => typeof word === "string" || Token.isUnresolved(word))) continue;
      throw refusal(
        construct,
        `${place}.${property}[${JSON.stringify(label)}]`,
        value,
        "a text or a list of texts is needed",
      );
    }
  }
}

function checkSeconds(
  construct: Construct,
  property: string,
  duration: Duration | string | undefined,
  rule: (seconds: number) => Verdict,
): void {
  judge(construct, property, durationSeconds(construct, property, duration), rule);
}

const oneOf =
  (...words: readonly string[]) =>
  (word: string): Verdict =>
    withinLimit({ words }, word);
