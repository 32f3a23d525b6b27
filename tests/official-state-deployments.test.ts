import { expect, it } from "vitest";
import { goJson, identityOf, official, switchFromOfficial } from "./support/official-state";
import { summary } from "./support/plan-summary";
import { type JsonObject, prefectApi } from "./support/prefect-api";
import {
  deploymentsOf,
  makeDeployment,
  makeFlow,
  makeWorkPool,
  schedulesOf,
} from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

const template = { type: "object", title: "P", properties: { size: { type: "integer", default: 1 } } };
const steps = [
  { type: "set_working_directory", directory: "/a" },
  {
    type: "git_clone",
    repository: "https://example.org/r",
    branch: "main",
    access_token: "{{ prefect.blocks.secret.t }}",
    include_submodules: true,
  },
  { type: "run_shell_script", script: "echo a && echo b", stream_output: false, env: { A: "1" } },
  { type: "pip_install_requirements", requirements_file: "r.txt", directory: "/a" },
  { type: "pull_from_s3", bucket: "b", folder: "f", credentials: "c", requires: "prefect-aws>=0.5" },
];
const module = (type: string): string =>
  type === "pull_from_s3" ? `prefect_aws.deployments.steps.${type}` : `prefect.deployments.steps.${type}`;

/** What the official provider stores of a deployment whose code sets nothing but name and flow. */
const unset = {
  description: "",
  enforce_parameter_schema: true,
  entrypoint: "",
  job_variables: "{}",
  parameter_openapi_schema: "{}",
  parameters: "{}",
  path: "",
  paused: false,
  pull_steps: [],
  storage_document_id: "00000000-0000-0000-0000-000000000000",
  tags: [],
  version: "",
  work_pool_name: "",
  work_queue_name: "",
};

/** The same of a schedule: 0 and "" for the kinds that it is not. */
const unsetSchedule = {
  active: true,
  anchor_date: "",
  cron: "",
  day_or: false,
  interval: 0,
  max_scheduled_runs: 0,
  parameters: "{}",
  rrule: "",
  slug: "",
  timezone: "",
};

it("a state of the official provider with deployments and schedules is read and planned without a change", async () => {
  const server = await sharedServer();
  const api = prefectApi(server.apiUrl);
  const [flow, pool] = await Promise.all([makeFlow(api), makeWorkPool(api)]);
  const limit = (await api.call("POST", "/v2/concurrency_limits/", { name: flow.name, limit: 7 })).object();
  const fields = {
    description: "d",
    version: "1",
    path: "/p",
    entrypoint: "a.py:f",
    enforce_parameter_schema: false,
    tags: ["b", "a"],
    paused: true,
    work_pool_name: pool.name,
    work_queue_name: "default",
  };
  const json = {
    parameters: { size: 2, note: "a < b" },
    job_variables: { image: "i", env: { B: "2", A: "1" } },
    parameter_openapi_schema: template,
  };
  const full = await makeDeployment(api, flow, {
    ...fields,
    ...json,
    concurrency_limit: 2,
    concurrency_options: { collision_strategy: "ENQUEUE" },
    pull_steps: steps.map(({ type, ...step }) => ({ [module(type)]: step })),
  });
  const parent = await makeDeployment(api, flow, { global_concurrency_limit_id: limit.id });
  const bare = await makeDeployment(api, flow);
  const anchor = "2026-01-01T00:00:00Z";
  const added: readonly JsonObject[] = [
    { schedule: { cron: "0 6 * * *" }, active: true, slug: "cron" },
    { schedule: { cron: "0 7 1 * mon", timezone: "Europe/Berlin" }, active: false, slug: "zoned" },
    {
      schedule: { interval: 3600, anchor_date: anchor },
      active: true,
      slug: "interval",
      max_scheduled_runs: 5,
    },
    { schedule: { interval: 90.5 }, active: true, slug: "unanchored" },
    { schedule: { rrule: "FREQ=DAILY" }, active: true, slug: "rrule", parameters: { n: 1 } },
    { schedule: { rrule: "DTSTART:20260101T000000\nFREQ=DAILY" }, active: true },
  ];
  await api.call("POST", `/deployments/${parent.id}/schedules`, added);
  const rows = Object.values(await deploymentsOf(api, flow));
  const row = (id: string) => identityOf(rows.find((one) => one.id === id) ?? {});
  const schedules = Object.values(await schedulesOf(api, parent));
  const schedule = (slug: string | null) => {
    const found = schedules.find((one) => one.slug === slug) ?? {};
    return { ...identityOf(found), ...unsetSchedule, slug: slug ?? "", deployment_id: parent.id };
  };
  const own = { flow_id: flow.id };
  const terraform = await temporaryWorkspace({ server });
  const resources = [
    official("deployment", "bare", { ...row(bare.id), ...unset, ...own, name: bare.name }),
    official("deployment", "parent", {
      ...row(parent.id),
      ...unset,
      ...own,
      name: parent.name,
      storage_document_id: null,
      global_concurrency_limit_id: limit.id,
    }),
    official("deployment", "full", {
      ...row(full.id),
      ...unset,
      ...own,
      name: full.name,
      ...fields,
      tags: ["a", "b"],
      ...Object.fromEntries(Object.entries(json).map(([name, value]) => [name, goJson(value)])),
      concurrency_limit: 2,
      concurrency_options: { collision_strategy: "ENQUEUE" },
      pull_steps: steps,
    }),
    official("deployment_schedule", "cron", { ...schedule("cron"), cron: "0 6 * * *", day_or: true }),
    official("deployment_schedule", "zoned", {
      ...schedule("zoned"),
      cron: "0 7 1 * mon",
      day_or: true,
      active: false,
      timezone: "Europe/Berlin",
    }),
    official("deployment_schedule", "interval", {
      ...schedule("interval"),
      interval: 3600,
      anchor_date: anchor,
      timezone: "UTC",
      max_scheduled_runs: 5,
    }),
    official("deployment_schedule", "unanchored", {
      ...schedule("unanchored"),
      interval: 90.5,
      timezone: "UTC",
    }),
    official("deployment_schedule", "rrule", {
      ...schedule("rrule"),
      rrule: "FREQ=DAILY",
      timezone: "UTC",
      parameters: goJson({ n: 1 }),
    }),
    official("deployment_schedule", "started", {
      ...schedule(null),
      rrule: "DTSTART:20260101T000000\nFREQ=DAILY",
      timezone: "UTC",
    }),
  ];
  await switchFromOfficial(terraform, resources);
  const parentId = { deployment_id: `\${prefect_deployment.parent.id}` };
  await terraform.writeJson({
    resource: {
      prefect_deployment: {
        bare: { ...own, name: bare.name },
        parent: { ...own, name: parent.name, global_concurrency_limit_id: limit.id },
        full: {
          ...own,
          name: full.name,
          ...fields,
          ...Object.fromEntries(Object.entries(json).map(([name, value]) => [name, JSON.stringify(value)])),
          concurrency_limit: 2,
          concurrency_options: { collision_strategy: "ENQUEUE" },
          pull_steps: steps,
        },
      },
      prefect_deployment_schedule: {
        cron: { ...parentId, cron: "0 6 * * *", slug: "cron" },
        zoned: {
          ...parentId,
          cron: "0 7 1 * mon",
          timezone: "Europe/Berlin",
          active: false,
          day_or: true,
          slug: "zoned",
        },
        interval: {
          ...parentId,
          interval: 3600,
          anchor_date: anchor,
          timezone: "UTC",
          max_scheduled_runs: 5,
          slug: "interval",
        },
        unanchored: { ...parentId, interval: 90.5, slug: "unanchored" },
        rrule: { ...parentId, rrule: "FREQ=DAILY", slug: "rrule", parameters: '{"n":1}' },
        started: { ...parentId, rrule: "DTSTART:20260101T000000\nFREQ=DAILY" },
      },
    },
  });
  const { changes, warnings, all } = await terraform.plan();
  expect({ changes, warnings }).toEqual({ changes: [], warnings: [] });
  expect(all).toHaveLength(resources.length);
  // Without a refresh, Terraform sees that write-only attributes are new in the schema: updates that change nothing.
  expect(summary(await terraform.plan({ args: ["-refresh=false"] }))).toEqual({
    "prefect_deployment.bare": "update: ",
    "prefect_deployment.full": "update: ",
    "prefect_deployment.parent": "update: ",
  });

  await terraform.writeJson({});
  await terraform.apply();
  expect(await deploymentsOf(api, flow)).toEqual({});
});
