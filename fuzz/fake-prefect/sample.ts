import { componentOf, isObject, type Json, type JsonObject } from "./document";
import { pick, type Random } from "./random";

/** Few of them, so that what one answer names another one has. */
export const ids: readonly [string, ...string[]] = [
  "11111111-1111-4111-8111-111111111111",
  "22222222-2222-4222-8222-222222222222",
];

export const names: readonly [string, ...string[]] = ["fuzz", "fuzz name", "default"];

const deepest = 6;

const asNumber = (value: Json | undefined, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

function text(schema: JsonObject, random: Random): string {
  if (schema.format === "uuid") return random() < 0.85 ? ids[0] : pick(random, ids);
  if (schema.format === "date-time") return "2024-01-02T03:04:05.678901Z";
  const least = asNumber(schema.minLength, 0);
  return (random() < 0.7 ? names[0] : pick(random, names)).padEnd(least, "x");
}

function freeForm(random: Random): Json {
  return pick<Json>(random, [{}, { a: 1, b: [true, null] }, "text", 1.5, null, []]);
}

function object(schema: JsonObject, random: Random, depth: number): JsonObject {
  const made: JsonObject = {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
    if (!required.includes(name) && random() < 0.15) continue;
    made[name] = sample(isObject(property) ? property : {}, random, depth + 1);
  }
  const { additionalProperties } = schema;
  if (additionalProperties !== undefined && additionalProperties !== false && random() < 0.6) {
    made.alpha = isObject(additionalProperties)
      ? sample(additionalProperties, random, depth + 1)
      : freeForm(random);
  }
  return made;
}

const branches = (schema: JsonObject): readonly JsonObject[] =>
  [schema.anyOf, schema.oneOf, schema.allOf].flatMap((all) =>
    Array.isArray(all) ? all.filter(isObject) : [],
  );

/** A value that the schema allows. What is nested too deep ends in null or nothing. */
export function sample(schema: JsonObject, random: Random, depth = 0): Json {
  if (typeof schema.$ref === "string") return sample(componentOf(schema.$ref), random, depth);
  if (schema.const !== undefined) return schema.const;
  const [first, ...others] = branches(schema);
  if (first !== undefined) {
    const isDeep = depth >= deepest;
    const nothing = [first, ...others].find(({ type }) => type === "null");
    return sample(
      isDeep && nothing !== undefined ? nothing : pick(random, [first, ...others]),
      random,
      depth,
    );
  }
  if (Array.isArray(schema.enum)) return schema.enum[Math.floor(random() * schema.enum.length)] ?? null;
  switch (schema.type) {
    case "object":
      return object(schema, random, depth);
    case "array": {
      if (depth >= deepest) return [];
      const length = depth === 0 ? pick(random, [0, 1, 1, 1, 2]) : pick(random, [0, 1, 2]);
      const items = isObject(schema.items) ? schema.items : {};
      return Array.from({ length }, () => sample(items, random, depth + 1));
    }
    case "string":
      return text(schema, random);
    case "integer":
      return asNumber(schema.minimum, 0) + Math.floor(random() * 3);
    case "number":
      return asNumber(schema.minimum, asNumber(schema.exclusiveMinimum, 0)) + pick(random, [0.5, 1, 60]);
    case "boolean":
      return random() < 0.5;
    case "null":
      return null;
    default:
      return freeForm(random);
  }
}
