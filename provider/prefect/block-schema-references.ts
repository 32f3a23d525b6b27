import { ifFound, type PrefectClient, unwrap } from "../../client";
import { type BlockTypeReference, blockTypeReferences } from "../../rules";
import { isUnknown } from "../cty/unknown";
import type { Uncertain } from "../framework/attribute";
import { at, type Diagnostic, problem, warning } from "../framework/diagnostic";
import type { BlockTypesInUse } from "./block-types-in-use";
import { jsonObjectField } from "./json-field";

const path = at("fields");

const read = (fields: Uncertain<string | null>) =>
  blockTypeReferences(isUnknown(fields) || fields === null || fields === "" ? {} : jsonObjectField(fields));

/** References of a block schema to others that no server can read. */
export const checkSchemaReferences = (fields: Uncertain<string | null>): readonly Diagnostic[] =>
  read(fields).faults.map((fault) => problem("Invalid value for fields", fault, path));

/** References of a new block schema to types and schemas that the server does not have, or not yet. */
export async function reviewSchemaReferences(
  client: PrefectClient,
  types: BlockTypesInUse,
  fields: Uncertain<string | null>,
): Promise<readonly Diagnostic[]> {
  const reviewed = read(fields).references.map(async (reference) => {
    const { slug, checksum, isDefined } = reference;
    if (types.isExpected(slug)) return [];
    if ((await client.read.blockTypeBySlug(slug)) === undefined) return [noType(reference)];
    return isDefined || (await hasSchema(client, checksum)) ? [] : [noSchema(reference)];
  });
  return (await Promise.all(reviewed)).flat();
}

const hasSchema = async (client: PrefectClient, checksum: string): Promise<boolean> =>
  (await ifFound(
    unwrap(client.GET("/block_schemas/checksum/{checksum}", { params: { path: { checksum } } })),
  )) !== undefined;

const noType = ({ field, slug }: BlockTypeReference): Diagnostic =>
  warning(
    `There is no block type "${slug}" yet`,
    `\`block_schema_references.${field}\` names it, and the server refuses a schema that refers to a type which it does not have. If the type is made in the same apply, name its prefect_block_type in depends_on.`,
    path,
  );

const noSchema = ({ field, slug, checksum }: BlockTypeReference): Diagnostic =>
  warning(
    `The block type "${slug}" has no schema of that checksum yet`,
    `\`block_schema_references.${field}\` names the schema ${checksum}. The server has none, and \`definitions\` do not say how it looks, so it refuses this schema. If that one is made in the same apply, take the checksum from it (\`prefect_block_schema.NAME.checksum\`).`,
    path,
  );
