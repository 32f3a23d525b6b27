import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import {
  deploymentsOf,
  type Made,
  makeDeployment,
  makeFlow,
  makeWorkPool,
  schedulesOf,
} from "./support/prefect-objects";
import { can, storedRRule } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

/** Names that a server takes, each with characters that mean something in a path, a query or an import id. */
const names = [
  "plain",
  "with space",
  "a#b",
  "a?b=c",
  "a,b",
  "é 日本 🚀",
  "a\\b",
  'a"b',
  "a$b",
  "100",
  "a:b;c",
];

describe("import", () => {
  let api: PrefectApi;
  let flow: Made;
  let pool: Made;
  let workspace: Workspace;

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    [flow, pool] = await Promise.all([makeFlow(api, uniqueName("flow a,b #1?")), makeWorkPool(api)]);
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
  });

  it("finds deployments by every form of id and by any name, and then nothing is to do (defects 20 and 28)", async () => {
    const made = await Promise.all(names.map((name) => makeDeployment(api, flow, {}, name)));
    const deployments: Record<string, Values> = {};
    const blocks: Values[] = [];
    for (const [index, { id, name }] of made.entries()) {
      const label = `d${index}`;
      deployments[label] = { name: name.replaceAll("$", "$"), flow_id: flow.id };
      blocks.push({ to: `prefect_deployment.${label}`, id: `${flow.name}/${name}` });
      if (index > 2) continue;
      const forms = [id, id.toUpperCase(), `${flow.name}/${name},${crypto.randomUUID()}`];
      blocks[index] = { to: `prefect_deployment.${label}`, id: forms[index] };
    }
    await workspace.writeJson({ import: blocks, resource: { prefect_deployment: deployments } });
    const { changes, all, warnings } = await workspace.plan();
    expect({ changes, warnings }).toEqual({ changes: [], warnings: [] });
    expect(all.filter(({ importing }) => importing)).toHaveLength(names.length);
    await workspace.applyPlanned();
    await expectNothingToDo();
  });

  it("finds schedules by every form of id, and then nothing is to do (defect 6)", async () => {
    const schedules = [
      {
        schedule: { cron: "0 6 * * *", timezone: "Europe/Berlin", day_or: false },
        active: false,
        slug: "a/b #1?",
      },
      {
        schedule: { interval: 3600.5 },
        active: true,
        slug: "é,日本",
        parameters: { a: 9007199254740993n.toString() },
      },
      { schedule: { rrule: "FREQ=DAILY" }, active: true },
      { schedule: { rrule: "DTSTART:20260101T000000\r\nRRULE:FREQ=DAILY" }, active: true },
      { schedule: { cron: "@daily" }, active: true, slug: "by-id" },
      { schedule: { cron: "@daily" }, active: true, slug: "official" },
    ];
    const parent = await makeDeployment(api, flow, {}, "parent, of schedules #?");
    await api.call("POST", `/deployments/${parent.id}/schedules`, schedules);
    const rows = Object.values(await schedulesOf(api, parent));
    const idOf = (fits: (row: JsonObject) => boolean) => String(rows.find(fits)?.id);
    const rrule = (text: string) => (row: JsonObject) => Object(row.schedule).rrule === text;
    const byName = `${flow.name}/${parent.name}`;
    const forms: Record<string, readonly [string, Values]> = {
      by_slug: [
        `${parent.id}/a/b #1?`,
        { cron: "0 6 * * *", timezone: "Europe/Berlin", day_or: false, active: false, slug: "a/b #1?" },
      ],
      by_names: [
        `${byName}/é,日本`,
        { interval: 3600.5, slug: "é,日本", parameters: '{"a":"9007199254740993"}' },
      ],
      by_id: [`${parent.id}/${idOf(rrule(storedRRule("FREQ=DAILY")))}`, { rrule: "FREQ=DAILY" }],
      by_names_and_id: [
        `${byName}/${idOf(rrule("DTSTART:20260101T000000\r\nRRULE:FREQ=DAILY"))}`,
        { rrule: "DTSTART:20260101T000000\r\nRRULE:FREQ=DAILY" },
      ],
      by_upper_case_id: [
        `${parent.id}/${idOf(({ slug }) => slug === "by-id")}`.toUpperCase(),
        { cron: "@daily", slug: "by-id" },
      ],
      by_comma: [`${parent.id},official`, { cron: "@daily", slug: "official" }],
    };
    await workspace.writeJson({
      import: Object.entries(forms).map(([label, [id]]) => ({
        to: `prefect_deployment_schedule.${label}`,
        id,
      })),
      resource: {
        prefect_deployment_schedule: Object.fromEntries(
          Object.entries(forms).map(([label, [, attributes]]) => [
            label,
            { deployment_id: parent.id, ...attributes },
          ]),
        ),
      },
    });
    const { changes, all, warnings } = await workspace.plan({
      args: [
        "-target=prefect_deployment_schedule.by_slug",
        ...Object.keys(forms).map((label) => `-target=prefect_deployment_schedule.${label}`),
      ],
    });
    expect(changes).toEqual([]);
    expect(warnings.filter(({ summary }) => !/targeting/i.test(summary))).toEqual([]);
    expect(all.filter(({ importing }) => importing)).toHaveLength(Object.keys(forms).length);
  });

  it("tells the forms when there is nothing of that name", async () => {
    await workspace.write(
      `resource "prefect_deployment" "x" {\n name = "x"\n flow_id = "${flow.id}"\n}\n` +
        `resource "prefect_deployment_schedule" "x" {\n deployment_id = "${flow.id}"\n cron = "@daily"\n}\n`,
    );
    const missing = crypto.randomUUID();
    expect(await workspace.importError("prefect_deployment.x", `${flow.name}/none`)).toContain(
      "<flow name>/<deployment name>",
    );
    expect(await workspace.importError("prefect_deployment.x", missing)).toContain(missing);
    expect(await workspace.importError("prefect_deployment_schedule.x", `${missing}/x`)).toContain(
      "<deployment id>/<slug>",
    );
  });

  it("takes tags that the server has twice for one", async () => {
    const { id } = await makeDeployment(api, flow, { tags: ["b", "a", "b"] }, "twice");
    await workspace.writeJson({
      import: [{ to: "prefect_deployment.twice", id }],
      resource: { prefect_deployment: { twice: { name: "twice", flow_id: flow.id, tags: ["a", "b"] } } },
    });
    expect((await workspace.plan({ args: ["-target=prefect_deployment.twice"] })).changes).toEqual([]);
  });

  const rich: JsonObject = {
    description: "d",
    version: "1",
    tags: ["a"],
    paused: true,
    parameters: { size: 1 },
    parameter_openapi_schema: { type: "object", properties: { size: { type: "integer" } } },
    enforce_parameter_schema: false,
    job_variables: { env: {} },
    entrypoint: "a.py:f",
    path: "/p",
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: "/a" } }],
    concurrency_limit: 2,
    concurrency_options: { collision_strategy: "ENQUEUE" },
    labels: { team: "a" },
  };

  it("leaves alone what the code does not set, with a warning that says how to clear it", async () => {
    const made = await makeDeployment(
      api,
      flow,
      { ...rich, work_pool_name: pool.name, work_queue_name: "fast" },
      "rich",
    );
    const before = (await deploymentsOf(api, flow)).rich;
    const code = (more: Values) =>
      workspace.writeJson({
        import: [{ to: "prefect_deployment.rich", id: made.id }],
        resource: { prefect_deployment: { rich: { name: "rich", flow_id: flow.id, ...more } } },
      });
    await code({});
    const target = ["-target=prefect_deployment.rich"];
    const { changes, warnings } = await workspace.plan({ args: target });
    expect(changes).toEqual([]);
    const left = warnings.filter(({ summary }) => summary.endsWith("is set on the server, not in the code"));
    expect(left.map(({ summary }) => summary.split(" ")[0]).sort()).toEqual([
      "concurrency_limit",
      "concurrency_options",
      "description",
      "enforce_parameter_schema",
      "entrypoint",
      "job_variables",
      "parameter_openapi_schema",
      "parameters",
      "path",
      "paused",
      "pull_steps",
      "tags",
      "version",
      "work_pool_name",
      "work_queue_name",
    ]);
    const advice = left.map(({ detail }) => /write `([^`]*)`/.exec(detail)?.[1]);
    const cleared = Object.fromEntries(
      advice.flatMap((line) => (line === undefined ? [] : [line.split(" = ")])),
    );
    expect(cleared).toMatchObject({
      description: '""',
      tags: "[]",
      parameters: "jsonencode({})",
      paused: "false",
    });
    await workspace.applyPlanned();
    expect((await deploymentsOf(api, flow)).rich).toEqual(before);

    // What the warnings say does clear it.
    const stays = [
      ...(can.emptyJobVariables ? [] : ["job_variables"]),
      ...(can.takeDeploymentOffPool ? [] : ["work_pool_name", "work_queue_name"]),
    ];
    const hcl = Object.entries(cleared)
      .filter(([name]) => !stays.includes(name))
      .map(([name, value]) => `  ${name} = ${value}\n`);
    await workspace.write(
      `resource "prefect_deployment" "rich" {\n  name = "rich"\n  flow_id = "${flow.id}"\n${hcl.join("")}}\n`,
    );
    await workspace.apply({ args: target });
    expect((await deploymentsOf(api, flow)).rich).toMatchObject({
      id: made.id,
      description: null,
      version: null,
      tags: [],
      paused: false,
      parameters: {},
      enforce_parameter_schema: true,
      job_variables: can.emptyJobVariables ? {} : rich.job_variables,
      entrypoint: null,
      path: null,
      pull_steps: [],
      work_pool_name: can.takeDeploymentOffPool ? null : pool.name,
      work_queue_name: can.takeDeploymentOffPool ? null : "fast",
      concurrency_options: { collision_strategy: "ENQUEUE" },
      labels: { team: "a" },
    });
    expect((await workspace.plan({ args: target })).changes).toEqual([]);
  });

  it("is clean where the code says all that the server has (defect 20)", async () => {
    const name = uniqueName("limit");
    const limit = (await api.call("POST", "/v2/concurrency_limits/", { name, limit: 7 })).object();
    const own = await makeDeployment(api, flow, { ...rich, work_pool_name: pool.name }, "own limit");
    const { concurrency_limit: _, ...unlimited } = rich;
    const shared = await makeDeployment(
      api,
      flow,
      { ...unlimited, global_concurrency_limit_id: limit.id, labels: { team: "a", n: 1, on: true } },
      "shared limit",
    );
    const code = {
      description: "d",
      version: "1",
      tags: ["a"],
      paused: true,
      parameters: '{ "size": 1.0 }',
      parameter_openapi_schema: JSON.stringify(rich.parameter_openapi_schema),
      enforce_parameter_schema: false,
      job_variables: '{"env":{}}',
      entrypoint: "a.py:f",
      path: "/p",
      pull_steps: [{ type: "set_working_directory", directory: "/a" }],
      concurrency_options: { collision_strategy: "ENQUEUE" },
      labels: { team: "a" },
    };
    await workspace.writeJson({
      import: [
        { to: "prefect_deployment.own", id: own.id },
        { to: "prefect_deployment.shared", id: shared.id },
      ],
      resource: {
        prefect_deployment: {
          own: {
            ...code,
            name: "own limit",
            flow_id: flow.id.toUpperCase(),
            concurrency_limit: 2,
            work_pool_name: pool.name,
          },
          shared: {
            ...code,
            name: "shared limit",
            flow_id: flow.id,
            global_concurrency_limit_id: limit.id,
            labels: { n: "1", on: "true" },
          },
        },
      },
    });
    const { changes, warnings } = await workspace.plan({
      args: ["-target=prefect_deployment.own", "-target=prefect_deployment.shared"],
    });
    expect(changes).toEqual([]);
    expect(warnings.filter(({ summary }) => !/targeting/i.test(summary))).toEqual([]);
  });
});
