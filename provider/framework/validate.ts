import { isUnknown } from "../cty/unknown";
import { type CtyValue, isWhollyKnown, rawEqual } from "../cty/value";
import { elements, entries, sameValue } from "./collections";
import { at, type Diagnostic, type Path, problem, spellPath, warning } from "./diagnostic";
import type { AttributeFacts, Kind, SchemaFacts } from "./kind";
import type { Fields } from "./plan";

/** Everything about a configuration that the schema alone can tell. Unknown values are tolerated everywhere. */
export function validateObject(
  attributes: SchemaFacts,
  config: Fields,
  under: Path = [],
): readonly Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = config[name] ?? null;
    if (value === null) return [];
    const path: Path = [...under, { attribute: name }];
    if (isStandIn(attribute, value)) return [];
    return [...conflicts(attributes, name, config, path), ...validateAttribute(attribute, value, path)];
  });
}

/** What an import leaves in the state for what no server tells, and Terraform copies into code it generates, says nothing. */
export const isStandIn = ({ kind, words: { untold } }: AttributeFacts, value: CtyValue): boolean =>
  untold !== undefined && !isUnknown(value) && rawEqual(kind.cty, untold.placeholder, value);

function conflicts(attributes: SchemaFacts, name: string, config: Fields, path: Path): readonly Diagnostic[] {
  const { conflictsWith = [], agrees } = attributes[name]?.words ?? {};
  const value = config[name] ?? null;
  return conflictsWith
    .filter((other) => {
      const theirs = config[other] ?? null;
      const attribute = attributes[other];
      if (theirs === null || (attribute !== undefined && isStandIn(attribute, theirs))) return false;
      return !(isWhollyKnown(value) && isWhollyKnown(theirs) && agrees?.(value, theirs) === true);
    })
    .map((other) =>
      problem(
        "Conflicting attributes",
        `${spellPath(path)} and ${spellPath([...path.slice(0, -1), ...at(other)])} cannot both be set. Remove one of them.`,
        path,
      ),
    );
}

function validateAttribute(attribute: AttributeFacts, value: CtyValue, path: Path): readonly Diagnostic[] {
  if (isUnknown(value)) return [];
  const { sensitive, check, doubt, blank } = attribute.words;
  if (blank !== undefined && sameValue(attribute.kind, blank, value)) return [];
  const inner = validateValue(attribute.kind, value, path, sensitive === true);
  if (inner.length > 0) return inner;
  const fault = check?.(value);
  if (fault !== undefined) {
    return [malformed(path, sensitive === true ? "The value is not allowed here." : fault)];
  }
  const reason = doubt?.(value);
  return reason === undefined ? [] : [warning(`Doubtful value for ${spellPath(path)}`, reason, path)];
}

function validateValue(
  kind: Kind<unknown>,
  value: CtyValue,
  path: Path,
  secret: boolean,
): readonly Diagnostic[] {
  if (value === null || isUnknown(value)) return [];
  const fault = kind.fault?.(value);
  if (fault !== undefined) return [malformed(path, secret ? `The value is not ${kind.label}.` : fault)];
  const { shape } = kind;
  if (shape.is === "object") return validateObject(shape.attributes, entries(value) ?? {}, path);
  if (shape.is === "map") {
    return Object.entries(entries(value) ?? {}).flatMap(([key, one]) =>
      validateElement(shape.element, one, [...path, { key }], secret),
    );
  }
  if (shape.is === "scalar") return [];
  // A set has no addressable elements, so its problems are told of the set itself.
  return (elements(value) ?? []).flatMap((one, index) =>
    validateElement(shape.element, one, shape.is === "list" ? [...path, { index }] : path, secret),
  );
}

function validateElement(
  kind: Kind<unknown>,
  value: CtyValue,
  path: Path,
  secret: boolean,
): readonly Diagnostic[] {
  return value === null
    ? [malformed(path, "An element cannot be null. Leave it out.")]
    : validateValue(kind, value, path, secret);
}

const malformed = (path: Path, fault: string): Diagnostic =>
  problem(`Invalid value for ${spellPath(path)}`, fault, path);
