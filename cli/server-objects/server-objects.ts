import type {
  Automation,
  BlockDocument,
  BlockSchema,
  BlockType,
  Deployment,
  Flow,
  GlobalConcurrencyLimit,
  JsonValue,
  SavedSearch,
  Variable,
  WorkPool,
  WorkQueue,
} from "../../client";

/** A limit on the task runs with a tag. */
export interface TaskRunLimit {
  readonly id: string;
  readonly tag: string;
  readonly concurrency_limit: number;
}

/** All that a person can configure on a Prefect server, by kind, as the API answers it. Secrets of blocks are hidden. */
export interface ServerObjects {
  readonly flows: readonly Flow[];
  /** With their schedules. */
  readonly deployments: readonly Deployment[];
  readonly workPools: readonly WorkPool[];
  /** Of all pools. */
  readonly workQueues: readonly WorkQueue[];
  readonly variables: readonly Variable[];
  readonly blockTypes: readonly BlockType[];
  readonly blockSchemas: readonly BlockSchema[];
  /** Anonymous ones too. */
  readonly blocks: readonly BlockDocument[];
  readonly automations: readonly Automation[];
  /** Without those on task runs, which newer servers keep among them. */
  readonly concurrencyLimits: readonly GlobalConcurrencyLimit[];
  readonly taskRunLimits: readonly TaskRunLimit[];
  readonly savedSearches: readonly SavedSearch[];
  /** The block for results where nothing else says; undefined: none, or a server that knows no such thing. */
  readonly defaultResultStorageBlockId: string | undefined;
  /** What the server ships of itself, by which its own objects are told from those of people. */
  readonly shipped: Shipped;
}

/** What comes with a server. */
export interface Shipped {
  /** Slugs of the block types of Prefect and its integrations. */
  readonly blockTypes: ReadonlySet<string>;
  /** The template that a pool of a type has where nobody has written another. */
  readonly jobTemplates: ReadonlyMap<string, { readonly [name: string]: JsonValue }>;
}
