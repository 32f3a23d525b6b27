import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { unknown } from "../provider/cty/unknown";
import type { Diagnostic } from "../provider/tfplugin6/generated/messages";
import { startCountingProxy } from "./support/counting-proxy";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type Configuration, ProviderClient } from "./support/provider-client";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";

/** Actions as a Terraform that has them (1.14) invokes them, over its protocol; with the real one: actions.test.ts. */

const run = "prefect_deployment_run";

let server: SharedServer;
let api: PrefectApi;
let provider: ProviderClient;
let pool: string;
/** With a schema, a pool and parameters of its own. */
let deployment: JsonObject;
let flowId: string;

const created = async (path: string, body: object) => (await api.call("POST", path, body)).object();

const makeDeployment = (name: string, fields: object) =>
  created("/deployments/", { name, flow_id: flowId, enforce_parameter_schema: true, ...fields });

const schema = {
  type: "object",
  required: ["region"],
  properties: { region: { type: "string" }, days: { type: "integer" }, at: { type: "object" } },
};

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
  pool = uniqueName("actions");
  const variables = { type: "object", properties: { cpu: { type: "integer" }, env: { type: "object" } } };
  const base_job_template = { job_configuration: { cpu: "{{ cpu }}" }, variables };
  await created("/work_pools/", { name: pool, type: "process", base_job_template });
  flowId = String((await created("/flows/", { name: pool })).id);
  deployment = await makeDeployment("main", {
    parameters: { days: 7 },
    parameter_openapi_schema: schema,
    tags: ["deployed"],
    work_pool_name: pool,
  });
  provider = await ProviderClient.start(server.env);
});

afterAll(() => provider?.end());

beforeEach(() => provider.configure());

const json = (value: unknown) => JSON.stringify(value);
const idOf = ({ id }: JsonObject) => String(id);

/** What an action tells, and what it ends with. */
async function invoked(type: string, config: Configuration) {
  const told: string[] = [];
  let ended: readonly Diagnostic[] | undefined;
  for await (const event of provider.invokeAction(type, config)) {
    if (typeof event === "string") told.push(event);
    else ended = event;
  }
  if (ended === undefined) throw new Error("The action did not end.");
  return {
    told: told.join("\n"),
    ended,
    errors: ended.map(({ summary, detail }) => `${summary}: ${detail}`),
  };
}

const runsOf = async (id: string) =>
  (await api.call("POST", "/flow_runs/filter", { deployments: { id: { any_: [id] } } })).list();

const setState = async (id: string, type: string, message: string | null = null) =>
  created(`/flow_runs/${id}/set_state`, { state: { type, message }, force: true });

const idIn = (text: unknown) => /flow-run\/([0-9a-f-]{36})/.exec(String(text))?.[1] ?? "";

describe("prefect_deployment_run", () => {
  it("starts a run of the deployment as it is asked for", async () => {
    const own = await makeDeployment("as-asked", {
      parameters: { days: 7, region: "us" },
      parameter_openapi_schema: schema,
      tags: ["deployed"],
      work_pool_name: pool,
    });
    const { told, ended } = await invoked(run, {
      deployment_id: idOf(own),
      name: "by-hand",
      parameters: json({ region: "eu" }),
      job_variables: json({ cpu: 2, env: { LEVEL: "INFO" } }),
      job_variables_wo: json({ env: { TOKEN: "planted" } }),
      tags: ["asked"],
      work_queue_name: "default",
      scheduled_time: "2100-01-01T02:00:00+02:00",
    });
    expect(ended).toEqual([]);
    const [made, ...others] = await runsOf(idOf(own));
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      name: "by-hand",
      parameters: { region: "eu", days: 7 },
      job_variables: { cpu: 2, env: { LEVEL: "INFO", TOKEN: "planted" } },
      tags: expect.arrayContaining(["deployed", "asked"]),
      work_queue_name: "default",
      state_type: "SCHEDULED",
      expected_start_time: expect.stringMatching(/^2100-01-01T00:00:00/),
    });
    const page = `${server.apiUrl.replace(/\/api$/, "")}/runs/flow-run/${made?.id}`;
    expect(told).toBe(`The run "by-hand" was started: ${page}`);
  });

  it("is refused when planned just where the server refuses the run, and no secret is told", async () => {
    const planted = "planted-secret";
    const poolless = await makeDeployment("poolless", { parameter_openapi_schema: schema });
    const lenient = await makeDeployment("lenient", {
      parameter_openapi_schema: schema,
      enforce_parameter_schema: false,
    });
    const schemaless = await makeDeployment("schemaless", {});
    await api.call("PATCH", `/deployments/${idOf(schemaless)}`, {
      enforce_parameter_schema: false,
      parameter_openapi_schema: null,
    });
    await api.call("PATCH", `/deployments/${idOf(schemaless)}`, { enforce_parameter_schema: true });
    const jinja = (template: string) => ({ __prefect_kind: "jinja", template });
    const asked: readonly (readonly [
      of: JsonObject,
      parameters: object,
      others?: Record<string, unknown>,
    ])[] = [
      [deployment, {}],
      [deployment, { region: 5 }],
      [deployment, { region: null }],
      [deployment, { region: "eu" }],
      [deployment, { region: "eu", days: planted }],
      [deployment, { region: "eu", days: null }],
      [deployment, { region: "eu", stranger: planted }],
      [deployment, { region: "{{ not.a.template }}", days: "{{ 1 }}" }],
      [deployment, { region: jinja("{{ 1 + 1 }}") }],
      [deployment, { region: jinja("{{ 1 + }}") }],
      [deployment, { region: "eu" }, { job_variables: { cpu: planted } }],
      [deployment, { region: "eu" }, { job_variables: { cpu: 1, gpu: 1 } }],
      [deployment, { region: "eu" }, { work_queue_name: "of-its-own" }],
      [poolless, { region: "eu" }, { job_variables: { cpu: planted } }],
      [poolless, { region: "eu" }, { work_queue_name: "default" }],
      [lenient, { region: 5, days: planted }],
      [schemaless, {}],
      [{ id: randomUUID() }, { region: "eu" }],
    ];
    const verdicts = [];
    for (const [of, parameters, others = {}] of asked) {
      const { job_variables: variables, work_queue_name: queue } = others;
      const diagnostics = await provider.planAction(run, {
        deployment_id: idOf(of),
        parameters: json(parameters),
        job_variables_wo: variables === undefined ? null : json(variables),
        work_queue_name: queue === undefined ? null : String(queue),
      });
      expect(json(diagnostics.map(({ summary, detail }) => [summary, detail]))).not.toContain(planted);
      const errors = diagnostics.filter(({ severity }) => severity === 1).map(({ detail }) => detail);
      const body = { ...others, parameters };
      const { status } = await api.call("POST", `/deployments/${idOf(of)}/create_flow_run`, body);
      verdicts.push({ of: of.name, ...body, isRefused: errors.length > 0, errors, status });
    }
    expect(verdicts.filter(({ isRefused, status }) => isRefused !== status >= 400)).toEqual([]);
    expect(verdicts.filter(({ isRefused }) => isRefused)).toHaveLength(9);
  });

  it("tells before what it cannot know, and what is doubtful", async () => {
    const later = { deployment_id: unknown, parameters: json({ region: 5 }) };
    expect(await provider.planAction(run, later)).toEqual([]);
    const id = idOf(deployment);
    expect(await provider.planAction(run, { deployment_id: id, parameters: unknown })).toEqual([]);
    const warned = await provider.planAction(run, {
      deployment_id: id,
      parameters: json({ region: "eu", stranger: 1 }),
      job_variables: json({ gpu: 1 }),
      work_queue_name: "not-there-yet",
    });
    expect(warned.map(({ severity, summary }) => [severity, summary])).toEqual([
      [2, "Parameters that the flow does not have"],
      [2, "Job variables without effect"],
      [2, 'There is no work queue "not-there-yet" yet'],
    ]);
    expect(await provider.validateAction(run, { deployment_id: id, timeout: 5 })).toMatchObject([
      { summary: "timeout without wait" },
    ]);
    const twice = { job_variables: json({ cpu: 1 }), job_variables_wo: json({ cpu: 2 }) };
    expect(await provider.validateAction(run, { deployment_id: id, ...twice })).toMatchObject([
      {
        summary: expect.stringMatching(/./),
        attribute: { steps: [{ selector: { value: "job_variables_wo" } }] },
      },
    ]);
    expect(
      await provider.validateAction(run, { deployment_id: "mine", timeout: 0, wait: true }),
    ).toMatchObject([
      { summary: "Invalid value for deployment_id" },
      { summary: "Invalid value for timeout" },
    ]);
  });

  it("begins no run that is refused when its deployment has become known", async () => {
    const none = await makeDeployment("none", { parameter_openapi_schema: schema });
    const { told, errors } = await invoked(run, {
      deployment_id: idOf(none),
      parameters: json({ days: "x" }),
    });
    expect(told).toBe("");
    expect(errors).toEqual([
      expect.stringMatching(/^A parameter that does not fit: parameters: the parameter "days" .* "none"/),
      expect.stringMatching(/^A parameter that the run needs: parameters do not give "region"/),
    ]);
    expect(await runsOf(idOf(none))).toEqual([]);
  });

  const waiting = (more: Configuration = {}): Configuration => ({
    deployment_id: idOf(deployment),
    parameters: json({ region: "eu" }),
    wait: true,
    ...more,
  });

  it("waits for the end of the run, and tells each state", async () => {
    const told: unknown[] = [];
    for await (const event of provider.invokeAction(run, waiting({ name: "waited" }))) {
      told.push(event);
      // All of them, however long it is until the next look.
      if (event === 'The run "waited" is Scheduled') {
        const id = idIn(told[0]);
        for (const state of ["PENDING", "RUNNING", "COMPLETED"]) await setState(id, state);
      }
    }
    expect(told.slice(1)).toEqual([
      ...["Scheduled", "Pending", "Running", "Completed"].map((state) => `The run "waited" is ${state}`),
      [],
    ]);
  });

  it("fails when the run does, and hides what the run was given", async () => {
    const key = uniqueName("key");
    const parameters = { region: "planted-region", at: { host: "planted's host" } };
    const asked = { parameters, idempotency_key: key, name: "failing" };
    const before = await created(`/deployments/${idOf(deployment)}/create_flow_run`, asked);
    await setState(idOf(before), "FAILED", "ValueError: no 'planted\\'s host' in planted-region, really");
    const config = waiting({ idempotency_key: key, parameters: json(parameters) });
    const { told, errors } = await invoked(run, config);
    expect(told).toMatch(
      /^The flow has a run with this idempotency_key already, "failing"; none was started/,
    );
    const message = "Failed: ValueError: no '(secret value)' in (secret value), really";
    expect(told).toContain(`The run "failing" is ${message}`);
    expect(errors).toEqual([
      expect.stringContaining(`did not complete: prefect_deployment_run: it ended as ${message}`),
    ]);
    expect(errors[0]).toContain(`prefect flow-run logs ${before.id}`);

    const computed = { region: "eu", days: { __prefect_kind: "jinja", template: "planted-template" } };
    const refused = await invoked(run, { ...waiting(), parameters: json(computed) });
    expect(refused.errors).toEqual([
      expect.stringMatching(/^Could not invoke prefect_deployment_run: .*days/),
    ]);
    expect(refused.errors[0]).toContain("'(secret value)'");

    const other = await makeDeployment("other", { parameter_openapi_schema: schema });
    const stolen = await invoked(run, { ...config, deployment_id: idOf(other) });
    expect(stolen.errors).toEqual([
      expect.stringMatching(/^No run was started: idempotency_key: .*"failing"/),
    ]);
  });

  it("ends waiting when the time is up, and the run goes on", async () => {
    const { told, errors } = await invoked(run, waiting({ timeout: 0.1 }));
    const id = idIn(told);
    expect(errors).toEqual([
      expect.stringContaining("has not ended in time: timeout: after 0.1 seconds it is Scheduled"),
    ]);
    expect(errors[0]).toContain(`a worker of the work pool "${pool}" takes runs of its queue "default"`);
    expect(errors[0]).toContain(`prefect flow-run cancel ${id}`);
    expect((await api.call("GET", `/flow_runs/${id}`)).object()).toMatchObject({ state_type: "SCHEDULED" });
  });

  it("ends waiting when Terraform is interrupted, and the run goes on", async () => {
    const told: unknown[] = [];
    for await (const event of provider.invokeAction(run, waiting())) {
      told.push(event);
      if (told.length === 2) await provider.stop();
    }
    const id = idIn(told[0]);
    expect(told.slice(2)).toEqual([
      [
        expect.objectContaining({
          summary: expect.stringMatching(/^Waiting for the run "[^"]+" was broken off$/),
          detail: expect.stringMatching(/goes on, nothing has cancelled it: http/),
        }),
      ],
    ]);
    expect((await api.call("GET", `/flow_runs/${id}`)).object()).toMatchObject({ state_type: "SCHEDULED" });
  });

  it("says so when the run is deleted meanwhile", async () => {
    const told: unknown[] = [];
    for await (const event of provider.invokeAction(run, waiting())) {
      told.push(event);
      if (told.length === 2) await api.call("DELETE", `/flow_runs/${idIn(told[0])}`);
    }
    expect(told.at(-1)).toMatchObject([{ summary: expect.stringMatching(/^The run "[^"]+" is gone$/) }]);
  });

  it("starts one run, though the answer to it is lost", async () => {
    const proxy = await startCountingProxy(server.apiUrl);
    onTestFinished(() => proxy.stop());
    const behind = await ProviderClient.start({ ...server.env, PREFECT_API_URL: proxy.apiUrl });
    onTestFinished(() => behind.end());
    await behind.configure();
    const own = await makeDeployment("lost", { parameter_openapi_schema: schema });
    proxy.inject({ method: "POST", path: /\/create_flow_run$/, effect: { kind: "lose-answer" } });
    const told: unknown[] = [];
    const config = { deployment_id: idOf(own), parameters: json({ region: "eu" }) };
    for await (const event of behind.invokeAction(run, config)) told.push(event);
    expect(told).toEqual([expect.stringMatching(/^The run "[^"]+" was started/), []]);
    expect(await runsOf(idOf(own))).toHaveLength(1);
  });
});

describe("limits", () => {
  it("have all their slots free again after prefect_global_concurrency_limit_reset", async () => {
    const reset = "prefect_global_concurrency_limit_reset";
    const name = uniqueName("limit");
    expect(await provider.planAction(reset, { name })).toMatchObject([
      { severity: 2, summary: `There is no global concurrency limit "${name}" yet` },
    ]);
    expect((await invoked(reset, { name })).errors).toEqual([
      expect.stringMatching(`^There is no global concurrency limit "${name}"`),
    ]);
    await created("/v2/concurrency_limits/", { name, limit: 2 });
    const take = async () =>
      (await api.call("POST", "/v2/concurrency_limits/increment", { names: [name], slots: 2 })).status;
    expect([await take(), await take()]).toEqual([200, 423]);
    await provider.configure();
    expect(await provider.planAction(reset, { name })).toEqual([]);
    const { told, ended } = await invoked(reset, { name });
    expect(ended).toEqual([]);
    expect(told).toBe(`The global concurrency limit "${name}": all 2 slots are free; 2 were taken.`);
    expect(await take()).toBe(200);
  });

  it("have all their slots free again after prefect_task_run_concurrency_limit_reset", async () => {
    const reset = "prefect_task_run_concurrency_limit_reset";
    const tag = uniqueName("tag");
    expect(await provider.planAction(reset, { tag })).toMatchObject([
      { severity: 2, summary: `The tag "${tag}" has no limit yet` },
    ]);
    expect((await invoked(reset, { tag })).errors).toEqual([
      expect.stringMatching(`^The tag "${tag}" has no limit: ${reset}`),
    ]);
    await created("/concurrency_limits/", { tag, concurrency_limit: 1 });
    const take = async () =>
      (await api.call("POST", "/concurrency_limits/increment", { names: [tag], task_run_id: randomUUID() }))
        .status;
    expect([await take(), await take()]).toEqual([200, 423]);
    expect(await provider.planAction(reset, { tag })).toEqual([]);
    expect(await invoked(reset, { tag })).toMatchObject({
      told: `The limit on task runs with the tag "${tag}": all slots are free.`,
      ended: [],
    });
    const { active_slots: slots } = (await api.call("GET", `/concurrency_limits/tag/${tag}`)).object();
    expect(slots).toEqual([]);
    expect(await take()).toBe(200);
  });
});
