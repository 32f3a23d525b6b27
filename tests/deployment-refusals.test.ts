import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quote, resourceBlock } from "./support/hcl";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";
import { Workspace } from "./support/terraform";

type Expressions = Readonly<Record<string, string>>;

/** What must be refused, the place that the error names, and what it says. */
type Refusal = readonly [attributes: Expressions, place: RegExp, says: RegExp];

const schema = JSON.stringify({
  type: "object",
  properties: {
    size: { type: "integer" },
    tables: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
  },
});

const malformedDeployments: Readonly<Record<string, Refusal>> = {
  name_with_slash: [{ name: quote("a/b") }, /name\s+=/, /\//],
  name_with_percent: [{ name: quote("a%b") }, /name\s+=/, /%/],
  flow_id: [{ flow_id: quote("etl") }, /flow_id\s+=/, /UUID/],
  parameters: [{ parameters: quote("{") }, /parameters\s+=/, /JSON/],
  parameters_list: [{ parameters: quote("[]") }, /parameters\s+=/, /object/],
  job_variables: [{ job_variables: quote("1") }, /job_variables\s+=/, /object/],
  version_info: [{ version_info: quote('{"type": "x"}') }, /version_info\s+=/, /"version"/],
  limit: [{ concurrency_limit: "0" }, /concurrency_limit\s+=/, /1 or more/],
  two_limits: [
    { concurrency_limit: "1", global_concurrency_limit_id: quote("870aa67b-b309-40ba-aca2-f9a000000000") },
    /concurrency_limit\s+=/,
    /global_concurrency_limit_id/,
  ],
  strategy: [{ concurrency_options: '{ collision_strategy = "WAIT" }' }, /concurrency_options/, /ENQUEUE/],
  grace: [
    { concurrency_options: '{ collision_strategy = "ENQUEUE", grace_period_seconds = 10 }' },
    /concurrency_options/,
    /60/,
  ],
  step: [{ pull_steps: '[{ type = "clone" }]' }, /pull_steps/, /git_clone/],
  on_conflict: [{ on_conflict: quote("replace") }, /on_conflict/, /adopt/],
  no_kind: [{ schedules: '[{ slug = "a" }]' }, /schedules/, /exactly one/],
  two_kinds: [{ schedules: '[{ cron = "@daily", interval = 60 }]' }, /schedules/, /cron and interval/],
  bad_cron: [{ schedules: '[{ cron = "@daily" }, { cron = "61 * * * *" }]' }, /schedules/, /61/],
  bad_zone: [{ schedules: '[{ cron = "@daily", timezone = "europe/paris" }]' }, /schedules/, /Europe\/Paris/],
  same_slugs: [
    { schedules: '[{ cron = "@daily", slug = "a" }, { cron = "@hourly", slug = "a" }]' },
    /schedules/,
    /"a"/,
  ],
};

const malformedSchedules: Readonly<Record<string, Refusal>> = {
  no_kind: [{}, /./, /exactly one/],
  two_kinds: [{ cron: quote("@daily"), rrule: quote("FREQ=DAILY") }, /rrule\s+=/, /cron and rrule/],
  cron: [{ cron: quote("61 * * * *") }, /cron\s+=/, /61/],
  empty_cron: [{ cron: quote("") }, /cron\s+=/, /./],
  rrule: [{ rrule: quote("FREQ=SOMETIMES") }, /rrule\s+=/, /SOMETIMES/],
  timezone: [{ cron: quote("@daily"), timezone: quote("UTC+1") }, /timezone\s+=/, /UTC\+1/],
  zero: [{ interval: "0" }, /interval\s+=/, /0/],
  negative: [{ interval: "-60" }, /interval\s+=/, /-60/],
  anchor: [{ interval: "60", anchor_date: quote("tomorrow") }, /anchor_date\s+=/, /tomorrow/],
  runs: [{ cron: quote("@daily"), max_scheduled_runs: "-1" }, /max_scheduled_runs\s+=/, /0 or more/],
  parameters: [{ cron: quote("@daily"), parameters: quote("[]") }, /parameters\s+=/, /object/],
};

/** What the server refuses of values that only a plan puts together. */
const misfits: Readonly<Record<string, Refusal>> = {
  size: [
    { parameters: quote('{"size": "secret-value"}'), parameter_openapi_schema: quote(schema) },
    /parameters\s+=/,
    /"size"/,
  ],
  // It is rendered nowhere: a deployment's parameters go to the flow as they are.
  template: [
    {
      parameters: quote('{"size": "{{ prefect.variables.n }}"}'),
      parameter_openapi_schema: quote(schema),
    },
    /parameters\s+=/,
    /"size"/,
  ],
  deep: [
    { parameters: quote('{"tables": [{"name": 1}]}'), parameter_openapi_schema: quote(schema) },
    /parameters\s+=/,
    /tables\[0\]\.name/,
  ],
  queue: [
    { work_pool_name: quote(""), work_queue_name: quote("q") },
    /work_queue_name\s+=/,
    /work_pool_name/,
  ],
};

/** What looks wrong and is not. */
const accepted: Readonly<Record<string, Expressions>> = {
  optional_null: { parameters: quote('{"size": null}'), parameter_openapi_schema: quote(schema) },
  prefect_kind: {
    parameters: quote('{"size": {"__prefect_kind": "workspace_variable", "variable_name": "n"}}'),
    parameter_openapi_schema: quote(schema),
  },
  stranger: { parameters: quote('{"stranger": 1}'), parameter_openapi_schema: quote(schema) },
  lax: {
    parameters: quote('{"size": "big"}'),
    parameter_openapi_schema: quote(schema),
    enforce_parameter_schema: "false",
  },
  schedules: {
    schedules:
      '[{ cron = "*/5 * * * * 30" }, { cron = "@midnight" }, { interval = 0.001 }, { cron = "", rrule = "FREQ=DAILY" }]',
  },
};

describe("a plan", () => {
  let api: PrefectApi;
  let flow: Made;
  let workspace: Workspace;

  const deployment = (label: string, attributes: Expressions) =>
    resourceBlock("prefect_deployment", label, {
      name: quote(label),
      flow_id: quote(flow.id),
      ...attributes,
    });

  const expectRefusals = async (refusals: readonly (readonly [string, Refusal])[]) => {
    const errors = await workspace.planErrors();
    for (const [address, [, where, says]] of refusals) {
      const own = errors.filter((error) => error.address === address);
      expect(own.map(({ detail }) => detail)).toEqual([expect.stringMatching(says)]);
      // Terraform shows no code for a path into an attribute; then the summary or the detail spells it.
      const place = `${own[0]?.code}\n${own[0]?.summary}\n${own[0]?.detail}`;
      expect({ address, place }).toEqual({ address, place: expect.stringMatching(where) });
      expect(own[0]?.detail).not.toContain("secret-value");
    }
    expect(errors).toHaveLength(refusals.length);
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    flow = await makeFlow(api);
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
  });

  it("refuses what the server would, and points at the attribute (defect 27)", async () => {
    const deployments = Object.entries(malformedDeployments);
    const schedules = Object.entries(malformedSchedules);
    await workspace.write(
      [
        ...deployments.map(([label, [attributes]]) => deployment(label, attributes)),
        ...schedules.map(([label, [attributes]]) =>
          resourceBlock("prefect_deployment_schedule", label, {
            deployment_id: quote(flow.id),
            ...attributes,
          }),
        ),
      ].join("\n"),
    );
    await expectRefusals([
      ...deployments.map(([label, refusal]) => [`prefect_deployment.${label}`, refusal] as const),
      ...schedules.map(([label, refusal]) => [`prefect_deployment_schedule.${label}`, refusal] as const),
    ]);
  });

  it("refuses parameters that do not fit the flow, without quoting them, and a queue without a pool", async () => {
    await workspace.write(
      Object.entries(misfits)
        .map(([label, [attributes]]) => deployment(label, attributes))
        .join("\n"),
    );
    await expectRefusals(
      Object.entries(misfits).map(([label, refusal]) => [`prefect_deployment.${label}`, refusal] as const),
    );
  });

  it("refuses parameters in an update too, and not while they are unknown", async () => {
    await workspace.write(
      `resource "terraform_data" "later" {\n  input = "big"\n}\n${deployment("later", {
        parameters: "jsonencode({ size = terraform_data.later.output })",
        parameter_openapi_schema: quote(schema),
      })}${deployment("sound", { parameters: quote('{"size": 1}'), parameter_openapi_schema: quote(schema) })}`,
    );
    const [error, ...others] = await workspace.applyErrors();
    expect(others).toEqual([]);
    expect(error).toMatchObject({ address: "prefect_deployment.later" });
    expect(error?.detail).toContain('"size"');
    expect(await deploymentsOf(api, flow)).not.toHaveProperty("later");
    await workspace.write(
      deployment("sound", { parameters: quote('{"size": "big"}'), parameter_openapi_schema: quote(schema) }),
    );
    const errors = await workspace.planErrors();
    expect(errors.map(({ detail }) => detail)).toEqual([expect.stringContaining('"size"')]);
  });

  it("passes what only looks wrong", async () => {
    await workspace.write(
      Object.entries(accepted)
        .map(([label, attributes]) => deployment(label, attributes))
        .join("\n"),
    );
    const { changes } = await workspace.plan();
    expect(changes.filter(({ actions }) => actions.join() === "create")).toHaveLength(
      Object.keys(accepted).length,
    );
  });
});
