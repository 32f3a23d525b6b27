import { type components, ifFound, type PrefectClient, unwrap, unwrapWithStatus } from "../../client";
import { secretFields } from "../../rules";
import { isUnknown } from "../cty/unknown";
import { computed, optional, type Plan, type Remote, required, type Uncertain } from "../framework/attribute";
import { list } from "../framework/collections";
import { at, type Diagnostic, refuse, warning } from "../framework/diagnostic";
import { isJsonObject, sameJson } from "../framework/exact-json";
import { jsonObject } from "../framework/json";
import { resource } from "../framework/resource";
import { isUuid, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { checkSchemaReferences, reviewSchemaReferences } from "./block-schema-references";
import { knownClient } from "./creation";
import { findImported } from "./import-id";
import { jsonAttribute, jsonObjectField } from "./json-field";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { cannotBeDeleted } from "./protected-block-type";
import { reviewReferences } from "./referred-objects";
import { body, known } from "./written";

type BlockSchema = components["schemas"]["BlockSchema"];

/** The server adds an empty `block_schema_references` to fields that have none. */
function withoutEmptyReferences(fields: unknown): unknown {
  if (!isJsonObject(fields)) return fields;
  const { block_schema_references: references, ...others } = fields;
  return isJsonObject(references) && Object.keys(references).length === 0 ? others : fields;
}

const schemaFields = jsonObject({
  same: (wanted, actual) => sameJson(withoutEmptyReferences(wanted), withoutEmptyReferences(actual)),
});

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  block_type_id: required(uuid).replaces().doc("Id of the block type that it describes."),
  fields: optional(schemaFields).fallback("{}").replaces().doc("JSON schema of a block's data, as JSON."),
  capabilities: optional(list(string)).fallback([]).blank([]).replaces().doc("What its blocks can do."),
  version: optional(string).fallback("non-versioned").replaces().doc('Version. Default: "non-versioned".'),
  checksum: computed(string).stable().doc("Checksum of `fields`, by which the server tells schemas apart."),
  block_type: computed(string).stable().doc("Name of the block type."),
};

/** Attributes of a block schema as resource and data source hold them. */
export function blockSchemaAttributes(row: BlockSchema) {
  return {
    id: row.id,
    created: row.created ?? null,
    updated: row.updated ?? null,
    block_type_id: row.block_type_id ?? "",
    fields: jsonAttribute(row.fields ?? {}),
    capabilities: row.capabilities ?? [],
    version: row.version ?? null,
    checksum: row.checksum,
    block_type: row.block_type?.name ?? null,
  } satisfies Remote<typeof schema>;
}

const byId = (client: PrefectClient, id: string): Promise<BlockSchema | undefined> =>
  client.read.blockSchema(id);

function creationBody(plan: Plan<typeof schema>) {
  const fields = known(plan.fields) ?? null;
  const version = known(plan.version) ?? null;
  return {
    block_type_id: plan.block_type_id,
    ...body({
      fields: fields === null ? undefined : jsonObjectField(fields),
      capabilities: isUnknown(plan.capabilities) ? undefined : [...(plan.capabilities ?? [])],
      version: version ?? undefined,
    }),
  };
}

/** The server takes any; it is the blocks of the schema that suffer. */
function checkSecretFields(fields: Uncertain<string | null>): readonly Diagnostic[] {
  if (isUnknown(fields) || fields === null || fields === "") return [];
  const verdict = secretFields(jsonObjectField(fields));
  return verdict.verdict === "accepted"
    ? []
    : [warning("Doubtful value for fields", verdict.reason, at("fields"))];
}

const isProtected = async (client: PrefectClient, typeId: string): Promise<boolean> =>
  (await client.read.blockType(typeId))?.is_protected === true;

/** What stands within an answer is taken on its word only so far. */
const slugOf = (type: unknown): string | undefined =>
  isJsonObject(type) && typeof type.slug === "string" ? type.slug : undefined;

/** API: `/block_schemas`. `POST` answers 200 with the schema that is there when there is one of this content. */
export const blockSchema = resource<typeof schema, PrefectApi>("prefect_block_schema", {
  doc: "A version of the data that blocks of a type hold. A schema of the same content that exists already is adopted, with a warning.",
  schema,
  importForms: ["<id>", "<checksum>"],

  check: ({ fields }) => [...checkSchemaReferences(fields), ...checkSecretFields(fields)],

  review: async ({ planned, prior, api, seen }) => {
    if (prior !== undefined || api === undefined) return [];
    const { block_type_id: typeId, fields } = planned;
    if (!isUnknown(typeId)) api.blockTypes.expectSchema(typeId);
    const client = knownClient(api, planned);
    if (client === undefined) return [];
    const type = { kind: "block type", id: typeId, path: at("block_type_id") } as const;
    const reviewed = await Promise.all([
      reviewReferences({ client, objects: api.objects, seen }, [type]),
      reviewSchemaReferences(client, api.blockTypes, fields),
    ]);
    return reviewed.flat();
  },

  reviewDelete: async ({ prior, api }) =>
    (await isProtected(api.client(prior), prior.block_type_id))
      ? [cannotBeDeleted(`A schema of the block type "${prior.block_type ?? prior.block_type_id}"`)]
      : [],

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    // Sent again, it finds what it has made: there is nothing to look for in between.
    const { value } = await client.create({
      post: () => unwrapWithStatus(client.POST("/block_schemas/", { body: creationBody(plan) })),
      find: async () => undefined,
    });
    const { data, status } = value;
    const made = { ...data, block_type_id: data.block_type_id ?? plan.block_type_id };
    if (made.block_type_id !== plan.block_type_id) {
      refuse(
        "Another block type has a schema of this content",
        `It belongs to the block type "${slugOf(made.block_type) ?? made.block_type_id}" (its id is ${made.id}). A server keeps one schema for each content and version, whatever the type: give \`fields\` something of their own, such as a \`title\`, or another \`version\`.`,
        at("fields"),
      );
    }
    api.blockTypes.written({ typeId: plan.block_type_id });
    if (status === 200 && !seen(made.id)) {
      warn(
        warning(
          "The block schema exists already and is adopted",
          `Its id is ${made.id}. A server keeps one schema for each type, content and version, so this resource manages the one that is there, and a destroy deletes it.`,
        ),
      );
    }
    return blockSchemaAttributes(made);
  },

  read: async ({ state, api }) => {
    const found = state.id === null ? undefined : await byId(api.client(state), state.id);
    return found === undefined ? undefined : blockSchemaAttributes(found);
  },

  // Every attribute that can be set replaces the schema.
  update: async ({ prior }) => prior,

  delete: async ({ state, api }) => {
    if (state.id === null) return;
    await ifFound(
      unwrap(api.client(state).DELETE("/block_schemas/{id}", { params: { path: { id: state.id } } })),
    );
    api.blockTypes.written({});
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const client = api.client(scope);
      const found = isUuid(name)
        ? await byId(client, name)
        : await ifFound(
            unwrap(
              client.GET("/block_schemas/checksum/{checksum}", { params: { path: { checksum: name } } }),
            ),
          );
      return found === undefined ? undefined : { ...blockSchemaAttributes(found), ...scope };
    }),
});
