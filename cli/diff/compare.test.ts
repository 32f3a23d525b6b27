import { describe, expect, it } from "vitest";
import { jsonNumber } from "../../client";
import { parseOnly } from "../adopt/selection";
import type { ServerObjects } from "../server-objects/server-objects";
import { compareServers } from "./compare";
import {
  automation,
  block,
  blockType,
  deployment,
  flow,
  newId,
  run,
  schedule,
  server,
  variable,
  workPool,
  workQueue,
} from "./server.fixture";

/** `kind name` of each finding, with what differs in words. */
function told(from: ServerObjects, to: ServerObjects, only: readonly string[] = []) {
  const { findings } = compareServers(from, to, only.map(parseOnly));
  return Object.fromEntries(
    findings.map((one) => [
      `${one.kind} ${one.name}`,
      one.category === "different"
        ? Object.fromEntries(
            one.differences.map(({ path, before, after }) => [
              path,
              [before, after].map((side) => (side.is === "given" ? side.value : side.is)),
            ]),
          )
        : one.category,
    ]),
  );
}

/** Two servers made by the same steps. */
const twice = (make: () => ServerObjects): readonly [ServerObjects, ServerObjects] => [make(), make()];

describe("ids", () => {
  it("are no difference, wherever they refer to what both have", () => {
    const [from, to] = twice(() => {
      const etl = flow("etl", { labels: { "prefect.flow.id": newId() } });
      const nightly = deployment(etl, "nightly", { work_queue_id: newId() });
      const pool = workPool("k8s");
      const queue = workQueue(pool, "urgent");
      const type = blockType("webhook");
      const hook = block(type, "hook", { url: "********" });
      const child = automation("child");
      return server({
        flows: [etl],
        deployments: [
          nightly,
          deployment(etl, "second", {
            parameters: { after: nightly.id, hook: { $ref: { block_document_id: hook.id } } },
            storage_document_id: hook.id,
            concurrency_limit: 2,
            global_concurrency_limit: {
              id: newId(),
              name: `deployment:${nightly.id}`,
              limit: 2,
              active: true,
              active_slots: count(),
              created: null,
              updated: null,
              slot_decay_per_second: 0,
            },
          }),
        ],
        workPools: [
          workPool("k8s", { ...pool, storage_configuration: { default_result_storage_block_id: hook.id } }),
        ],
        workQueues: [queue],
        blockTypes: [type],
        blocks: [hook],
        variables: [variable("next", `https://prefect.example/deployments/deployment/${nightly.id}`)],
        automations: [
          child,
          automation("all", {
            trigger: {
              type: "event",
              id: newId(),
              posture: "Reactive",
              match: {
                "prefect.resource.id": [
                  `prefect.deployment.${nightly.id}`,
                  `prefect.work-queue.${queue.id}`,
                ].sort(),
              },
              match_related: {},
              after: [],
              expect: [],
              for_each: [],
              threshold: 1,
              within: 0,
            },
            actions: [
              run(nightly.id),
              { type: "pause-work-pool", source: "selected", work_pool_id: pool.id },
              { type: "pause-automation", source: "selected", automation_id: child.id },
              { type: "call-webhook", block_document_id: hook.id, payload: nightly.id },
            ],
          }),
        ],
        defaultResultStorageBlockId: hook.id,
      });
    });
    expect(told(from, to)).toEqual({});
  });

  it("stand as names where they lead to something else, and as gone where they lead nowhere", () => {
    const make = (target: string | undefined): ServerObjects => {
      const etl = flow("etl");
      const deployments = ["a", "b"].map((name) => deployment(etl, name));
      const id = deployments.find(({ name }) => name === target)?.id ?? newId();
      return server({ flows: [etl], deployments, automations: [automation("run", { actions: [run(id)] })] });
    };
    expect(told(make("a"), make("b"))).toEqual({
      "automation run": { "actions[0].deployment_id": ["<deployment etl/a>", "<deployment etl/b>"] },
    });
    expect(told(make(undefined), make("b"))).toEqual({
      "automation run": { "actions[0].deployment_id": ["<gone>", "<deployment etl/b>"] },
    });
    expect(told(make(undefined), make(undefined))).toEqual({});
  });

  it("that are nobody's are values like others, and are not taken for a name", () => {
    const customer = newId();
    const make = (value: string) => server({ variables: [variable("customer", { customer_id: value })] });
    expect(told(make(customer), make(customer))).toEqual({});
    expect(Object.keys(told(make(customer), make(newId())))).toEqual(["variable customer"]);
    const etl = flow("etl");
    const byId = server({ flows: [etl], variables: [variable("flow", etl.id)] });
    const byName = server({ flows: [flow("etl")], variables: [variable("flow", "flow etl")] });
    expect(told(byId, byName)).toEqual({ "variable flow": { value: ["<flow etl>", "flow etl"] } });
  });
});

let slots = 0;
const count = (): number => {
  slots += 1;
  return slots;
};

describe("schedules", () => {
  const make = (...schedules: Parameters<typeof schedule>[]): ServerObjects => {
    const etl = flow("etl");
    return server({
      flows: [etl],
      deployments: [deployment(etl, "d", { schedules: schedules.map((each) => schedule(...each)) })],
    });
  };

  it("are found by slug, else by what they run, in whatever order", () => {
    const daily = { cron: "0 7 * * *", timezone: "UTC" };
    const weekly = { rrule: "FREQ=WEEKLY", timezone: "Europe/Paris" };
    expect(
      told(make([daily, { slug: "a" }], [weekly], [daily]), make([weekly], [daily], [daily, { slug: "a" }])),
    ).toEqual({});
    expect(
      told(
        make([daily, { slug: "a" }], [weekly]),
        make([weekly, { active: false }], [{ ...daily, cron: "0 8 * * *" }, { slug: "a" }]),
      ),
    ).toEqual({
      "deployment etl/d": {
        "schedules.a.cron": ["0 7 * * *", "0 8 * * *"],
        'schedules["FREQ=WEEKLY (Europe/Paris)"].active': [true, false],
      },
    });
  });

  it("of the same rule are one, whether it has a slug or not", () => {
    expect(told(make([{ cron: "1 1 * * *" }]), make([{ cron: "1 1 * * *" }, { slug: "x" }]))).toEqual({
      "deployment etl/d": { 'schedules["1 1 * * *"].slug': ["absent", "x"] },
    });
  });

  it("that only one side has come whole; two of the same rule are two", () => {
    const same = { cron: "1 1 * * *" };
    const found = told(make([same]), make([same], [same]));
    expect(Object.keys(found["deployment etl/d"] ?? {})).toEqual(['schedules["1 1 * * * (2)"]']);
  });

  it("count from a moment only where a person has given one", () => {
    const every = (anchor_date: string) =>
      make([{ interval: 60, anchor_date, timezone: "UTC" }, { slug: "s" }]);
    expect(told(every("2026-01-02T03:04:05.678901Z"), every("2026-02-02T03:04:05.000001Z"))).toEqual({});
    expect(told(every("2026-01-02T00:00:00Z"), every("2026-01-02T01:00:00.000000+01:00"))).toEqual({});
    expect(told(every("2026-01-02T00:00:00Z"), every("2026-01-02T00:00:30Z"))).toEqual({
      "deployment etl/d": {
        "schedules.s.anchor_date": ["2026-01-02T00:00:00Z", "2026-01-02T00:00:30Z"],
      },
    });
  });
});

describe("values", () => {
  it("do not differ by what one server tells and the other one does not", () => {
    const [etl, other] = [flow("etl"), flow("etl", { labels: null })];
    expect(
      told(
        server({
          flows: [etl],
          deployments: [
            deployment(etl, "d", { tags: ["b", "a"], parameters: {}, description: "", schedules: [] }),
          ],
        }),
        server({
          flows: [other],
          deployments: [
            deployment(other, "d", {
              tags: ["a", "b"],
              parameters: {},
              parameter_openapi_schema: { title: "Parameters", type: "object", properties: {} },
              concurrency_options: null,
              last_polled: "2026-01-01T00:00:00Z",
              status: "READY",
            }),
          ],
        }),
      ),
    ).toEqual({});
  });

  it("are texts, numbers with all digits, or JSON, and none of them is another", () => {
    const of = (value: Parameters<typeof variable>[1]) => server({ variables: [variable("v", value)] });
    expect(Object.keys(told(of('{"a":1}'), of({ a: 1 })))).toEqual(["variable v"]);
    expect(Object.keys(told(of('{"a":1}'), of('{"a": 1}')))).toEqual(["variable v"]);
    expect(Object.keys(told(of("1"), of(1)))).toEqual(["variable v"]);
    expect(Object.keys(told(of(null), of("")))).toEqual(["variable v"]);
    expect(Object.keys(told(of(jsonNumber("9007199254740993")), of(jsonNumber("9007199254740992"))))).toEqual(
      ["variable v"],
    );
    expect(
      told(of({ a: 1, b: [2, { c: null }] }), of({ b: [2, { c: null }], a: jsonNumber("1.0") })),
    ).toEqual({});
  });

  it("may have names that mean something to JavaScript", () => {
    const of = (value: number) => {
      const text = JSON.parse(`{"__proto__": ${value}, "constructor": {"toString": ${value}}}`);
      return server({ variables: [variable("constructor", text), variable("__proto__", value)] });
    };
    expect(told(of(1), of(1))).toEqual({});
    expect(Object.keys(told(of(1), of(2)))).toHaveLength(2);
  });
});

describe("what comes and goes together", () => {
  it("is told once: queues with their pool, automations of triggers with their deployment", () => {
    const etl = flow("etl");
    const nightly = deployment(etl, "nightly");
    const pool = workPool("k8s");
    const own = automation("nightly__automation_1", {
      actions: [run(nightly.id)],
    });
    const from = server({
      flows: [etl],
      deployments: [nightly],
      workPools: [pool, workPool("default-agent-pool"), workPool("prefect-managed")],
      workQueues: [workQueue(pool, "default"), workQueue(pool, "urgent")],
      automations: [own],
    });
    expect(told(from, server({}))).toEqual({
      "flow etl": "only_in_from",
      "deployment etl/nightly": "only_in_from",
      "work_pool k8s": "only_in_from",
    });
    expect(
      told(server({ workPools: [workPool("k8s")] }), { ...from, deployments: [], automations: [] }),
    ).toEqual({
      "flow etl": "only_in_to",
      "work_queue k8s/default": "only_in_to",
      "work_queue k8s/urgent": "only_in_to",
    });
  });

  it("is not of another kind or pool with the same name", () => {
    const [a, b] = [workPool("a"), workPool("b")];
    const from = server({
      workPools: [a, b],
      workQueues: [workQueue(a, "q")],
      variables: [variable("x", 1)],
    });
    const to = server({ workPools: [a, b], workQueues: [workQueue(b, "q")], flows: [flow("x")] });
    expect(told(from, to)).toEqual({
      "work_queue a/q": "only_in_from",
      "variable x": "only_in_from",
      "flow x": "only_in_to",
      "work_queue b/q": "only_in_to",
    });
  });
});

it("holds automations of one name against each other, equal ones first, in whatever order", () => {
  const [one, two, three] = ["one", "two", "three"].map((description) => automation("same", { description }));
  if (one === undefined || two === undefined || three === undefined) throw new Error("three were made");
  expect(told(server({ automations: [one, two] }), server({ automations: [two, one] }))).toEqual({});
  expect(told(server({ automations: [one, two] }), server({ automations: [three, one, two] }))).toEqual({
    "automation same (3)": "only_in_to",
  });
  expect(told(server({ automations: [one, two] }), server({ automations: [three, one] }))).toEqual({
    "automation same (2)": { description: ["two", "three"] },
  });
});

it("takes sets of triggers in whatever order, and no trigger's id", () => {
  const of = (expected: readonly string[], within: number) =>
    server({
      automations: [
        automation("a", {
          trigger: {
            type: "compound",
            id: newId(),
            require: "all",
            within,
            triggers: [
              {
                type: "event",
                id: newId(),
                posture: "Reactive",
                match: {},
                match_related: {},
                after: [],
                expect: [...expected],
                for_each: [],
                threshold: 1,
                within: 0,
              },
            ],
          },
        }),
      ],
    });
  expect(told(of(["x", "y"], 1), of(["y", "x"], 1))).toEqual({});
  expect(told(of(["x", "y"], 1), of(["y", "x"], 2))).toEqual({
    "automation a": { "trigger.within": [1, 2] },
  });
});

describe("secrets", () => {
  it("that both servers hide are not compared, and counted; one that only one side has is told", () => {
    const type = blockType("secret");
    const of = (data: Parameters<typeof block>[2]) =>
      server({ blockTypes: [type], blocks: [block(type, "s", data)] });
    const both = compareServers(of({ value: "********" }), of({ value: "********" }), []);
    expect(both).toMatchObject({
      findings: [],
      notCompared: [{ kind: "block", name: "secret/s", path: "data.value" }],
    });
    expect(told(of({ value: "********" }), of({ value: null }))).toEqual({
      "block secret/s": { "data.value": ["sensitive", "sensitive"] },
    });
    expect(told(of({ value: "********" }), of({}))).toEqual({
      "block secret/s": { "data.value": ["sensitive", "absent"] },
    });
  });

  it("that servers tell are compared and never shown", () => {
    const secret = "hush-4711";
    const etl = flow("etl");
    const of = (text: string) =>
      server({
        flows: [etl],
        deployments: [
          deployment(etl, "d", {
            job_variables: { env: { API_TOKEN: text }, list: [{ name: "DB_PASSWORD", value: text }] },
            parameters: { accessToken: text, nested: { credentials: { user: "u", pw: text } } },
            pull_steps: [{ step: { repository: `https://x:${text}@host/r.git`, access_token: text } }],
          }),
        ],
        variables: [variable("api_key", text), variable("plain", `Bearer ${text}${text}`)],
      });
    const { findings } = compareServers(of(secret), of(`other-${secret}`), []);
    expect(findings.map(({ name }) => name)).toEqual(["etl/d", "api_key", "plain"]);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

it("compares what --only names on either side, and refuses what it names on none", () => {
  const from = server({ variables: [variable("a", 1), variable("b", 1, { tags: ["etl"] })] });
  const to = server({
    variables: [variable("a", 2, { tags: ["etl"] }), variable("b", 2)],
    flows: [flow("f")],
  });
  expect(Object.keys(told(from, to, ["tag:etl"]))).toEqual(["variable a", "variable b"]);
  expect(Object.keys(told(from, to, ["variables:b"]))).toEqual(["variable b"]);
  expect(Object.keys(told(from, to, ["flows"]))).toEqual(["flow f"]);
  expect(() => told(from, to, ["flows:g"])).toThrow(
    "--only flows:g: the servers have nothing that it names.",
  );
});

it("holds thousands of deployments against each other", () => {
  const [from, to] = twice(() => {
    const etl = flow("etl");
    const names = Array.from({ length: 3000 }, (_, index) => `d${index}`);
    return server({
      flows: [etl],
      deployments: names.map((name) => deployment(etl, name, { parameters: { name } })),
    });
  });
  expect(compareServers(from, to, [])).toMatchObject({ findings: [], compared: 3001 });
});
