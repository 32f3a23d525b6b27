import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow } from "./support/prefect-objects";
import { can, fieldsIf } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

const step = (name: string) => `prefect.deployments.steps.${name}`;

/** Steps as code says them, and as the server then has them. */
const steps: readonly (readonly [Values, Values])[] = [
  [
    { type: "set_working_directory", directory: "/a" },
    { [step("set_working_directory")]: { directory: "/a" } },
  ],
  [{ type: "set_working_directory" }, { [step("set_working_directory")]: {} }],
  [
    {
      type: "git_clone",
      id: "clone",
      requires: "prefect-github>=0.3",
      repository: "https://example.org/r.git",
      branch: "main",
      credentials: "{{ prefect.blocks.github-credentials.x }}",
      include_submodules: true,
    },
    {
      [step("git_clone")]: {
        id: "clone",
        requires: "prefect-github>=0.3",
        repository: "https://example.org/r.git",
        branch: "main",
        credentials: "{{ prefect.blocks.github-credentials.x }}",
        include_submodules: true,
      },
    },
  ],
  [
    {
      type: "run_shell_script",
      script: "make",
      directory: "{{ clone.directory }}",
      env: { A: "1" },
      expand_env_vars: true,
      stream_output: false,
    },
    {
      [step("run_shell_script")]: {
        script: "make",
        directory: "{{ clone.directory }}",
        env: { A: "1" },
        expand_env_vars: true,
        stream_output: false,
      },
    },
  ],
  [
    { type: "pip_install_requirements", directory: "/a", requirements_file: "r.txt", stream_output: true },
    {
      [step("pip_install_requirements")]: {
        directory: "/a",
        requirements_file: "r.txt",
        stream_output: true,
      },
    },
  ],
  [
    { type: "pull_from_s3", bucket: "b", folder: "f", credentials: "{{ c }}" },
    { "prefect_aws.deployments.steps.pull_from_s3": { bucket: "b", folder: "f", credentials: "{{ c }}" } },
  ],
  [
    { type: "pull_from_gcs", bucket: "b", folder: "f" },
    { "prefect_gcp.deployments.steps.pull_from_gcs": { bucket: "b", folder: "f" } },
  ],
  [
    { type: "pull_from_azure_blob_storage", container: "c", folder: "f" },
    { "prefect_azure.deployments.steps.pull_from_azure_blob_storage": { container: "c", folder: "f" } },
  ],
  [
    { type: "my_company.steps.fetch", id: "fetch", inputs: '{"retries": 3, "deep": {"a": [1.0, null]}}' },
    { "my_company.steps.fetch": { id: "fetch", retries: 3, deep: { a: [1, null] } } },
  ],
  [{ type: "my_company.steps.nothing" }, { "my_company.steps.nothing": {} }],
  [
    { type: "git_clone", repository: "r", inputs: '{"depth": 1}' },
    { [step("git_clone")]: { repository: "r", depth: 1 } },
  ],
];

const exact = '{"big":9007199254740993,"bigger":12345678901234567890,"one":1.0,"tenth":0.1}';
const sized = JSON.stringify({ type: "object", properties: { size: { type: "integer" } } });

describe("values of prefect_deployment", () => {
  let api: PrefectApi;
  let proxy: CountingProxy;
  let flow: Made;
  let variable: string;
  let workspace: Workspace;

  const hydrated = () => ({
    env: { __prefect_kind: "workspace_variable", variable_name: variable },
    sum: { __prefect_kind: "jinja", template: "{{ 1 + 1 }}" },
  });

  const first = (): Readonly<Record<string, Values>> => ({
    exact: { parameters: exact, job_variables: exact },
    hydrated: { parameters: JSON.stringify(hydrated()) },
    literal: { parameters: JSON.stringify({ env: "prod", sum: "2" }) },
    lax: { parameters: '{"size": "big"}', parameter_openapi_schema: sized, enforce_parameter_schema: false },
    strict: { parameters: '{"size": 1, "stranger": []}', parameter_openapi_schema: sized },
    stepped: { pull_steps: steps.map(([code]) => code) },
    versioned: { version_info: '{"type": "prefect:simple", "version": "1", "more": {"a": 1.0}}' },
    labelled: { labels: { team: "a" } },
    unlabelled: { labels: { team: "a", more: "b" } },
    silent: {},
  });

  const write = (deployments: Readonly<Record<string, Values>>) =>
    workspace.writeJson({
      resource: {
        prefect_deployment: Object.fromEntries(
          Object.entries(deployments).map(([name, attributes]) => [
            name,
            { name, flow_id: flow.id, ...attributes },
          ]),
        ),
      },
    });

  /** `left`: attributes that a warning says are left alone. */
  const expectNothingToDo = async (left: readonly string[] = []) => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift }).toEqual({ changes: [], drift: [] });
    expect(warnings.map(({ summary }) => summary)).toEqual(
      left.map((name) => `${name} is set on the server, not in the code`),
    );
  };

  const leftOfSilent = ["parameters", "pull_steps", "concurrency_options"];

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    proxy = await startCountingProxy(server.apiUrl);
    flow = await makeFlow(api);
    variable = uniqueName("variable");
    await api.call("POST", "/variables/", { name: variable, value: "prod" });
    workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await api.call("DELETE", `/variables/name/${variable}`);
    await workspace.remove();
    await proxy.stop();
  });

  it("reach the server as they stand: exact numbers, any pull step in order, version_info, labels (defects 7 and 24)", async () => {
    await write(first());
    expect(await workspace.apply()).toEqual([]);
    const rows = await deploymentsOf(api, flow);
    const text = (await api.call("GET", `/deployments/${rows.exact?.id}`)).text;
    expect(text).toContain(`"parameters":${exact}`);
    expect(text).toContain(`"job_variables":${exact}`);
    expect(rows.hydrated).toMatchObject({ parameters: hydrated() });
    expect(rows.lax).toMatchObject({ parameters: { size: "big" }, enforce_parameter_schema: false });
    expect(rows.strict).toMatchObject({ parameters: { size: 1, stranger: [] } });
    expect(rows.stepped?.pull_steps).toEqual(steps.map(([, server]) => server));
    expect(rows.labelled).toMatchObject({ labels: { team: "a", "prefect.flow.id": flow.id } });
    const sent = proxy.requests.filter(({ body }) => body.includes('"versioned"')).map(({ body }) => body);
    expect(JSON.parse(sent.at(-1) ?? "")).toMatchObject({
      version_info: { type: "prefect:simple", version: "1", more: { a: 1 } },
    });
    await expectNothingToDo();
  });

  it("stay as they are when something else is updated, what code does not set included (defect 16)", async () => {
    const before = await deploymentsOf(api, flow);
    const concurrency_options = {
      collision_strategy: "CANCEL_NEW",
      ...fieldsIf(can.keepGracePeriods, { grace_period_seconds: 120 }),
    };
    const strange = [
      { "other.steps.fetch": { id: "x", nested: { a: [1] } } },
      { [step("git_clone")]: { repository: "r", depth: 1 } },
    ];
    await api.call("PATCH", `/deployments/${before.silent?.id}`, {
      pull_steps: strange,
      concurrency_options,
      parameters: { a: 1 },
    });
    await write(
      Object.fromEntries(Object.entries(first()).map(([name, code]) => [name, { ...code, tags: ["new"] }])),
    );
    const { changes } = await workspace.plan();
    expect(changes.map(({ changed }) => changed)).toEqual(
      Object.keys(first()).map(() => ["tags", "updated"]),
    );
    await workspace.applyPlanned();
    const after = await deploymentsOf(api, flow);
    expect(after.silent).toMatchObject({
      tags: ["new"],
      pull_steps: strange,
      concurrency_options,
      parameters: { a: 1 },
    });
    for (const name of ["exact", "hydrated", "lax", "strict", "stepped", "labelled"]) {
      expect({ ...after[name], updated: 0, tags: [] }).toEqual({ ...before[name], updated: 0, tags: [] });
    }
    await expectNothingToDo(leftOfSilent);
  });

  it("change in place, and a change is sent even where the server holds its outcome already", async () => {
    await write({
      ...first(),
      exact: {
        parameters: '{"big":9007199254740995}',
        job_variables: can.emptyJobVariables ? null : '{"big":1}',
      },
      hydrated: { parameters: JSON.stringify({ ...hydrated(), more: 1 }) },
      literal: { parameters: JSON.stringify(hydrated()) },
      lax: { parameters: '{"size": 3}', parameter_openapi_schema: sized },
      strict: {
        parameters: '{"size": "any"}',
        parameter_openapi_schema: sized,
        enforce_parameter_schema: false,
      },
      stepped: { pull_steps: steps.map(([code]) => code).reverse() },
      versioned: { version_info: '{"type": "prefect:simple", "version": "2"}' },
    });
    const { changes } = await workspace.plan();
    const changed = Object.fromEntries(
      changes.map(({ name, changed: attributes }) => [
        name,
        attributes.filter((one) => one !== "tags" && one !== "updated"),
      ]),
    );
    expect(changed).toMatchObject({
      exact: ["job_variables", "parameters"],
      hydrated: ["parameters"],
      literal: ["parameters"],
      lax: ["enforce_parameter_schema", "parameters"],
      strict: ["enforce_parameter_schema", "parameters"],
      stepped: ["pull_steps"],
      versioned: ["version_info"],
    });
    proxy.reset();
    await workspace.applyPlanned();
    const rows = await deploymentsOf(api, flow);
    expect((await api.call("GET", `/deployments/${rows.exact?.id}`)).text).toContain(
      '"parameters":{"big":9007199254740995}',
    );
    expect(rows.hydrated).toMatchObject({ parameters: { env: "prod", sum: "2", more: 1 } });
    expect(rows.literal).toMatchObject({ parameters: { env: "prod", sum: "2" } });
    expect(rows.stepped?.pull_steps).toEqual(steps.map(([, server]) => server).reverse());
    const patched = proxy.requests.filter(
      ({ path, wasBusy }) => !wasBusy && path.endsWith(`/${rows.versioned?.id}`),
    );
    expect(patched.map(({ body }) => JSON.parse(body || "{}"))).toMatchObject([
      { version_info: { type: "prefect:simple", version: "2" } },
    ]);
    await expectNothingToDo(leftOfSilent);
  });

  it("are compared only for labels that code gives, and a changed label replaces the deployment", async () => {
    const before = await deploymentsOf(api, flow);
    const code = {
      labelled: { labels: { team: "b" } },
      unlabelled: {},
      silent: {},
    };
    await write(code);
    const targets = Object.keys(code).map((name) => `-target=prefect_deployment.${name}`);
    const { changes } = await workspace.plan({ args: targets });
    expect(changes.map(({ name, actions, replacePaths }) => ({ name, actions, replacePaths }))).toEqual([
      { name: "labelled", actions: ["delete", "create"], replacePaths: [["labels"]] },
    ]);
    await workspace.applyPlanned();
    const after = await deploymentsOf(api, flow);
    expect(after.labelled).toMatchObject({ labels: { team: "b" } });
    expect(after.labelled?.id).not.toBe(before.labelled?.id);
    expect(after.unlabelled).toMatchObject({ id: before.unlabelled?.id, labels: { team: "a", more: "b" } });
    expect((await workspace.plan({ args: targets })).changes).toEqual([]);
  });

  it("are replaced for another name or flow", async () => {
    const other = await makeFlow(api);
    await write({ renamed: {}, moved: {} });
    const targets = ["-target=prefect_deployment.renamed", "-target=prefect_deployment.moved"];
    await workspace.apply({ args: targets });
    const before = await deploymentsOf(api, flow);
    await write({ renamed: { name: "new name" }, moved: { flow_id: other.id } });
    const { changes } = await workspace.plan({ args: targets });
    expect(changes.map(({ name, actions, replacePaths }) => ({ name, actions, replacePaths }))).toEqual([
      { name: "moved", actions: ["delete", "create"], replacePaths: [["flow_id"]] },
      { name: "renamed", actions: ["delete", "create"], replacePaths: [["name"]] },
    ]);
    await workspace.applyPlanned();
    const after = await deploymentsOf(api, flow);
    expect(after).not.toHaveProperty("renamed");
    expect(after).not.toHaveProperty("moved");
    expect(after["new name"]?.id).not.toBe(before.renamed?.id);
    expect(await deploymentsOf(api, other)).toHaveProperty("moved");
    await api.call("DELETE", `/flows/${other.id}`);
  });
});
