import { isUnknown } from "../cty/unknown";
import { type CtyValue, rawEqual } from "../cty/value";
import type { Attribute, Mode } from "./attribute";
import { elements, entries, sameAttribute, sameValue } from "./collections";
import type { Kind } from "./kind";

/**
 * The wanted value, with the stored spelling in each place where both mean the same.
 * A null or unknown that is wanted stays: core accepts a prior spelling only for a value that is configured.
 */
export function keepSpelling(kind: Kind<unknown>, wanted: CtyValue, stored: CtyValue): CtyValue {
  if (wanted === null || stored === null || isUnknown(wanted) || isUnknown(stored)) return wanted;
  if (rawEqual(kind.cty, wanted, stored)) return stored;
  const { shape } = kind;
  if (shape.is === "scalar" || shape.is === "map") {
    if (sameValue(kind, wanted, stored)) return stored;
    if (shape.is === "scalar") return wanted;
  }
  if (shape.is === "list") {
    const old = elements(stored) ?? [];
    return (elements(wanted) ?? []).map((one, index) => keepSpelling(shape.element, one, old[index] ?? null));
  }
  if (shape.is === "set") {
    const old = elements(stored) ?? [];
    return (elements(wanted) ?? []).map(
      (one) => old.find((other) => sameValue(shape.element, one, other)) ?? one,
    );
  }
  const left = entries(wanted) ?? {};
  const right = entries(stored) ?? {};
  const kept: Record<string, CtyValue> = Object.create(null);
  for (const [key, value] of Object.entries(left)) {
    const inner = shape.is === "object" ? shape.attributes[key]?.kind : shape.element;
    kept[key] = inner === undefined ? value : keepSpelling(inner, value, right[key] ?? null);
  }
  return kept;
}

/** What state holds after a read: the stored spelling wherever the server's value means the same. */
export function settle(attribute: Attribute<unknown, Mode>, stored: CtyValue, remote: CtyValue): CtyValue {
  if (attribute.words.unmanagedWhenNull === true && stored === null) return null;
  return sameAttribute(attribute, stored, remote) ? stored : settleValue(attribute.kind, stored, remote);
}

function settleValue(kind: Kind<unknown>, stored: CtyValue, remote: CtyValue): CtyValue {
  if (stored === null || remote === null || sameValue(kind, stored, remote)) {
    return stored !== null && remote !== null ? stored : remote;
  }
  const { shape } = kind;
  if (shape.is === "object") {
    const left = entries(stored) ?? {};
    const right = entries(remote) ?? {};
    const settled: Record<string, CtyValue> = {};
    for (const [name, inner] of Object.entries(shape.attributes)) {
      settled[name] = settle(inner, left[name] ?? null, right[name] ?? null);
    }
    return settled;
  }
  if (shape.is === "list") {
    const left = elements(stored) ?? [];
    return (elements(remote) ?? []).map((one, index) => settleValue(shape.element, left[index] ?? null, one));
  }
  return remote;
}
