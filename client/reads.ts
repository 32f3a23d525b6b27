import DataLoader from "dataloader";
import { automationsById } from "./automations-by-id";
import type { Call } from "./call";
import { GatherWindow } from "./gather-window";
import type { Pages } from "./pages";
import type { Automation, Deployment, Flow, Variable, WorkPool, WorkQueue } from "./rows";
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
}

export interface GatheredReads {
  readonly read: Reads;
  /** Forgets everything read so far. */
  forget(): void;
}

/** Queues of more pools than this are asked for by name in all pools, where many may have the same name. */
const fewPools = 2;

/** As many keys go into one request as there are results on one page. */
const mostKeys = 200;

/** A pair of names as one key, whatever the names hold. */
const pairKey = (first: string, second: string): string => JSON.stringify([first, second]);
const pairOf = (key: string): readonly [string, string] => {
  const [first, second]: readonly [string, string] = JSON.parse(key);
  return [first, second];
};

/** What no database can hold as a name; the server fails on it, and with it all that is asked together. */
const noName = /[\0\p{Surrogate}]/u;

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** The reads of a client, gathered into requests of `listAll`. */
export function gatherReads(listAll: Pages["listAll"], call: Call): GatheredReads {
  const window = new GatherWindow();
  const loaders: { clearAll(): unknown }[] = [];

  /** A loader that finds rows by one key each: `fetch` answers the rows for some keys, `keyOf` tells whose one is. */
  function loaderOf<Row>(
    fetch: (keys: string[]) => Promise<Row[]>,
    keyOf: (row: Row) => string,
  ): (key: string) => Promise<Row | undefined> {
    return load(async (keys) => {
      const rows = new Map((await fetch([...keys])).map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key));
    });
  }

  function load<Row>(batch: (keys: readonly string[]) => Promise<Row[]>): (key: string) => Promise<Row> {
    const loader = new DataLoader<string, Row>((keys) => window.during(() => batch(keys)), {
      maxBatchSize: mostKeys,
      batchScheduleFn: window.schedule,
    });
    loaders.push(loader);
    return (key) => {
      window.touch();
      return loader.load(key);
    };
  }

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

  const deployment = loaderOf(
    (ids) => listAll("/deployments/filter", { body: { deployments: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const deploymentOfFlow = loaderOf(
    (keys) => {
      const pairs = keys.map(pairOf);
      const flows = { id: { any_: unique(pairs.map(([flowId]) => flowId)) } };
      const deployments = { name: { any_: unique(pairs.map(([, name]) => name)) } };
      return listAll("/deployments/filter", { body: { flows, deployments } });
    },
    (row) => pairKey(row.flow_id, row.name),
  );
  const deploymentsOfFlow = load<Deployment[]>(async (ids) => {
    const rows = await listAll("/deployments/filter", { body: { flows: { id: { any_: [...ids] } } } });
    return ids.map((id) => rows.filter((row) => row.flow_id === id));
  });
  const flow = loaderOf(
    (ids) => listAll("/flows/filter", { body: { flows: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const flowByName = loaderOf(
    (names) => listAll("/flows/filter", { body: { flows: { name: { any_: names } } } }),
    (row) => row.name,
  );
  const workPool = loaderOf(
    (names) => listAll("/work_pools/filter", { body: { work_pools: { name: { any_: names } } } }),
    (row) => row.name,
  );
  const workPoolById = loaderOf(
    (ids) => listAll("/work_pools/filter", { body: { work_pools: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const workQueue = loaderOf(
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
  const workQueueById = loaderOf(
    (ids) => listAll("/work_queues/filter", { body: { work_queues: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const automation = loaderOf(automationsById(listAll, call), (row) => row.id);
  const automationsByName = load<Automation[]>(async (names) => {
    const rows = await listAll("/automations/filter", {
      body: { automations: { name: { any_: [...names] } } },
    });
    return names.map((name) => rows.filter((row) => row.name === name));
  });
  const variable = loaderOf(
    (ids) => listAll("/variables/filter", { body: { variables: { id: { any_: ids } } } }),
    (row) => row.id,
  );
  const variableByName = loaderOf(
    (names) => listAll("/variables/filter", { body: { variables: { name: { any_: names } } } }),
    (row) => row.name,
  );

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
  };

  return {
    read,
    forget() {
      for (const loader of loaders) loader.clearAll();
    },
  };
}
