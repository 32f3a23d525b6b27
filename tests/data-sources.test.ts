import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Expressions, quote } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

const data = (type: string, label: string, attributes: Expressions): string =>
  `data "${type}" "${label}" {\n${Object.entries(attributes)
    .map(([name, expression]) => `  ${name} = ${expression}\n`)
    .join("")}}\n`;

const make = async (path: string, body: object) => (await api.call("POST", path, body)).object();

describe("data sources", () => {
  it("find what exists by id and by name, odd names too", async () => {
    const prefix = uniqueName("data");
    const odd = `${prefix} ü#?,:"`;
    const flow = await make("/flows/", { name: odd, tags: ["t"], labels: { team: "data" } });
    const pool = await make("/work_pools/", {
      name: `${odd} pool`,
      type: "process",
      description: "d",
      concurrency_limit: 3,
      is_paused: true,
    });
    const schedule = { interval: 3600, anchor_date: "2026-01-01T00:00:00Z" };
    const deployment = await make("/deployments/", {
      name: `${odd} deployment`,
      flow_id: flow.id,
      parameters: { big: 5, n: null },
      parameter_openapi_schema: { type: "object", properties: {} },
      tags: ["x"],
      work_pool_name: pool.name,
      pull_steps: [{ "prefect.deployments.steps.git_clone": { repository: "r", branch: "b" } }],
      schedules: [{ schedule, slug: "hourly", active: false }],
      concurrency_limit: 4,
      concurrency_options: { collision_strategy: "CANCEL_NEW" },
    });
    const bare = await make("/deployments/", { name: "bare", flow_id: flow.id });
    const terraform = await temporaryWorkspace({ server });
    const names = { name: quote(String(deployment.name)), flow_name: quote(odd) };
    await terraform.write(
      [
        data("prefect_flow", "by_id", { id: quote(String(flow.id)) }),
        data("prefect_flow", "by_name", { name: quote(odd) }),
        data("prefect_work_pool", "by_id", { id: quote(String(pool.id)) }),
        data("prefect_work_pool", "by_name", { name: quote(String(pool.name)) }),
        data("prefect_deployment", "by_id", { id: quote(String(deployment.id)) }),
        data("prefect_deployment", "by_name", names),
        data("prefect_deployment", "bare", { id: quote(String(bare.id)), ...names, name: '"bare"' }),
        `resource "prefect_flow" "later" { name = "${prefix}-later" }`,
        data("prefect_flow", "later", { id: "prefect_flow.later.id" }),
      ].join("\n"),
    );
    await terraform.apply();
    const state = await terraform.state();
    for (const [label, expected] of Object.entries({
      prefect_flow: { id: flow.id, name: odd, tags: ["t"], labels: { team: "data" } },
      prefect_work_pool: {
        id: pool.id,
        name: pool.name,
        type: "process",
        description: "d",
        concurrency_limit: 3,
        paused: true,
        status: "PAUSED",
        base_job_template: "{}",
        storage_configuration: null,
        default_queue_id: pool.default_queue_id,
      },
      prefect_deployment: {
        id: deployment.id,
        name: deployment.name,
        flow_id: flow.id,
        flow_name: odd,
        status: "NOT_READY",
        parameters: '{"big":5,"n":null}',
        tags: ["x"],
        paused: false,
        work_pool_name: pool.name,
        work_queue_name: "default",
        concurrency_limit: 4,
        schedules: [
          expect.objectContaining({
            slug: "hourly",
            interval: 3600,
            active: false,
            cron: null,
            timezone: "UTC",
          }),
        ],
        pull_steps: [expect.objectContaining({ repository: "r", branch: "b" })],
      },
    })) {
      expect(state[`data.${label}.by_id`]).toMatchObject(expected);
      expect(state[`data.${label}.by_name`]).toEqual(state[`data.${label}.by_id`]);
    }
    expect(state["data.prefect_deployment.bare"]).toMatchObject({
      description: null,
      work_pool_name: null,
      pull_steps: [],
      schedules: [],
      concurrency_limit: null,
    });
    expect(state["data.prefect_flow.later"]).toMatchObject({ name: `${prefix}-later` });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });

  it("say what they looked for when there is no such thing, and what they need", async () => {
    const prefix = uniqueName("missing");
    const id = randomUUID();
    const flow = await make("/flows/", { name: prefix });
    const terraform = await temporaryWorkspace({ server });
    await terraform.write(
      [
        data("prefect_flow", "id", { id: quote(id) }),
        data("prefect_flow", "name", { name: quote(`${prefix} nobody`) }),
        data("prefect_flow", "both", { id: quote(String(flow.id)), name: '"another"' }),
        data("prefect_work_pool", "id", { id: quote(id) }),
        data("prefect_work_pool", "name", { name: quote(`${prefix} no pool`) }),
        data("prefect_deployment", "id", { id: quote(id) }),
        data("prefect_deployment", "name", { name: '"none"', flow_name: quote(prefix) }),
      ].join("\n"),
    );
    const details = (await terraform.planErrors()).map(({ detail }) => detail).sort();
    expect(details).toEqual(
      [
        `The server has no flow with the id ${id}.`,
        `The server has no flow named "${prefix} nobody".`,
        `The server has no flow with the id ${flow.id} and the name "another".`,
        `The server has no work pool with the id ${id}.`,
        `The server has no work pool named "${prefix} no pool".`,
        `The server has no deployment with the id ${id}.`,
        `The server has no deployment named "${prefix}/none".`,
      ].sort(),
    );

    await terraform.write(
      data("prefect_flow", "a", {}) +
        data("prefect_work_pool", "b", {}) +
        data("prefect_deployment", "c", { name: '"x"' }) +
        data("prefect_flow", "d", { id: '"no uuid"' }) +
        data("prefect_workers", "e", { work_pool_name: '""' }),
    );
    const refusals = await terraform.planErrors();
    expect(refusals.map(({ summary, detail }) => (detail.includes("Set") ? summary : detail)).sort()).toEqual(
      [
        '"" was given; it needs at least one character.',
        '"no uuid" is not a UUID such as 123e4567-e89b-12d3-a456-426614174000.',
        "Which deployment?",
        "Which flow?",
        "Which work pool?",
      ],
    );
  });
});
