import type {
  Automation,
  BlockDocument,
  BlockType,
  Deployment,
  DeploymentSchedule,
  Flow,
  Variable,
  WorkPool,
  WorkQueue,
} from "../../client";
import type { ServerObjects } from "../server-objects/server-objects";

/** Servers to hold against each other: what each has is said, ids and times are other ones on each. */

let count = 0;

/** Another one at each call. */
export const newId = (): string => {
  count += 1;
  return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
};

/** Another one at each call. */
const moment = (): string => new Date(Date.UTC(2026, 0, 1) + count * 60_000).toISOString();

const row = () => ({ id: newId(), created: moment(), updated: moment() });

export const flow = (name: string, more: Partial<Flow> = {}): Flow => ({
  ...row(),
  name,
  tags: [],
  labels: {},
  ...more,
});

export const deployment = (of: Flow, name: string, more: Partial<Deployment> = {}): Deployment => ({
  ...row(),
  name,
  flow_id: of.id,
  paused: false,
  enforce_parameter_schema: true,
  concurrency_limit: null,
  concurrency_options: null,
  created_by: null,
  description: null,
  entrypoint: null,
  global_concurrency_limit: null,
  infrastructure_document_id: null,
  job_variables: {},
  tags: [],
  schedules: [],
  parameters: {},
  labels: {},
  last_polled: null,
  parameter_openapi_schema: null,
  path: null,
  pull_steps: null,
  status: null,
  storage_document_id: null,
  updated_by: null,
  version: null,
  work_pool_name: null,
  work_queue_id: null,
  work_queue_name: null,
  ...more,
});

export const schedule = (
  definition: DeploymentSchedule["schedule"],
  more: Partial<DeploymentSchedule> = {},
): DeploymentSchedule => ({
  ...row(),
  active: true,
  deployment_id: null,
  max_scheduled_runs: null,
  parameters: {},
  schedule: definition,
  slug: null,
  ...more,
});

export const workPool = (name: string, more: Partial<WorkPool> = {}): WorkPool => ({
  ...row(),
  name,
  type: "process",
  base_job_template: {},
  default_queue_id: newId(),
  active_slots: null,
  concurrency_limit: null,
  description: null,
  is_paused: false,
  status: null,
  storage_configuration: {},
  ...more,
});

export const workQueue = (pool: WorkPool, name: string, more: Partial<WorkQueue> = {}): WorkQueue => ({
  ...row(),
  name,
  description: "",
  is_paused: false,
  priority: 1,
  work_pool_id: pool.id,
  work_pool_name: pool.name,
  active_slots: null,
  concurrency_limit: null,
  filter: null,
  last_polled: null,
  status: null,
  ...more,
});

export const variable = (name: string, value: Variable["value"], more: Partial<Variable> = {}): Variable => ({
  ...row(),
  name,
  value,
  tags: [],
  ...more,
});

export const blockType = (slug: string, more: Partial<BlockType> = {}): BlockType => ({
  ...row(),
  name: slug,
  slug,
  is_protected: false,
  code_example: null,
  description: null,
  documentation_url: null,
  logo_url: null,
  ...more,
});

export const block = (
  type: BlockType,
  name: string,
  data: BlockDocument["data"],
  references: BlockDocument["block_document_references"] = {},
): BlockDocument => ({
  ...row(),
  name,
  data,
  block_type_id: type.id,
  block_type: type,
  block_type_name: type.name,
  block_schema_id: newId(),
  block_schema: null,
  block_document_references: references,
  is_anonymous: false,
});

/** An action that runs a deployment. */
export const run = (deployment_id: string): Automation["actions"][number] => ({
  type: "run-deployment",
  source: "selected",
  deployment_id,
  job_variables: null,
  parameters: null,
  schedule_after: 0,
});

export const automation = (name: string, more: Partial<Automation> = {}): Automation => ({
  ...row(),
  name,
  description: "",
  enabled: true,
  tags: [],
  trigger: {
    type: "event",
    id: newId(),
    posture: "Reactive",
    match: {},
    match_related: {},
    after: [],
    expect: [],
    for_each: [],
    threshold: 1,
    within: 0,
  },
  actions: [{ type: "do-nothing" }],
  actions_on_trigger: [],
  actions_on_resolve: [],
  ...more,
});

export const server = (has: Partial<ServerObjects>): ServerObjects => ({
  flows: [],
  deployments: [],
  workPools: [],
  workQueues: [],
  variables: [],
  blockTypes: [],
  blockSchemas: [],
  blocks: [],
  automations: [],
  concurrencyLimits: [],
  taskRunLimits: [],
  savedSearches: [],
  defaultResultStorageBlockId: undefined,
  shipped: { blockTypes: new Set(["secret"]), jobTemplates: new Map() },
  ...has,
});
