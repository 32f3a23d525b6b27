import type { JsonObject, PrefectApi } from "../support/prefect-api";
import { can, fieldsIf } from "../support/server-version";

/** What `populate` has put where only the server knows it, by what is needed to give it again. */
export interface Secrets {
  /** By the block's type and name, then its field. */
  readonly blocks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const secretWords = {
  token: "s3cr3t-token-of-github",
  key: 's3cr3t "key" ${not.a.reference} %{ either }',
  url: "https://hooks.example.com/s3cr3t/path",
  nested: { user: "ada", password: "s3cr3t-password" },
};

/** Every word that must not stand in what is written. */
export const secretMarks = ["s3cr3t"];

/** Names that mean something to a shell, a path, TypeScript or HCL, or differ by little. */
const oddNames = [
  "class",
  "default",
  "Nightly",
  "nightly",
  "night-ly",
  "night_ly",
  "100 percent",
  "é 日本 🚀",
  'say "hi"',
  "it's `back`ticked",
  "a\\b",
  "${var.x} { if }",
  "tab\tand\nbreak",
  "日本",
  "stack",
  "import",
];

const scheduleSets: readonly (readonly JsonObject[])[] = [
  [],
  [{ schedule: { cron: "0 7 * * mon-fri", timezone: "Europe/Paris" }, slug: "mornings", active: true }],
  [
    {
      schedule: { interval: 3600, anchor_date: "2026-01-01T00:00:00Z", timezone: "Europe/Berlin" },
      slug: "hourly",
      active: true,
    },
    {
      schedule: { cron: "0 0 1 * 1", day_or: false },
      slug: "rarely",
      active: false,
      parameters: { table: "all ${x}" },
    },
  ],
  [{ schedule: { rrule: "FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=9", timezone: "Asia/Tokyo" }, active: true }],
  [
    {
      schedule: { rrule: "DTSTART:20260101T000000\nRRULE:FREQ=DAILY;COUNT=1000" },
      slug: "daily é",
      active: true,
    },
    { schedule: { interval: 90061.5 }, slug: "odd", active: true },
  ],
];

const clone = (inputs: JsonObject) => ({ "prefect.deployments.steps.git_clone": inputs });

const pullSteps: readonly (readonly JsonObject[])[] = [
  [{ "prefect.deployments.steps.set_working_directory": { directory: "/srv/flows" } }],
  [
    clone({
      repository: "https://github.com/acme/flows.git",
      branch: "main",
      credentials: "{{ prefect.blocks.github-credentials.github }}",
      id: "clone",
    }),
    {
      "prefect.deployments.steps.pip_install_requirements": {
        directory: "{{ clone.directory }}",
        stream_output: false,
      },
    },
  ],
  [
    {
      "prefect.deployments.steps.run_shell_script": {
        script: 'set -e\necho "${HOME}" %{x} `id`\n',
        env: { A: "1" },
      },
    },
    { "prefect_aws.deployments.steps.pull_from_s3": { bucket: "code", folder: "flows" } },
    { "acme.steps.fetch": { source: "registry", retries: 3, nested: { a: [1, null, true] } } },
  ],
  [
    clone({ repository: "https://example.com/a.git", unknown_argument: 1 }),
    { "prefect_gcp.deployments.steps.pull_from_gcs": { bucket: "code", folder: "" } },
    { "prefect_azure.deployments.steps.pull_from_azure_blob_storage": { container: "code", folder: "f" } },
  ],
];

const parameterSchema = {
  title: "Parameters",
  type: "object",
  properties: {
    table: { title: "table", type: "string", default: "orders", position: 0 },
    limit: { title: "limit", position: 1, anyOf: [{ type: "integer" }, { type: "null" }] },
  },
};

/** Puts some 200 objects of all kinds on an empty server, by its API. */
export async function populate(api: PrefectApi): Promise<Secrets> {
  const post = async (path: string, body: unknown): Promise<JsonObject> =>
    (await api.call("POST", path, body)).object();
  const id = (object: JsonObject) => String(object.id);

  // Variables of every JSON type.
  const values: Record<string, unknown> = {
    text: "plain",
    multiline: 'line one\nline "two" ${x} %{ y } `z` \\ é 日本 🚀\n',
    empty: "",
    number: 3,
    fraction: 0.1,
    negative: -7,
    yes: true,
    nothing: null,
    list: [1, "two", null, [3.5], { four: 4 }],
    object: { bucket: "acme", "odd key ${a}": { "1": 1 }, nested: { tables: ["orders", "customers"] } },
    ...fieldsIf(can.dashVariables, { "with-dash": "a" }),
    with_dash: "b",
    constructor: "reserved",
    count: "reserved in terraform",
    "1st": "begins with a digit",
  };
  for (const [name, value] of Object.entries(values)) {
    const tags = name === "object" ? ["etl", "team ${a}"] : [];
    await post("/variables/", { name, value, tags });
  }
  const large = '{"name":"large","value":{"id":9007199254740993,"ratio":1.0},"tags":[]}';
  await api.call("POST", "/variables/", JSON.parse(large.replace("9007199254740993", "9007199254740992")));
  for (let number = 1; number <= 20; number += 1) {
    await post("/variables/", { name: `setting_${number}`, value: { number }, tags: [] });
  }

  // Limits.
  const shared = await post("/v2/concurrency_limits/", { name: "database", limit: 5 });
  await post("/v2/concurrency_limits/", { name: "api rate", limit: 10, slot_decay_per_second: 0.5 });
  await post("/v2/concurrency_limits/", { name: "API-rate", limit: 0, active: false });
  await post("/concurrency_limits/", { tag: "small machines", concurrency_limit: 2 });
  await post("/concurrency_limits/", { tag: "database", concurrency_limit: 4 });

  // Blocks.
  const typeOf = async (slug: string) => (await api.call("GET", `/block_types/slug/${slug}`)).object();
  const newestSchema = async (typeId: string) => {
    const answer = await api.call("POST", "/block_schemas/filter", {
      block_schemas: { block_type_id: { any_: [typeId] } },
    });
    return id(answer.list()[0] ?? {});
  };
  const block = async (slug: string, name: string, data: unknown): Promise<string> => {
    const type = id(await typeOf(slug));
    const body = { name, data, block_type_id: type, block_schema_id: await newestSchema(type) };
    return id(await post("/block_documents/", body));
  };
  await block("secret", "github-token", { value: secretWords.token });
  await block("secret", "service-account", { value: secretWords.nested });
  const aws = await block("aws-credentials", "aws", {
    aws_access_key_id: "AKIA",
    aws_secret_access_key: secretWords.key,
    region_name: "eu-west-1",
  });
  const bucket = await block("s3-bucket", "results", {
    bucket_name: "acme-results",
    bucket_folder: "runs/${x}",
    credentials: { $ref: { block_document_id: aws } },
  });
  const files = await block("local-file-system", "files", { basepath: "/srv/results" });
  const slack = await block("slack-webhook", "alerts", { url: secretWords.url });
  const hook = await block("webhook", "hook", {
    method: "POST",
    url: secretWords.url,
    headers: { Authorization: `Bearer ${secretWords.token}` },
  });
  await block("github-credentials", "github", { token: secretWords.token });
  const crm = await post("/block_types/", {
    name: "CRM of ${acme}",
    slug: "acme-crm",
    description: 'Customers, "all" of them',
    logo_url: "https://example.com/logo.png",
  });
  const crmFields = {
    title: "Crm",
    type: "object",
    properties: {
      endpoint: { type: "string", title: "Endpoint" },
      key: { type: "string", format: "password", writeOnly: true, title: "Key" },
      tables: { type: "array", items: { type: "string" }, title: "Tables" },
    },
    required: ["endpoint"],
    block_type_slug: "acme-crm",
    secret_fields: ["key"],
    block_schema_references: {},
  };
  const crmSchema = await post("/block_schemas/", {
    block_type_id: id(crm),
    fields: crmFields,
    capabilities: ["get-customer"],
    version: "1.0",
  });
  await post("/block_documents/", {
    name: "prod",
    block_type_id: id(crm),
    block_schema_id: id(crmSchema),
    data: { endpoint: "https://crm.example.org/${tenant}", key: secretWords.key, tables: ["a", "b"] },
  });
  await post("/block_types/", { name: "Empty", slug: "empty" });
  if (can.storeResultsByDefault)
    await api.call("PUT", "/admin/storage", { default_result_storage_block_id: files });

  // Work pools of several types, with queues.
  const metadata = (await api.call("GET", "/collections/views/aggregate-worker-metadata")).object();
  const templateOf = (type: string): JsonObject => {
    for (const types of Object.values(metadata)) {
      const about: unknown = Object(types)[type];
      if (about !== undefined) return structuredClone(Object(about).default_base_job_configuration);
    }
    throw new Error(`no worker type ${type}`);
  };
  const withDefault = (type: string, defaults: JsonObject): JsonObject => {
    const template = templateOf(type);
    const properties = Object(Object(template.variables).properties);
    for (const [name, value] of Object.entries(defaults)) properties[name].default = value;
    return template;
  };
  const poolIds: Record<string, string> = {};
  const pool = async (name: string, type: string, more: JsonObject = {}) => {
    const made = await post("/work_pools/", { name, type, ...more });
    poolIds[name] = id(made);
  };
  await pool("local", "process", { base_job_template: templateOf("process"), concurrency_limit: 5 });
  await pool("k8s", "kubernetes", {
    description: "Runs on the ${cluster}",
    base_job_template: withDefault("kubernetes", { namespace: "flows", image: "acme/flows:1" }),
    storage_configuration: { default_result_storage_block_id: bucket },
  });
  await pool("K8S", "kubernetes", { is_paused: true });
  const custom = templateOf("docker");
  Object(Object(custom.variables).properties).gpu = { type: "integer", title: "GPU", default: 0 };
  Object(custom.job_configuration).gpu = "{{ gpu }}";
  await pool("docker custom", "docker", { base_job_template: custom });
  await pool("own workers", "acme-worker", {
    base_job_template: {
      job_configuration: { command: "{{ command }}", size: "{{ size }}" },
      variables: { type: "object", properties: { command: { type: "string" }, size: { type: "integer" } } },
    },
  });
  await pool("agents", "prefect-agent");
  const queue = (poolName: string, name: string, more: JsonObject = {}) =>
    post(`/work_pools/${encodeURIComponent(poolName)}/queues`, { name, ...more });
  const urgent = await queue("k8s", "urgent", {
    priority: 1,
    concurrency_limit: 2,
    description: "first ${x}",
  });
  await queue("k8s", "Urgent", { is_paused: true });
  await queue("local", "slow", { priority: 7 });
  await queue("own workers", "default 2");

  // Flows and deployments.
  const flowIds: Record<string, string> = {};
  const flow = async (name: string, more: JsonObject = {}) => {
    flowIds[name] ??= id(await post("/flows/", { name, ...more }));
    return flowIds[name];
  };
  const deploymentIds: Record<string, string> = {};
  const deployment = async (flowName: string, name: string, more: JsonObject = {}) => {
    const made = await post("/deployments/", { name, flow_id: await flow(flowName), ...more });
    deploymentIds[`${flowName}/${name}`] = id(made);
    return id(made);
  };
  await flow("etl", { tags: ["etl", "nightly"], labels: { team: "data", "odd ${label}": "x" } });
  await deployment("etl", "nightly", {
    description: 'Loads "all" tables.\nThen some ${more}.',
    version: "1.2",
    tags: ["etl"],
    work_pool_name: "k8s",
    work_queue_name: "urgent",
    entrypoint: "flows/etl.py:etl",
    pull_steps: pullSteps[1],
    parameters: { table: "orders", limit: 100 },
    parameter_openapi_schema: parameterSchema,
    enforce_parameter_schema: true,
    job_variables: { image: "acme/etl:2", env: { LOG_LEVEL: "debug", ODD: "${x}" } },
    concurrency_limit: 2,
    concurrency_options: {
      collision_strategy: "CANCEL_NEW",
      ...fieldsIf(can.keepGracePeriods, { grace_period_seconds: 120 }),
    },
    schedules: scheduleSets[2],
  });
  await deployment("etl", "hourly", {
    work_pool_name: "docker custom",
    job_variables: { gpu: 1, image: "x" },
    global_concurrency_limit_id: id(shared),
    paused: true,
    enforce_parameter_schema: false,
    parameters: { anything: [1, 2.5, { a: null }], "odd-key": "${x}" },
    pull_steps: pullSteps[2],
    schedules: scheduleSets[4],
  });
  await deployment("etl", "served", { path: ".", entrypoint: "etl.py:etl", schedules: scheduleSets[1] });
  await deployment("report", "served", {
    path: "flows",
    entrypoint: "report.py:report",
    parameters: { deep: { list: [[1], [2, 3]] } },
  });
  await deployment("report", "nightly", {
    work_pool_name: "own workers",
    work_queue_name: "default 2",
    job_variables: { size: 3, command: "{{ prefect.variables.text }}" },
    pull_steps: pullSteps[3],
    schedules: scheduleSets[3],
    tags: ["b", "a", "etl"],
  });
  await flow("without deployments");
  for (const [index, name] of oddNames.entries()) {
    await deployment(name, name, {
      work_pool_name: index % 2 === 0 ? "local" : "K8S",
      entrypoint: "flows.py:run",
      pull_steps: pullSteps[index % pullSteps.length],
      schedules: scheduleSets[index % scheduleSets.length],
      tags: [name],
    });
  }
  for (let number = 1; number <= 40; number += 1) {
    await deployment(`tenant-${1 + (number % 4)}`, `sync-${number}`, {
      work_pool_name: "local",
      entrypoint: "sync.py:sync",
      pull_steps: pullSteps[0],
      parameters: { tenant: number },
      job_variables: { env: { TENANT: String(number) } },
      schedules: [{ schedule: { cron: `${number} 3 * * *` }, slug: "nightly", active: true }],
    });
  }
  for (const version of [1, 2, 3]) await flow(`archive ${version}`);
  const long = `${"very long name ".repeat(30)}é\u202e שלום`;
  await deployment(long, `${long} 1`, {
    entrypoint: "flows.py:run",
    description: "*/ // # <<-EOT\nEOT\n\ttabs\r\nbell\u0007 \\n \u200f$${x} %%{y} `z`\n",
    version: "$${x}",
    parameters: {
      "*/": "a\u0000b",
      "": "no name",
      for: [[[[[[{ constructor: null }]]]]]],
      decomposed: "e\u0301",
      lines: "one\n\n  two ${x}\n",
      markup: "<&>",
    },
    enforce_parameter_schema: false,
  });
  await deployment(long, `${long} 2`, {
    work_pool_name: "local",
    pull_steps: [{ "acme.steps.nothing": {} }],
  });
  // Both would be called addCopyFlow.
  for (const name of ["copy", "copy flow"]) await deployment(name, "once", { work_pool_name: "local" });

  // Automations of every kind of trigger.
  const event = (fields: JsonObject): JsonObject => ({ type: "event", posture: "Reactive", ...fields });
  const ofDeployment = (name: string) => ({
    "prefect.resource.role": "deployment",
    "prefect.resource.id": `prefect.deployment.${deploymentIds[name]}`,
  });
  const automation = (
    name: string,
    trigger: JsonObject,
    actions: readonly JsonObject[],
    more: JsonObject = {},
  ) => post("/automations/", { name, trigger, actions, ...more });
  const run = (name: string, more: JsonObject = {}): JsonObject => ({
    type: "run-deployment",
    source: "selected",
    deployment_id: deploymentIds[name],
    ...more,
  });
  const failed = event({
    expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"],
    match: { "prefect.resource.id": "prefect.flow-run.*" },
    match_related: ofDeployment("etl/nightly"),
    threshold: 3,
    within: 3600,
  });
  const silent = event({
    posture: "Proactive",
    expect: ["orders.loaded ${x}"],
    after: ["orders.started"],
    for_each: ["prefect.resource.id"],
    within: 900,
  });
  await automation("Tell of failures", failed, [
    {
      type: "send-notification",
      block_document_id: slack,
      subject: "Failed ${x}",
      body: "{{ flow_run.name }}\nfailed",
    },
    { type: "call-webhook", block_document_id: hook, payload: '{"a": "{{ event.id }}"}' },
    { type: "pause-deployment", source: "selected", deployment_id: deploymentIds["etl/nightly"] },
  ]);
  await automation(
    "Nothing came",
    silent,
    [
      { type: "do-nothing" },
      {
        type: "change-flow-run-state",
        state: "FAILED",
        message: "late",
        ...fieldsIf(can.forceStatesByAutomation, { force: true }),
      },
    ],
    { enabled: false, ...fieldsIf(can.tagAutomations, { tags: ["etl"] }), description: 'It is "late"' },
  );
  const compound = {
    type: "compound",
    require: "all",
    within: 3600,
    triggers: [event({ expect: ["a"] }), event({ expect: ["b"], match: { x: ["1", "2*"] } })],
  };
  await automation("Both came", compound, [
    run("report/nightly", { parameters: { day: "{{ event.day }}" } }),
  ]);
  await automation(
    "One after the other",
    { type: "sequence", within: null, triggers: [event({ expect: ["a"] }), { ...compound, require: 1 }] },
    [{ type: "cancel-flow-run" }],
    { actions_on_trigger: [{ type: "suspend-flow-run" }], actions_on_resolve: [{ type: "resume-flow-run" }] },
  );
  await automation(
    "Three levels deep",
    {
      type: "compound",
      require: "any",
      within: null,
      triggers: [{ type: "sequence", within: 60, triggers: [compound, event({ expect: ["c"] })] }],
    },
    [
      { type: "pause-work-pool", source: "selected", work_pool_id: poolIds.k8s },
      { type: "resume-work-queue", source: "selected", work_queue_id: id(urgent) },
      { type: "pause-deployment", source: "inferred" },
    ],
  );
  const first = await automation("Pauses another", event({ expect: ["x"] }), [{ type: "do-nothing" }]);
  await automation("Pauses another", event({ expect: ["y"] }), [
    { type: "pause-automation", source: "selected", automation_id: id(first) },
    { type: "resume-automation", source: "inferred" },
  ]);
  const owned = (name: string, number: number, trigger: JsonObject, more: JsonObject = {}) =>
    automation(`${name.split("/")[1]}__automation_${number}`, trigger, [run(name, more)], {
      owner_resource: `prefect.deployment.${deploymentIds[name]}`,
    });
  await owned("etl/nightly", 1, event({ expect: ["order.received"] }), {
    parameters: { table: "{{ event.x }}" },
  });
  await owned(
    "etl/nightly",
    2,
    event({ expect: ["prefect.flow-run.Completed"], match_related: ofDeployment("report/nightly") }),
    {
      job_variables: { image: "other" },
      ...fieldsIf(can.postponeRunsByAutomation, { schedule_after: 300 }),
    },
  );
  await owned(
    "report/nightly",
    1,
    event({
      expect: ["prefect.flow-run.Completed"],
      match: { "prefect.resource.id": "prefect.flow-run.*" },
      match_related: ofDeployment("etl/nightly"),
    }),
  );
  await api.call("PUT", "/saved_searches/", {
    name: "Failed ${x}",
    filters: [
      { object: "flow_run", property: "state", type: "string", operation: "any", value: ["FAILED"] },
      { object: "flow_run", property: "name", type: "string", operation: "equals", value: { a: 1 } },
    ],
  });
  return {
    blocks: {
      "secret/github-token": { value: secretWords.token },
      "secret/service-account": { value: secretWords.nested },
      "aws-credentials/aws": { aws_secret_access_key: secretWords.key },
      "slack-webhook/alerts": { url: secretWords.url },
      "webhook/hook": { url: secretWords.url, headers: { Authorization: `Bearer ${secretWords.token}` } },
      "github-credentials/github": { token: secretWords.token },
      "acme-crm/prod": { key: secretWords.key },
    },
  };
}
