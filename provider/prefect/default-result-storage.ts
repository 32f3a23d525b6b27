import { type PrefectClient, unwrap } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { computed, optional, required } from "../framework/attribute";
import { at, type Diagnostic, problem, refuse, warning } from "../framework/diagnostic";
import { resource } from "../framework/resource";
import { string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { type Creation, createObject, reviewCreation } from "./creation";
import { oneOf } from "./limits";
import type { PlanFindings } from "./plan-findings";

/** There is one on a server; this stands for its id. */
const onlyId = "default";

const schema = {
  id: computed(string).stable().doc("Always `default`: a server has one."),
  default_result_storage_block_id: required(uuid).doc(
    "Id of the block that stores results where neither flow, deployment nor work pool says anything else. Its type must be able to write files.",
  ),
  on_conflict: optional(string)
    .untold("")
    .check(oneOf("error", "adopt"))
    .doc(
      "What happens when the server has another default already: `error` (the default) refuses and shows an import block; `adopt` overwrites it.",
    ),
};

interface Storage {
  readonly id: string;
  readonly blockId: string;
}

async function findStorage(client: PrefectClient): Promise<Storage | undefined> {
  const storage = await client.read.resultStorage();
  if (storage === undefined) {
    const version = (await client.serverVersion()) ?? "that of the server";
    refuse(
      "The server knows no default result storage",
      `This resource needs a newer Prefect than ${version}: leave it out or upgrade the server.`,
    );
  }
  const blockId = storage.default_result_storage_block_id;
  return blockId === null || blockId === undefined ? undefined : { id: onlyId, blockId };
}

const toRemote = ({ id, blockId }: Storage) => ({ id, default_result_storage_block_id: blockId });

async function write(client: PrefectClient, blockId: string): Promise<Storage> {
  const body = { default_result_storage_block_id: blockId };
  await unwrap(client.PUT("/admin/storage", { body }));
  return { id: onlyId, blockId };
}

const creation = (
  client: PrefectClient,
  planned: { readonly [name: string]: CtyValue },
): Creation<Storage, ReturnType<typeof toRemote>> => ({
  attributes: schema,
  planned,
  find: () => findStorage(client),
  toRemote,
  describe: ({ blockId }) => ({
    typeName: "prefect_default_result_storage",
    what: `default result storage (the block ${blockId})`,
    id: onlyId,
    importId: onlyId,
    name: "this",
  }),
});

const adoptable = 'To overwrite it, set `on_conflict = "adopt"`.';

const takenOver: Diagnostic = warning(
  "The server has a default result storage already, which is overwritten",
  'Since `on_conflict = "adopt"`, this resource sets another one in its place.',
  at("default_result_storage_block_id"),
);

/** What the server would refuse of a block. Source: 422 and 404 of `PUT /admin/storage`. */
async function checkBlock(
  client: PrefectClient,
  findings: PlanFindings,
  blockId: string,
): Promise<readonly Diagnostic[]> {
  if (findings.of(client, "result storage", blockId) === true) return [];
  const path = at("default_result_storage_block_id");
  const block = await client.read.block(blockId);
  if (block === undefined) {
    return [problem("No such block", `The server has no block with the id ${blockId}.`, path)];
  }
  if (block.block_schema?.capabilities?.includes("write-path") !== false) {
    findings.note(client, "result storage", blockId, true);
    return [];
  }
  return [
    problem(
      "The block cannot store results",
      `The block "${block.name ?? blockId}" is of the type ${block.block_type?.slug ?? "?"}, which cannot write files (its schema lacks the capability \`write-path\`). Take one of a storage type, such as local-file-system or s3-bucket.`,
      path,
    ),
  ];
}

/** API: `/admin/storage`. */
export const defaultResultStorage = resource<typeof schema, PrefectApi>("prefect_default_result_storage", {
  doc: "The block that a server stores results in by default. A server has one: declare this resource once.",
  schema,
  importForms: [onlyId],

  review: async ({ planned, prior, changed, api, seen }) => {
    const { default_result_storage_block_id: blockId, on_conflict } = planned;
    if (api === undefined || isUnknown(blockId)) return [];
    const client = api.client();
    const isWritten = prior === undefined || changed.has("default_result_storage_block_id");
    const faults = isWritten ? await checkBlock(client, api.findings, blockId) : [];
    if (prior !== undefined || faults.length > 0) return faults;
    const refusals = await reviewCreation(creation(client, planned), seen, adoptable);
    return on_conflict === "adopt" && refusals.length > 0 ? [takenOver] : refusals;
  },

  create: async ({ plan, api, warn, seen }) => {
    const client = api.client();
    const post = () => write(client, plan.default_result_storage_block_id);
    const found = plan.on_conflict === "adopt" ? await findStorage(client) : undefined;
    if (found === undefined || seen(onlyId) || found.blockId === plan.default_result_storage_block_id) {
      return createObject(creation(client, plan), client, post, warn, seen, adoptable);
    }
    warn(takenOver);
    return toRemote(await post());
  },

  read: async ({ api }) => {
    const found = await findStorage(api.client());
    return found === undefined ? undefined : toRemote(found);
  },

  update: async ({ plan, changed, api }) => {
    const blockId = plan.default_result_storage_block_id;
    if (changed.has("default_result_storage_block_id")) await write(api.client(), blockId);
    return toRemote({ id: onlyId, blockId });
  },

  delete: async ({ api }) => {
    await unwrap(api.client().DELETE("/admin/storage"));
  },

  import: async ({ id, api }) => {
    const found = id === onlyId ? await findStorage(api.client()) : undefined;
    return found === undefined ? undefined : toRemote(found);
  },
});
