import { automationsById } from "./automations-by-id";
import type { Call } from "./call";
import { deploymentsAhead } from "./deployments-ahead";
import { flowsAhead } from "./flows-ahead";
import { Loaders } from "./loaders";
import type { Pages } from "./pages";
import { fillPath } from "./path-parameters";
import type {
  Automation,
  BlockDocument,
  BlockSchema,
  BlockType,
  Deployment,
  Flow,
  GlobalConcurrencyLimit,
  ResultStorage,
  SavedSearch,
  TaskRunConcurrencyLimit,
  Variable,
  WorkPool,
  WorkQueue,
} from "./rows";
import { type AheadList, rowsAhead } from "./rows-ahead";
import type { PrefectSettings } from "./settings";
import { ifFound } from "./unwrap";
import { canonicalUuid } from "./uuid";

/**
 * Reads by id or name; undefined: there is no such object (an id that is not a UUID names none). What was read is
 * kept until this client writes anything.
 */
export interface Reads {
  deployment(id: string): Promise<Deployment | undefined>;
  deploymentByName(flowName: string, name: string): Promise<Deployment | undefined>;
  deploymentOfFlow(flowId: string, name: string): Promise<Deployment | undefined>;
  /** All deployments of a flow. */
  deploymentsOfFlow(flowId: string): Promise<Deployment[]>;
  flow(id: string): Promise<Flow | undefined>;
  flowByName(name: string): Promise<Flow | undefined>;
  workPool(name: string): Promise<WorkPool | undefined>;
  workPoolById(id: string): Promise<WorkPool | undefined>;
  workQueue(workPoolName: string, name: string): Promise<WorkQueue | undefined>;
  workQueueById(id: string): Promise<WorkQueue | undefined>;
  automation(id: string): Promise<Automation | undefined>;
  /** All automations of a name: it need not be unique. */
  automationsByName(name: string): Promise<Automation[]>;
  variable(id: string): Promise<Variable | undefined>;
  variableByName(name: string): Promise<Variable | undefined>;
  /** A block with its secrets, anonymous ones included. */
  block(id: string): Promise<BlockDocument | undefined>;
  blockByName(typeSlug: string, name: string): Promise<BlockDocument | undefined>;
  blockType(id: string): Promise<BlockType | undefined>;
  blockTypeBySlug(slug: string): Promise<BlockType | undefined>;
  blockSchema(id: string): Promise<BlockSchema | undefined>;
  /** A limit of `/v2/concurrency_limits`; those on task runs are there as `tag:<tag>`. */
  concurrencyLimit(idOrName: string): Promise<GlobalConcurrencyLimit | undefined>;
  taskRunLimitByTag(tag: string): Promise<TaskRunConcurrencyLimit | undefined>;
  savedSearchByName(name: string): Promise<SavedSearch | undefined>;
  /** Undefined: the server does not know of such a thing. */
  resultStorage(): Promise<ResultStorage | undefined>;
}

export interface GatheredReads {
  readonly read: Reads;
  /** Forgets everything read so far. */
  forget(): void;
}

/** Queues of more pools than this are asked for by name in all pools, where many may have the same name. */
const fewPools = 2;

/** A pair of names as one key, whatever the names hold. */
const pairKey = (first: string, second: string): string => JSON.stringify([first, second]);
const pairOf = (key: string): readonly [string, string] => {
  const [first, second]: readonly [string, string] = JSON.parse(key);
  return [first, second];
};

/** What no database can hold as a name; the server fails on it, and with it all that is asked together. */
const noName = /[\0\p{Surrogate}]/u;

/** Some blocks, with secrets; without a word on it the server leaves anonymous ones out. */
const blocksWhere = (some: { id: { any_: string[] } } | { name: { any_: string[] } }) => ({
  block_documents: { operator: "and_" as const, ...some, is_anonymous: null },
  include_secrets: true,
});

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** The reads of a client, gathered into lists. */
export function gatherReads(
  { listAll, pages }: Pages,
  call: Call,
  readAhead: PrefectSettings["readAhead"],
): GatheredReads {
  const loaders = new Loaders();

  const getOne = <Row>(path: string, key: string): Promise<Row | undefined> =>
    ifFound(call<Row>({ method: "GET", path: fillPath(path, { key }) }));

  /** Ids are compared as the server writes them; one that is not a UUID is not asked for: it would fail them all. */
  const byId =
    <Row>(find: (id: string) => Promise<Row | undefined>) =>
    async (id: string): Promise<Row | undefined> => {
      const canonical = canonicalUuid(id);
      return canonical === undefined ? undefined : find(canonical);
    };

  const byName =
    <Row>(find: (name: string) => Promise<Row | undefined>) =>
    async (name: string): Promise<Row | undefined> =>
      noName.test(name) ? undefined : find(name);

  /** A row by its id; others like it are read ahead where it is known how many are expected. */
  const byIdAhead = <Row extends { readonly id: string }>(
    fetch: (ids: string[]) => Promise<Row[]>,
    listed: AheadList<Row>,
    expected: number | undefined,
  ) => {
    const keyOf = ({ id }: Row) => id;
    return expected === undefined
      ? loaders.byKey(fetch, keyOf)
      : loaders.byKeyAhead(fetch, keyOf, { rowsAhead: rowsAhead(call, listed), expected });
  };

  const deployment = byIdAhead(
    (ids) => listAll("/deployments/filter", { body: { deployments: { id: { any_: ids } } } }),
    deploymentsAhead,
    readAhead?.deployments,
  );
  const deploymentOfFlow = loaders.byKey(
    (keys) => {
      const pairs = keys.map(pairOf);
      const flows = { id: { any_: unique(pairs.map(([flowId]) => flowId)) } };
      const deployments = { name: { any_: unique(pairs.map(([, name]) => name)) } };
      return listAll("/deployments/filter", { body: { flows, deployments } });
    },
    (row) => pairKey(row.flow_id, row.name),
  );
  const deploymentsOfFlow = loaders.of<Deployment[]>(async (ids) => {
    const rows = await listAll("/deployments/filter", { body: { flows: { id: { any_: [...ids] } } } });
    return ids.map((id) => rows.filter((row) => row.flow_id === id));
  });
  const flow = byIdAhead(
    (ids) => listAll("/flows/filter", { body: { flows: { id: { any_: ids } } } }),
    flowsAhead,
    readAhead?.flows,
  );
  const flowByName = loaders.byKey(
    (names) => listAll("/flows/filter", { body: { flows: { name: { any_: names } } } }),
    (row) => row.name,
  );
  const workPool = loaders.byKey(
    (names) => listAll("/work_pools/filter", { body: { work_pools: { name: { any_: names } } } }),
    (row) => row.name,
  );
  const workPoolById = loaders.byKey(
    (ids) => listAll("/work_pools/filter", { body: { work_pools: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const workQueue = loaders.byKey(
    async (keys) => {
      const pairs = keys.map(pairOf);
      const pools = unique(pairs.map(([pool]) => pool));
      const work_queues = (some: typeof pairs) => ({ name: { any_: unique(some.map(([, name]) => name)) } });
      if (pools.length > fewPools) {
        return listAll("/work_queues/filter", { body: { work_queues: work_queues(pairs) } });
      }
      const ofPool = (work_pool_name: string) =>
        listAll("/work_pools/{work_pool_name}/queues/filter", {
          params: { path: { work_pool_name } },
          body: { work_queues: work_queues(pairs.filter(([pool]) => pool === work_pool_name)) },
        });
      return (await Promise.all(pools.map((pool) => ifFound(ofPool(pool))))).flatMap((rows) => rows ?? []);
    },
    (row) => pairKey(row.work_pool_name ?? "", row.name),
  );
  const workQueueById = loaders.byKey(
    (ids) => listAll("/work_queues/filter", { body: { work_queues: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const automation = loaders.byKey(automationsById(listAll, call), (row) => row.id);
  const automationsByName = loaders.of<Automation[]>(async (names) => {
    const rows = await listAll("/automations/filter", {
      body: { automations: { name: { any_: [...names] } } },
    });
    return names.map((name) => rows.filter((row) => row.name === name));
  });
  const variable = loaders.byKey(
    (ids) => listAll("/variables/filter", { body: { variables: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const variableByName = loaders.byKey(
    (names) => listAll("/variables/filter", { body: { variables: { name: { any_: names } } } }),
    (row) => row.name,
  );

  const block = loaders.byKey<BlockDocument>(
    (ids) => listAll("/block_documents/filter", { body: blocksWhere({ id: { any_: ids } }) }),
    (row) => row.id,
  );
  const blockByName = loaders.byKey<BlockDocument>(
    (keys) => {
      const pairs = keys.map(pairOf);
      const slugs = unique(pairs.map(([slug]) => slug));
      const names = unique(pairs.map(([, name]) => name));
      const body = { ...blocksWhere({ name: { any_: names } }), block_types: { slug: { any_: slugs } } };
      return listAll("/block_documents/filter", { body });
    },
    (row) => pairKey(row.block_type?.slug ?? "", row.name ?? ""),
  );
  const blockType = loaders.listed<BlockType>({
    pages: () => pages("/block_types/filter", { body: {} }),
    get: (id) => getOne("/block_types/{key}", id),
    keysOf: ({ id }) => [id],
  });
  const blockTypeBySlug = loaders.byKey(
    (slugs) => listAll("/block_types/filter", { body: { block_types: { slug: { any_: slugs } } } }),
    (row) => row.slug,
  );
  const blockSchema = loaders.byKey(
    (ids) => listAll("/block_schemas/filter", { body: { block_schemas: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const concurrencyLimit = loaders.listed<GlobalConcurrencyLimit>({
    pages: () => pages("/v2/concurrency_limits/filter", { body: {} }),
    get: (idOrName) => getOne("/v2/concurrency_limits/{key}", idOrName),
    keysOf: ({ id, name }) => [id, name],
  });

  const taskRunLimitByTag = loaders.of<TaskRunConcurrencyLimit | undefined>((tags) =>
    Promise.all(tags.map((tag) => getOne<TaskRunConcurrencyLimit>("/concurrency_limits/tag/{key}", tag))),
  );
  const savedSearchByName = loaders.byKey(
    () => listAll("/saved_searches/filter", { body: {} }),
    (row) => row.name,
  );
  const resultStorage = loaders.of<ResultStorage | undefined>(async (keys) => {
    const found = await ifFound(call<ResultStorage>({ method: "GET", path: "/admin/storage" }));
    return keys.map(() => found);
  });

  const read: Reads = {
    deployment: byId(deployment),
    async deploymentByName(flowName, name) {
      const found = await read.flowByName(flowName);
      return found === undefined ? undefined : read.deploymentOfFlow(found.id, name);
    },
    async deploymentOfFlow(flowId, name) {
      const id = canonicalUuid(flowId);
      return id === undefined || noName.test(name) ? undefined : deploymentOfFlow(pairKey(id, name));
    },
    deploymentsOfFlow: async (flowId) => (await byId(deploymentsOfFlow)(flowId)) ?? [],
    flow: byId(flow),
    flowByName: byName(flowByName),
    workPool: byName(workPool),
    workPoolById: byId(workPoolById),
    async workQueue(workPoolName, name) {
      const isNothing = workPoolName === "" || noName.test(workPoolName) || noName.test(name);
      return isNothing ? undefined : workQueue(pairKey(workPoolName, name));
    },
    workQueueById: byId(workQueueById),
    automation: byId(automation),
    automationsByName: async (name) => (noName.test(name) ? [] : automationsByName(name)),
    variable: byId(variable),
    variableByName: byName(variableByName),
    block: byId(block),
    async blockByName(typeSlug, name) {
      const isNothing = noName.test(typeSlug) || noName.test(name);
      return isNothing ? undefined : blockByName(pairKey(typeSlug, name));
    },
    blockType: byId(blockType),
    blockTypeBySlug: byName(blockTypeBySlug),
    blockSchema: byId(blockSchema),
    concurrencyLimit: async (idOrName) =>
      idOrName === "" || noName.test(idOrName)
        ? undefined
        : concurrencyLimit(canonicalUuid(idOrName) ?? idOrName),
    taskRunLimitByTag: async (tag) => (tag === "" ? undefined : byName(taskRunLimitByTag)(tag)),
    savedSearchByName: byName(savedSearchByName),
    resultStorage: () => resultStorage(""),
  };

  return { read, forget: () => loaders.forget() };
}
