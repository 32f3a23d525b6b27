import { computed, optional } from "../framework/attribute";
import { list, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { bool, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { blockTypeAttributes } from "./block-type";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { blockTypePages } from "./list-block-types";
import { allRows } from "./listed-objects";

const facts = {
  name: found("Name as a person reads it."),
  ...foundTimes,
  logo_url: found("Address of a picture."),
  documentation_url: found("Address of its documentation."),
  description: found("Description."),
  code_example: found("Example of its use (Markdown)."),
  is_protected: computed(bool).doc("Does it come with the server?"),
};

const schema = {
  id: optional(uuid).computed().doc("Id of the block type; either this or `slug`."),
  slug: optional(string).computed().doc("Name that code uses."),
  ...dataScope,
  ...facts,
};

/** API: `GET /block_types/{id}` and `GET /block_types/slug/{slug}`. */
export const blockTypeData = dataSource<typeof schema, PrefectApi>("prefect_block_type", {
  doc: "A block type that exists, by id or by slug.",
  schema,
  check: ({ id, slug }) =>
    id === null && slug === null ? [problem("Which block type?", "Set either id or slug.", at("slug"))] : [],
  read: async ({ config, api }) => {
    const client = api.client(config);
    const { id, slug } = config;
    const type =
      id !== null ? await client.read.blockType(id) : await client.read.blockTypeBySlug(slug ?? "");
    if (type === undefined || (slug !== null && type.slug !== slug)) {
      const asked = [id === null ? [] : `the id ${id}`, slug === null ? [] : `the slug "${slug}"`].flat();
      refuse("No such block type", `The server has no block type with ${asked.join(" and ")}.`);
    }
    return blockTypeAttributes(type);
  },
});

const listSchema = {
  ...dataScope,
  block_types: computed(
    list(object({ id: found("Id (a UUID)."), slug: found("Name that code uses."), ...facts })),
  ).doc("The block types, by name."),
};

/** API: `POST /block_types/filter`. */
export const blockTypesData = dataSource<typeof listSchema, PrefectApi>("prefect_block_types", {
  doc: "All block types of the server.",
  schema: listSchema,
  read: async ({ config, api }) => {
    const rows = await allRows(blockTypePages(api, { ...config, is_protected: null }));
    return { block_types: rows.map(blockTypeAttributes).sort(byName) };
  },
});
