import type { PrefectClient } from "../../client";
import { blockData, secretFields } from "../../rules";
import { isUnknown, type Unknown } from "../cty/unknown";
import type { Uncertain } from "../framework/attribute";
import { at, type Diagnostic, problem, warning } from "../framework/diagnostic";
import type { BlockTypesInUse } from "./block-types-in-use";
import { type JsonObject, jsonObjectField } from "./json-field";
import { fieldsOfSchema } from "./schemas-of-type";

/** A block whose data are to be written. */
interface Review {
  readonly client: PrefectClient;
  readonly types: BlockTypesInUse;
  readonly typeSlug: string;
  /** The schema that code chooses; null: the newest one of the type. */
  readonly schemaId: Uncertain<string | null>;
  /** The attribute that code gives the data by, and what it gives; null: nothing. */
  readonly name: "data" | "data_wo";
  readonly data: Uncertain<string | null>;
}

/**
 * What a flow could not load of a block's data, by the schema that they are for. Where this is made in the same run of
 * Terraform, that is said instead: the plan which Terraform makes once more when it comes to this block finds it.
 * Data that code does not give are left to others. Values are secrets, and so is the line of code that Terraform would
 * show with an attribute: it is named in the text.
 */
export async function reviewBlockData(review: Review): Promise<readonly Diagnostic[]> {
  const { typeSlug, name, data } = review;
  if (isUnknown(data) || data === null) return [];
  const fields = await schemaFields(review);
  if (isUnknown(fields)) return [later(typeSlug, name)];
  if (fields === undefined) return [];
  const secrets = secretFields(fields);
  if (secrets.verdict === "refused") return [unreadable(typeSlug, secrets.reason)];
  const values = jsonObjectField(data);
  const { refused, doubtful } = blockData(values, fields);
  const saying = ({ field, reason }: { readonly field: string; readonly reason: string }): string =>
    `${field === "" ? `What ${name} gives as a whole` : `The field "${field}" of ${name}`} does not fit the schema of the block type "${typeSlug}": ${reason}`;
  const doubts = doubtful.map((one) =>
    warning("Doubtful block data", `${saying(one)} A flow that loads the block may fail on it.`),
  );
  // Emptied, which the server takes for any block, to be filled elsewhere.
  if (Object.keys(values).length === 0) {
    return refused.length === 0 ? doubts : [...doubts, emptied(typeSlug, name)];
  }
  const faults = refused.map((one) =>
    problem(
      "Block data that do not fit the block type",
      `${saying(one)} A flow that loads the block fails. Correct it; where the schema is changed in the same apply, name its prefect_block_schema in the block's depends_on.`,
    ),
  );
  return [...faults, ...doubts];
}

/** The schema of the data; unknown: it is made in this run. Undefined: there is none, which the write tells. */
async function schemaFields({
  client,
  types,
  typeSlug,
  schemaId,
}: Review): Promise<JsonObject | Unknown | undefined> {
  if (isUnknown(schemaId)) return schemaId;
  if (schemaId !== null) {
    const chosen = await client.read.blockSchema(schemaId);
    return chosen && fieldsOfSchema(chosen);
  }
  return types.fieldsOf(client, typeSlug);
}

const later = (typeSlug: string, name: string): Diagnostic =>
  warning(
    "The block's data are checked when applying",
    `The block type "${typeSlug}" or its schema is made before. Whether what ${name} gives fits it is checked when this is applied, before the block is written.`,
  );

const unreadable = (typeSlug: string, reason: string): Diagnostic =>
  problem(
    "A block that the server cannot read",
    `It fails on the schema of the block type "${typeSlug}": ${reason} Correct the schema.`,
    at("type_slug"),
  );

const emptied = (typeSlug: string, name: string): Diagnostic =>
  warning(
    "A block without data",
    `The schema of the block type "${typeSlug}" requires some, and ${name} is empty: a flow that loads the block fails until it has them.`,
  );
