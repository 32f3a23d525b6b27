import { ifFound, type PrefectClient, unwrap, type WorkPool } from "../../client";
import { workPoolName } from "../../rules/names";
import { isUnknown, type Unknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { type Config, computed, optional, type Remote, required } from "../framework/attribute";
import { object } from "../framework/collections";
import { at, hasErrors } from "../framework/diagnostic";
import { jsonObject } from "../framework/json";
import { resource } from "../framework/resource";
import { bool, integer, isUuid, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { type Creation, createObject, knownClient, reviewCreation } from "./creation";
import { findImported } from "./import-id";
import { checkJobTemplate, reviewJobTemplate } from "./job-template";
import { jsonAttribute, jsonAttributeOrNull, jsonObjectField } from "./json-field";
import { judge } from "./judged";
import { atLeast, wideColumn } from "./limits";
import { objectAttributes, scopeAttributes } from "./object-attributes";
import { hasJobVariables, jobVariablesOf, reviewJobVariables, templateWith } from "./pool-template";
import { type Reference, reviewReferences } from "./referred-objects";
import { body, known, textOrNull } from "./written";

const storageConfiguration = object({
  bundle_upload_step: optional(jsonObject()).doc(
    'Step that uploads a bundle of code, as JSON: `{"module.function": {…}}`.',
  ),
  bundle_execution_step: optional(jsonObject()).doc("Step that runs an uploaded bundle, as JSON."),
  default_result_storage_block_id: optional(uuid).doc(
    "Id of the block that stores results of this pool's runs.",
  ),
});

const schema = {
  ...objectAttributes,
  ...scopeAttributes,
  name: required(string).replaces().doc("Name, unique on the server. None of `/ % & > <`."),
  type: optional(string)
    .fallback("prefect-agent")
    .replaces()
    .doc(
      "Type of the workers that take its runs: `process`, `docker`, `kubernetes`, … Default: `prefect-agent`.",
    ),
  description: optional(string).fallback(null).blank("").doc("Description."),
  paused: optional(bool).fallback(false).doc("Hold back its flow runs? Default: false."),
  concurrency_limit: optional(integer)
    .fallback(null)
    .check(atLeast(0))
    .doubt(wideColumn)
    .doc("How many of its flow runs may be under way at once (0 or more). Default: no limit."),
  base_job_template: optional(jsonObject())
    .fallback("{}")
    .learned()
    .quiet()
    .follows("job_variables")
    .conflictsWith("job_variables")
    .doc(
      'Template of the jobs that workers start, as JSON: `{"job_configuration": {…}, "variables": {…}}`. Where code is silent, the first worker of the pool writes its type\'s default.',
    ),
  job_variables: optional(jsonObject())
    .untold("{}", (wanted, { base_job_template }, said) => hasJobVariables(base_job_template, wanted, said))
    .doc(
      'Defaults of job variables, as JSON: `{"image": "…", "env": {…}}`. They are written into the template that the pool has (a new one: the default template of its type), the rest of which is left alone. Conflicts with `base_job_template`. After an import it is `{}` in the state while the template has what the code says.',
    ),
  storage_configuration: optional(storageConfiguration)
    .fallback(null)
    .blank({})
    .doc("Where bundled code and results are stored."),
  default_queue_id: computed(uuid).stable().doc("Id of the queue `default`, which every pool has."),
};

type Storage = WorkPool["storage_configuration"];

function storageAttribute(storage: Storage) {
  const {
    bundle_upload_step = null,
    bundle_execution_step = null,
    default_result_storage_block_id = null,
  } = storage ?? {};
  if (
    bundle_upload_step === null &&
    bundle_execution_step === null &&
    default_result_storage_block_id === null
  ) {
    return null;
  }
  return {
    bundle_upload_step: jsonAttributeOrNull(bundle_upload_step),
    bundle_execution_step: jsonAttributeOrNull(bundle_execution_step),
    default_result_storage_block_id,
  };
}

type StorageAttribute = ReturnType<typeof storageAttribute>;

function storageField(storage: StorageAttribute | Unknown) {
  if (isUnknown(storage)) return undefined;
  const step = (text: string | null | undefined) =>
    text === null || text === undefined ? null : jsonObjectField(text);
  return {
    bundle_upload_step: step(storage?.bundle_upload_step),
    bundle_execution_step: step(storage?.bundle_execution_step),
    default_result_storage_block_id: storage?.default_result_storage_block_id ?? null,
  };
}

/** The block that stores results. A server takes any id. */
const storageBlock = (storage: Config<typeof schema>["storage_configuration"]): readonly Reference[] =>
  isUnknown(storage) || storage === null
    ? []
    : [
        {
          kind: "block",
          id: storage.default_result_storage_block_id,
          path: at("storage_configuration", "default_result_storage_block_id"),
          taken: "It takes the pool, and no run of it can store its results.",
        },
      ];

/** What state says of a pool, as far as what is told of it depends on it. */
type Known = { readonly job_variables: string | null };

/** Attributes of a pool; of its job variables those that are managed here. */
const toRemote = (pool: WorkPool, { job_variables: managed }: Known) => ({
  ...workPoolAttributes(pool),
  ...(managed === null ? {} : { job_variables: jobVariablesOf(pool, managed) }),
});

/** Attributes of a pool as resource and data source hold them. */
export function workPoolAttributes(pool: WorkPool) {
  return {
    id: pool.id,
    created: pool.created ?? null,
    updated: pool.updated ?? null,
    name: pool.name,
    type: pool.type,
    description: pool.description ?? null,
    paused: pool.is_paused ?? false,
    concurrency_limit: pool.concurrency_limit ?? null,
    base_job_template: jsonAttribute(pool.base_job_template ?? {}),
    storage_configuration: storageAttribute(pool.storage_configuration),
    default_queue_id: pool.default_queue_id ?? null,
  } satisfies Remote<typeof schema>;
}

const creation = (
  client: PrefectClient,
  name: string,
  planned: { readonly [name: string]: CtyValue },
): Creation<WorkPool, ReturnType<typeof toRemote>> => ({
  attributes: schema,
  planned,
  find: () => client.read.workPool(name),
  toRemote: (pool) => toRemote(pool, { job_variables: textOf(planned.job_variables) }),
  describe: (pool) => ({
    typeName: "prefect_work_pool",
    what: `work pool "${pool.name}"`,
    id: pool.id,
    importId: pool.name,
    name: pool.name,
  }),
});

const textOf = (value: CtyValue | undefined): string | null => (typeof value === "string" ? value : null);

const template = (text: string | null | Unknown) =>
  isUnknown(text) || text === null ? undefined : jsonObjectField(text);

/** API: `/work_pools`. */
export const workPool = resource<typeof schema, PrefectApi>("prefect_work_pool", {
  doc: "A work pool: where flow runs wait until a worker of its type takes them.",
  schema,
  importForms: ["<name>", "<id>"],

  check: (config) => [
    ...judge(workPoolName, config.name, at("name")),
    ...checkJobTemplate(config.base_job_template),
  ],

  review: async ({ config, planned, prior, changed, api, seen }) => {
    const isNew = prior === undefined;
    const isRewritten = isNew || changed.has("base_job_template") || changed.has("job_variables");
    if (isRewritten && !isUnknown(planned.name)) api?.workPools.expect(planned.name);
    const client = knownClient(api, planned);
    const template =
      isNew || changed.has("base_job_template")
        ? await reviewJobTemplate(config.base_job_template, isNew, client)
        : [];
    const { name, type, job_variables: variables } = planned;
    if (api === undefined || client === undefined || isUnknown(name) || hasErrors(template)) return template;
    const isChanged = typeof variables === "string" && (prior === undefined || changed.has("job_variables"));
    const faults =
      isChanged && typeof type === "string"
        ? await reviewJobVariables(api, client, type, prior && (await client.read.workPool(name)), variables)
        : [];
    const { objects } = api;
    const blocks =
      isNew || changed.has("storage_configuration")
        ? await reviewReferences({ client, objects, seen }, storageBlock(planned.storage_configuration))
        : [];
    const doubts = [...template, ...faults, ...blocks];
    if (prior !== undefined || hasErrors(doubts)) return doubts;
    return [...doubts, ...(await reviewCreation(creation(client, name, planned), seen))];
  },

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client(plan);
    const wanted = known(plan.job_variables) ?? null;
    const variables = { wanted, before: null };
    const fields = {
      name: plan.name,
      type: known(plan.type) ?? undefined,
      description: textOrNull(plan.description),
      is_paused: known(plan.paused) ?? undefined,
      concurrency_limit: known(plan.concurrency_limit),
      base_job_template:
        wanted === null
          ? template(plan.base_job_template)
          : await templateWith(api, client, known(plan.type) ?? "prefect-agent", undefined, variables),
      storage_configuration:
        plan.storage_configuration === null ? undefined : storageField(plan.storage_configuration),
    };
    const post = () => unwrap(client.POST("/work_pools/", { body: { name: plan.name, ...body(fields) } }));
    const made = await createObject(creation(client, plan.name, plan), client, post, warn, seen);
    api.workPools.written(client, plan.name);
    return made;
  },

  read: async ({ state, api }) => {
    const found = await api.client(state).read.workPool(state.name);
    return found === undefined ? undefined : toRemote(found, state);
  },

  update: async ({ plan, prior, changed, api }) => {
    const client = api.client(plan);
    const rewritten = async () => {
      const variables = { wanted: known(plan.job_variables) ?? null, before: prior.job_variables };
      const pool = await client.read.workPool(plan.name);
      return templateWith(api, client, prior.type ?? "", pool, variables);
    };
    const fields = {
      description: changed.has("description") ? textOrNull(plan.description) : undefined,
      is_paused: changed.has("paused") ? (known(plan.paused) ?? undefined) : undefined,
      concurrency_limit: changed.has("concurrency_limit") ? known(plan.concurrency_limit) : undefined,
      base_job_template:
        changed.has("job_variables") && isUnknown(plan.base_job_template)
          ? await rewritten()
          : changed.has("base_job_template")
            ? template(plan.base_job_template)
            : undefined,
      storage_configuration: changed.has("storage_configuration")
        ? storageField(plan.storage_configuration)
        : undefined,
    };
    await unwrap(
      client.PATCH("/work_pools/{name}", { params: { path: { name: plan.name } }, body: body(fields) }),
    );
    api.workPools.written(client, plan.name);
    const after = await client.read.workPool(plan.name);
    if (after === undefined)
      throw new Error(`The work pool "${plan.name}" was deleted while it was updated.`);
    return toRemote(after, { job_variables: known(plan.job_variables) ?? null });
  },

  delete: async ({ state, api }) => {
    await ifFound(
      unwrap(api.client(state).DELETE("/work_pools/{name}", { params: { path: { name: state.name } } })),
    );
  },

  import: ({ id, api }) =>
    findImported(id, async (name, scope) => {
      const { read } = api.client(scope);
      const found = (isUuid(name) ? await read.workPoolById(name) : undefined) ?? (await read.workPool(name));
      return found === undefined ? undefined : { ...workPoolAttributes(found), ...scope };
    }),
});
