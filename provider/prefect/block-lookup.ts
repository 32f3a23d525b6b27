import type { BlockDocument } from "../../client";
import type { Config, Remote, State } from "../framework/attribute";
import { computed, optional } from "../framework/attribute";
import { list } from "../framework/collections";
import { at, type Diagnostic, problem, refuse } from "../framework/diagnostic";
import { bool, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { blockById, blockByName, blockFacts } from "./block";
import { blockDataAttribute } from "./block-data";
import { blockReferences, blockReferencesAttribute } from "./block-references";
import { dataScope, found, foundTimes } from "./data-attributes";
import { idAndName } from "./id-and-name";
import { notEmpty } from "./limits";

export const blockIds = {
  block_type_id: found("Id of its block type."),
  block_schema_id: found("Id of the block schema that its data are made for."),
  is_anonymous: computed(bool).doc("Is it kept out of lists, as one that only others refer to?"),
  capabilities: computed(list(string)).doc("What blocks of its schema can do."),
  block_document_references: blockReferences,
};

/** What data sources tell of a block apart from its data. */
export const blockOutputs = (block: BlockDocument) => ({
  ...blockFacts(block),
  capabilities: [...(block.block_schema?.capabilities ?? [])].sort(),
  block_document_references: blockReferencesAttribute(block),
});

/** A block by its id or its name, as the data source and the ephemeral resource have it. */
export const blockLookupSchema = {
  id: optional(uuid).computed().doc("Id of the block; either this, or `type_slug` and `name`."),
  type_slug: optional(string).computed().doc("Slug of its block type."),
  name: optional(string).check(notEmpty).computed().doc("Name of the block."),
  ...dataScope,
  ...foundTimes,
  ...blockIds,
  data: computed(string)
    .sensitive()
    .doc(
      'Its data with the secrets, as JSON. A block that it refers to stands there as `{ "$ref" = { block_document_id = … } }`.',
    ),
};

type Schema = typeof blockLookupSchema;

export const checkBlockLookup = ({ id, name, type_slug }: Config<Schema>): readonly Diagnostic[] =>
  id === null && (name === null || type_slug === null)
    ? [problem("Which block?", "Set either id, or both type_slug and name.", at("name"))]
    : [];

/**
 * API: `POST /block_documents/filter`.
 * @param advice said after the error that there is no block of that name
 */
export async function lookUpBlock(
  { config, api }: { readonly config: State<Schema>; readonly api: PrefectApi },
  advice = "",
): Promise<Remote<Schema>> {
  const client = api.client(config);
  const { id, type_slug: slug, name } = config;
  const block = id !== null ? await blockById(client, id) : await blockByName(client, slug ?? "", name ?? "");
  const facts = block && blockFacts(block);
  const fits = (name === null || facts?.name === name) && (slug === null || facts?.type_slug === slug);
  if (block === undefined || facts === undefined || !fits) {
    const names = name === null && slug === null ? null : `${slug ?? "*"}/${name ?? "*"}`;
    refuse("No such block", `The server has no block ${idAndName(id, names)}.${id === null ? advice : ""}`);
  }
  return { ...blockOutputs(block), data: blockDataAttribute(block) };
}
