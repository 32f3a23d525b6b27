import { compoundRequire, eventThreshold, eventWithin } from "../../rules/trigger";
import type { Verdict } from "../../rules/verdict";
import { isCtyNumber, numberText } from "../cty/number";
import { isUnknown } from "../cty/unknown";
import { type CtyValue, Dynamic } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { type Diagnostic, type Path, problem, spellPath } from "../framework/diagnostic";
import { spoken } from "./judged";
import { requirement } from "./trigger-meaning";

export const triggerKinds = ["event", "metric", "compound", "sequence"] as const;

/** What the server would refuse of a configured trigger, beyond what its schema says. Anything may be unknown. */
export function checkTrigger(trigger: CtyValue, path: Path): readonly Diagnostic[] {
  const fields = entries(trigger);
  if (fields === undefined || isUnknown(trigger)) return [];
  const under = (name: string): Path => [...path, { attribute: name }];
  const { event = null, compound = null, sequence = null } = fields;
  return [
    ...checkKinds(fields, path),
    ...checkEvent(event, under("event")),
    ...checkComposite(compound, under("compound")),
    ...checkComposite(sequence, under("sequence")),
  ];
}

function checkKinds(fields: { readonly [name: string]: CtyValue }, path: Path): readonly Diagnostic[] {
  const possible = triggerKinds.filter((kind) => kind in fields);
  const given = possible.filter((kind) => (fields[kind] ?? null) !== null);
  const certain = given.filter((kind) => !isUnknown(fields[kind]));
  if (certain.length > 1) {
    return [
      problem(
        "A trigger of two kinds",
        `${spellPath(path)} sets ${certain.join(" and ")}. Set exactly one of ${possible.join(", ")}.`,
        path,
      ),
    ];
  }
  if (given.length > 0) return [];
  return [
    problem(
      "A trigger of no kind",
      `${spellPath(path)} sets none of ${possible.join(", ")}. Set exactly one of them.`,
      path,
    ),
  ];
}

function checkEvent(event: CtyValue, path: Path): readonly Diagnostic[] {
  const { posture = null, within = null, threshold = null } = entries(event) ?? {};
  const numberOf = (value: CtyValue) => (isCtyNumber(value) ? Number(numberText(value)) : undefined);
  return [
    ...checkWithin(posture, numberOf(within), [...path, { attribute: "within" }], ""),
    ...checkThreshold(posture, numberOf(threshold), [...path, { attribute: "threshold" }], ""),
  ];
}

/** Has an event trigger a sense with so many events? */
export function checkThreshold(
  posture: unknown,
  threshold: number | undefined,
  path: Path,
  place: string,
): readonly Diagnostic[] {
  return threshold === undefined ? [] : spokenIn(eventThreshold(posture, threshold), path, place);
}

/** May an event trigger wait so long? `place` begins the sentence: where in a document, or nothing. */
export function checkWithin(
  posture: unknown,
  seconds: number | undefined,
  path: Path,
  place: string,
): readonly Diagnostic[] {
  // What is below 0 is told by the attribute itself.
  return seconds === undefined || seconds < 0 ? [] : spokenIn(eventWithin(posture, seconds), path, place);
}

const spokenIn = (verdict: Verdict, path: Path, place: string): readonly Diagnostic[] =>
  spoken(
    verdict.verdict === "accepted" ? verdict : { ...verdict, reason: `${place}${verdict.reason}` },
    path,
  );

function checkComposite(composite: CtyValue, path: Path): readonly Diagnostic[] {
  const { triggers = null, require = null } = entries(composite) ?? {};
  const all = elements(triggers);
  if (all === undefined) return [];
  const value: unknown = require instanceof Dynamic ? require.value : require;
  return [
    ...checkRequire(value, all.length, [...path, { attribute: "require" }], ""),
    ...all.flatMap((one, index) => checkTrigger(one, [...path, { attribute: "triggers" }, { index }])),
  ];
}

/** How many of `count` triggers must fire. */
export function checkRequire(
  require: unknown,
  count: number,
  path: Path,
  place: string,
): readonly Diagnostic[] {
  if (require === null || isUnknown(require)) return [];
  return spokenIn(compoundRequire(requirement(require), count), path, place);
}
