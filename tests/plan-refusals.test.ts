import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Expressions, jsonString, quote, resourceBlock } from "./support/hcl";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type Made, makeFlow, makeWorkPool } from "./support/prefect-objects";
import { can, fieldsIf } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";

/** One attribute with a value that the server refuses, and perhaps an odd one that it takes. */
interface Row {
  readonly resource: string;
  readonly attribute: string;
  /** As an expression of Terraform. */
  readonly bad: string;
  readonly good?: string;
  /** What the error says. */
  readonly says: RegExp;
  /** The other attributes that are needed. */
  readonly beside?: Expressions;
  /** The bad value as it is sent to the server; `name` and the like are given. */
  readonly sent: JsonObject;
}

const anId = "870aa67b-b309-40ba-aca2-f9a000000000";
const halfCharacter = "\ud800";
/** Nothing related, in the newest way that the server takes. */
const noneRelated = can.matchAnyRelated ? [] : {};
const reactive = { type: "event", posture: "Reactive" };
const rowsOf = (
  resource: string,
  rows: Readonly<Record<string, readonly Omit<Row, "resource" | "attribute">[]>>,
): Row[] =>
  Object.entries(rows).flatMap(([attribute, list]) => list.map((row) => ({ ...row, resource, attribute })));

const image = { type: "object", properties: { image: { type: "string" } } };
const templated = (variables: unknown, command = "x") => ({ job_configuration: { command }, variables });

const runs = (action: object) => [{ type: "run-deployment", deployment_id: anId, ...action }];
const inTriggerJson = (trigger: object, says: RegExp, good?: object) => ({
  bad: jsonString(trigger),
  says,
  sent: { trigger },
  ...(good === undefined ? {} : { good: jsonString(good) }),
});
const sequenceOf = (...triggers: object[]) => ({ type: "sequence", within: null, triggers });

const inReferences = (given: unknown, says: RegExp) => ({
  bad: jsonString({ title: anId, block_schema_references: given }),
  says,
  sent: { fields: { title: anId, block_schema_references: given } },
});

/** Refused before any server is asked. */
const malformed: readonly Row[] = [
  ...rowsOf("prefect_flow", {
    name: [{ bad: quote("a/b"), says: /\//, sent: { name: "a/b" } }],
  }),
  ...rowsOf("prefect_variable", {
    name: [{ bad: quote("UPPER"), says: /lower-case/, sent: { name: "UPPER", value: 1 } }],
    value: [
      {
        bad: "18446744073709551616",
        good: "18446744073709551615",
        says: /64 bits/,
        sent: { value: 2 ** 64 },
      },
      {
        bad: `jsondecode(${quote("[".repeat(300) + "]".repeat(300))})`,
        good: `jsondecode(${quote("[".repeat(240) + "]".repeat(240))})`,
        says: /nested more than 250 levels deep/,
        sent: { value: JSON.parse("[".repeat(300) + "]".repeat(300)) },
      },
      {
        bad: "{ a = [-9223372036854775809] }",
        says: /as a string/,
        sent: { value: { a: [-(2 ** 63) - 4096] } },
      },
      {
        bad: quote("x".repeat(4999)),
        good: quote("x".repeat(4998)),
        says: /5001 bytes/,
        sent: { value: "x".repeat(4999) },
      },
      {
        bad: quote("é".repeat(2500)),
        good: quote("é".repeat(2499)),
        says: /5002/,
        sent: { value: "é".repeat(2500) },
      },
    ],
  }),
  ...rowsOf("prefect_work_pool", {
    name: [{ bad: quote("prefect-x"), says: /server's own/, sent: { name: "prefect-x" } }],
    concurrency_limit: [{ bad: "-1", good: "0", says: /0 or more/, sent: { concurrency_limit: -1 } }],
    base_job_template: [
      {
        bad: jsonString(templated(image, "{{ nope }}")),
        good: jsonString(templated(image, "{{ a b }} {{ image | upper }} {{image}}")),
        says: /`\{\{ nope \}\}`/,
        sent: { base_job_template: templated(image, "{{ nope }}") },
      },
      {
        bad: jsonString({ variables: image }),
        good: "jsonencode({})",
        says: /both/,
        sent: { base_job_template: { variables: image } },
      },
      {
        bad: jsonString({ job_configuration: ["x"], variables: image }),
        says: /must be an object/,
        sent: { base_job_template: { job_configuration: ["x"], variables: image } },
      },
      {
        bad: jsonString(templated({ properties: [] })),
        says: /`variables\.properties`/,
        sent: { base_job_template: templated({ properties: [] }) },
      },
      {
        bad: quote('{"job_configuration": {"a": "\\ud800"}, "variables": {"x": 1}}'),
        says: /half a character/,
        sent: { base_job_template: { job_configuration: { a: halfCharacter }, variables: { x: 1 } } },
      },
    ],
  }),
  ...rowsOf("prefect_work_queue", {
    name: [{ bad: quote("a&b"), says: /&/, sent: { name: "a&b" } }],
    priority: [{ bad: "0", says: /1 or more/, sent: { priority: 0 } }],
    concurrency_limit: [{ bad: "-1", good: "0", says: /0 or more/, sent: { concurrency_limit: -1 } }],
  }),
  ...rowsOf("prefect_global_concurrency_limit", {
    name: [{ bad: quote("a<b"), says: /</, sent: { name: "a<b", limit: 1 } }],
    limit: [{ bad: "-1", good: "0", says: /0 or more/, sent: { limit: -1 } }],
    slot_decay_per_second: [
      { bad: "-0.1", good: "0.1", says: /0 or more/, sent: { limit: 1, slot_decay_per_second: -0.1 } },
    ],
  }),
  ...rowsOf("prefect_task_run_concurrency_limit", {
    tag: [{ bad: quote("a%b"), says: /%/, sent: { tag: "a%b", concurrency_limit: 1 } }],
  }),
  ...rowsOf("prefect_block_type", {
    name: [{ bad: quote("a>b"), says: />/, sent: { name: "a>b" } }],
    slug: [{ bad: quote("a_b"), says: /dashes/, sent: { slug: "a_b" } }],
  }),
  ...rowsOf("prefect_block_schema", {
    fields: [
      inReferences(null, /must be an object/),
      inReferences({ a: "secret" }, /block_schema_references\.a/),
      inReferences({ a: [{ block_type_slug: "secret" }] }, /block_schema_references\.a/),
    ],
  }),
  ...rowsOf("prefect_deployment", {
    name: [{ bad: quote("a%b"), says: /%/, sent: { name: "a%b" } }],
    work_queue_name: [
      {
        bad: quote("a/b"),
        says: /\//,
        beside: { work_pool_name: quote("POOL") },
        sent: { work_pool_name: "POOL", work_queue_name: "a/b" },
      },
    ],
    concurrency_limit: [{ bad: "0", good: "1", says: /1 or more/, sent: { concurrency_limit: 0 } }],
    parameters: [
      {
        bad: quote('{"a": "\\udc00"}'),
        good: quote('{"a": "\\ud83d\\ude00", "b": 123456789012345678901234567890}'),
        says: /half a character/,
        sent: { parameters: { a: "\udc00" } },
      },
    ],
    version_info: [
      {
        bad: jsonString({ type: "a" }),
        good: jsonString({ type: "a", version: "" }),
        says: /"version"/,
        sent: { version_info: { type: "a" } },
      },
    ],
    schedules: [
      {
        bad: '[{ cron = "61 * * * *" }]',
        says: /61/,
        sent: { schedules: [{ schedule: { cron: "61 * * * *" } }] },
      },
      {
        bad: '[{ cron = "@daily", max_scheduled_runs = 0 }]',
        good: '[{ cron = "@daily", max_scheduled_runs = 50 }]',
        says: /1 or more/,
        sent: { schedules: [{ schedule: { cron: "@daily" }, max_scheduled_runs: 0 }] },
      },
    ],
  }),
  ...rowsOf("prefect_automation", {
    trigger: [
      {
        bad: '{ event = { posture = "Reactive", within = 86400000000000 } }',
        good: '{ event = { posture = "Reactive", within = 86399999999999, threshold = -1, expect = ["", "a b"] } }',
        says: /86399999999999 seconds or less/,
        sent: { trigger: { ...reactive, within: 86_400_000_000_000 } },
      },
      {
        bad: '{ event = { posture = "Reactive", within = -1 } }',
        says: /0 seconds or more/,
        sent: { trigger: { ...reactive, within: -1 } },
      },
      {
        bad: "{ sequence = { triggers = [], within = -86400000000000 } }",
        good: "{ sequence = { triggers = [], within = -1 } }",
        says: /-86399999913600 seconds or more/,
        sent: { trigger: { type: "sequence", triggers: [], within: -86_400_000_000_000 } },
      },
      {
        bad: '{ compound = { require = 2, triggers = [{ event = { posture = "Reactive" } }] } }',
        good: '{ compound = { require = "1", triggers = [{ event = { posture = "Reactive" } }] } }',
        says: /1/,
        sent: { trigger: { type: "compound", require: 2, within: null, triggers: [reactive] } },
      },
      {
        bad: '{ event = { posture = "Reactive", match = jsonencode({ a = 1 }) } }',
        good: `{ event = { posture = "Reactive", match = jsonencode({ a = [] }), match_related = ${jsonString(noneRelated)} } }`,
        says: /"a"/,
        sent: { trigger: { ...reactive, match: { a: 1 } } },
      },
      {
        bad: '{ event = { posture = "Proactive", within = 9 } }',
        good: '{ event = { posture = "Proactive", within = 10 } }',
        says: /10/,
        sent: { trigger: { ...reactive, posture: "Proactive", within: 9 } },
      },
    ],
    trigger_json: [
      inTriggerJson({ ...reactive, within: null }, /`within`.*null/),
      inTriggerJson({ ...reactive, within: "soon" }, /`within`/, { ...reactive, within: "00:10" }),
      inTriggerJson({ ...reactive, posture: "Proactive", within: "PT1M" }, /`within`.*number/, {
        ...reactive,
        within: "PT1M",
      }),
      inTriggerJson({ ...reactive, threshold: 1.5 }, /`threshold`/, { ...reactive, threshold: "2" }),
      inTriggerJson({ ...reactive, threshold: null }, /`threshold`/),
      inTriggerJson({ ...reactive, expect: "a" }, /`expect`/),
      inTriggerJson({ ...reactive, for_each: null }, /`for_each`/),
      inTriggerJson({ ...reactive, match: null }, /`match`/),
      inTriggerJson({ ...reactive, match_related: [1] }, /`match_related`/, {
        ...reactive,
        match_related: can.matchAnyRelated ? [{}] : {},
      }),
      inTriggerJson(sequenceOf({ ...reactive, after: [1] }), /In triggers\[0\]: `after`/),
      inTriggerJson(sequenceOf({ type: "compound", require: null, within: 1, triggers: [] }), /`require`/),
      inTriggerJson(sequenceOf({ ...sequenceOf(), within: [] }), /In triggers\[0\]: `within`/),
    ],
    actions: [
      {
        bad: `[{ type = "run-deployment", deployment_id = "${anId}", schedule_after = 86400000000000 }]`,
        ...fieldsIf(can.postponeRunsByAutomation, {
          good: `[{ type = "run-deployment", deployment_id = "${anId}", schedule_after = 0.5 }]`,
        }),
        says: /seconds or less/,
        sent: { actions: runs({ schedule_after: 86_400_000_000_000 }) },
      },
      {
        bad: '[{ type = "change-flow-run-state", state = "Failed" }]',
        says: /"FAILED"/,
        sent: { actions: [{ type: "change-flow-run-state", state: "Failed" }] },
      },
      {
        bad: '[{ type = "pause-deployment" }]',
        says: /deployment_id/,
        sent: { actions: [{ type: "pause-deployment" }] },
      },
    ],
  }),
];

const schemaOf = (part: object) => ({ type: "object", properties: { size: part } });
const inSchema = (part: object, says: RegExp, good?: object) => ({
  bad: jsonString(schemaOf(part)),
  says,
  sent: { parameter_openapi_schema: schemaOf(part) },
  ...(good === undefined ? {} : { good: jsonString(schemaOf(good)) }),
});

/** Refused when it is known what is made of them: in a plan. */
const notice = { type: "send-notification", block_document_id: anId, body: "b" };
const nestedTemplate = (levels: number) => `{{ ${"(".repeat(levels)}1${")".repeat(levels)} }}`;
const notification = (subject: string) => `[jsondecode(${jsonString({ ...notice, subject })})]`;
const misfits: readonly Row[] = [
  ...rowsOf("prefect_deployment", {
    parameter_openapi_schema: [
      inSchema({ type: "int" }, /properties\.size\.type/, { position: "x", minLength: 1.5e1 }),
      inSchema({ required: ["a", "a"] }, /properties\.size\.required/),
      inSchema({ items: [{ type: "string" }] }, /properties\.size\.items/, { items: true }),
      inSchema({ pattern: "[" }, /properties\.size\.pattern/, { pattern: "(?P<a>b++)" }),
    ],
    schedules: [
      {
        bad: '[{ cron = "@daily" }, { cron = "@hourly", max_scheduled_runs = 51 }]',
        says: /51 was given; this server takes 50 at most/,
        sent: { schedules: [{ schedule: { cron: "@daily" }, max_scheduled_runs: 51 }] },
      },
    ],
  }),
  ...rowsOf("prefect_automation", {
    actions: [
      {
        bad: notification(nestedTemplate(1000)),
        good: notification(nestedTemplate(20)),
        says: /fails on reading it, as it does where a template is nested too deep/,
        sent: { actions: [{ ...notice, subject: nestedTemplate(1000) }] },
      },
    ],
  }),
  ...rowsOf("prefect_work_pool", {
    base_job_template: [
      {
        bad: jsonString(templated(schemaOf({ type: "integer", default: "x" }))),
        good: jsonString(templated(schemaOf({ type: "integer", default: null }))),
        says: /default of the variable "size"/,
        sent: { base_job_template: templated(schemaOf({ type: "integer", default: "x" })) },
      },
      {
        bad: jsonString(templated(schemaOf({ type: "int" }))),
        good: jsonString(templated({ x: 1 })),
        says: /variables\.properties\.size\.type/,
        sent: { base_job_template: templated(schemaOf({ type: "int" })) },
      },
    ],
  }),
];

const absent = (
  attribute: string,
  says: RegExp,
): Record<string, readonly Omit<Row, "resource" | "attribute">[]> => ({
  [attribute]: [{ bad: quote(anId), says, sent: { [attribute]: anId } }],
});
const defaultBlock = (id: string) =>
  templated({ properties: { size: { default: { $ref: { block_document_id: id } } } } });
const lostDefault = templated({ properties: { size: { $ref: "#/definitions/None", default: 1 } } });
const lost = templated({ properties: { size: { $ref: "#/definitions/None" } } });
/** Refused for what the server has, or has not. */
const absences: readonly Row[] = [
  ...rowsOf("prefect_deployment", {
    ...absent("flow_id", /no flow of that id/),
    ...absent("storage_document_id", /no block of that id/),
    ...absent("infrastructure_document_id", /no block of that id/),
    ...absent("global_concurrency_limit_id", /no concurrency limit of that id/),
  }),
  ...rowsOf("prefect_block_schema", absent("block_type_id", /no block type of that id/)),
  ...rowsOf("prefect_block", absent("block_schema_id", /no block schema of that id/)),
  ...rowsOf("prefect_work_pool", {
    base_job_template: [
      {
        bad: jsonString(defaultBlock(anId)),
        says: /which the server does not have/,
        sent: { base_job_template: defaultBlock(anId) },
      },
      {
        bad: jsonString(lostDefault),
        good: jsonString(lost),
        says: /`#\/definitions\/None`, which there is not/,
        sent: { base_job_template: lostDefault },
      },
    ],
  }),
  ...rowsOf("prefect_automation", {
    actions: [
      {
        bad: `[{ type = "run-deployment", deployment_id = "${anId}", job_variables = jsonencode({ a = 1 }) }]`,
        good: `[{ type = "run-deployment", deployment_id = "${anId}" }]`,
        says: /no deployment of that id/,
        sent: { actions: runs({ source: "selected", job_variables: { a: 1 } }) },
      },
    ],
  }),
];

/** What a resource needs: attributes of the configuration, and how the server is sent the same. */
interface Base {
  readonly attributes: (name: string) => Expressions;
  readonly path: string;
  readonly body: (name: string) => JsonObject;
}

/** Of the type `secret`, which every server has. */
interface BlockTypeIds {
  readonly type: string;
  readonly schema: string;
}

const named = (name: string): Expressions => ({ name: quote(name) });

const bases = (flow: Made, pool: Made, secret: BlockTypeIds): Readonly<Record<string, Base>> => ({
  prefect_flow: { attributes: named, path: "/flows/", body: (name) => ({ name }) },
  prefect_variable: {
    attributes: (name) => ({ name: quote(name), value: "1" }),
    path: "/variables/",
    body: (name) => ({ name, value: 1 }),
  },
  prefect_work_pool: {
    attributes: (name) => ({ name: quote(name), type: quote("process") }),
    path: "/work_pools/",
    body: (name) => ({ name, type: "process" }),
  },
  prefect_work_queue: {
    attributes: (name) => ({ name: quote(name), work_pool_name: quote(pool.name) }),
    path: `/work_pools/${pool.name}/queues`,
    body: (name) => ({ name }),
  },
  prefect_global_concurrency_limit: {
    attributes: (name) => ({ name: quote(name), limit: "1" }),
    path: "/v2/concurrency_limits/",
    body: (name) => ({ name }),
  },
  prefect_task_run_concurrency_limit: {
    attributes: (name) => ({ tag: quote(name), concurrency_limit: "1" }),
    path: "/concurrency_limits/",
    body: () => ({}),
  },
  prefect_block_type: {
    attributes: (name) => ({ name: quote(name), slug: quote(name) }),
    path: "/block_types/",
    body: (name) => ({ name, slug: name }),
  },
  prefect_deployment: {
    attributes: (name) => ({ name: quote(name), flow_id: quote(flow.id) }),
    path: "/deployments/",
    body: (name) => ({ name, flow_id: flow.id, enforce_parameter_schema: true }),
  },
  prefect_block_schema: {
    attributes: () => ({ block_type_id: quote(secret.type) }),
    path: "/block_schemas/",
    body: () => ({ block_type_id: secret.type, fields: { title: uniqueName("schema") } }),
  },
  prefect_block: {
    attributes: (name) => ({ name: quote(name), type_slug: quote("secret") }),
    path: "/block_documents/",
    body: (name) => ({ name, block_type_id: secret.type, block_schema_id: secret.schema, data: {} }),
  },
  prefect_automation: {
    attributes: (name) => ({ name: quote(name), trigger: '{ event = { posture = "Reactive" } }' }),
    path: "/automations/",
    body: (name) => ({ name, trigger: reactive, actions: [] }),
  },
});

describe("what a plan refuses", () => {
  let api: PrefectApi;
  let flow: Made;
  let pool: Made;
  let secret: BlockTypeIds;
  let workspace: Workspace;

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    [flow, pool] = await Promise.all([makeFlow(api), makeWorkPool(api)]);
    const type = (await api.call("GET", "/block_types/slug/secret")).object();
    const block_type_id = { any_: [type.id] };
    const [schema] = (
      await api.call("POST", "/block_schemas/filter", { block_schemas: { block_type_id } })
    ).list();
    secret = { type: String(type.id), schema: String(schema?.id) };
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await api.call("DELETE", `/work_pools/${pool.name}`);
    await workspace.remove();
  });

  const baseOf = ({ resource }: Row): Base => {
    const base = bases(flow, pool, secret)[resource];
    if (base === undefined) throw new Error(`No base for ${resource}`);
    return base;
  };

  const block = (row: Row, label: string, value: string): string => {
    const { trigger, ...others } = baseOf(row).attributes(uniqueName("odd"));
    const alone = row.attribute === "trigger_json" || trigger === undefined ? {} : { trigger };
    const attributes = { ...others, ...alone, ...row.beside, [row.attribute]: value };
    return resourceBlock(row.resource, label, attributes).replaceAll("POOL", pool.name);
  };

  const addressed = (rows: readonly Row[]): readonly (readonly [string, Row])[] =>
    rows.map((row, index) => [`${row.attribute}_${index}`, row]);

  it.each([
    ["in the configuration", malformed],
    ["in the plan", misfits],
    ["that refers to what is not there", absences],
  ])("names the attribute %s", async (_, rows) => {
    await workspace.write(
      addressed(rows)
        .map(([label, row]) => block(row, label, row.bad))
        .join("\n"),
    );
    const errors = await workspace.planErrors();
    for (const [label, row] of addressed(rows)) {
      const own = errors.filter(({ address }) => address === `${row.resource}.${label}`);
      const details = own.map(({ detail }) => detail);
      expect({ row, details }).toEqual({ row, details: [expect.stringMatching(row.says)] });
      // Terraform shows no code for a path into an attribute; then the summary or the detail spells it.
      expect(`${own[0]?.code} ${own[0]?.summary} ${own[0]?.detail}`).toContain(row.attribute);
    }
    expect(errors).toHaveLength(rows.length);
  });

  it("says of a schedule and a block's data what they name in vain, and warns where a server takes it or another resource may make it", async () => {
    const name = quote(uniqueName("vain"));
    await workspace.write(
      resourceBlock("prefect_deployment_schedule", "a", {
        deployment_id: quote(anId),
        cron: quote("@daily"),
      }) +
        resourceBlock("prefect_block", "b", {
          name: quote(uniqueName("vain")),
          type_slug: quote("secret"),
          data: `jsonencode({ value = { "$ref" = { block_document_id = ${quote(anId)} } } })`,
        }),
    );
    const errors = await workspace.planErrors();
    expect(errors.map(({ address, summary }) => [address, summary]).sort()).toEqual([
      ["prefect_block.b", "There is no such block"],
      ["prefect_deployment_schedule.a", `There is no deployment ${anId}`],
    ]);
    await workspace.write(
      resourceBlock("prefect_work_queue", "a", { name, work_pool_name: quote(anId) }) +
        resourceBlock("prefect_work_pool", "b", {
          name,
          type: quote("process"),
          storage_configuration: `{ default_result_storage_block_id = ${quote(anId)} }`,
        }) +
        resourceBlock("prefect_block_schema", "c", {
          block_type_id: quote(secret.type),
          fields: jsonString({
            block_schema_references: {
              a: { block_type_slug: anId, block_schema_checksum: "x" },
              b: { block_type_slug: "secret", block_schema_checksum: "x" },
            },
          }),
        }) +
        resourceBlock("prefect_automation", "d", {
          name,
          trigger: '{ event = { posture = "Reactive", expect = ["test.never"] } }',
          actions_on_resolve: `[{ type = "pause-work-queue", work_queue_id = ${quote(anId)} }]`,
        }),
    );
    const { warnings } = await workspace.plan();
    expect(warnings.map(({ address, summary }) => [address, summary]).sort()).toEqual([
      ["prefect_automation.d", `There is no work queue ${anId}`],
      ["prefect_block_schema.c", `The block type "secret" has no schema of that checksum yet`],
      ["prefect_block_schema.c", `There is no block type "${anId}" yet`],
      ["prefect_work_pool.b", `There is no block ${anId}`],
      ["prefect_work_queue.a", `There is no work pool "${anId}" yet`],
    ]);
  });

  it.skipIf(!can.refuseAsPinned)("the server would refuse too", async () => {
    const taken: Row[] = [];
    for (const row of [...malformed, ...misfits, ...absences]) {
      const { path, body } = baseOf(row);
      const sent = { ...body(uniqueName("odd")), ...row.sent };
      const text = JSON.stringify(sent).replaceAll("POOL", pool.name);
      const { status } = await api.call("POST", path, JSON.parse(text));
      if (status < 400) taken.push(row);
    }
    expect(taken).toEqual([]);
  });

  it("is nothing that the server takes, however odd", async () => {
    const odd = addressed([...malformed, ...misfits, ...absences]).flatMap(([label, row]) =>
      row.good === undefined ? [] : [block(row, label, row.good)],
    );
    await workspace.write(odd.join("\n"));
    await workspace.apply();
    const { changes } = await workspace.plan();
    expect(changes).toEqual([]);
    await workspace.destroy();
  });
});
