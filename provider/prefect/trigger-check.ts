import { isCtyNumber, numberText } from "../cty/number";
import { isUnknown } from "../cty/unknown";
import { type CtyValue, Dynamic } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import { isJsonObject, parseExactJson } from "../framework/exact-json";
import { durationSeconds, proactiveSeconds, requirement, triggerType } from "./trigger-meaning";

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
  return proactiveWithin(posture, seconds, [...path, { attribute: "within" }], "");
}

function proactiveWithin(
  posture: unknown,
  seconds: number | undefined,
  path: Path,
  place: string,
): readonly Diagnostic[] {
  if (posture !== "Proactive" || seconds === undefined || seconds >= proactiveSeconds || seconds < 0)
    return [];
  const rule = `${place}A Proactive trigger waits ${proactiveSeconds} seconds or more, and within is ${seconds}.`;
  if (seconds > 0) return [problem(`Invalid value for ${spellPath(path)}`, rule, path)];
  return [
    warning(
      `Doubtful value for ${spellPath(path)}`,
      `${rule} The server takes 0 for ${proactiveSeconds}: leave it out, or say ${proactiveSeconds}.`,
      path,
    ),
  ];
}

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
  const text = requirement(require);
  if (text === "any" || text === "all") return [];
  const number = typeof text === "string" && /^\d+$/.test(text) ? Number(text) : undefined;
  if (number !== undefined && number >= 1 && number <= count) return [];
  const given = typeof text === "string" ? `"${text}"` : "Something else";
  return [
    problem(
      `Invalid value for ${spellPath(path)}`,
      `${place}${given} was given; it must be "any", "all" or a whole number from 1 to ${count}, the number of triggers.`,
      path,
    ),
  ];
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
  return proactiveWithin(posture, durationSeconds(within), path, where);
}
