import { isUnknown } from "../cty/unknown";
import { type CtyValue, rawEqual } from "../cty/value";
import { elements, entries, sameAnswer, sameValue } from "./collections";
import type { AttributeFacts, Kind } from "./kind";

/**
 * The wanted value, with the stored spelling in each place where both mean the same. Core accepts the stored
 * spelling for a whole attribute or leaf by leaf in nested ones, and only where a value is configured: inside of a
 * plain list the spellings cannot be mixed, and a null that is wanted stays null.
 */
export function keepSpelling(kind: Kind<unknown>, wanted: CtyValue, stored: CtyValue): CtyValue {
  if (wanted === null || stored === null || isUnknown(wanted) || isUnknown(stored)) return wanted;
  if (rawEqual(kind.cty, wanted, stored)) return stored;
  if (!isNested(kind)) return sameValue(kind, wanted, stored) ? stored : wanted;
  const { shape } = kind;
  if (shape.is === "list") {
    const old = elements(stored) ?? [];
    return (elements(wanted) ?? []).map((one, index) => keepSpelling(shape.element, one, old[index] ?? null));
  }
  const left = entries(wanted) ?? {};
  const right = entries(stored) ?? {};
  const kept: Record<string, CtyValue> = {};
  for (const [key, value] of Object.entries(left)) {
    const inner = shape.is === "object" ? shape.attributes[key]?.kind : undefined;
    kept[key] = inner === undefined ? value : keepSpelling(inner, value, right[key] ?? null);
  }
  return kept;
}

/** Has it nested attributes, which core judges one by one? A plain type it compares as a whole. */
export function isNested({ shape }: Kind<unknown>): boolean {
  return shape.is === "object" || (shape.is === "list" && shape.element.shape.is === "object");
}

/** What state holds after a read: the stored spelling wherever the server's value means the same. */
export function settle(attribute: AttributeFacts, stored: CtyValue, remote: CtyValue): CtyValue {
  if (attribute.words.unmanagedWhenNull === true && stored === null) return null;
  return sameAnswer(attribute, stored, remote) ? stored : settleValue(attribute.kind, stored, remote);
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
