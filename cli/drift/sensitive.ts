import type { JsonValue } from "../../client";
import { allMarks, isMarked, sensitivePart } from "../report/marks";
import type { Marks } from "../report/value";
import { attributes } from "./generated/attributes";
import type { Values } from "./plan-json";

/** Marks of `marks`, and true for the attributes that are sensitive in every stack. */
export function withSensitive(type: string, marks: Marks | undefined): Marks {
  const always = (attributes[type]?.sensitive ?? []).map((name) => [name, true]);
  return allMarks([marks, Object.fromEntries(always)]);
}

/** The values of the attributes in which nothing is sensitive, and apart those of the others. */
export function visible(
  values: Values,
  marks: Marks | undefined,
): { readonly values: Values; readonly hidden: ReadonlyMap<string, JsonValue> } {
  const isHidden = (name: string): boolean => isMarked(sensitivePart(marks, name));
  const all = Object.entries(values);
  return {
    values: Object.fromEntries(all.filter(([name]) => !isHidden(name))),
    hidden: new Map(all.filter(([name]) => isHidden(name))),
  };
}
