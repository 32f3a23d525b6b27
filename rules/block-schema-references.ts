import { isArray, isObject, type JsonObject } from "./json-schema/value";

/** One type of blocks that a field of another type refers to. */
export interface BlockTypeReference {
  readonly field: string;
  readonly slug: string;
  /** Of the schema that is meant. */
  readonly checksum: string;
  /** Does the schema itself say how the other looks, so that the server can make that where it has none? */
  readonly isDefined: boolean;
}

/** What the `block_schema_references` of a block schema say, and in sentences what is wrong with them. */
export interface BlockTypeReferences {
  readonly references: readonly BlockTypeReference[];
  readonly faults: readonly string[];
}

const shape = '{ "block_type_slug": "…", "block_schema_checksum": "sha256:…" }';

/** Every `$ref` anywhere in a part of a schema. */
const references = (part: unknown): unknown[] => {
  if (isArray(part)) return part.flatMap(references);
  if (!isObject(part)) return [];
  const own = part.$ref === undefined || part.$ref === null || part.$ref === "" ? [] : [part.$ref];
  return [...own, ...Object.values(part).flatMap(references)];
};

/** Is there a definition that the server would make a schema of that type from? */
function isDefined({ definitions, properties }: JsonObject, field: string, slug: string): boolean {
  if (!isObject(definitions) || !isObject(properties) || !Object.hasOwn(properties, field)) return false;
  const named = references(properties[field]).map((one) => String(one).replaceAll("#/definitions/", ""));
  const found = named.map((name) => (Object.hasOwn(definitions, name) ? definitions[name] : undefined));
  if (found.length === 1) return isObject(found[0]);
  return found.some((one) => isObject(one) && one.block_type_slug === slug);
}

/**
 * Reads the `block_schema_references` of a block schema: for each field that holds a block, which type of block and
 * which schema of it, or a list of those.
 *
 * Source: `POST /block_schemas/`, which fails on other shapes.
 *
 * @example blockTypeReferences({ block_schema_references: { key: "secret" } }).faults
 *   // ["Its `block_schema_references.key` must be { … }, or a list of those."]
 */
export function blockTypeReferences(fields: JsonObject): BlockTypeReferences {
  if (!Object.hasOwn(fields, "block_schema_references")) return { references: [], faults: [] };
  const { block_schema_references: given } = fields;
  if (!isObject(given)) {
    return {
      references: [],
      faults: [`Its \`block_schema_references\` must be an object: {"<field>": ${shape}}.`],
    };
  }
  const read: BlockTypeReference[] = [];
  const faults: string[] = [];
  for (const [field, value] of Object.entries(given)) {
    for (const one of isArray(value) ? value : [value]) {
      const { block_type_slug: slug, block_schema_checksum: checksum } = isObject(one) ? one : {};
      if (typeof slug === "string" && typeof checksum === "string") {
        read.push({ field, slug, checksum, isDefined: isDefined(fields, field, slug) });
      } else {
        faults.push(`Its \`block_schema_references.${field}\` must be ${shape}, or a list of those.`);
      }
    }
  }
  return { references: read, faults };
}
