import { isCtyNumber, numberText } from "../cty/number";
import { type Diagnostic, type Path, problem } from "../framework/diagnostic";
import { isJsonObject, parseExactJson } from "../framework/exact-json";
import { duration, wait } from "./seconds";
import { labelsFault, relatedLabelsFault } from "./trigger";
import { checkRequire, checkThreshold, checkWithin, triggerKinds } from "./trigger-check";
import { durationSeconds, triggerType } from "./trigger-meaning";

type Json = Readonly<Record<string, unknown>>;

/** Where a trigger stands in its document, for the beginning of a sentence; `""`: it is the whole. */
type Place = string;

/** What the server would refuse of a trigger in JSON; every problem is told of the whole document. */
export function checkTriggerJson(source: string, path: Path): readonly Diagnostic[] {
  return checkJson(parseExactJson(source), path, "");
}

const malformed = (sentence: string, path: Path): Diagnostic => problem("Malformed trigger", sentence, path);

function checkJson(trigger: unknown, path: Path, place: Place): readonly Diagnostic[] {
  const where = place === "" ? "" : `In ${place}: `;
  if (!isJsonObject(trigger)) return [malformed(`${where}It is not an object.`, path)];
  const type = triggerType(trigger);
  if (type === undefined) {
    return [malformed(`${where}Its type is none of ${triggerKinds.join(", ")}.`, path)];
  }
  if (type === "event") return checkEvent(trigger, path, where);
  if (type === "metric") return [];
  const { triggers, within } = trigger;
  if (!Array.isArray(triggers)) {
    return [malformed(`${where}A ${type} trigger needs a list \`triggers\`.`, path)];
  }
  const missing = (type === "compound" ? ["require", "within"] : ["within"]).filter(
    (name) => !(name in trigger),
  );
  const inside = (index: number): string => `${place === "" ? "" : `${place}.`}triggers[${index}]`;
  return [
    ...missing.map((name) =>
      malformed(`${where}A ${type} trigger needs \`${name}\`; \`within\` may be null.`, path),
    ),
    ...withinFault(within ?? null, duration).map((fault) => malformed(`${where}\`within\`: ${fault}`, path)),
    ...(type === "compound" ? requireFaults(trigger, triggers.length, path, where) : []),
    ...triggers.flatMap((one: unknown, index) => checkJson(one, path, inside(index))),
  ];
}

const requireFaults = ({ require }: Json, count: number, path: Path, where: string): readonly Diagnostic[] =>
  require === null
    ? [malformed(`${where}\`require\` must be "any", "all" or a number, not null.`, path)]
    : checkRequire(require ?? null, count, path, where);

function checkEvent(event: Json, path: Path, where: string): readonly Diagnostic[] {
  const { posture, within, threshold } = event;
  if (posture !== "Reactive" && posture !== "Proactive") {
    return [malformed(`${where}\`posture\` must be "Reactive" or "Proactive" in an event trigger.`, path)];
  }
  const faults = [...eventFaults(event)].map(([name, fault]) =>
    malformed(`${where}\`${name}\`: ${fault}`, path),
  );
  if (faults.length > 0) return faults;
  const count = isCtyNumber(threshold) ? Number(numberText(threshold)) : undefined;
  return [
    ...checkWithin(posture, durationSeconds(within), path, where),
    ...checkThreshold(posture, count, path, where),
  ];
}

function* eventFaults(event: Json): Generator<readonly [field: string, fault: string]> {
  const { posture, within, threshold, match, match_related: related } = event;
  if (within === null)
    yield ["within", "It must be a number of seconds, not null. Leave it out for the default."];
  else if (posture === "Proactive" && typeof within === "string" && within !== "") {
    yield ["within", "The server fails on text in a Proactive trigger. Give it as a number of seconds."];
  } else for (const fault of withinFault(within, wait)) yield ["within", fault];
  if (!isThreshold(threshold)) yield ["threshold", "It must be a whole number."];
  for (const name of ["expect", "after", "for_each"]) {
    const words = event[name];
    if (words === undefined || (Array.isArray(words) && words.every((one) => typeof one === "string")))
      continue;
    yield [name, "It must be a list of strings."];
  }
  const matchFault = match === undefined ? undefined : labelsFault(match);
  if (matchFault !== undefined) yield ["match", matchFault];
  const relatedFault = related === undefined ? undefined : relatedLabelsFault(related);
  if (relatedFault !== undefined) yield ["match_related", relatedFault];
}

/** The server also takes `"2"`, `2.0` and `true` for a number. */
function isThreshold(threshold: unknown): boolean {
  if (threshold === undefined || typeof threshold === "boolean") return true;
  if (typeof threshold === "string") return /^\s*[+-]?\d+(_\d+)*(\.0+)?\s*$/.test(threshold);
  return isCtyNumber(threshold) && Number.isInteger(Number(numberText(threshold)));
}

function withinFault(within: unknown, rule: typeof wait): readonly string[] {
  if (within === undefined || within === null || typeof within === "boolean") return [];
  const seconds = durationSeconds(within);
  if (seconds === undefined) return ['It must be a number of seconds, or a duration such as "PT10M".'];
  return [rule(seconds) ?? []].flat();
}
