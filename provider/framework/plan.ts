import { isUnknown, unknown } from "../cty/unknown";
import { type CtyValue, rawEqual } from "../cty/value";
import type { Attributes } from "./attribute";
import { sameAttribute, sameValue } from "./collections";
import type { Path } from "./diagnostic";
import { setPlaces } from "./json-parts";
import type { AttributeFacts, Kind } from "./kind";
import type { Memory } from "./memory";
import { isHeld, type Said } from "./placeholder";
import { plannedValue } from "./spelling";

/** An object as it stands in a configuration, a plan or a state: one value for each attribute. */
export type Fields = { readonly [name: string]: CtyValue };

export interface PlanRequest {
  readonly attributes: Attributes;
  readonly config: Fields;
  /** Null: the object does not exist yet (or is about to be replaced). */
  readonly prior: Fields | null;
  readonly memory: Memory;
  /** What code said before of attributes whose prior value is a placeholder. */
  readonly said?: Said;
  /** Attributes whose secret part has to be written anew, or removed. */
  readonly rewritten?: readonly string[];
  /** Attributes whose prior value is a placeholder of what the server has and state withholds. */
  readonly withheld?: readonly string[];
  /** Attributes whose prior value is a placeholder, and whose configured value is what the server has. */
  readonly held?: readonly string[];
}

export interface PlanResult {
  readonly planned: Fields;
  /** Attributes whose change replaces the object. */
  readonly replaces: readonly Path[];
  /** Attributes that code does not set, that are not at their default, and that no apply is known to have set. */
  readonly left: readonly string[];
}

/** Names of the attributes that the configuration sets. */
export const configuredNames = (config: Fields): readonly string[] =>
  Object.keys(config).filter((name) => config[name] !== null && config[name] !== undefined);

/**
 * Plans one object: pure, and by these rules only, so that what it answers always obeys Terraform core:
 * a value is the configured one, or the prior one where that means the same, or, where code is silent and the
 * attribute is computed, whatever its words say.
 */
export function planObject(request: PlanRequest): PlanResult {
  const { attributes, config, prior, memory } = request;
  const planned: Record<string, CtyValue> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const wanted = config[name] ?? null;
    if (attribute.words.writeOnly === true) planned[name] = null;
    else if (isHeld(name, attribute, request)) planned[name] = prior?.[name] ?? null;
    else if (wanted !== null) planned[name] = plannedAttribute(attribute.kind, wanted, prior?.[name] ?? null);
    else if (prior === null) planned[name] = initial(attribute, config);
    else {
      const value = silent(attribute, prior[name] ?? null, isReset(name, attribute, config, memory));
      planned[name] = withoutGiven(attribute, value, config);
    }
  }
  if (prior === null) return { planned, replaces: [], left: [] };

  const changed = new Set(request.rewritten ?? []);
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.mode === "computed") continue;
    if (isChange(attribute, planned[name] ?? null, prior[name] ?? null)) changed.add(name);
  }
  if (changed.size > 0) {
    // Something is written: no placeholder stays that code can say the value of.
    for (const name of request.withheld ?? []) {
      const part = attributes[name]?.words.secretPart?.name ?? name;
      if ((config[name] ?? null) !== null || (config[part] ?? null) !== null)
        planned[name] = config[name] ?? null;
    }
    for (const [name, attribute] of Object.entries(attributes)) {
      if ((config[name] ?? null) !== null) continue;
      if (isMovedBy(attribute, changed) || isChosenAnew(attribute, attributes, planned, prior)) {
        planned[name] = unknown;
      }
    }
  }
  return {
    planned,
    replaces: replacements(request, planned, prior),
    left: leftAlone(request, planned, prior),
  };
}

/** Where the whole of it means the same, core accepts the stored spelling, the order of a list included. */
const plannedAttribute = (kind: Kind<unknown>, wanted: CtyValue, stored: CtyValue): CtyValue =>
  stored !== null && sameValue(kind, wanted, stored) ? stored : plannedValue(kind, wanted, stored);

/** What an import has brought whole stays in the state without what code gives write-only of it. */
function withoutGiven(attribute: AttributeFacts, value: CtyValue, config: Fields): CtyValue {
  const { secretPart } = attribute.words;
  const given = secretPart?.given(config);
  if (secretPart === undefined || given === undefined || isUnknown(given)) return value;
  if (value === null || isUnknown(value)) return value;
  const { plain } = secretPart.split(value, setPlaces(given.json), null);
  return sameAttribute(attribute, plain, value) ? value : plain;
}

function isChange(attribute: AttributeFacts | undefined, planned: CtyValue, prior: CtyValue): boolean {
  return attribute !== undefined && !rawEqual(attribute.kind.cty, planned, prior);
}

/** The planned value at creation where code is silent. */
function initial({ mode, words }: AttributeFacts, config: Fields): CtyValue {
  if (mode === "optional" || mode === "required") return null;
  const isLearned = words.learned === true || setsOne(config, words.learnedBeside);
  return words.fallback === undefined || isLearned ? unknown : words.fallback.value;
}

const setsOne = (config: Fields, names: readonly string[] = []): boolean =>
  names.some((name) => (config[name] ?? null) !== null);

/** Is an attribute that code does not set to go back to its fallback? When code had it, or sets a rival now. */
function isReset(name: string, { words }: AttributeFacts, config: Fields, memory: Memory): boolean {
  if (memory?.has(name) === true) return true;
  return words.fallback !== undefined && setsOne(config, words.rivals);
}

/** The planned value of an existing object where code is silent. */
function silent(attribute: AttributeFacts, prior: CtyValue, reset: boolean): CtyValue {
  const { mode, words } = attribute;
  if (mode === "computed") return prior;
  if (mode === "optional" || mode === "required") return null;
  if (!reset) return prior;
  if (words.fallback === undefined) {
    return words.follows === undefined && words.followsChoiceOf === undefined ? prior : unknown;
  }
  return sameAttribute(attribute, words.fallback.value, prior) ? prior : words.fallback.value;
}

/** Does the server choose this attribute anew when those change? */
function isMovedBy({ mode, words }: AttributeFacts, changed: ReadonlySet<string>): boolean {
  if (words.follows !== undefined) return words.follows.some((name) => changed.has(name));
  return mode === "computed" && words.stable !== true;
}

/** Is another one of those attributes set than before? */
function isChosenAnew(
  { words }: AttributeFacts,
  attributes: Attributes,
  planned: Fields,
  prior: Fields,
): boolean {
  return (words.followsChoiceOf ?? []).some((name) => {
    const attribute = attributes[name];
    return attribute !== undefined && isUnset(attribute, planned[name]) !== isUnset(attribute, prior[name]);
  });
}

const isUnset = (attribute: AttributeFacts, value: CtyValue | undefined): boolean =>
  value === undefined || sameAttribute(attribute, null, value);

function replacements({ attributes, memory }: PlanRequest, planned: Fields, prior: Fields): readonly Path[] {
  return Object.entries(attributes)
    .filter(([name, attribute]) => {
      const { replaces, replacesWhenCleared, untold } = attribute.words;
      const wanted = planned[name] ?? null;
      if (untold !== undefined && memory === undefined && isUnset(attribute, prior[name])) return false;
      if (replaces !== true && (replacesWhenCleared !== true || !isUnset(attribute, wanted))) return false;
      return !sameAttribute(attribute, wanted, prior[name] ?? null);
    })
    .map(([name]) => [{ attribute: name }]);
}

function leftAlone(
  { attributes, config, memory }: PlanRequest,
  planned: Fields,
  prior: Fields,
): readonly string[] {
  return Object.keys(attributes).filter((name) => {
    const attribute = attributes[name];
    if (attribute?.mode !== "optionalComputed" || attribute.words.quiet === true) return false;
    const { fallback, usual } = attribute.words;
    if ((fallback === undefined && usual === undefined) || (config[name] ?? null) !== null) return false;
    if (isReset(name, attribute, config, memory) || setsOne(config, attribute.words.learnedBeside))
      return false;
    const value = isUnknown(planned[name]) ? (prior[name] ?? null) : (planned[name] ?? null);
    if (fallback !== undefined) return !sameAttribute(attribute, fallback.value, value);
    return !isUnset(attribute, value) && !sameAttribute(attribute, usual ?? null, value);
  });
}

/** Is there anything to apply? */
export const isNoOp = (attributes: Attributes, planned: Fields, prior: Fields): boolean =>
  Object.entries(attributes).every(
    ([name, attribute]) => !isChange(attribute, planned[name] ?? null, prior[name] ?? null),
  );

/** Attributes that an apply sets: planned, known, and not what the prior state says. */
export function changedNames(attributes: Attributes, planned: Fields, prior: Fields): ReadonlySet<string> {
  return new Set(
    Object.keys(attributes).filter((name) => {
      const attribute = attributes[name];
      const value = planned[name] ?? null;
      if (attribute === undefined || attribute.mode === "computed") return false;
      return isUnknown(value) || !sameAttribute(attribute, value, prior[name] ?? null);
    }),
  );
}
