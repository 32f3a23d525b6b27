import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow, makeWorkPool } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

/** One attribute through its life: what it is created with, updated to, and what the server has when it is cleared. */
interface Life {
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
const text = (field: string): Life => ({
  first: "one",
  second: "two",
  blank: "",
  firstOnServer: { [field]: "one" },
  secondOnServer: { [field]: "two" },
  clearedOnServer: { [field]: null },
});

describe("prefect_deployment", () => {
  let api: PrefectApi;
  let flow: Made;
  let pool: Made;
  let otherPool: Made;
  let workspace: Workspace;
  let lives: Record<string, Life>;

  const lifeOf = (): Record<string, Life> => ({
    description: text("description"),
    version: text("version"),
    entrypoint: text("entrypoint"),
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
      clearedOnServer: { parameter_openapi_schema: { type: "object", properties: {} } },
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
      first: { collision_strategy: "ENQUEUE", grace_period_seconds: 90 },
      second: { collision_strategy: "CANCEL_NEW" },
      firstOnServer: { concurrency_options: { collision_strategy: "ENQUEUE", grace_period_seconds: 90 } },
      secondOnServer: {
        concurrency_options: { collision_strategy: "CANCEL_NEW", grace_period_seconds: null },
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

  /** Two deployments for each attribute: one where it is removed from the code, one where it is blanked. */
  const instances = () =>
    Object.entries(lives).flatMap(([attribute, life]) => [
      { name: `${attribute}_removed`, attribute, life, isBlanked: false },
      ...("blank" in life ? [{ name: `${attribute}_blanked`, attribute, life, isBlanked: true }] : []),
    ]);

  type Instance = ReturnType<typeof instances>[number];

  const configuration = (settings: (instance: Instance) => Values) => ({
    resource: {
      prefect_deployment: {
        minimal: { name: "minimal", flow_id: flow.id },
        ...Object.fromEntries(
          instances().map((one) => [
            one.name,
            { name: one.name, flow_id: flow.id, ...one.life.beside, ...settings(one) },
          ]),
        ),
      },
    },
  });

  const expectOnServer = async (stage: "firstOnServer" | "secondOnServer" | "clearedOnServer") => {
    const found = await deploymentsOf(api, flow);
    for (const { name, life } of instances()) {
      const row = found[name] ?? {};
      const ordered = Array.isArray(row.tags) ? { ...row, tags: [...row.tags].sort() } : row;
      expect({ name, ...ordered }).toMatchObject({ name, ...life[stage] });
    }
  };

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    [flow, pool, otherPool] = await Promise.all([makeFlow(api), makeWorkPool(api), makeWorkPool(api)]);
    lives = lifeOf();
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
  });

  it("is created with every attribute, or with none but name and flow", async () => {
    await workspace.writeJson(configuration(({ attribute, life }) => ({ [attribute]: life.first })));
    expect(await workspace.apply()).toEqual([]);
    await expectOnServer("firstOnServer");
    expect((await deploymentsOf(api, flow)).minimal).toMatchObject({
      description: null,
      version: null,
      tags: [],
      paused: false,
      parameters: {},
      enforce_parameter_schema: true,
      job_variables: {},
      work_pool_name: null,
      work_queue_name: null,
      pull_steps: [],
      schedules: [],
    });
    await expectNothingToDo();
  });

  it("is updated in place, one attribute at a time, and the plan knows everything else", async () => {
    await workspace.writeJson(configuration(({ attribute, life }) => ({ [attribute]: life.second })));
    const { changes } = await workspace.plan();
    expect(
      changes.map(({ name, actions, changed, unknown }) => ({ name, actions, changed, unknown })),
    ).toEqual(
      instances()
        .map(({ name, attribute, life }) => ({
          name,
          actions: ["update"],
          changed: [attribute, "updated", ...(life.moves ?? [])].sort(),
          unknown: ["updated", ...(life.moves ?? [])].sort(),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    expect(await workspace.applyPlanned()).toEqual([]);
    await expectOnServer("secondOnServer");
    await expectNothingToDo();
  });

  it("clears what is blanked or removed from the code (defects 1 and 14)", async () => {
    await workspace.writeJson(
      configuration(({ attribute, life, isBlanked }) => (isBlanked ? { [attribute]: life.blank } : {})),
    );
    await workspace.apply();
    await expectOnServer("clearedOnServer");
    await expectNothingToDo();
  });
});
