import type { components, PrefectClient } from "../../client";
import { type JsonObject, jsonAttribute, jsonObjectField } from "./json-field";

type BlockSchema = components["schemas"]["BlockSchema"];

/** The JSON schema of the data of blocks that keep to it. */
export const fieldsOfSchema = ({ fields }: BlockSchema): JsonObject =>
  jsonObjectField(jsonAttribute(fields ?? {}));

/** The schemas of a block type, the newest one first. */
export const schemasOfType = (client: PrefectClient, blockTypeId: string) =>
  client.listAll("/block_schemas/filter", {
    body: { block_schemas: { block_type_id: { any_: [blockTypeId] } } },
  });
