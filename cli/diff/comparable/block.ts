import type { BlockDocument, BlockSchema, BlockType } from "../../../client";
import { recordOf } from "../../server-objects/records";
import type { Names } from "../names";
import type { Comparable } from "./comparable";
import { inOrder, told } from "./told";

export const comparableBlockType = (type: BlockType): Comparable => ({
  kind: "block_type",
  name: type.slug,
  id: type.id,
  values: told({
    name: type.name,
    logo_url: type.logo_url,
    documentation_url: type.documentation_url,
    description: type.description,
    code_example: type.code_example,
  }),
});

export function comparableBlockSchema(schema: BlockSchema, type: BlockType, names: Names): Comparable {
  const { block_schema_references: references, ...fields } = recordOf(schema.fields);
  const isEmpty = Object.keys(recordOf(references)).length === 0;
  return {
    kind: "block_schema",
    name: `${type.slug}/${schema.version}`,
    id: schema.id,
    values: {
      fields: names.in(
        isEmpty || references === undefined
          ? { ...fields }
          : { ...fields, block_schema_references: references },
      ),
      capabilities: inOrder(schema.capabilities ?? []) ?? [],
    },
    partOf: { kind: "block_type", name: type.slug },
  };
}

/**
 * @param isOwnType whether a person has made the type: schemas of other types change with the version of Prefect
 */
export function comparableBlock(
  block: BlockDocument,
  name: string,
  type: BlockType,
  isOwnType: boolean,
  names: Names,
): Comparable {
  const references = recordOf(block.block_document_references);
  const data = Object.entries(recordOf(block.data)).map(([field, value]) => {
    const { id } = recordOf(recordOf(references[field]).block_document);
    return [field, typeof id === "string" ? names.reference(id) : names.in(value)] as const;
  });
  return {
    kind: "block",
    name: `${type.slug}/${name}`,
    id: block.id,
    values: told({
      data: Object.fromEntries(data),
      schema_checksum: isOwnType ? block.block_schema?.checksum : undefined,
    }),
  };
}
