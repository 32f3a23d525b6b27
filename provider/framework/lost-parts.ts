import type { CtyValue } from "../cty/value";
import { elements, entries, sameAnswer, sameValue } from "./collections";
import type { Path } from "./diagnostic";
import type { AttributeFacts, Kind } from "./kind";

interface Part {
  readonly path: Path;
  readonly isGiven: boolean;
}

/**
 * The innermost parts of a value that the server does not hold as they were sent, such as `actions[0].force`: those
 * that were given, if any were. The value as a whole where no part of it can be named.
 */
export function lostParts(
  { kind }: AttributeFacts,
  wanted: CtyValue,
  actual: CtyValue,
  path: Path,
): readonly Path[] {
  const parts = differences(kind, wanted, actual, path);
  const given = parts.filter(({ isGiven }) => isGiven);
  return (given.length > 0 ? given : parts).map((part) => part.path);
}

function differences(
  { shape }: Kind<unknown>,
  wanted: CtyValue,
  actual: CtyValue,
  path: Path,
): readonly Part[] {
  const inner: Part[] = [];
  if (shape.is === "object") {
    const [left, right] = [entries(wanted), entries(actual)];
    for (const [name, attribute] of left && right ? Object.entries(shape.attributes) : []) {
      const [one, other] = [left?.[name] ?? null, right?.[name] ?? null];
      if (sameAnswer(attribute, one, other)) continue;
      inner.push(...differences(attribute.kind, one, other, [...path, { attribute: name }]));
    }
  } else if (shape.is === "list") {
    const [left, right] = [elements(wanted), elements(actual)];
    for (const [index, one] of left?.length === right?.length ? (left ?? []).entries() : []) {
      const other = right?.[index] ?? null;
      if (sameValue(shape.element, one, other)) continue;
      inner.push(...differences(shape.element, one, other, [...path, { index }]));
    }
  }
  return inner.length > 0 ? inner : [{ path, isGiven: wanted !== null }];
}
