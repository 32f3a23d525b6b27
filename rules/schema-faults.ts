import { evaluate } from "./json-schema/evaluate";
import { metaSchema } from "./json-schema/meta-schema";
import { closed, isArray, isObject, type JsonObject } from "./json-schema/value";
import { type Misfit, misfit } from "./misfit";

/** Beyond these, Python and JavaScript refuse the same patterns: special groups and possessive quantifiers. */
const pythonOnly = /\(\?|[*+?}]\+/;

function isNoPattern(pattern: unknown): boolean {
  if (typeof pattern !== "string" || !/^[ -~]*$/.test(pattern) || pythonOnly.test(pattern)) return false;
  try {
    return new RegExp(pattern) === undefined;
  } catch {
    return true;
  }
}

/** Keywords whose argument is a schema, a list of schemas, or schemas by name. */
const within =
  /^(\$defs|definitions|properties|patternProperties|dependentSchemas|dependencies|prefixItems|allOf|anyOf|oneOf|items|contains|additionalProperties|propertyNames|if|then|else|not|unevaluatedItems|unevaluatedProperties|contentSchema)$/;
const byName = /^(\$defs|definitions|properties|patternProperties|dependentSchemas|dependencies)$/;

/** Where a schema has patterns that no server can read. */
function badPatterns(schema: unknown, path: readonly (string | number)[]): readonly Misfit[] {
  if (!isObject(schema)) return [];
  const inside = Object.entries(schema).flatMap(([keyword, argument]) => {
    if (!within.test(keyword)) return [];
    if (byName.test(keyword) || isArray(argument)) {
      const parts = isObject(argument) || isArray(argument) ? Object.entries(argument) : [];
      return parts.flatMap(([name, part]) => badPatterns(part, [...path, keyword, name]));
    }
    return badPatterns(argument, [...path, keyword]);
  });
  const names = isObject(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];
  const own = [
    ...(isNoPattern(schema.pattern) ? [[...path, "pattern"]] : []),
    ...names.filter(isNoPattern).map((name) => [...path, "patternProperties", name]),
  ];
  return [...own.map((place) => misfit({ path: place, expected: "a regular expression" })), ...inside];
}

/**
 * Where `schema` is no JSON Schema (draft 2020-12), as the server checks those that it is given: a `type` that there
 * is not, a `required` that is no list, and so on. What it does not know it takes.
 *
 * @example schemaFaults({ properties: { size: { type: "int" } } })
 *   // [{ field: "properties.size.type", reason: "It must be one of "array", …" }]
 */
export const schemaFaults = (schema: JsonObject): Misfit[] => [
  ...evaluate(metaSchema, schema, closed).complaints.map(misfit),
  ...badPatterns(schema, []),
];
