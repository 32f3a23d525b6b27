import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { elements, entries, sameAnswer, sameAttribute, sameValue } from "./collections";
import type { AttributeFacts, Kind } from "./kind";

/**
 * The planned value of one that is configured: the stored spelling in each place where both mean the same, and the
 * fallbacks of nested attributes that code does not set. Core accepts the stored spelling for a whole attribute, or
 * leaf by leaf in nested ones, and only where a value is configured: inside of a plain list the spellings cannot be
 * mixed, and a null that is wanted stays null unless the provider may choose.
 */
export function plannedValue(kind: Kind<unknown>, wanted: CtyValue, stored: CtyValue): CtyValue {
  if (wanted === null || isUnknown(wanted)) return wanted;
  const { shape } = kind;
  // A null of some type in code (of a dynamic attribute) stays what it is: core takes no other null for it.
  if (!isNested(kind)) return stored !== null && sameValue(kind, wanted, stored) ? stored : wanted;
  if (shape.is === "list") {
    const old = elements(stored) ?? [];
    return (elements(wanted) ?? []).map((one, index) => plannedValue(shape.element, one, old[index] ?? null));
  }
  const left = entries(wanted) ?? {};
  const right = entries(stored) ?? {};
  const planned: Record<string, CtyValue> = {};
  for (const [name, inner] of Object.entries(shape.is === "object" ? shape.attributes : {})) {
    const value = left[name] ?? null;
    const old = right[name];
    if (inner.words.writeOnly === true) planned[name] = null;
    else if (value === null) planned[name] = nestedSilent(inner, left, old);
    else planned[name] = plannedValue(inner.kind, value, old ?? null);
  }
  return planned;
}

/**
 * A nested attribute that code does not set is at its fallback: nothing is remembered of nested ones.
 * @param stored undefined: there was no such object
 */
function nestedSilent(
  attribute: AttributeFacts,
  siblings: { readonly [name: string]: CtyValue },
  stored: CtyValue | undefined,
): CtyValue {
  const { mode, words } = attribute;
  if (mode !== "optionalComputed") return null;
  const { fallbackBeside } = words;
  const fallback = fallbackBeside === undefined ? words.fallback?.value : fallbackBeside(siblings);
  if (fallback === undefined) return stored ?? null;
  return stored !== undefined && sameAttribute(attribute, fallback, stored) ? stored : fallback;
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
