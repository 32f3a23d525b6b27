import type { Keyword } from "./keyword";
import { exactNumber } from "./number";
import { all, fits, isMisfit, misfit, type Outcome, unsure } from "./outcome";
import { searches } from "./pattern";
import { isArray, isObject, type JsonObject, type Reading } from "./value";

const has = (object: JsonObject, name: unknown): boolean =>
  typeof name === "string" && Object.hasOwn(object, name);

/** An outcome that holds only while `value`, the reason for it, is not a placeholder that vanishes. */
const whileThere = (value: unknown, outcome: Outcome, { isPlaceholder }: Reading): Outcome =>
  isPlaceholder(value) ? unsure : outcome;

/** A name that the schema lists, or shortly what it allows. */
function knownNames(properties: JsonObject): string {
  const names = Object.keys(properties);
  if (names.length === 0) return "the schema has no such name";
  return `the schema has only ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`;
}

/** Keywords on objects. */
export const objectKeywords: Readonly<Record<string, Keyword>> = {
  properties: ({ argument, value, path, evaluate }) => {
    if (!isObject(value)) return fits;
    if (!isObject(argument)) return unsure;
    return all(
      Object.entries(argument)
        .filter(([name]) => has(value, name))
        .map(([name, schema]) => evaluate(schema, value[name], [...path, name])),
    );
  },

  patternProperties: ({ argument, value, path, evaluate }) => {
    if (!isObject(value)) return fits;
    if (!isObject(argument)) return unsure;
    const outcomes = Object.entries(argument).flatMap(([pattern, schema]) =>
      Object.entries(value).map(([name, item]) => {
        const found = searches(pattern, name);
        if (found === undefined) return unsure;
        return found ? evaluate(schema, item, [...path, name]) : fits;
      }),
    );
    return all(outcomes);
  },

  additionalProperties: ({ argument, schema, value, path, evaluate, reading }) => {
    if (!isObject(value)) return fits;
    const { properties = {}, patternProperties = {} } = schema;
    if (!isObject(properties) || !isObject(patternProperties)) return unsure;
    const outcomes = Object.entries(value).map(([name, item]) => {
      if (has(properties, name)) return fits;
      const matches = Object.keys(patternProperties).map((pattern) => searches(pattern, name));
      if (matches.includes(true)) return fits;
      if (matches.includes(undefined)) return unsure;
      if (argument !== false) return evaluate(argument, item, [...path, name]);
      return whileThere(item, misfit([...path, name], `left out: ${knownNames(properties)}`), reading);
    });
    return all(outcomes);
  },

  propertyNames: ({ argument, value, path, evaluate, reading }) => {
    if (!isObject(value)) return fits;
    const outcomes = Object.entries(value).map(([name, item]) => {
      const outcome = evaluate(argument, name, [...path, name]);
      if (!isMisfit(outcome)) return outcome;
      return whileThere(
        item,
        misfit([...path, name], "given under another name: the schema limits names"),
        reading,
      );
    });
    return all(outcomes);
  },

  required: ({ argument, value, path, reading }) => {
    if (!isObject(value)) return fits;
    if (!isArray(argument)) return unsure;
    return all(
      argument.map((name) =>
        has(value, name)
          ? whileThere(value[String(name)], fits, reading)
          : misfit([...path, String(name)], "given"),
      ),
    );
  },

  dependentRequired: ({ argument, value, path, reading }) => {
    if (!isObject(value)) return fits;
    if (!isObject(argument)) return unsure;
    const outcomes = Object.entries(argument)
      .filter(([name]) => has(value, name))
      .flatMap(([name, needed]) =>
        (isArray(needed) ? needed : []).map((other) =>
          has(value, other)
            ? whileThere(value[String(other)], fits, reading)
            : whileThere(
                value[name],
                misfit([...path, String(other)], `given together with ${name}`),
                reading,
              ),
        ),
      );
    return all(outcomes);
  },

  dependentSchemas: ({ argument, value, path, evaluate, reading }) => {
    if (!isObject(value)) return fits;
    if (!isObject(argument)) return unsure;
    return all(
      Object.entries(argument)
        .filter(([name]) => has(value, name))
        .map(([name, schema]) => whileThere(value[name], evaluate(schema, value, path), reading)),
    );
  },

  minProperties: ({ argument, value, path, reading }) => {
    if (!isObject(value)) return fits;
    const least = exactNumber(argument);
    if (least === undefined) return unsure;
    if (Object.keys(value).length < least)
      return misfit(path, `an object with at least ${String(argument)} names`);
    return Object.values(value).some(reading.isPlaceholder) ? unsure : fits;
  },

  maxProperties: ({ argument, value, path, reading }) => {
    if (!isObject(value)) return fits;
    const most = exactNumber(argument);
    if (most === undefined) return unsure;
    if (Object.keys(value).length <= most) return fits;
    return Object.values(value).some(reading.isPlaceholder)
      ? unsure
      : misfit(path, `an object with at most ${String(argument)} names`);
  },

  unevaluatedProperties: ({ value }) => (isObject(value) ? unsure : fits),
};
