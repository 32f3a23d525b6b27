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
  readonly blockId: string;
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

const action = ({ deploymentId }: References): fc.Arbitrary<Attributes> =>
  fc.oneof(
    fc.constant({ type: "do-nothing" }),
    some(["type", "deployment_id"], {
      type: fc.constant("run-deployment"),
      deployment_id: fc.constant(deploymentId),
      parameters: jsonObject,
      job_variables: jsonObject,
      schedule_after: fc.constantFrom(0, 60),
    }),
    fc
      .constantFrom("pause-deployment", "resume-deployment")
      .map((type) => ({ type, source: "selected", deployment_id: deploymentId })),
    some(["type", "state"], {
      type: fc.constant("change-flow-run-state"),
      state: fc.constantFrom("FAILED", "CANCELLED"),
      name: texts,
      message: texts,
      force: fc.boolean(),
    }),
    fc.constantFrom("cancel-flow-run", "suspend-flow-run", "resume-flow-run").map((type) => ({ type })),
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
  const { prefix, flowId, deploymentId, poolName, blockTypeId, limitId } = references;
  const name = fc.constantFrom(`${prefix} name`, `${prefix}-é✓`, `${prefix}.x`);
  const slug = fc.constant(prefix);
  return {
    prefect_flow: some(["name", "force_destroy"], {
      name,
      tags,
      labels: fc.dictionary(fc.constantFrom("team", "a.b"), texts, { maxKeys: 2 }),
      force_destroy: fc.constant(true),
    }),
    prefect_work_pool: some(["name"], {
      name: slug,
      type: fc.constantFrom("process", "docker", "kubernetes", "prefect-agent"),
      description: texts,
      paused: fc.boolean(),
      concurrency_limit: count,
    }),
    prefect_work_queue: some(["work_pool_name", "name"], {
      work_pool_name: fc.constant(poolName),
      name,
      description: texts,
      is_paused: fc.boolean(),
      concurrency_limit: count,
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
          entrypoint: fc.constantFrom("flow.py:f", "a/é.py:g"),
          path: fc.constant("/srv/flows"),
          pull_steps: fc.array(pullStep, { maxLength: 3 }),
          schedules: fc
            .array(schedule, { maxLength: 3 })
            .map((all) => all.map((one, index) => ({ ...one, slug: `s${index}` }))),
        }),
        some([], { work_pool_name: fc.constant(poolName) }),
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
    prefect_automation: some(["name", "trigger"], {
      name,
      description: texts,
      enabled: fc.boolean(),
      tags,
      trigger,
      actions: fc.array(action(references), { maxLength: 2 }),
      actions_on_trigger: fc.array(action(references), { maxLength: 1 }),
      actions_on_resolve: fc.array(action(references), { maxLength: 1 }),
    }),
  };
}
