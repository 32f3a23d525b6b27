import { ifFound, unwrap } from "../../client";
import { computed, optional } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { blockSchemaAttributes } from "./block-schema";
import { dataScope, found, foundTimes } from "./data-attributes";
import { notEmpty } from "./limits";
import { blockSchemaFilters, blockSchemaPages, blockTypeIdOf } from "./list-block-schemas";
import { allRows } from "./listed-objects";
import { schemasOfType } from "./schemas-of-type";

const facts = {
  ...foundTimes,
  block_type: found("Name of its block type."),
  fields: found("JSON schema of a block's data, as JSON."),
  capabilities: computed(list(string)).doc("What its blocks can do."),
};

const schema = {
  id: optional(uuid).computed().doc("Id of the schema; this, or `checksum`, or its block type."),
  checksum: optional(string).check(notEmpty).computed().doc("Checksum of `fields`."),
  block_type_id: optional(uuid).computed().doc("Id of its block type: the newest schema of it."),
  type_slug: optional(string).doc("Slug of its block type: the newest schema of it."),
  version: optional(string).computed().doc("Version. With a block type: the newest schema of this version."),
  ...dataScope,
  ...facts,
};

/** API: `GET /block_schemas/{id}`, `GET /block_schemas/checksum/{checksum}`, `POST /block_schemas/filter`. */
export const blockSchemaData = dataSource<typeof schema, PrefectApi>("prefect_block_schema", {
  doc: "A block schema that exists: by id, by checksum, or the newest one of a block type.",
  schema,
  check: ({ id, checksum, block_type_id, type_slug }) =>
    id === null && checksum === null && block_type_id === null && type_slug === null
      ? [problem("Which block schema?", "Set id, checksum, block_type_id or type_slug.", at("id"))]
      : [],
  read: async ({ config, api }) => {
    const client = api.client(config);
    const { id, checksum, version } = config;
    const typeId =
      config.type_slug === null ? config.block_type_id : await blockTypeIdOf(client, config.type_slug);
    const candidates =
      id !== null
        ? [await client.read.blockSchema(id)]
        : typeId !== null
          ? await schemasOfType(client, typeId)
          : [
              await ifFound(
                unwrap(
                  client.GET("/block_schemas/checksum/{checksum}", {
                    params: { path: { checksum: checksum ?? "" }, query: { version } },
                  }),
                ),
              ),
            ];
    const row = candidates.find(
      (one) =>
        one !== undefined &&
        (checksum === null || one.checksum === checksum) &&
        (typeId === null || one.block_type_id === typeId) &&
        (version === null || one.version === version),
    );
    if (row === undefined)
      refuse("No such block schema", "The server has no block schema that fits all of this.");
    return blockSchemaAttributes(row);
  },
});

const listSchema = {
  ...blockSchemaFilters,
  ...dataScope,
  block_schemas: computed(
    list(
      object({
        id: found("Id (a UUID)."),
        checksum: found("Checksum of `fields`."),
        block_type_id: found("Id of its block type."),
        version: found("Version."),
        ...facts,
      }),
    ),
  ).doc("The block schemas, the newest one of a type first."),
};

/** API: `POST /block_schemas/filter`. */
export const blockSchemasData = dataSource<typeof listSchema, PrefectApi>("prefect_block_schemas", {
  doc: "Block schemas that exist.",
  schema: listSchema,
  read: async ({ config, api }) => {
    const rows = await allRows(blockSchemaPages(api, config));
    return { block_schemas: rows.map(blockSchemaAttributes) };
  },
});
