import { type BlockType, ifFound, type PrefectClient, unwrap } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { computed, optional, type Remote, required } from "../framework/attribute";
import { at, problem, refuse } from "../framework/diagnostic";
import { resource } from "../framework/resource";
import { bool, isUuid, string, text as textKind } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { findImported } from "./import-id";
import { objectName, slug } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import type { PlanFindings } from "./plan-findings";
import { cannotBeDeleted } from "./protected-block-type";
import { body, textOrNull } from "./written";

const text = () => optional(string).fallback(null).blank("");

const htmlEscapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Prefect stores it as text of a page, where a type is made; not where it is changed. */
const pageText = textKind({
  label: "a string",
  answers: (wanted, actual) => actual === wanted.replaceAll(/[&<>]/g, (sign) => htmlEscapes[sign] ?? sign),
});

const shown = () => optional(pageText).fallback(null).blank("");

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  name: required(string)
    .replaces()
    .check(objectName)
    .doc(
      "Name as a person reads it. None of `/ % & > <`. Changing it replaces the type, and its blocks go with it.",
    ),
  slug: required(string)
    .replaces()
    .check(slug)
    .doc("Name that code uses: lower-case letters, digits and `-`. Changing it replaces the type."),
  logo_url: text().doc("Address of a picture."),
  documentation_url: text().doc("Address of its documentation."),
  description: shown().doc("Description."),
  code_example: shown().doc("Example of its use (Markdown)."),
  is_protected: computed(bool).stable().doc("Does it come with the server?"),
};

/** Attributes of a block type as resource and data source hold them. */
export function blockTypeAttributes(type: BlockType) {
  return {
    id: type.id,
    created: type.created ?? null,
    updated: type.updated ?? null,
    name: type.name,
    slug: type.slug,
    logo_url: type.logo_url ?? null,
    documentation_url: type.documentation_url ?? null,
    description: type.description ?? null,
    code_example: type.code_example ?? null,
    is_protected: type.is_protected ?? false,
  } satisfies Remote<typeof schema>;
}

/** The filter finds every name that holds this one, in any case. */
async function blockTypeByName(client: PrefectClient, name: string): Promise<BlockType | undefined> {
  const alike = await client.listAll("/block_types/filter", {
    body: { block_types: { name: { like_: name } } },
  });
  return alike.find((type) => type.name === name);
}

/** Where the plan has found the name free, the creation itself finds out whether it still is. */
async function namesake(
  client: PrefectClient,
  findings: PlanFindings,
  name: string,
): Promise<BlockType | undefined> {
  if (findings.of(client, "name of a block type", name) === "free") return undefined;
  const found = await blockTypeByName(client, name);
  if (found === undefined) findings.note(client, "name of a block type", name, "free");
  return found;
}

const creation = (
  client: PrefectClient,
  findings: PlanFindings,
  name: string,
  slug: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<BlockType, ReturnType<typeof blockTypeAttributes>> => ({
  attributes: schema,
  planned,
  find: async () => (await client.read.blockTypeBySlug(slug)) ?? namesake(client, findings, name),
  toRemote: blockTypeAttributes,
  describe: (type) => ({
    typeName: "prefect_block_type",
    what: `block type "${type.slug}"`,
    id: type.id,
    importId: type.slug,
    name: type.slug,
  }),
});

const reserved = /^prefect/i;

/** API: `/block_types`. A `POST` for a name that another type has answers with that one, so it is looked up first. */
export const blockType = resource<typeof schema, PrefectApi>("prefect_block_type", {
  doc: "A type of blocks.",
  schema,
  importForms: ["<id>", "<slug>"],

  review: async ({ planned, prior, api, seen }) => {
    if (prior !== undefined || isUnknown(planned.name)) return [];
    if (reserved.test(planned.name)) {
      return [
        problem(
          "Invalid value for name",
          `"${planned.name}" was given; names that begin with "Prefect" are kept for the server's own types.`,
          at("name"),
        ),
      ];
    }
    const client = knownClient(api, planned);
    if (api === undefined || client === undefined || isUnknown(planned.slug)) return [];
    api.blockTypes.expect(planned.slug);
    return reviewCreation(creation(client, api.findings, planned.name, planned.slug, planned), seen);
  },

  reviewDelete: async ({ prior }) =>
    prior.is_protected === true ? [cannotBeDeleted(`The block type "${prior.slug}"`)] : [],

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const fields = body({
      logo_url: textOrNull(plan.logo_url),
      documentation_url: textOrNull(plan.documentation_url),
      description: textOrNull(plan.description),
      code_example: textOrNull(plan.code_example),
    });
    const post = async () => {
      const made = await unwrap(
        client.POST("/block_types/", { body: { name: plan.name, slug: plan.slug, ...fields } }),
      );
      if (made.slug === plan.slug) return made;
      return refuse(
        `The name "${plan.name}" is taken`,
        `The block type "${made.slug}" has it already (its id is ${made.id}). Names of block types are unique: give another one.`,
        at("name"),
      );
    };
    const planned = creation(client, api.findings, plan.name, plan.slug, plan);
    const made = await createObject(planned, client, post, warn, seen);
    api.blockTypes.written({ slug: plan.slug });
    return made;
  },

  read: async ({ state, api }) => {
    const found = state.id === null ? undefined : await api.client(state).read.blockType(state.id);
    return found === undefined ? undefined : blockTypeAttributes(found);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const id = prior.id ?? "";
    const fields = body({
      logo_url: changed.has("logo_url") ? textOrNull(plan.logo_url) : undefined,
      documentation_url: changed.has("documentation_url") ? textOrNull(plan.documentation_url) : undefined,
      description: changed.has("description") ? textOrNull(plan.description) : undefined,
      code_example: changed.has("code_example") ? textOrNull(plan.code_example) : undefined,
    });
    await unwrap(client.PATCH("/block_types/{id}", { params: { path: { id } }, body: fields }));
    const after = await client.read.blockType(id);
    if (after === undefined)
      throw new Error(`The block type "${plan.slug}" was deleted while it was updated.`);
    return blockTypeAttributes(after);
  },

  delete: async ({ state, api }) => {
    if (state.id === null) return;
    await ifFound(
      unwrap(api.client(state).DELETE("/block_types/{id}", { params: { path: { id: state.id } } })),
    );
    api.blockTypes.written({});
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const client = api.client(scope);
      const found =
        (isUuid(name) ? await client.read.blockType(name) : undefined) ??
        (await client.read.blockTypeBySlug(name));
      return found === undefined ? undefined : { ...blockTypeAttributes(found), ...scope };
    }),
});
