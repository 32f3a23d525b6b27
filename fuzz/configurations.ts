import fc from "fast-check";

/** A value of a configuration in Terraform's JSON syntax; `undefined` attributes are left out. */
export type Configured =
  | null
  | boolean
  | number
  | string
  | readonly Configured[]
  | { readonly [name: string]: Configured };

export type Attributes = { readonly [name: string]: Configured };

/** What resources refer to: ids and names, or expressions for them. */
export interface References {
  readonly flowId: string;
  readonly deploymentId: string;
  readonly poolName: string;
  readonly poolId: string;
  readonly queueId: string;
  /** A block that stores files. */
  readonly storageId: string;
  /** A block that notifies. */
  readonly notifierId: string;
  /** A block of the type `webhook`. */
  readonly webhookId: string;
  readonly blockTypeId: string;
  readonly limitId: string;
  /** Begins every name; lower-case letters, digits and `-`. */
  readonly prefix: string;
}

const texts = fc.constantFrom(
  "a",
  "two words",
  " blanks around ",
  "é✓ 漢字 🎉",
  "100%",
  'quote " and \\ back',
  "line\nbreak",
  "<b>&amp;</b>",
  "${not_a_template} %{if}",
  "{{ a.b }}",
  "null",
  "x".repeat(300),
);

const tags = fc.uniqueArray(texts, { maxLength: 4 });

const jsonValue: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("null", "true", "0", "-1", "1.0", "1.5e3", "9007199254740993", "0.1", '""'),
    texts.map((text) => JSON.stringify(text)),
    fc.array(tie("value"), { maxLength: 3 }).map((all) => `[${all.join(",")}]`),
    fc
      .dictionary(fc.constantFrom("a", "b c", "é", "constructor", "0"), tie("value"), { maxKeys: 3 })
      .map((all) => `{${Object.entries(all).map(([key, one]) => `${JSON.stringify(key)}: ${one}`)}}`),
  ),
})).value;

/** A JSON object as text, in a random spelling. */
const jsonObject = fc
  .uniqueArray(fc.tuple(fc.constantFrom("alpha", "beta", "é", "a b"), jsonValue), {
    maxLength: 3,
    selector: ([key]) => key,
  })
  .map((all) => `{${all.map(([key, one]) => `${JSON.stringify(key)}:${one}`).join(", ")}}`);

const labels = fc.constantFrom(
  "{}",
  '{"prefect.resource.id":"prefect.flow-run.*"}',
  '{"prefect.resource.id":["a","b"],"x":"y"}',
);

/** Required attributes, and any of the optional ones. */
const some = <K extends string>(
  required: readonly K[],
  all: { readonly [name: string]: fc.Arbitrary<Configured> },
): fc.Arbitrary<Attributes> => fc.record(all, { requiredKeys: [...required] });

const schedule: fc.Arbitrary<Attributes> = fc
  .oneof(
    some(["cron"], {
      cron: fc.constantFrom("0 7 * * mon-fri", "*/5 * * * *", "@daily", "0 0 1 1 *"),
      day_or: fc.boolean(),
    }),
    some(["interval"], {
      interval: fc.constantFrom(60, 3600, 86400.5, 1),
      anchor_date: fc.constantFrom("2024-01-01T00:00:00Z", "2030-06-01T12:30:00+02:00"),
    }),
    some(["rrule"], { rrule: fc.constantFrom("FREQ=WEEKLY;BYDAY=MO", "FREQ=DAILY;COUNT=5;INTERVAL=2") }),
  )
  .chain((kind) =>
    some([], {
      timezone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York"),
      active: fc.boolean(),
      parameters: jsonObject,
      max_scheduled_runs: fc.integer({ min: 1, max: 50 }),
    }).map((more) => ({ ...kind, ...more })),
  );

const pullStep = fc.oneof(
  some(["type", "directory"], {
    type: fc.constant("set_working_directory"),
    directory: fc.constantFrom("/srv", "flows/é"),
  }),
  some(["type", "repository"], {
    type: fc.constant("git_clone"),
    repository: fc.constant("https://example.com/r.git"),
    branch: texts,
    include_submodules: fc.boolean(),
    access_token: fc.constant("{{ prefect.blocks.secret.token }}"),
    id: fc.constant("clone"),
    requires: fc.constant("git>=1"),
  }),
  some(["type", "script"], {
    type: fc.constant("run_shell_script"),
    script: texts,
    directory: fc.constant("/srv"),
    env: fc.dictionary(fc.constantFrom("A", "B_C"), texts, { maxKeys: 2 }),
    expand_env_vars: fc.boolean(),
    stream_output: fc.boolean(),
  }),
  some(["type"], { type: fc.constant("company.steps.fetch"), inputs: jsonObject }),
);

const eventTrigger = some(["posture", "expect"], {
  posture: fc.constantFrom("Reactive", "Proactive"),
  // Something that never comes: a trigger that expects nothing fires on everything.
  expect: fc.constantFrom<Configured>(["test.never"], ["test.never", "test.not"]),
  after: fc.constantFrom<Configured>([], ["test.before"]),
  for_each: fc.constantFrom<Configured>([], ["prefect.resource.id"]),
  match: labels,
  match_related: labels,
  threshold: fc.integer({ min: 1, max: 9 }),
  within: fc.constantFrom(10, 60, 3600),
});

const ofTriggers = (one: fc.Arbitrary<Attributes>) => fc.array(one, { minLength: 1, maxLength: 2 });

/** A trigger as the API takes it. */
const triggerJson: fc.Arbitrary<string> = fc
  .tuple(eventTrigger, fc.boolean())
  .map(([{ match, match_related, ...event }, isNested]) => {
    const labelsOf = (text: Configured | undefined) => (typeof text === "string" ? JSON.parse(text) : {});
    const one = { type: "event", ...event, match: labelsOf(match), match_related: labelsOf(match_related) };
    return JSON.stringify(isNested ? { type: "compound", require: "all", triggers: [one], within: 60 } : one);
  });

const trigger: fc.Arbitrary<Attributes> = fc.oneof(
  eventTrigger.map((event) => ({ event })),
  some(["require", "triggers"], {
    require: fc.constantFrom<Configured>("any", "all", 1),
    triggers: ofTriggers(eventTrigger.map((event) => ({ event }))),
    within: fc.constantFrom(60, 3600),
  }).map((compound) => ({ compound })),
  some(["triggers"], {
    triggers: ofTriggers(eventTrigger.map((event) => ({ event }))),
    within: fc.constantFrom(60, 3600),
  }).map((sequence) => ({ sequence })),
);

/** An action on something that is named, or comes from the event. */
const about = (things: string, attribute: string, id: string): fc.Arbitrary<Attributes> =>
  fc
    .tuple(fc.constantFrom("pause", "resume"), fc.constantFrom("selected", "inferred"))
    .map(([verb, source]) => ({
      type: `${verb}-${things}`,
      source,
      ...(source === "selected" ? { [attribute]: id } : {}),
    }));

const action = (references: References): fc.Arbitrary<Attributes> =>
  fc.oneof(
    fc.constant({ type: "do-nothing" }),
    some(["type", "deployment_id"], {
      type: fc.constant("run-deployment"),
      deployment_id: fc.constant(references.deploymentId),
      parameters: jsonObject,
      job_variables: jsonObject,
      schedule_after: fc.constantFrom(0, 60),
    }),
    about("deployment", "deployment_id", references.deploymentId),
    about("work-pool", "work_pool_id", references.poolId),
    about("work-queue", "work_queue_id", references.queueId),
    some(["type", "block_document_id", "body"], {
      type: fc.constant("send-notification"),
      block_document_id: fc.constant(references.notifierId),
      subject: texts,
      body: texts,
    }),
    some(["type", "block_document_id"], {
      type: fc.constant("call-webhook"),
      block_document_id: fc.constant(references.webhookId),
      payload: texts,
    }),
    some(["type", "state"], {
      type: fc.constant("change-flow-run-state"),
      state: fc.constantFrom("FAILED", "CANCELLED"),
      name: texts,
      message: texts,
      force: fc.boolean(),
    }),
    fc.constantFrom("cancel-flow-run", "suspend-flow-run", "resume-flow-run").map((type) => ({ type })),
  );

/** Parameters of a flow, which any parameters fit. */
const parameterSchema: fc.Arbitrary<string> = fc
  .record({ title: texts, position: fc.nat({ max: 3 }) })
  .map((property) =>
    JSON.stringify({ title: "Parameters", type: "object", properties: { alpha: property }, definitions: {} }),
  );

/** The type of a pool, with a job template of one's own, with job variables, or as it comes. */
const poolType: fc.Arbitrary<Attributes> = fc.oneof(
  some([], { type: fc.constantFrom("process", "docker", "kubernetes", "prefect-agent") }),
  some(["type", "base_job_template"], {
    type: fc.constantFrom("process", "docker"),
    base_job_template: texts.map((text) =>
      JSON.stringify({
        job_configuration: { command: "{{ command }}" },
        variables: { type: "object", properties: { command: { type: "string", title: "C", default: text } } },
      }),
    ),
  }),
  some(["type", "job_variables"], {
    type: fc.constantFrom("process", "docker", "kubernetes"),
    job_variables: texts.map((text) => JSON.stringify({ env: { A: text } })),
  }),
);

const variableValue: fc.Arbitrary<Configured> = fc.letrec<{ value: Configured }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Configured>(true, 0, 1.5, -7, "", []),
    texts,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b c", "é"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

const count = fc.integer({ min: 0, max: 1000 });

/** Valid configurations of each resource, with the attributes a person may choose among. */
export function configurations(references: References): Readonly<Record<string, fc.Arbitrary<Attributes>>> {
  const { prefix, flowId, deploymentId, poolName, blockTypeId, limitId, storageId } = references;
  const name = fc.constantFrom(`${prefix} name`, `${prefix}-é✓`, `${prefix}.x`);
  const slug = fc.constant(prefix);
  return {
    prefect_flow: some(["name", "force_destroy"], {
      name,
      tags,
      labels: fc.dictionary(fc.constantFrom("team", "a.b"), texts, { maxKeys: 2 }),
      force_destroy: fc.constant(true),
    }),
    prefect_work_pool: fc
      .tuple(
        some(["name"], { name: slug, description: texts, paused: fc.boolean(), concurrency_limit: count }),
        poolType,
      )
      .map(([common, type]) => ({ ...common, ...type })),
    prefect_work_queue: some(["work_pool_name", "name"], {
      work_pool_name: fc.constant(poolName),
      name,
      description: texts,
      is_paused: fc.boolean(),
      concurrency_limit: count,
      priority: fc.integer({ min: 1, max: 9 }),
    }),
    prefect_variable: some(["name"], { name: slug, value: variableValue, tags }),
    prefect_global_concurrency_limit: some(["name", "limit"], {
      name,
      limit: count,
      active: fc.boolean(),
      slot_decay_per_second: fc.constantFrom(0, 0.5, 10, 0.1),
    }),
    prefect_task_run_concurrency_limit: some(["tag", "concurrency_limit"], {
      tag: name,
      concurrency_limit: fc.integer({ min: 1, max: 100 }),
    }),
    prefect_saved_search: some(["name"], {
      name,
      filters: fc.array(
        some(["object", "property", "type", "operation", "value_json"], {
          object: fc.constantFrom("flow_run", "deployment"),
          property: fc.constant("tags"),
          type: fc.constant("string"),
          operation: fc.constantFrom("equals", "any"),
          value_json: jsonValue,
        }),
        { maxLength: 3 },
      ),
    }),
    prefect_block_type: some(["name", "slug"], {
      name,
      slug,
      logo_url: fc.constant("https://example.com/logo.png"),
      documentation_url: fc.constant("https://example.com/doc"),
      description: texts,
      code_example: texts,
    }),
    prefect_block_schema: some(["block_type_id"], {
      block_type_id: fc.constant(blockTypeId),
      fields: fc.constantFrom(
        '{"title":"T","type":"object","properties":{"a":{"type":"string"}}}',
        '{"type":"object","properties":{}}',
      ),
      capabilities: fc.constantFrom<Configured>([], ["read-path"], ["b", "a"]),
      version: fc.constantFrom("1", "non-versioned"),
    }),
    prefect_block: fc.oneof(
      some(["type_slug", "name"], {
        type_slug: fc.constant("secret"),
        name: slug,
        data: texts.map((value) => JSON.stringify({ value })),
      }),
      some(["type_slug", "name"], {
        type_slug: fc.constant("local-file-system"),
        name: slug,
        data: texts.map((basepath) => JSON.stringify({ basepath })),
      }),
      some(["type_slug", "name", "data"], {
        type_slug: fc.constant("webhook"),
        name: slug,
        data: fc
          .constantFrom("GET", "POST")
          .map((method) => JSON.stringify({ method, url: "https://example.com/hook" })),
      }),
    ),
    prefect_deployment: fc
      .tuple(
        some(["name", "flow_id"], {
          name,
          flow_id: fc.constant(flowId),
          description: texts,
          version: texts,
          tags,
          paused: fc.boolean(),
          parameters: jsonObject,
          enforce_parameter_schema: fc.constant(false),
          parameter_openapi_schema: parameterSchema,
          version_info: texts.map((version) => JSON.stringify({ type: "prefect:simple", version })),
          storage_document_id: fc.constant(storageId),
          entrypoint: fc.constantFrom("flow.py:f", "a/é.py:g"),
          path: fc.constant("/srv/flows"),
          pull_steps: fc.array(pullStep, { maxLength: 3 }),
          schedules: fc
            .array(schedule, { maxLength: 3 })
            .map((all) => all.map((one, index) => ({ ...one, slug: `s${index}` }))),
        }),
        fc.oneof(
          fc.constant<Attributes>({}),
          some(["work_pool_name"], {
            work_pool_name: fc.constant(poolName),
            work_queue_name: fc.constantFrom("default", `${prefix}-queue`),
          }),
        ),
        jsonObject,
        fc.oneof(
          fc.constant({}),
          some(["concurrency_limit"], {
            concurrency_limit: fc.integer({ min: 1, max: 9 }),
            concurrency_options: some(["collision_strategy"], {
              collision_strategy: fc.constantFrom("ENQUEUE", "CANCEL_NEW"),
              grace_period_seconds: fc.integer({ min: 60, max: 86_400 }),
            }),
          }),
          fc.constant({ global_concurrency_limit_id: limitId }),
        ),
      )
      .map(([common, pool, job_variables, limit]) => ({
        ...common,
        ...pool,
        ...limit,
        ...(pool.work_pool_name === undefined ? {} : { job_variables }),
      })),
    prefect_deployment_schedule: fc
      .tuple(schedule, some(["slug"], { slug: fc.constant("one") }))
      .map(([one, more]) => ({ deployment_id: deploymentId, ...one, ...more })),
    prefect_automation: fc
      .tuple(
        some(["name"], {
          name,
          description: texts,
          enabled: fc.boolean(),
          tags,
          actions: fc.array(action(references), { maxLength: 2 }),
          actions_on_trigger: fc.array(action(references), { maxLength: 1 }),
          actions_on_resolve: fc.array(action(references), { maxLength: 1 }),
        }),
        fc.oneof(
          { weight: 3, arbitrary: trigger.map((one) => ({ trigger: one })) },
          triggerJson.map((one) => ({ trigger_json: one })),
        ),
      )
      .map(([common, one]) => ({ ...common, ...one })),
  };
}
