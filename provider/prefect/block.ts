import { type BlockDocument, ifFound, type PrefectClient, unwrap } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { computed, optional, type Plan, type Remote, required } from "../framework/attribute";
import { at } from "../framework/diagnostic";
import { canonicalJson, parseExactJson } from "../framework/exact-json";
import { resource } from "../framework/resource";
import { bool, isUuid, string, uuid } from "../framework/scalars";
import { writtenInstead } from "../framework/secret-part";
import type { PrefectApi } from "./api";
import { blockData, blockDataAttribute, checkReferences } from "./block-data";
import { reviewBlockData } from "./block-data-check";
import { reviewBlockReferences } from "./block-references-check";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { findImported } from "./import-id";
import { jsonObjectField } from "./json-field";
import { slug } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { secretsFrom, versionOf } from "./write-only";
import { body, known } from "./written";

const writeOnlyData = writtenInstead("data_wo", {
  versionedBy: "data_wo_version",
  toJson: (data) => parseExactJson(typeof data === "string" ? data : "{}"),
  fromJson: canonicalJson,
  placeholder: '"imported: the data are not in the state until they are written"',
});

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  type_slug: required(string).replaces().doc("Slug of the block type, such as `secret` or `s3-bucket`."),
  name: required(string)
    .replaces()
    .check(slug)
    .doc("Name, unique among the blocks of its type: lower-case letters, digits and `-`."),
  data: optional(blockData)
    .fallback(null)
    .blank("{}")
    .rivals("data_wo")
    .conflictsWith("data_wo")
    .secretPart(writeOnlyData)
    .sensitive()
    .doc(
      'Data of the block, as JSON. It stands in the state; `data_wo` does not. Another block is referred to as `{ "$ref" = { block_document_id = prefect_block.other.id } }`. An import brings no data into the state: until an apply writes them, this attribute of the state holds a placeholder.',
    ),
  data_wo: optional(blockData)
    .writeOnly()
    .conflictsWith("data")
    .doc(
      "The same, write-only: in no plan and no state. Its changes, in code or on the server, are found by digests, unless `data_wo_version` is set. " +
        secretsFrom,
    ),
  data_wo_version: versionOf("data_wo"),
  block_type_id: computed(uuid).stable().doc("Id of the block type."),
  block_schema_id: optional(uuid)
    .fallback(null)
    .quiet()
    .unmanagedWhenNull()
    .doc(
      "Id of the block schema that the data are made for. Default: the newest one of the type, as of the plan of each write. An import brings the present one into the state, where it follows the server.",
    ),
  is_anonymous: optional(bool)
    .fallback(false)
    .blank(false)
    .quiet()
    .replaces()
    .doc("Keep the block out of lists and the UI, as one that only others refer to? Default: false."),
};

/** A block with its secrets. */
export const blockById = (client: PrefectClient, id: string): Promise<BlockDocument | undefined> =>
  client.read.block(id);

/** The same, by type and name. */
export const blockByName = (
  client: PrefectClient,
  typeSlug: string,
  name: string,
): Promise<BlockDocument | undefined> => client.read.blockByName(typeSlug, name);

/** Attributes of a block apart from its data. */
export const blockFacts = (block: BlockDocument) => ({
  id: block.id,
  created: block.created ?? null,
  updated: block.updated ?? null,
  name: block.name ?? "",
  type_slug: block.block_type?.slug ?? "",
  block_type_id: block.block_type_id,
  block_schema_id: block.block_schema_id,
  is_anonymous: block.is_anonymous ?? false,
});

/** Attributes of a block as an import reports them. */
export const importedBlock = (block: BlockDocument) =>
  ({ ...blockFacts(block), data: blockDataAttribute(block) }) satisfies Remote<typeof schema>;

const creation = (
  client: PrefectClient,
  typeSlug: string,
  name: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<BlockDocument, ReturnType<typeof importedBlock>> => ({
  attributes: schema,
  planned,
  find: () => blockByName(client, typeSlug, name),
  toRemote: importedBlock,
  describe: (block) => ({
    typeName: "prefect_block",
    what: `block "${typeSlug}/${name}"`,
    id: block.id,
    importId: `${typeSlug}/${name}`,
    name,
  }),
});

/** The data of a write: those of code, or none. */
const dataField = (plan: Plan<typeof schema>) => jsonObjectField(known(plan.data) ?? "{}");

/** API: `/block_documents`. */
export const block = resource<typeof schema, PrefectApi>("prefect_block", {
  doc: "A block: data, secrets among them, that flows load by type and name.",
  schema,
  importForms: ["<id>", "<type slug>/<name>"],

  check: ({ data, data_wo }) => [
    ...checkReferences(data, at("data")),
    ...checkReferences(data_wo, at("data_wo")),
  ],

  review: async ({ config, planned, whole, prior, changed, replacing, api, seen }) => {
    const client = knownClient(api, planned);
    const { type_slug: typeSlug, name } = planned;
    const { block_schema_id: schemaId } = whole;
    if (api === undefined || client === undefined || isUnknown(typeSlug)) return [];
    const types = api.blockTypes;
    const isNew = prior === undefined;
    const unfit = isNew ? await types.review(client, typeSlug) : [];
    if (unfit.length > 0) return unfit;
    const isWritten = isNew || (!replacing && (changed.has("data") || changed.has("block_schema_id")));
    const isHidden = config.data === null && config.data_wo !== null;
    const given = isHidden
      ? ({ name: "data_wo", data: config.data_wo } as const)
      : ({ name: "data", data: config.data } as const);
    const written = { client, types, typeSlug, schemaId, ...given };
    const id = prior?.id ?? undefined;
    const faults = isWritten
      ? [
          ...(await reviewBlockReferences({ objects: api.objects, seen, id, ...written })),
          ...(await reviewBlockData(written)),
        ]
      : [];
    if (!isNew || isUnknown(name)) return faults;
    return [...faults, ...(await reviewCreation(creation(client, typeSlug, name, whole), seen))];
  },

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const { type_slug: typeSlug, name } = plan;
    const chosen = body({
      block_schema_id: known(plan.block_schema_id) ?? undefined,
      is_anonymous: known(plan.is_anonymous) ?? undefined,
    });
    const post = () =>
      api.blockTypes.writing(client, typeSlug, (ids) =>
        unwrap(
          client.POST("/block_documents/", { body: { name, ...ids, ...chosen, data: dataField(plan) } }),
        ),
      );
    const planned = creation(client, typeSlug, name, plan);
    const made = await createObject(planned, client, post, warn, seen);
    // The answer hides the secrets: they are what was sent.
    return { ...made, data: known(plan.data) ?? null };
  },

  read: async ({ state, api }) => {
    const found = state.id === null ? undefined : await blockById(api.client(state), state.id);
    return found === undefined ? undefined : importedBlock(found);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const id = prior.id ?? "";
    const isRewritten = changed.has("data");
    // The server takes another schema only together with data: where these do not change, they are its own.
    const before = changed.has("block_schema_id") && !isRewritten ? await blockById(client, id) : undefined;
    const kept = before === undefined ? undefined : jsonObjectField(blockDataAttribute(before));
    const data = isRewritten ? dataField(plan) : kept;
    const patch = (block_schema_id: string) =>
      unwrap(
        client.PATCH("/block_documents/{id}", {
          params: { path: { id } },
          body: { block_schema_id, ...(data === undefined ? {} : { data, merge_existing_data: false }) },
        }),
      );
    const chosen = known(plan.block_schema_id) ?? null;
    await (chosen === null
      ? api.blockTypes.writing(client, plan.type_slug, (ids) => patch(ids.block_schema_id))
      : patch(chosen));
    const after = await blockById(client, id);
    if (after === undefined) throw new Error(`The block "${plan.name}" was deleted while it was updated.`);
    return importedBlock(after);
  },

  delete: async ({ state, api }) => {
    if (state.id === null) return;
    await ifFound(
      unwrap(api.client(state).DELETE("/block_documents/{id}", { params: { path: { id: state.id } } })),
    );
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const client = api.client(scope);
      const slash = name.indexOf("/");
      const found = isUuid(name)
        ? await blockById(client, name)
        : slash > 0
          ? await blockByName(client, name.slice(0, slash), name.slice(slash + 1))
          : undefined;
      return found === undefined ? undefined : { ...importedBlock(found), ...scope };
    }),
});
