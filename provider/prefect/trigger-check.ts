import { compoundRequire, eventWithin } from "../../rules/trigger";
import type { Verdict } from "../../rules/verdict";
import { isCtyNumber, numberText } from "../cty/number";
import { isUnknown } from "../cty/unknown";
import { type CtyValue, Dynamic } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { type Diagnostic, type Path, problem, spellPath } from "../framework/diagnostic";
import { isJsonObject, parseExactJson } from "../framework/exact-json";
import { spoken } from "./judged";
import { durationSeconds, requirement, triggerType } from "./trigger-meaning";

const kinds = ["event", "metric", "compound", "sequence"] as const;

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
  const possible = kinds.filter((kind) => kind in fields);
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
  const { posture = null, within = null } = entries(event) ?? {};
  const seconds = isCtyNumber(within) ? Number(numberText(within)) : undefined;
  return checkWithin(posture, seconds, [...path, { attribute: "within" }], "");
}

function checkWithin(
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

function checkRequire(require: unknown, count: number, path: Path, place: string): readonly Diagnostic[] {
  if (require === null || isUnknown(require)) return [];
  return spokenIn(compoundRequire(requirement(require), count), path, place);
}

/** The same for a trigger in JSON; every problem is told of the whole document. */
export function checkTriggerJson(source: string, path: Path): readonly Diagnostic[] {
  return checkJson(parseExactJson(source), path, "");
}

function checkJson(trigger: unknown, path: Path, place: string): readonly Diagnostic[] {
  const where = place === "" ? "" : `In ${place}: `;
  if (!isJsonObject(trigger)) return [problem("Malformed trigger", `${where}It is not an object.`, path)];
  const type = triggerType(trigger);
  if (type === undefined) {
    return [problem("Malformed trigger", `${where}Its type is none of ${kinds.join(", ")}.`, path)];
  }
  if (type === "event") return checkJsonEvent(trigger, path, where);
  if (type === "metric") return [];
  const { triggers } = trigger;
  if (!Array.isArray(triggers)) {
    return [problem("Malformed trigger", `${where}A ${type} trigger needs a list \`triggers\`.`, path)];
  }
  const missing = type === "compound" ? ["require", "within"] : ["within"];
  const inside = (index: number): string => `${place === "" ? "" : `${place}.`}triggers[${index}]`;
  return [
    ...missing
      .filter((name) => !(name in trigger))
      .map((name) =>
        problem(
          "Malformed trigger",
          `${where}A ${type} trigger needs \`${name}\`; \`within\` may be null.`,
          path,
        ),
      ),
    ...(type === "compound" ? checkRequire(trigger.require ?? null, triggers.length, path, where) : []),
    ...triggers.flatMap((one, index) => checkJson(one, path, inside(index))),
  ];
}

function checkJsonEvent(
  { posture, within }: Readonly<Record<string, unknown>>,
  path: Path,
  where: string,
): readonly Diagnostic[] {
  if (posture !== "Reactive" && posture !== "Proactive") {
    return [
      problem(
        "Malformed trigger",
        `${where}\`posture\` must be "Reactive" or "Proactive" in an event trigger.`,
        path,
      ),
    ];
  }
  return checkWithin(posture, durationSeconds(within), path, where);
}
