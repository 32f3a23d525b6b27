import { isUnknown } from "../cty/unknown";
import { type CtyValue, isWhollyKnown, rawEqual } from "../cty/value";
import { type Attributes, isComputed } from "./attribute";
import { elements, entries } from "./collections";
import type { AttributeFacts, Kind } from "./kind";
import type { Fields } from "./plan";
import { isNested } from "./spelling";

/**
 * Terraform core's own checks of a plan, as an oracle for tests: the names of the attributes whose planned value is
 * neither the configured one, nor the prior one in its place, nor one that the provider may choose.
 */
export function planViolations(
  attributes: Attributes,
  config: Fields,
  prior: Fields | null,
  planned: Fields,
): readonly string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const wanted = config[name] ?? null;
    const value = planned[name] ?? null;
    const old = prior?.[name] ?? null;
    if (holdsWriteOnly(attribute, value)) return [name];
    if (attribute.words.writeOnly === true) return [];
    if (wanted === null) {
      return value === null || isComputed(attribute) ? [] : [name];
    }
    return allowed(attribute.kind, wanted, old, value) ? [] : [name];
  });
}

/** Plans and states have null for what is write-only, at any depth. */
function holdsWriteOnly({ kind, words }: AttributeFacts, value: CtyValue): boolean {
  return words.writeOnly === true ? value !== null : holdsWriteOnlyInside(kind, value);
}

function holdsWriteOnlyInside({ shape }: Kind<unknown>, value: CtyValue): boolean {
  if (shape.is === "object") {
    const inside = entries(value) ?? {};
    return Object.entries(shape.attributes).some(([name, inner]) =>
      holdsWriteOnly(inner, inside[name] ?? null),
    );
  }
  return (
    shape.is === "list" && (elements(value) ?? []).some((one) => holdsWriteOnlyInside(shape.element, one))
  );
}

/** A planned value is the configured one or, leaf by leaf in nested attributes, the prior one. */
function allowed(kind: Kind<unknown>, wanted: CtyValue, prior: CtyValue, planned: CtyValue): boolean {
  if (rawEqual(kind.cty, planned, wanted)) return true;
  if (wanted !== null && prior !== null && !isUnknown(wanted) && rawEqual(kind.cty, planned, prior)) {
    if (!isNested(kind)) return true;
  }
  if (!isNested(kind) || wanted === null || isUnknown(wanted) || isUnknown(planned) || planned === null)
    return false;
  const { shape } = kind;
  if (shape.is === "list") {
    const left = elements(wanted) ?? [];
    const right = elements(planned) ?? [];
    const old = elements(prior) ?? [];
    return (
      left.length === right.length &&
      left.every((one, index) => allowed(shape.element, one, old[index] ?? null, right[index] ?? null))
    );
  }
  if (shape.is !== "object") return false;
  const left = entries(wanted) ?? {};
  const right = entries(planned) ?? {};
  const old = entries(prior) ?? {};
  return Object.entries(shape.attributes).every(([name, inner]) => {
    const one = left[name] ?? null;
    if (inner.words.writeOnly === true) return true;
    if (one === null) return (right[name] ?? null) === null || isComputed(inner);
    return allowed(inner.kind, one, old[name] ?? null, right[name] ?? null);
  });
}

/** Core's checks of what an apply answered: every planned value that is known is as planned, and nothing is unknown. */
export function applyViolations(attributes: Attributes, planned: Fields, state: Fields): readonly string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const { kind } = attribute;
    const value = state[name] ?? null;
    if (holdsWriteOnly(attribute, value)) return [name];
    const wanted = planned[name] ?? null;
    if (!isWhollyKnown(value)) return [name];
    return isUnknown(wanted) || rawEqual(kind.cty, wanted, value) ? [] : [name];
  });
}
