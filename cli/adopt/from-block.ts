import type { BlockDocument, BlockSchema, BlockType, JsonValue } from "../../client";
import { hiddenJson, hiddenText } from "../server-objects/hidden-secrets";
import { isRecord, recordOf } from "../server-objects/records";
import type { Adopted } from "./adopted";
import { type Expression, json, list, object } from "./expression";
import { given, unless } from "./given";
import { by, byId } from "./links";
import type { SecretNames } from "./secrets";

const place = { about: "blocks" } as const;

export const fromBlockType = (type: BlockType): Adopted => ({
  type: "prefect_block_type",
  id: type.id,
  names: [`${type.slug} type`],
  place,
  fields: given({
    name: type.name,
    slug: type.slug,
    logo_url: type.logo_url,
    documentation_url: type.documentation_url,
    description: type.description,
    code_example: type.code_example,
  }),
  jsonFields: new Set(),
});

export function fromBlockSchema(schema: BlockSchema, type: BlockType): Adopted {
  const { block_schema_references: references, ...others } = recordOf(schema.fields);
  const isEmpty = isRecord(references) && Object.keys(references).length === 0;
  const fields = isEmpty ? others : recordOf(schema.fields);
  return {
    type: "prefect_block_schema",
    id: schema.id,
    names: [`${type.slug} schema`, `${type.slug} schema ${schema.version}`],
    place,
    fields: [
      ["block_type_id", byId(type.id)],
      ...given({
        fields: { ...fields },
        capabilities: schema.capabilities ?? [],
        version: unless("non-versioned", schema.version),
      }),
    ],
    jsonFields: new Set(["fields"]),
  };
}

/** @param ownSchemas schemas of its type that stand in code too: a block needs one before it */
export function fromBlock(
  block: BlockDocument,
  name: string,
  type: BlockType,
  ownSchemas: readonly BlockSchema[],
  secrets: SecretNames,
): Adopted {
  const data = dataOf(block, name, secrets);
  const schema = ownSchemas.find(({ id }) => id === block.block_schema_id) ?? ownSchemas[0];
  return {
    type: "prefect_block",
    id: block.id,
    names: [name, `${type.slug} ${name}`],
    place,
    fields: [
      ["type_slug", by("slug", type.id, type.slug)],
      ["name", json(name)],
      ...(data.length === 0 ? [] : ([["data_wo", object(data)]] as const)),
      ...(schema === undefined ? [] : ([["depends_on", list([byId(schema.id)])]] as const)),
    ],
    jsonFields: new Set(["data_wo"]),
  };
}

function dataOf(block: BlockDocument, name: string, secrets: SecretNames) {
  const references = recordOf(block.block_document_references);
  return Object.entries(block.data ?? {}).map(([field, value]): [string, Expression] => {
    const other = recordOf(recordOf(references[field]).block_document).id;
    return typeof other === "string"
      ? [field, object([["$ref", object([["block_document_id", byId(other)]])]])]
      : [field, withSecrets(value, [name, field], secrets)];
  });
}

function withSecrets(value: JsonValue, path: readonly string[], secrets: SecretNames): Expression {
  if (value === hiddenText || value === hiddenJson) {
    const [name = "", ...rest] = path;
    const description = `${rest.join(".")} of the block ${name}`;
    return secrets.make(path, description, value === hiddenText ? "string" : "any");
  }
  if (Array.isArray(value)) {
    return list(value.map((item, index) => withSecrets(item, [...path, String(index)], secrets)));
  }
  if (!isRecord(value)) return json(value);
  return object(
    Object.entries(value).map(([key, inner]) => [key, withSecrets(inner, [...path, key], secrets)]),
  );
}
