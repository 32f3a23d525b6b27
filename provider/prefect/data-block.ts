import { computed, optional } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { blockById, blockByName, blockFacts } from "./block";
import { blockDataAttribute } from "./block-data";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { idAndName } from "./id-and-name";

const ids = {
  block_type_id: found("Id of its block type."),
  block_schema_id: found("Id of the block schema that its data are made for."),
};

const schema = {
  id: optional(string).computed().doc("Id of the block; either this, or `type_slug` and `name`."),
  type_slug: optional(string).computed().doc("Slug of its block type."),
  name: optional(string).computed().doc("Name of the block."),
  ...dataScope,
  ...foundTimes,
  ...ids,
  data: computed(string)
    .sensitive()
    .doc(
      'Its data with the secrets, as JSON. A block that it refers to stands there as `{ "$ref" = { block_document_id = … } }`.',
    ),
};

/** API: `GET /block_documents/{id}` and `GET /block_types/slug/{slug}/block_documents/name/{name}`. */
export const blockData = dataSource<typeof schema, PrefectApi>("prefect_block", {
  doc: "A block that exists, by id or by type and name. Its data come into the state.",
  schema,
  check: ({ id, name, type_slug }) =>
    id === null && (name === null || type_slug === null)
      ? [problem("Which block?", "Set either id, or both type_slug and name.", at("name"))]
      : [],
  read: async ({ config, api }) => {
    const client = api.client(config);
    const { id, type_slug: slug, name } = config;
    const block =
      id !== null ? await blockById(client, id) : await blockByName(client, slug ?? "", name ?? "");
    const facts = block && blockFacts(block);
    const fits = (name === null || facts?.name === name) && (slug === null || facts?.type_slug === slug);
    if (block === undefined || facts === undefined || !fits) {
      const names = name === null && slug === null ? null : `${slug ?? "*"}/${name ?? "*"}`;
      refuse("No such block", `The server has no block ${idAndName(id, names)}.`);
    }
    return { ...facts, block_schema_id: block.block_schema_id, data: blockDataAttribute(block) };
  },
});

const listSchema = {
  ...dataScope,
  type_slug: optional(string).doc("Only blocks of the type with this slug."),
  blocks: computed(
    list(
      object({
        id: found("Id (a UUID)."),
        name: found("Name."),
        type_slug: found("Slug of its block type."),
        ...foundTimes,
        ...ids,
      }),
    ),
  ).doc("The blocks, by name, without their data."),
};

/** API: `POST /block_documents/filter`. */
export const blocksData = dataSource<typeof listSchema, PrefectApi>("prefect_blocks", {
  doc: "Blocks that exist.",
  schema: listSchema,
  read: async ({ config, api }) => {
    const { type_slug: slug } = config;
    const rows = await api.client(config).listAll("/block_documents/filter", {
      body: slug === null ? {} : { block_types: { slug: { any_: [slug] } } },
    });
    return {
      blocks: rows.map((row) => ({ ...blockFacts(row), block_schema_id: row.block_schema_id })).sort(byName),
    };
  },
});
