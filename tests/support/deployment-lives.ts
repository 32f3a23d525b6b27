import { expect } from "vitest";
import type { JsonObject } from "./prefect-api";
import type { Made } from "./prefect-objects";
import { can, fieldsIf } from "./server-version";
import type { Values } from "./terraform-output";

/** One attribute through its life: what it is created with, updated to, and what the server has when it is cleared. */
export interface Life {
  readonly first: unknown;
  readonly second: unknown;
  /** The value that clears it while it stays in the code; undefined: there is none. */
  readonly blank?: unknown;
  /** Fields of the server's object at each stage. */
  readonly firstOnServer: JsonObject;
  readonly secondOnServer: JsonObject;
  readonly clearedOnServer: JsonObject;
  /** Other attributes that it needs. */
  readonly beside?: Values;
  /** Attributes that may become unknown in an update of it, apart from `updated`. */
  readonly moves?: readonly string[];
}

const schema = (type: string) => ({ type: "object", properties: { size: { type } } });
const text = (field: string, first = "one", second = "two"): Life => ({
  first,
  second,
  blank: "",
  firstOnServer: { [field]: first },
  secondOnServer: { [field]: second },
  clearedOnServer: { [field]: null },
});

/** Every attribute of `prefect_deployment` that this server updates in place. */
export function deploymentLives(pool: Made, otherPool: Made): Readonly<Record<string, Life>> {
  const { job_variables, work_pool_name, ...lives } = allLives(pool, otherPool);
  return {
    ...lives,
    ...fieldsIf(can.emptyJobVariables, { job_variables }),
    ...fieldsIf(can.takeDeploymentOffPool, { work_pool_name }),
  };
}

const gracePeriod = (seconds: number | null) =>
  fieldsIf(can.keepGracePeriods, { grace_period_seconds: seconds });

const allLives = (pool: Made, otherPool: Made) => ({
  description: text("description"),
  version: text("version"),
  entrypoint: text("entrypoint", "one.py:flow", "two.py:flow"),
  path: text("path"),
  tags: {
    first: ["a", "b"],
    second: ["b", "c"],
    blank: [],
    firstOnServer: { tags: ["a", "b"] },
    secondOnServer: { tags: ["b", "c"] },
    clearedOnServer: { tags: [] },
  },
  paused: {
    first: true,
    second: false,
    firstOnServer: { paused: true },
    secondOnServer: { paused: false },
    clearedOnServer: { paused: false },
  },
  parameters: {
    first: JSON.stringify({ size: 1, nested: { on: true } }),
    second: JSON.stringify({ size: 2 }),
    blank: "{}",
    firstOnServer: { parameters: { size: 1, nested: { on: true } } },
    secondOnServer: { parameters: { size: 2 } },
    clearedOnServer: { parameters: {} },
  },
  parameter_openapi_schema: {
    first: JSON.stringify(schema("integer")),
    second: JSON.stringify(schema("string")),
    blank: "{}",
    firstOnServer: { parameter_openapi_schema: schema("integer") },
    secondOnServer: { parameter_openapi_schema: schema("string") },
    clearedOnServer: {
      parameter_openapi_schema: can.completeParameterSchemas ? { type: "object", properties: {} } : {},
    },
  },
  enforce_parameter_schema: {
    first: false,
    second: true,
    firstOnServer: { enforce_parameter_schema: false },
    secondOnServer: { enforce_parameter_schema: true },
    clearedOnServer: { enforce_parameter_schema: true },
  },
  job_variables: {
    first: JSON.stringify({ env: { A: "1" } }),
    second: JSON.stringify({ env: {} }),
    blank: "{}",
    firstOnServer: { job_variables: { env: { A: "1" } } },
    secondOnServer: { job_variables: { env: {} } },
    clearedOnServer: { job_variables: {} },
  },
  work_pool_name: {
    first: pool.name,
    second: otherPool.name,
    blank: "",
    firstOnServer: { work_pool_name: pool.name, work_queue_name: "default" },
    secondOnServer: { work_pool_name: otherPool.name, work_queue_name: "default" },
    clearedOnServer: { work_pool_name: null, work_queue_name: null },
    moves: ["work_queue_name"],
  },
  work_queue_name: {
    first: "fast",
    second: "slow",
    blank: "",
    firstOnServer: { work_pool_name: pool.name, work_queue_name: "fast" },
    secondOnServer: { work_pool_name: pool.name, work_queue_name: "slow" },
    clearedOnServer: { work_pool_name: pool.name, work_queue_name: "default" },
    beside: { work_pool_name: pool.name },
  },
  pull_steps: {
    first: [{ type: "set_working_directory", directory: "/a" }],
    second: [{ type: "git_clone", repository: "https://example.org/r" }],
    blank: [],
    firstOnServer: {
      pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: "/a" } }],
    },
    secondOnServer: {
      pull_steps: [{ "prefect.deployments.steps.git_clone": { repository: "https://example.org/r" } }],
    },
    clearedOnServer: { pull_steps: [] },
  },
  concurrency_limit: {
    first: 3,
    second: 4,
    firstOnServer: { global_concurrency_limit: expect.objectContaining({ limit: 3 }) },
    secondOnServer: { global_concurrency_limit: expect.objectContaining({ limit: 4 }) },
    clearedOnServer: { global_concurrency_limit: null },
  },
  concurrency_options: {
    first: { collision_strategy: "ENQUEUE", ...gracePeriod(90) },
    second: { collision_strategy: "CANCEL_NEW" },
    firstOnServer: { concurrency_options: { collision_strategy: "ENQUEUE", ...gracePeriod(90) } },
    secondOnServer: {
      concurrency_options: { collision_strategy: "CANCEL_NEW", ...gracePeriod(null) },
    },
    clearedOnServer: { concurrency_options: null },
  },
  version_info: {
    first: JSON.stringify({ type: "prefect:simple", version: "1" }),
    second: JSON.stringify({ type: "prefect:simple", version: "2" }),
    firstOnServer: {},
    secondOnServer: {},
    clearedOnServer: {},
  },
});
