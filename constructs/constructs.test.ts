import { describe, expect, expectTypeOf, test } from "vitest";
import {
  ConcurrencyLimit,
  type ConcurrencyLimitProps,
  Deployment,
  type DeploymentProps,
  DeploymentSchedule,
  Duration,
  Flow,
  type FlowProps,
  PrefectProvider,
  type PrefectProviderProps,
  PullStep,
  Schedule,
  secretVariable,
  Variable,
  type VariableProps,
  WorkPool,
  type WorkPoolProps,
  WorkQueue,
  type WorkQueueProps,
} from ".";
import {
  Fn,
  TerraformOutput,
  type TerraformProvider,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "./framework";
import type { DeploymentConfig } from "./generated/deployment";
import { DeploymentSchedule as DeploymentScheduleBinding } from "./generated/deployment-schedule";
import type { FlowConfig } from "./generated/flow";
import type { GlobalConcurrencyLimitConfig } from "./generated/global-concurrency-limit";
import { type PrefectProviderConfig, PrefectProvider as ProviderBinding } from "./generated/provider";
import type { VariableConfig } from "./generated/variable";
import type { WorkPoolConfig } from "./generated/work-pool";
import type { WorkQueueConfig } from "./generated/work-queue";

const flowId = "0f1c7a52-0000-4000-8000-000000000001";
const otherId = "0f1c7a52-0000-4000-8000-000000000002";

type Attributes = Record<string, unknown>;
type Configuration = {
  provider: { prefect: Attributes[] };
  resource: Record<string, Record<string, Attributes>>;
  terraform: { required_providers: Record<string, Attributes> };
};

/** A stack, and what is in it after synth, validations run. */
class TestStack extends TerraformStack {
  constructor(provider = true) {
    super(Testing.app(), "stack");
    if (provider) new PrefectProvider(this, "prefect", { fromRegistry: true });
  }

  synthesized(): Configuration {
    return JSON.parse(Testing.synth(this, true));
  }

  resource(type: string, name: string): Attributes {
    const { "//": _, ...attributes } = this.synthesized().resource[`prefect_${type}`]?.[name] ?? {};
    return attributes;
  }
}

describe("attributes", () => {
  test("of a deployment, by constructs, objects and durations", () => {
    const stack = new TestStack();
    const flow = new Flow(stack, "etl", { name: "etl", tags: ["a"], labels: { team: "data" } });
    const pool = new WorkPool(stack, "pool", {
      name: "pool",
      type: "process",
      baseJobTemplate: { job_configuration: { a: 1 }, variables: { type: "object" } },
    });
    const queue = new WorkQueue(stack, "queue", { name: "queue", workPool: pool, priority: 1 });
    new Deployment(stack, "nightly", {
      name: "nightly",
      flow,
      workQueue: queue,
      parameters: { rows: 9007199254740993n, since: new Date(0), every: Duration.hours(1) },
      jobVariables: { env: { A: "${B}" } },
      pullSteps: [
        { type: "git_clone", repository: "https://example.org/r.git", branch: "main" },
        { type: "my.steps.fetch", inputs: { from: ["a"] }, id: "fetch" },
        { type: "run_shell_script", script: "echo ${HOME}", env: { A: "%{x}" } },
      ],
      concurrencyLimit: 2,
      concurrencyOptions: { collisionStrategy: "CANCEL_NEW", gracePeriod: "PT5M" },
      schedules: [
        Schedule.cron("0 7 * * *", { timezone: "Europe/Paris", dayOr: false, slug: "a" }),
        Schedule.interval(Duration.minutes(15), { anchorDate: new Date(0), active: false }),
        Schedule.rrule("FREQ=DAILY", { parameters: { x: null }, maxScheduledRuns: 3 }),
      ],
    });
    expect(stack.resource("flow", "etl")).toEqual({ name: "etl", tags: ["a"], labels: { team: "data" } });
    expect(stack.resource("work_queue", "queue")).toEqual({
      name: "queue",
      priority: 1,
      work_pool_name: "${prefect_work_pool.pool.name}",
    });
    expect(stack.resource("deployment", "nightly")).toEqual({
      name: "nightly",
      flow_id: "${prefect_flow.etl.id}",
      work_pool_name: "${prefect_work_queue.queue.work_pool_name}",
      work_queue_name: "${prefect_work_queue.queue.name}",
      parameters: '{"rows":9007199254740993,"since":"1970-01-01T00:00:00.000Z","every":"PT3600S"}',
      job_variables: '{"env":{"A":"\\u0024{B}"}}',
      pull_steps: [
        { type: "git_clone", repository: "https://example.org/r.git", branch: "main" },
        { type: "my.steps.fetch", inputs: '{"from":["a"]}', id: "fetch" },
        { type: "run_shell_script", script: '${"echo \\u0024{HOME}"}', env: { A: '${"\\u0025{x}"}' } },
      ],
      concurrency_limit: 2,
      concurrency_options: { collision_strategy: "CANCEL_NEW", grace_period_seconds: 300 },
      schedules: [
        { cron: "0 7 * * *", timezone: "Europe/Paris", day_or: false, slug: "a" },
        { interval: 900, anchor_date: "1970-01-01T00:00:00.000Z", active: false },
        { rrule: "FREQ=DAILY", parameters: '{"x":null}', max_scheduled_runs: 3 },
      ],
    });
  });

  test("of steps, each with its own arguments, and of secrets, which are write-only", () => {
    const stack = new TestStack();
    const flow = new Flow(stack, "etl", { name: "etl" });
    const secret = secretVariable(stack, "secret");
    const limit = new ConcurrencyLimit(stack, "limit", { name: "limit", limit: 2, slotDecayPerSecond: 0.5 });
    const bucket = { bucket: "b", folder: "f", credentials: "{{ prefect.blocks.aws-credentials.c }}" };
    new Deployment(stack, "d", {
      name: "d",
      flow,
      globalConcurrencyLimitId: limit.id,
      jobVariables: { env: { A: "1" } },
      jobVariablesWo: { env: { TOKEN: secret } },
      jobVariablesWoVersion: 2,
      pullSteps: [
        PullStep.gitClone({
          id: "clone",
          repository: "r",
          accessTokenWo: secret,
          inputs: { commit_sha: "c" },
        }),
        PullStep.setWorkingDirectory("/srv"),
        PullStep.s3(bucket),
        PullStep.gcs(bucket),
        PullStep.azureBlob({ container: "c", folder: "f" }),
        PullStep.runShellScript("make", { env: { A: "b" }, expandEnvVars: true }),
        PullStep.pipInstall(),
        PullStep.custom("own.fetch", { n: 1 }, { requires: "own", inputsWo: { token: secret } }),
      ],
    });
    new Variable(stack, "v", { name: "v", valueWo: secret });
    expect(stack.resource("deployment", "d")).toEqual({
      name: "d",
      flow_id: "${prefect_flow.etl.id}",
      global_concurrency_limit_id: "${prefect_global_concurrency_limit.limit.id}",
      job_variables: '{"env":{"A":"1"}}',
      job_variables_wo: '{"env":{"TOKEN":${jsonencode(var.secret)}}}',
      job_variables_wo_version: 2,
      pull_steps: [
        {
          type: "git_clone",
          id: "clone",
          repository: "r",
          access_token_wo: "${var.secret}",
          inputs: '{"commit_sha":"c"}',
        },
        { type: "set_working_directory", directory: "/srv" },
        { type: "pull_from_s3", ...bucket },
        { type: "pull_from_gcs", ...bucket },
        { type: "pull_from_azure_blob_storage", container: "c", folder: "f" },
        { type: "run_shell_script", script: "make", env: { A: "b" }, expand_env_vars: true },
        { type: "pip_install_requirements" },
        {
          type: "own.fetch",
          inputs: '{"n":1}',
          requires: "own",
          inputs_wo: '{"token":${jsonencode(var.secret)}}',
        },
      ],
    });
    expect(stack.resource("global_concurrency_limit", "limit")).toEqual({
      name: "limit",
      limit: 2,
      slot_decay_per_second: 0.5,
    });
    expect(stack.resource("variable", "v")).toEqual({ name: "v", value_wo: "${var.secret}" });
  });

  test("take tokens wherever they stand", () => {
    const stack = new TestStack();
    const text = new TerraformVariable(stack, "text", { type: "string" });
    const list = new TerraformVariable(stack, "list", { type: "list(string)" });
    const number = new TerraformVariable(stack, "number", { type: "number" });
    const yes = new TerraformVariable(stack, "yes", { type: "bool" });
    new WorkPool(stack, "pool", {
      name: `pool-${text.stringValue}`,
      paused: yes.booleanValue,
      description: `at most -${number.numberValue}`,
      concurrencyLimit: number.numberValue,
    });
    new Flow(stack, "any", { name: text.value, tags: list.value, labels: text.value });
    new Deployment(stack, "any-d", {
      name: text.value,
      flow: text.value,
      workPool: text.value,
      workQueue: text.value,
      schedules: [Schedule.interval(number.value, { anchorDate: text.value })],
    });
    const flow = new Flow(stack, "etl", { name: text.stringValue, tags: list.listValue });
    new Deployment(stack, "d", {
      name: text.stringValue,
      flow,
      description: `costs $${text.stringValue} of \${money}`,
      labels: Token.asStringMap(text.value),
      parameters: Fn.merge([{ a: 1 }, text.value]),
      schedules: [
        Schedule.cron(text.stringValue, { timezone: text.stringValue, slug: text.stringValue }),
        Schedule.interval(Duration.seconds(number.numberValue)),
      ],
    });
    expect(stack.resource("work_pool", "pool")).toEqual({
      name: "pool-${var.text}",
      paused: "${var.yes}",
      description: '${"at most -${var.number}"}',
      concurrency_limit: "${var.number}",
    });
    expect(stack.resource("flow", "etl")).toEqual({ name: "${var.text}", tags: "${var.list}" });
    expect(stack.resource("flow", "any")).toEqual({
      name: "${var.text}",
      tags: "${var.list}",
      labels: "${var.text}",
    });
    expect(stack.resource("deployment", "any-d")).toEqual({
      name: "${var.text}",
      flow_id: "${var.text}",
      work_pool_name: "${var.text}",
      work_queue_name: "${var.text}",
      schedules: [{ interval: "${var.number}", anchor_date: "${var.text}" }],
    });
    expect(stack.resource("deployment", "d")).toEqual({
      name: "${var.text}",
      flow_id: "${prefect_flow.etl.id}",
      description: '${"costs \\u0024${var.text} of \\u0024{money}"}',
      labels: "${var.text}",
      parameters: '${jsonencode(merge({"a" = 1}, var.text))}',
      schedules: [
        { cron: "${var.text}", timezone: "${var.text}", slug: "${var.text}" },
        { interval: "${var.number}" },
      ],
    });
  });

  test("of a variable keep the value's type", () => {
    const stack = new TestStack();
    const token = new TerraformVariable(stack, "token", { type: "any" });
    const values = [5, true, null, "a", [1, [2]], { a: token.value }];
    values.forEach((value, index) => {
      new Variable(stack, `v${index}`, { name: `v${index}`, value });
    });
    expect(values.map((_, index) => stack.resource("variable", `v${index}`).value)).toEqual([
      "${5}",
      "${true}",
      "${null}",
      '${"a"}',
      "${[1, [2]]}",
      '${{"a" = var.token}}',
    ]);
  });

  test("of the provider", () => {
    const stack = new TestStack(false);
    new PrefectProvider(stack, "prefect", {
      endpoint: "http://127.0.0.1:4200/api",
      customHeaders: { "x-team": "data" },
      connectTimeout: "PT5S",
      retryTimeout: Duration.minutes(2),
      fromRegistry: true,
      version: "~> 0.1",
    });
    new PrefectProvider(stack, "staging", {
      alias: "staging",
      profile: "staging",
      fromRegistry: true,
      version: "~> 0.1",
    });
    const { provider, terraform } = stack.synthesized();
    expect(provider.prefect).toEqual([
      {
        endpoint: "http://127.0.0.1:4200/api",
        custom_headers: '{"x-team":"data"}',
        connect_timeout: 5,
        retry_timeout: 120,
      },
      { alias: "staging", profile: "staging" },
    ]);
    expect(terraform.required_providers.prefect).toEqual({
      source: "registry.terraform.io/cdktf-prefect/prefect",
      version: "~> 0.1",
    });
  });

  test("reach the binding, and constructs stand in dependsOn", () => {
    const stack = new TestStack();
    const flow = new Flow(stack, "etl", { name: "etl" });
    const pool = new WorkPool(stack, "pool", { name: "pool", dependsOn: [flow] });
    pool.resource.addOverride("description", "overridden");
    new TerraformOutput(stack, "id", { value: pool.resource.defaultQueueId });
    expect(stack.resource("work_pool", "pool")).toEqual({
      name: "pool",
      description: "overridden",
      depends_on: ["prefect_flow.etl"],
    });
  });

  test("a pool has the type that it is made for, and defaults of its job variables", () => {
    const stack = new TestStack();
    const text = new TerraformVariable(stack, "text", { type: "string" });
    const props = { name: "pool" };
    const jobVariables = { image: text.stringValue, env: { A: "${b}" }, pod_watch_timeout_seconds: 5 };
    WorkPool.kubernetes(stack, "kubernetes", { ...props, jobVariables });
    expect(stack.resource("work_pool", "kubernetes")).toEqual({
      name: "pool",
      type: "kubernetes",
      job_variables:
        '{"image":${jsonencode(var.text)},"env":{"A":"\\u0024{b}"},"pod_watch_timeout_seconds":5}',
    });
    const makers = {
      process: WorkPool.process,
      docker: WorkPool.docker,
      ecs: WorkPool.ecs,
      "cloud-run": WorkPool.cloudRun,
      "cloud-run-v2": WorkPool.cloudRunV2,
      "vertex-ai": WorkPool.vertexAi,
      "azure-container-instance": WorkPool.azureContainerInstance,
      "ecs:push": WorkPool.ecsPush,
      "cloud-run:push": WorkPool.cloudRunPush,
      "cloud-run-v2:push": WorkPool.cloudRunV2Push,
      "azure-container-instance:push": WorkPool.azureContainerInstancePush,
      "modal:push": WorkPool.modalPush,
      "coiled:push": WorkPool.coiledPush,
      "prefect:managed": WorkPool.prefectManaged,
    };
    for (const [type, make] of Object.entries(makers)) {
      const id = type.replace(":", "-");
      make(stack, id, props);
      expect(stack.resource("work_pool", id)).toEqual({ name: "pool", type });
    }
    const managed = WorkPool.prefectManaged(stack, "managed", {
      ...props,
      jobVariables: { pip_packages: ["pandas"], new_one: { a: 1 } },
    });
    const wrong = { name: "d", flow: flowId, workPool: managed };
    // @ts-expect-error packages are a list
    new Deployment(stack, "d", { ...wrong, jobVariables: { pip_packages: 1 } });
    // @ts-expect-error an image is a text
    WorkPool.ecsPush(stack, "push", { ...props, jobVariables: { image: 7, new_one: true } });
    WorkPool.ofType(stack, "own", "own", props);
    expect(stack.resource("work_pool", "own")).toEqual({ name: "pool", type: "own" });
  });

  test("every property has an attribute of its own", () => {
    expectTypeOf<keyof FlowProps>().toExtend<keyof FlowConfig>();
    expectTypeOf<keyof WorkPoolProps>().toExtend<keyof WorkPoolConfig>();
    expectTypeOf<Exclude<keyof WorkQueueProps, "workPool">>().toExtend<keyof WorkQueueConfig>();
    expectTypeOf<keyof ConcurrencyLimitProps>().toExtend<keyof GlobalConcurrencyLimitConfig>();
    expectTypeOf<keyof VariableProps>().toExtend<keyof VariableConfig>();
    expectTypeOf<Exclude<keyof DeploymentProps, "flow" | "workPool" | "workQueue">>().toExtend<
      keyof DeploymentConfig
    >();
    expectTypeOf<Exclude<keyof PrefectProviderProps, "fromRegistry" | "version">>().toExtend<
      keyof PrefectProviderConfig
    >();
    expectTypeOf<PrefectProvider>().toExtend<TerraformProvider>();
  });
});

describe("mistakes fail, naming the construct", () => {
  const refused: [string, string, (stack: TestStack, flow: Flow) => void][] = [
    ["a flow without a name", "stack/x: name: ", (stack) => new Flow(stack, "x", { name: "" })],
    ["a flow's name", 'stack/x: name: "a/b"', (stack) => new Flow(stack, "x", { name: "a/b" })],
    [
      "a deployment without a name",
      'stack/x: name "": ',
      (stack, flow) => new Deployment(stack, "x", { name: "", flow }),
    ],
    [
      "a deployment's name",
      'stack/x: name: "100%"',
      (stack, flow) => new Deployment(stack, "x", { name: "100%", flow }),
    ],
    [
      "a pool's name",
      'stack/x: name: "prefect-x"',
      (stack) => new WorkPool(stack, "x", { name: "prefect-x" }),
    ],
    ["a queue's name", "stack/x: name: ", (stack) => new WorkQueue(stack, "x", { name: "<", workPool: "p" })],
    [
      "a variable's name",
      'stack/x: name: "Ab"',
      (stack) => new Variable(stack, "x", { name: "Ab", value: 1 }),
    ],
    [
      "an empty flow id",
      'stack/x: flow "": ',
      (stack) => new Deployment(stack, "x", { name: "d", flow: "" }),
    ],
    [
      "an empty pool name",
      'stack/x: workPool "": ',
      (stack, flow) => new Deployment(stack, "x", { name: "d", flow, workPool: "" }),
    ],
    [
      "a queue without its pool",
      'stack/x: workQueue "q": give its workPool too',
      (stack, flow) => new Deployment(stack, "x", { name: "d", flow, workQueue: "q" }),
    ],
    ...(
      [
        ["cron", "61 * * * *", Schedule.cron("61 * * * *")],
        ["cron", "* * *", Schedule.cron("* * *")],
        ["timezone", "europe/paris", Schedule.cron("@daily", { timezone: "europe/paris" })],
        ["timezone", "UTC+1", Schedule.cron("@daily", { timezone: "UTC+1" })],
        ["rrule", "FREQ=NEVER", Schedule.rrule("FREQ=NEVER")],
        ["interval", "0", Schedule.interval(Duration.seconds(0))],
        ["interval", "-60", Schedule.interval("-PT1M")],
        ["interval", '"an hour"', Schedule.interval("an hour")],
        ["anchorDate", "2026-13-01", Schedule.interval("PT1H", { anchorDate: "2026-13-01" })],
        ["anchorDate", "no date", Schedule.interval("PT1H", { anchorDate: new Date("") })],
        ["parameters.x", "NaN", Schedule.cron("@daily", { parameters: { x: Number.NaN } })],
      ] as const
    ).map(([property, shown, schedule]): [string, string, (stack: TestStack, flow: Flow) => void] => [
      `a schedule's ${property} ${shown}`,
      `stack/x: schedules[1].${property}`,
      (stack, flow) =>
        new Deployment(stack, "x", { name: "d", flow, schedules: [Schedule.cron("@hourly"), schedule] }),
    ]),
    [
      "two schedules with one slug",
      'stack/x: schedules[1].slug "s": schedules[0] has the same slug',
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          schedules: [Schedule.cron("@hourly", { slug: "s" }), Schedule.cron("@daily", { slug: "s" })],
        }),
    ],
    [
      "a function among the parameters",
      "stack/x: parameters.a[0].b: a function cannot be written as JSON",
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          parameters: { a: [{ b: { toJSON: () => () => 1 } }] },
        }),
    ],
    [
      "a construct among the parameters",
      "stack/x: parameters.flow: the construct stack/flow is no value",
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          parameters: Object.assign(JSON.parse("{}"), { flow }),
        }),
    ],
    [
      "parameters that hold themselves",
      'stack/x: parameters["a b"]: the value holds itself',
      (stack, flow) => {
        const parameters: Record<string, JsonLike> = {};
        parameters["a b"] = parameters;
        new Deployment(stack, "x", { name: "d", flow, parameters });
      },
    ],
    [
      "parameters that do not fit their schema",
      "stack/x: parameters.times: ",
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          parameters: { times: "three", unknown: 1 },
          parameterOpenapiSchema: { type: "object", properties: { times: { type: "integer" } } },
        }),
    ],
    [
      "text for an object",
      "stack/x: parameters: an object is needed",
      (stack, flow) => new Deployment(stack, "x", { name: "d", flow, ...JSON.parse('{"parameters":"{}"}') }),
    ],
    [
      "a number beyond its limits",
      "stack/x: concurrencyLimit: 0 was given; it must be 1 or more",
      (stack, flow) => new Deployment(stack, "x", { name: "d", flow, concurrencyLimit: 0 }),
    ],
    [
      "a number beyond its limits, within an object",
      "stack/x: concurrencyOptions.gracePeriod: 30 was given; it must be between 60 and 86400",
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          concurrencyLimit: 1,
          concurrencyOptions: { collisionStrategy: "ENQUEUE", gracePeriod: "PT30S" },
        }),
    ],
    [
      "a number beyond its limits, within a list",
      "stack/x: schedules[1].maxScheduledRuns: 0 was given",
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          schedules: [Schedule.cron("@hourly"), Schedule.cron("@daily", { maxScheduledRuns: 0 })],
        }),
    ],
    [
      "what cannot stand beside another",
      "stack/x: concurrencyLimit cannot stand beside globalConcurrencyLimitId",
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          concurrencyLimit: 1,
          globalConcurrencyLimitId: otherId,
        }),
    ],
    [
      "an id that is none",
      'stack/x: flow: "etl" is not a UUID',
      (stack) => new Deployment(stack, "x", { name: "d", flow: "etl" }),
    ],
    [
      "a name that is not there",
      "stack/x: name undefined: a value is needed",
      (stack, flow) => new Deployment(stack, "x", { ...JSON.parse("{}"), flow }),
    ],
    [
      "what is no list",
      'stack/x: tags "a": a list is needed',
      (stack, flow) => new Deployment(stack, "x", { name: "d", flow, ...JSON.parse('{"tags":"a"}') }),
    ],
    [
      "what is no schedule",
      'stack/x: schedules[0] {"cron":"@daily"}: a Schedule, such as Schedule.cron(…), is needed',
      (stack, flow) =>
        new Deployment(stack, "x", { name: "d", flow, ...JSON.parse('{"schedules":[{"cron":"@daily"}]}') }),
    ],
    [
      "a queue of another pool",
      'it is a queue of the pool "b", and workPool is "a"',
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          workPool: "a",
          workQueue: new WorkQueue(stack, "queue", { name: "q", workPool: "b" }),
        }),
    ],
    [
      "a template of a pool that is none",
      "stack/x: baseJobTemplate: It must have both",
      (stack) => new WorkPool(stack, "x", { name: "p", baseJobTemplate: { job: {} } }),
    ],
    ...(
      [
        ["a repository", "repository: It is empty", PullStep.gitClone({ repository: "" })],
        ["a directory", "directory: It is empty", PullStep.setWorkingDirectory("")],
        ["a bucket", "bucket: It is empty", PullStep.s3({ bucket: "", folder: "f" })],
        [
          "a branch in inputs",
          'branch: "-x" was given',
          PullStep.gitClone({ repository: "r", inputs: { branch: "-x" } }),
        ],
        [
          "two credentials",
          "credentials: There is an access token too",
          PullStep.gitClone({ repository: "r", accessTokenWo: "t", credentials: "{{ prefect.blocks.a.b }}" }),
        ],
        ["a function", 'type: "steps." was given', PullStep.custom("steps.")],
        ["nothing", " null: a pull step, such as PullStep.gitClone", JSON.parse("null")],
        ["an unknown word", 'type: "fetch" was given', JSON.parse('{"type":"fetch"}')],
      ] as const
    ).map(([what, message, step]): [string, string, (stack: TestStack, flow: Flow) => void] => [
      `${what} of a pull step that a worker refuses`,
      `stack/x: pullSteps[1]${message.startsWith(" ") ? "" : "."}${message}`,
      (stack, flow) =>
        new Deployment(stack, "x", {
          name: "d",
          flow,
          pullSteps: [PullStep.custom("company.steps:fetch"), step],
        }),
    ]),
    [
      "a variable's size",
      "stack/x: value: It is 5002 bytes of JSON; 5000 at most are allowed",
      (stack) => new Variable(stack, "x", { name: "x", value: "é".repeat(2500) }),
    ],
    [
      "a variable's whole number",
      "stack/x: value: It holds a whole number beyond 64 bits",
      (stack) => new Variable(stack, "x", { name: "x", value: { a: [2n ** 64n] } }),
    ],
    ["no value", "stack/x: value", (stack) => new Variable(stack, "x", { name: "x", value: undefined })],
    [
      "half a surrogate pair in a variable",
      "stack/x: value.a: ",
      (stack) => new Variable(stack, "x", { name: "x", value: { a: "\ud800" } }),
    ],
    [
      "a version that this package is not",
      "stack/other: version",
      (stack) => new PrefectProvider(stack, "other", { alias: "o", version: ">= 100" }),
    ],
    [
      "a duration that is none",
      "stack/other: requestTimeout",
      (stack) => new PrefectProvider(stack, "other", { alias: "o", requestTimeout: "soon" }),
    ],
  ];

  type JsonLike = { [key: string]: JsonLike };

  test.each(refused)("%s", (_, message, make) => {
    const stack = new TestStack();
    const flow = new Flow(stack, "flow", { name: "flow" });
    expect(() => make(stack, flow)).toThrow(message);
  });

  test("parameters fit where the schema is not enforced, or a token stands among them", () => {
    const stack = new TestStack();
    const parameterOpenapiSchema = { type: "object", properties: { times: { type: "integer" } } };
    const token = new TerraformVariable(stack, "times", { type: "number" });
    const props = { name: "d", flow: flowId, parameterOpenapiSchema };
    new Deployment(stack, "a", { ...props, parameters: { times: "3" }, enforceParameterSchema: false });
    new Deployment(stack, "b", { ...props, parameters: { times: token.stringValue } });
    const template = { times: "{{ prefect.variables.x }}" };
    new Deployment(stack, "c", { ...props, parameters: template, enforceParameterSchema: false });
    expect(Object.keys(stack.synthesized().resource.prefect_deployment ?? {})).toEqual(["a", "b", "c"]);
    // A server takes a template for the text that it is.
    expect(() => new Deployment(stack, "d", { ...props, parameters: template })).toThrow("parameters.times");
  });

  test("schedules in two places", () => {
    const stack = new TestStack();
    const deployment = new Deployment(stack, "d", { name: "d", flow: flowId, schedules: [] });
    new DeploymentSchedule(stack, "s", { deployment, schedule: Schedule.cron("@daily") });
    expect(() => stack.synthesized()).toThrow("stack/s: the deployment stack/d has schedules of its own");
  });

  test("schedules in two places, by the binding", () => {
    const stack = new TestStack();
    const deployment = new Deployment(stack, "d", { name: "d", flow: flowId, schedules: [] });
    new DeploymentScheduleBinding(stack, "s", { deploymentId: deployment.resource.id, cron: "@daily" });
    expect(() => stack.synthesized()).toThrow("stack/s: the deployment stack/d has schedules of its own");
  });

  test("separate schedules with one slug", () => {
    const stack = new TestStack();
    const deployment = new Deployment(stack, "d", { name: "d", flow: flowId });
    const schedule = Schedule.cron("@daily", { slug: "s" });
    new DeploymentSchedule(stack, "one", { deployment, schedule });
    new DeploymentSchedule(stack, "two", { deployment: deployment.id, schedule });
    new DeploymentSchedule(stack, "elsewhere", { deployment: otherId, schedule });
    expect(() => stack.synthesized()).toThrow(/stack\/two: slug "s": stack\/one, of the same deployment/);
  });

  test("two providers that nothing tells apart", () => {
    const stack = new TestStack();
    new PrefectProvider(stack, "other", { fromRegistry: true });
    expect(() => stack.synthesized()).toThrow("stack/other: stack/prefect has no alias either");
  });

  test("no provider", () => {
    const stack = new TestStack(false);
    new Flow(stack, "etl", { name: "etl" });
    expect(() => stack.synthesized()).toThrow("the stack stack has Prefect constructs but no provider");
  });

  test("the binding of the provider is a provider too", () => {
    const stack = new TestStack(false);
    new ProviderBinding(stack, "prefect");
    new Flow(stack, "etl", { name: "etl" });
    expect(stack.resource("flow", "etl")).toEqual({ name: "etl" });
  });
});

describe("warnings", () => {
  const warnings = (stack: TestStack) =>
    stack.node
      .findAll()
      .flatMap(({ node }) =>
        node.metadata.flatMap(({ type, data }) => (/warn/.test(type) ? [String(data)] : [])),
      );

  test("of secrets in clear, not of tokens", () => {
    const stack = new TestStack(false);
    const key = new TerraformVariable(stack, "key", { sensitive: true });
    new PrefectProvider(stack, "a", { basicAuthKey: "user:password", fromRegistry: true });
    new PrefectProvider(stack, "b", { alias: "b", apiKey: key.stringValue, fromRegistry: true });
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/^basicAuthKey is written into cdk.tf.json in clear/),
    ]);
    expect(warnings(stack).join()).not.toContain("password");
  });

  test("of what a server may refuse", () => {
    const stack = new TestStack();
    new Deployment(stack, "d", { name: "d", flow: flowId, schedules: [Schedule.cron("0 0 30 2 *")] });
    expect(warnings(stack)).toEqual([expect.stringContaining("schedules[0].cron")]);
  });

  test("of what a worker may fail on", () => {
    const stack = new TestStack();
    new Deployment(stack, "d", { name: "d", flow: flowId, entrypoint: "flows/etl.py" });
    new Deployment(stack, "e", { name: "e", flow: flowId, entrypoint: "" });
    expect(warnings(stack)).toEqual([expect.stringContaining('entrypoint: "flows/etl.py" names a file')]);
  });
});
