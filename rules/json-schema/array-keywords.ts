import type { Keyword } from "./keyword";
import { exactNumber } from "./number";
import { all, fits, fitsIf, isMisfit, misfit, unsure } from "./outcome";
import { isArray, sameValue } from "./value";

/** Comparing each with each is left out beyond this many items. */
const mostComparedItems = 500;

const bound = (argument: unknown, otherwise: number) =>
  argument === undefined ? otherwise : exactNumber(argument);

/** Keywords on lists. A placeholder in a list may vanish, and what follows it then moves up. */
export const arrayKeywords: Readonly<Record<string, Keyword>> = {
  prefixItems: ({ argument, value, path, evaluate, reading }) => {
    if (!isArray(value)) return fits;
    if (!isArray(argument) || value.some(reading.isPlaceholder)) return unsure;
    return all(
      value.slice(0, argument.length).map((item, index) => evaluate(argument[index], item, [...path, index])),
    );
  },

  items: ({ argument, schema, value, path, evaluate, reading }) => {
    if (!isArray(value)) return fits;
    const { prefixItems = [] } = schema;
    if (!isArray(prefixItems)) return unsure;
    const start = prefixItems.length;
    if (value.length <= start) return fits;
    if (value.some(reading.isPlaceholder) && (start > 0 || argument === false)) return unsure;
    if (argument === false) return misfit(path, `a list of at most ${start} items`);
    return all(value.slice(start).map((item, index) => evaluate(argument, item, [...path, start + index])));
  },

  contains: ({ argument, schema, value, path, evaluate }) => {
    if (!isArray(value)) return fits;
    const least = bound(schema.minContains, 1);
    const most = bound(schema.maxContains, value.length);
    if (least === undefined || most === undefined) return unsure;
    const outcomes = value.map((item, index) => evaluate(argument, item, [...path, index]));
    const possible = outcomes.filter((outcome) => !isMisfit(outcome)).length;
    const certain = outcomes.filter((outcome) => !isMisfit(outcome) && !outcome.unsure).length;
    if (possible < least)
      return misfit(path, `a list with at least ${least} items of the kind that it must contain`);
    if (certain > most)
      return misfit(path, `a list with at most ${most} items of the kind that it must contain`);
    return certain === possible ? fits : unsure;
  },

  minItems: ({ argument, value, path, reading }) => {
    if (!isArray(value)) return fits;
    const least = exactNumber(argument);
    if (least === undefined) return unsure;
    if (value.length < least) return misfit(path, `a list of at least ${String(argument)} items`);
    return value.some(reading.isPlaceholder) ? unsure : fits;
  },

  maxItems: ({ argument, value, path, reading }) => {
    if (!isArray(value)) return fits;
    const most = exactNumber(argument);
    if (most === undefined) return unsure;
    if (value.length <= most) return fits;
    return value.some(reading.isPlaceholder)
      ? unsure
      : misfit(path, `a list of at most ${String(argument)} items`);
  },

  uniqueItems: ({ argument, schema, value, path, reading }) => {
    if (argument === false || !isArray(value)) return fits;
    // Lists within lists the server compares after sorting them, which may miss some.
    if (
      argument !== true ||
      reading.mayBecome(value, schema) ||
      value.length > mostComparedItems ||
      value.some((item) => isArray(item) || reading.isPlaceholder(item))
    ) {
      return unsure;
    }
    const unique = value.every(
      (item, index) => !value.slice(0, index).some((other) => sameValue(item, other)),
    );
    return fitsIf(unique, path, "a list of different items");
  },

  unevaluatedItems: ({ value }) => (isArray(value) ? unsure : fits),
};
