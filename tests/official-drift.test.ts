import { expect, it } from "vitest";
import { jsonString, quote, resourceBlock } from "./support/hcl";
import { dynamic, goJson, identityOf, official, switchFromOfficial } from "./support/official-state";
import { summary } from "./support/plan-summary";
import { prefectApi } from "./support/prefect-api";
import { makeDeployment, makeFlow, schedulesOf } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

const event = { posture: "Reactive", expect: ["test.never"] };
const storedEvent = {
  ...event,
  after: [],
  for_each: [],
  match: "{}",
  match_related: "{}",
  threshold: 1,
  within: 0,
};
const template = (image: string) => ({ job_configuration: { image }, variables: { type: "object" } });

// What docs/migrating.md names.
it("the first plan after the official provider shows what that one did not see or could not send, and heals it (defects 12 and 15)", async () => {
  const server = await sharedServer();
  const api = prefectApi(server.apiUrl);
  const flow = await makeFlow(api);
  const { name } = flow;
  const steps = [
    { "my_company.steps.fetch": { a: 1 } },
    { "prefect.deployments.steps.set_working_directory": { directory: "/a" } },
  ];
  const deployment = await makeDeployment(api, flow, { pull_steps: steps });
  const interval = { schedule: { interval: 20000000 }, active: true };
  await api.call("POST", `/deployments/${deployment.id}/schedules`, [interval]);
  const [schedule] = Object.values(await schedulesOf(api, deployment));
  const pool = { name, type: "process", base_job_template: template("theirs") };
  await api.call("POST", "/work_pools/", pool);
  const trigger = { type: "compound", require: "all", within: null, triggers: [{ type: "event", ...event }] };
  const automation = (await api.call("POST", "/automations/", { name, trigger, actions: [] })).object();

  const terraform = await temporaryWorkspace({ server });
  const row = (await api.call("GET", `/deployments/${deployment.id}`)).object();
  const poolRow = (await api.call("GET", `/work_pools/${name}`)).object();
  const directory = { type: "set_working_directory", directory: "/a" };
  await switchFromOfficial(terraform, [
    official("deployment", "d", {
      ...identityOf(row),
      flow_id: flow.id,
      name: deployment.name,
      description: "",
      enforce_parameter_schema: true,
      entrypoint: "",
      job_variables: "{}",
      parameter_openapi_schema: "{}",
      parameters: "{}",
      path: "",
      paused: false,
      pull_steps: [directory],
      tags: [],
      version: "",
      work_pool_name: "",
      work_queue_name: "",
    }),
    official("deployment_schedule", "s", {
      ...identityOf(schedule ?? {}),
      deployment_id: deployment.id,
      active: true,
      anchor_date: "",
      cron: "",
      day_or: false,
      interval: 20000000,
      max_scheduled_runs: 0,
      parameters: "{}",
      rrule: "",
      slug: "",
      timezone: "UTC",
    }),
    official("work_pool", "p", {
      ...identityOf(poolRow),
      name,
      type: "process",
      paused: false,
      base_job_template: goJson(template("ours")),
      default_queue_id: poolRow.default_queue_id,
    }),
    official("automation", "a", {
      ...identityOf(automation),
      name,
      description: "",
      enabled: true,
      actions: [],
      actions_on_trigger: [],
      actions_on_resolve: [],
      trigger: { compound: { require: dynamic("any", "string"), triggers: [{ event: storedEvent }] } },
    }),
  ]);
  await terraform.write(
    resourceBlock("prefect_deployment", "d", {
      flow_id: quote(flow.id),
      name: quote(deployment.name),
      pull_steps: JSON.stringify([directory]),
    }) +
      resourceBlock("prefect_deployment_schedule", "s", {
        deployment_id: "prefect_deployment.d.id",
        interval: "20000001",
      }) +
      resourceBlock("prefect_work_pool", "p", {
        name: quote(name),
        type: '"process"',
        base_job_template: jsonString(template("ours")),
      }) +
      resourceBlock("prefect_automation", "a", {
        name: quote(name),
        trigger: JSON.stringify({ compound: { require: "any", triggers: [{ event }] } }),
      }),
  );
  expect(summary(await terraform.plan())).toEqual({
    "prefect_automation.a": "update: trigger trigger_json? updated?",
    "prefect_deployment.d": "update: pull_steps updated?",
    "prefect_deployment_schedule.s": "update: interval updated?",
    "prefect_work_pool.p": "update: base_job_template updated?",
  });
  await terraform.applyPlanned();
  expect(summary(await terraform.plan())).toEqual({});
  expect(Object.values(await schedulesOf(api, deployment))).toMatchObject([
    { schedule: { interval: 20000001 } },
  ]);
  await terraform.destroy();
  await api.call("DELETE", `/flows/${flow.id}`);
});
