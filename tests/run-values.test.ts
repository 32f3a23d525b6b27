import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Expressions, jsonString, quote, resourceBlock } from "./support/hcl";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type Made, makeDeployment, makeFlow } from "./support/prefect-objects";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";

const schema = {
  type: "object",
  properties: { day: { type: "string" }, size: { type: "integer", default: 1 } },
  required: ["day"],
};
const template = {
  job_configuration: { command: "{{ command }}" },
  variables: {
    type: "object",
    properties: { command: { type: "string" }, cpus: { type: "integer" } },
    required: ["command"],
  },
};

interface RunAction {
  readonly list?: string;
  readonly parameters?: JsonObject;
  readonly job_variables?: JsonObject;
  /** What is said of it, and named. */
  readonly error?: readonly [attribute: string, name: string];
  readonly warning?: RegExp;
}

const kind = { __prefect_kind: "json", value: "5" };
const resolving = "actions_on_resolve";

/** Actions of a deployment that gives `day`, and the job variable `command`. */
const actions: Readonly<Record<string, RunAction>> = {
  parameters: { parameters: { size: "planted-v" }, error: ["actions[0].parameters", "size"] },
  variables: {
    job_variables: { command: "x", cpus: "planted-v" },
    error: ["actions[0].job_variables", "cpus"],
  },
  // Here the server leaves out of account what the deployment gives.
  required: { job_variables: { cpus: 1 }, error: ["actions[0].job_variables", "command"] },
  on_resolve: {
    list: resolving,
    job_variables: { cpus: "planted-v" },
    error: ["actions_on_resolve[0].job_variables", "cpus"],
  },
  fitting: { parameters: { size: 5 }, job_variables: { command: "x", cpus: 1 } },
  rendered: { parameters: { size: "{{ event.id }}", day: kind } },
  strange: { parameters: { sice: 5 }, warning: /has no "sice"/ },
  deployed: { list: resolving, job_variables: { cpus: 1 } },
  unused: { job_variables: { command: "x", cpu: 1 }, warning: /no variable "cpu"/ },
};

describe("what automations and schedules give to runs", () => {
  let api: PrefectApi;
  let flow: Made;
  let whole: Made;
  let bare: Made;
  let workspace: Workspace;
  const pool = uniqueName("pool");

  const action = (deploymentId: string, { parameters, job_variables }: RunAction) => ({
    type: "run-deployment",
    source: "selected",
    deployment_id: deploymentId,
    ...(parameters === undefined ? {} : { parameters }),
    ...(job_variables === undefined ? {} : { job_variables }),
  });
  const automation = (label: string, deploymentId: string, one: RunAction, more: Expressions = {}) => {
    const values = Object.entries({ parameters: one.parameters, job_variables: one.job_variables });
    const given = values.flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} = ${jsonString(value)}`],
    );
    const fields = ['type = "run-deployment"', `deployment_id = ${deploymentId}`, ...given];
    return resourceBlock("prefect_automation", label, {
      name: quote(`${pool}-${label}`),
      trigger: '{ event = { posture = "Reactive", expect = ["test.never"] } }',
      [one.list ?? "actions"]: `[{\n${fields.join("\n")}\n}]`,
      ...more,
    });
  };
  const trigger = { type: "event", posture: "Reactive", expect: ["test.never"] };
  const onServer = async (one: RunAction) => {
    const { list = "actions" } = one;
    const body = { name: `${pool}-api`, trigger, actions: [], [list]: [action(whole.id, one)] };
    return api.call("POST", "/automations/", body);
  };
  const run = async ({ parameters = {}, job_variables = {} }: RunAction) =>
    (await api.call("POST", `/deployments/${whole.id}/create_flow_run`, { parameters, job_variables }))
      .status;

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    const body = { name: pool, type: "process", base_job_template: template };
    (await api.call("POST", "/work_pools/", body)).object();
    flow = await makeFlow(api);
    const common = { parameter_openapi_schema: schema, work_pool_name: pool };
    const parameters = { day: "monday" };
    whole = await makeDeployment(api, flow, { ...common, parameters, job_variables: { command: "y" } });
    bare = await makeDeployment(api, flow, common);
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await workspace.write("");
    await workspace.apply();
    const made = await api.call("POST", "/automations/filter", {
      automations: { name: { any_: [`${pool}-api`] } },
    });
    for (const { id } of made.list()) await api.call("DELETE", `/automations/${id}`);
    await api.call("DELETE", `/flows/${flow.id}`);
    await api.call("DELETE", `/work_pools/${pool}`);
    await workspace.remove();
  });

  it("is refused when planning where the server refuses the automation, or each run", async () => {
    const all = Object.entries(actions);
    const wrong = all.filter(([, { error }]) => error !== undefined);
    const right = all.filter(([, { error }]) => error === undefined);
    const id = quote(whole.id);
    await workspace.write(wrong.map(([label, one]) => automation(label, id, one)).join(""));
    const errors = await workspace.planErrors();
    for (const [label, one] of wrong) {
      const [attribute, name] = one.error ?? [];
      const own = errors.filter(({ address }) => address === `prefect_automation.${label}`);
      expect({ label, details: own.map(({ detail }) => detail) }).toEqual({
        label,
        details: [expect.stringContaining(`${attribute}: the `)],
      });
      expect(own[0]?.detail).toContain(`"${name}"`);
      const { status } = await onServer(one);
      expect({ label, refused: status === 422 || (await run(one)) >= 400 }).toEqual({ label, refused: true });
    }
    expect(JSON.stringify(errors.map(({ detail }) => detail))).not.toContain("planted-");

    const nowhere = automation("nowhere", quote(crypto.randomUUID()), { parameters: { size: 1 } });
    const lacking = automation("lacking", quote(bare.id), { parameters: { size: 1 } });
    await workspace.write(
      right.map(([label, one]) => automation(label, id, one)).join("") + nowhere + lacking,
    );
    const { warnings } = await workspace.plan();
    const said: Record<string, RegExp | undefined> = {
      ...Object.fromEntries(right.map(([label, { warning }]) => [label, warning])),
      nowhere: /the server has no deployment of that id\. It takes the automation/,
      lacking: /do not give "day"/,
    };
    for (const [label, warning] of Object.entries(said)) {
      const own = warnings.filter(({ address }) => address === `prefect_automation.${label}`);
      expect({ label, details: own.map(({ detail }) => detail) }).toEqual({
        label,
        details: warning === undefined ? [] : [expect.stringMatching(warning)],
      });
    }
    for (const [label, one] of right) {
      expect({ label, status: (await onServer(one)).status }).toEqual({ label, status: 201 });
    }
    expect(await run({ job_variables: { cpus: 1 } })).toBe(201);
  });

  it("waits for a deployment of the same apply, which says so, and is checked before the automation is written", async () => {
    const withDeployment = (type: string, size: unknown) =>
      workspace.write(
        resourceBlock("prefect_deployment", "own", {
          name: quote("own"),
          flow_id: quote(flow.id),
          parameter_openapi_schema: jsonString({ type: "object", properties: { size: { type } } }),
        }) + automation("late", "prefect_deployment.own.id", { parameters: { size } }),
      );
    const waiting = expect.objectContaining({
      address: "prefect_automation.late",
      summary: "What an action gives to runs is checked when applying",
    });
    await withDeployment("integer", "planted-v");
    expect((await workspace.plan()).warnings).toEqual([waiting]);
    expect((await workspace.applyErrors()).map(({ address, detail }) => [address, detail])).toEqual([
      ["prefect_automation.late", expect.stringContaining("actions[0].parameters")],
    ]);
    // The deployment is there now, and is to be changed.
    await withDeployment("string", "x");
    expect((await workspace.plan()).warnings).toEqual([waiting]);
    await workspace.apply();
    await withDeployment("string", 5);
    expect(await workspace.planErrors()).toHaveLength(1);
  });

  it("is warned of where a schedule's runs are sure to fail, with the deployment or apart from it", async () => {
    const inline = [
      '{ interval = 3600, slug = "good", parameters = jsonencode({ day = "x", size = "5" }) }',
      '{ interval = 3600, slug = "typed", parameters = jsonencode({ day = "x", size = "planted-v" }) }',
      '{ interval = 3600, slug = "bare" }',
      '{ interval = 3600, slug = "off", active = false }',
    ];
    const separate = (label: string, deploymentId: string, parameters?: object) =>
      resourceBlock("prefect_deployment_schedule", label, {
        deployment_id: quote(deploymentId),
        interval: "3600",
        ...(parameters === undefined ? {} : { parameters: jsonString(parameters) }),
      });
    await workspace.write(
      resourceBlock("prefect_deployment", "inline", {
        name: quote("inline"),
        flow_id: quote(flow.id),
        parameter_openapi_schema: jsonString(schema),
        schedules: `[${inline.join(", ")}]`,
      }) +
        separate("good", whole.id) +
        separate("typed", whole.id, { size: "planted-v" }) +
        separate("bare", bare.id),
    );
    const { warnings } = await workspace.plan();
    expect(
      warnings.map(({ address, detail }) => `${address}: ${detail.split(" of the ")[0]}`).sort(),
    ).toEqual([
      expect.stringMatching(/deployment\.inline: Neither schedules\[2\]\.parameters .* "day"/),
      expect.stringMatching(/deployment\.inline: schedules\[1\]\.parameters: the parameter "size"/),
      expect.stringMatching(/schedule\.bare: Neither parameters .* "day"/),
      expect.stringMatching(/schedule\.typed: parameters: the parameter "size"/),
    ]);
    expect(JSON.stringify(warnings.map(({ detail }) => detail))).not.toContain("planted-");
  });
});
