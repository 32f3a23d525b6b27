import { arrayKeywords } from "./array-keywords";
import type { Evaluate, Keyword } from "./keyword";
import { objectKeywords } from "./object-keywords";
import { all, fits, isMisfit, misfit, noneFits, type Outcome, type Path, unsure } from "./outcome";
import { lost, resolver } from "./reference";
import { scalarKeywords } from "./scalar-keywords";
import { isArray, isObject, type Reading } from "./value";

const combiningKeywords: Readonly<Record<string, Keyword>> = {
  allOf: ({ argument, value, path, evaluate }) =>
    isArray(argument) ? all(argument.map((schema) => evaluate(schema, value, path))) : unsure,

  anyOf: ({ argument, value, path, evaluate }) => {
    if (!isArray(argument)) return unsure;
    const branches = argument.map((schema) => evaluate(schema, value, path));
    if (branches.every(isMisfit)) return noneFits(path, branches);
    return branches.some((branch) => !isMisfit(branch) && !branch.unsure) ? fits : unsure;
  },

  oneOf: ({ argument, value, path, evaluate }) => {
    if (!isArray(argument)) return unsure;
    const branches = argument.map((schema) => evaluate(schema, value, path));
    if (branches.every(isMisfit)) return noneFits(path, branches);
    const sure = branches.filter((branch) => !isMisfit(branch) && !branch.unsure).length;
    if (sure > 1) return misfit(path, "of only one of the forms that the schema allows; it fits several");
    return branches.some((branch) => !isMisfit(branch) && branch.unsure) ? unsure : fits;
  },

  not: ({ argument, value, path, evaluate }) => {
    const outcome = evaluate(argument, value, path);
    if (isMisfit(outcome)) return fits;
    return outcome.unsure ? unsure : misfit(path, "something else than what the schema excludes");
  },

  if: ({ argument, schema, value, path, evaluate }) => {
    const outcome = evaluate(argument, value, path);
    const next = isMisfit(outcome) ? "else" : "then";
    if (!isMisfit(outcome) && outcome.unsure) return unsure;
    return Object.hasOwn(schema, next) ? evaluate(schema[next], value, path) : fits;
  },

  $dynamicRef: () => unsure,
};

const keywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({ ...combiningKeywords, ...scalarKeywords, ...arrayKeywords, ...objectKeywords }),
);

/** Keywords whose schemas all count. Of the others it may depend on what is asked first whether one is looked at. */
const always = new Set([
  "allOf",
  "properties",
  "patternProperties",
  "additionalProperties",
  "items",
  "prefixItems",
]);

const leadingNowhere = (reference: unknown): string =>
  `left out, since its schema refers to \`${String(reference)}\`, which there is not`;
const endless = "left out, since its schema refers to itself without end";

/**
 * Holds `value` against a JSON Schema (draft 2020-12) as the server's `jsonschema` library does: 1.0 is an integer, whole numbers are exact. Open values fit anything. Where the schema is malformed, or
 * says what only Python can judge, the outcome is unsure.
 *
 * A general JSON Schema library would not do: it knows neither open values nor numbers beyond a double.
 */
export function evaluate(root: unknown, value: unknown, reading: Reading): Outcome {
  const resolve = resolver(root);
  // What is being judged, by schema: one that comes back to itself at the same place would never end.
  const judging = new Map<unknown, Set<Path>>();

  const judge = (schema: unknown, value: unknown, path: Path, refusesLost: boolean): Outcome => {
    if (reading.isOpen(value)) return unsure;
    if (typeof schema === "boolean") return schema ? fits : misfit(path, "left out");
    if (!isObject(schema)) return unsure;
    const places = judging.get(schema) ?? new Set();
    if (places.has(path)) return refusesLost ? misfit(path, endless) : unsure;
    judging.set(schema, places.add(path));
    const outcomes = Object.entries(schema).map(([name, argument]): Outcome => {
      if (name === "$ref") {
        const target = resolve(argument);
        if (target === lost) return refusesLost ? misfit(path, leadingNowhere(argument)) : unsure;
        return target === undefined ? unsure : judge(target, value, path, refusesLost);
      }
      const isSure = refusesLost && always.has(name);
      const evaluate: Evaluate = (inner, part, place) => judge(inner, part, place, isSure);
      return keywords.get(name)?.({ argument, schema, value, path, evaluate, reading }) ?? fits;
    });
    places.delete(path);
    return all(outcomes);
  };
  return judge(root, value, [], reading.refusesLost);
}
