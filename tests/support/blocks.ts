import { type Expressions, quote, resourceBlocks } from "./hcl";
import type { JsonObject, PrefectApi } from "./prefect-api";

/** Blocks of the type `secret`, unless they say otherwise, named after the prefix and their label. */
export const blocks = (prefix: string, all: Readonly<Record<string, Expressions>>): string =>
  resourceBlocks(
    "prefect_block",
    (label) => ({ type_slug: '"secret"', name: quote(`${prefix}-${label}`) }),
    all,
  );

/** The data of a block of the type `secret`, as an HCL expression. */
export const secret = (value: string): string => `jsonencode({ value = ${quote(value)} })`;

/** A block as the server has it, with its secrets. */
export async function blockOnServer(api: PrefectApi, name: string, type = "secret"): Promise<JsonObject> {
  const path = `/block_types/slug/${type}/block_documents/name/${name}`;
  return (await api.call("GET", `${path}?include_secrets=true`)).object();
}

/** Makes a block without Terraform; answers with its id. */
export async function makeBlock(
  api: PrefectApi,
  name: string,
  data: object,
  slug = "secret",
): Promise<string> {
  const type = (await api.call("GET", `/block_types/slug/${slug}`)).object();
  const block_schemas = { block_type_id: { any_: [type.id] } };
  const [schema] = (await api.call("POST", "/block_schemas/filter", { block_schemas })).list();
  const body = { name, data, block_type_id: type.id, block_schema_id: schema?.id };
  return String((await api.call("POST", "/block_documents/", body)).object().id);
}
