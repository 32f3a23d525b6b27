import type {
  Difference,
  DriftReport,
  Finding,
  GraphEdge,
  GraphNode,
  Ignored,
  Rule,
  Subject,
  Totals,
  Value,
} from "./report";

/** Reports to try output formats with, as varied as reports get. */

type Given = Extract<Value, { is: "given" }>["value"];

const given = (value: Given): Value => ({ is: "given", value });
const absent: Value = { is: "absent" };
const sensitive: Value = { is: "sensitive" };
const unknown: Value = { is: "unknown" };

const difference = (path: string, before: Value, after: Value): Difference => ({
  attribute: /^\w+/.exec(path)?.[0] ?? path,
  path,
  before,
  after,
});

const subject = (stack: string, address: string, name: string, id: string | null): Subject => {
  const type = /prefect_\w+/.exec(address)?.[0] ?? "";
  return { kind: type.slice("prefect_".length), type, address, constructPath: null, stack, name, id };
};

const longText = `${"A long description that goes on and on, with every step told in full. ".repeat(12)}End.`;

const bakedScript = ["#!/bin/sh", "set -e", "", 'echo "<b>it\'s & done</b>"', "\ttail -f /dev/null"].join(
  "\n",
);

const changed: readonly Finding[] = [
  {
    ...subject(
      "production",
      "prefect_deployment.nightly",
      "etl/nightly",
      "693c05fb-e9fd-4b0c-9709-a16d4025e194",
    ),
    constructPath: "etl/nightly",
    category: "changed",
    updated: { at: "2026-02-27T17:45:12.019Z", by: "Zaphod Beeblebrox" },
    differences: [
      difference("description", given(longText), given("Changed by hand.")),
      difference("schedules[0].cron", given("0 2 * * *"), given("30 2 * * mon-fri")),
      difference("schedules[0].timezone", given("Europe/Paris"), given(null)),
      difference("schedules[1]", absent, given({ cron: "0 12 * * *", slug: "noon", active: true })),
      difference("parameters.since.days", given(7), given(14)),
      difference('parameters["a key, with <odd> \\"marks\\""]', given([1, 2, { x: null }]), absent),
      difference("tags", given(["etl", "nightly"]), given(["etl", "nightly", "hot|fix", "`code`"])),
      difference("paused", given(false), given(true)),
      difference("job_variables.env.TOKEN", sensitive, sensitive),
    ],
  },
  {
    ...subject(
      "production",
      "prefect_work_pool.kubernetes",
      "kubernetes",
      "720bba44-c6f8-4ea4-b3ec-23759eb73d62",
    ),
    category: "changed",
    updated: { at: "2026-02-28T08:00:00Z", by: null },
    differences: [
      difference("concurrency_limit", given(10), given(null)),
      difference(
        "base_job_template.variables.properties.command.default",
        given("sh run.sh"),
        given(bakedScript),
      ),
    ],
  },
  {
    ...subject(
      "staging",
      'module.eu["fr|de"].prefect_variable.region["<script>alert(1)</script>"]',
      "region_eu",
      "0c3d2f0e-4f2a-4f5c-9d38-5a6e0f1d2c3b",
    ),
    category: "changed",
    updated: null,
    differences: [
      difference("value", given("eu-west-1 & <eu-central-1>"), given("us-east-1\u001b[31m\u202e‮")),
    ],
  },
];

const missing: readonly Finding[] = [
  {
    ...subject(
      "production",
      "prefect_automation.on-failure",
      "[on] *failure* _restart_",
      "5d1f7f4b-1111-4c2a-9d3b-2b6d7a8c9e0f",
    ),
    category: "missing",
  },
  {
    ...subject(
      "staging",
      "prefect_deployment.größe[0]",
      "flöw/größe 東京 🚀",
      "6e1f7f4b-2222-4c2a-9d3b-2b6d7a8c9e0f",
    ),
    category: "missing",
  },
];

const pending: readonly Finding[] = [
  {
    ...subject("production", "prefect_deployment.hourly", "hourly", null),
    category: "pending",
    action: "create",
    differences: [
      difference("name", absent, given("hourly")),
      difference("parameters.token", absent, sensitive),
      difference("id", absent, unknown),
    ],
  },
  {
    ...subject("production", "prefect_flow.etl", "etl", "e3c9d522-1d81-40a0-8acc-cded3b4c2f69"),
    category: "pending",
    action: "update",
    differences: [difference("tags", given([]), given(["team:data"]))],
  },
  {
    ...subject("staging", "prefect_work_queue.slow", "slow", "77aa05fb-e9fd-4b0c-9709-a16d4025e194"),
    category: "pending",
    action: "delete",
    differences: [],
  },
];

const unmanagedSubject = (kind: string, name: string, id: string): Subject => ({
  kind,
  type: `prefect_${kind}`,
  address: `prefect_${kind}.${name}`,
  constructPath: null,
  stack: null,
  name,
  id,
});

const production = "https://prefect.example.com/api";
const staging = "http://127.0.0.1:4200/api";

const unmanaged: readonly Finding[] = [
  {
    ...unmanagedSubject("deployment", 'etl/ad hoc | <test> & "more"', "aa1f7f4b-3333-4c2a-9d3b-2b6d7a8c9e0f"),
    category: "unmanaged",
    server: production,
    owner: "Ford Prefect",
    created: { at: "2026-02-20T10:00:00Z", by: "Ford Prefect" },
    updated: { at: "2026-02-28T23:59:59.999999Z", by: "Trillian" },
  },
  {
    ...unmanagedSubject("variable", "forgotten", "bb1f7f4b-4444-4c2a-9d3b-2b6d7a8c9e0f"),
    category: "unmanaged",
    server: staging,
    owner: null,
    created: { at: "2025-11-01T00:00:00Z", by: null },
    updated: null,
  },
  {
    ...unmanagedSubject("automation", "=cmd|' /C calc'!A0", "cc1f7f4b-5555-4c2a-9d3b-2b6d7a8c9e0f"),
    category: "unmanaged",
    server: staging,
    owner: null,
    created: null,
    updated: null,
  },
];

const rules: readonly Rule[] = [
  {
    address: "prefect_deployment.*",
    attribute: "paused",
    kind: null,
    category: null,
    reason: "Operators pause deployments <by hand> | see RUNBOOK.md",
    expires: "2026-12-31",
    expired: false,
    ignored: 1,
  },
  {
    address: null,
    attribute: null,
    kind: "block",
    category: "unmanaged",
    reason: "Notebooks make blocks",
    expires: null,
    expired: false,
    ignored: 1,
  },
  {
    address: "prefect_variable.old*",
    attribute: null,
    kind: null,
    category: null,
    reason: "Until the move is done",
    expires: "2026-01-31",
    expired: true,
    ignored: 0,
  },
];

const ignored: readonly Ignored[] = [
  {
    rule: 0,
    finding: {
      ...subject(
        "staging",
        "prefect_deployment.nightly",
        "etl/nightly",
        "dd1f7f4b-6666-4c2a-9d3b-2b6d7a8c9e0f",
      ),
      category: "changed",
      updated: { at: "2026-02-28T08:00:00Z", by: null },
      differences: [difference("paused", given(false), given(true))],
    },
  },
  {
    rule: 1,
    finding: {
      ...unmanagedSubject("block", "json/notebook", "ee1f7f4b-7777-4c2a-9d3b-2b6d7a8c9e0f"),
      category: "unmanaged",
      server: staging,
      owner: null,
      created: { at: "2026-02-01T08:00:00Z", by: null },
      updated: { at: "2026-02-02T08:00:00Z", by: null },
    },
  },
];

const findings = [...changed, ...missing, ...pending, ...unmanaged];

const totals: Totals = {
  checked: 131,
  changed: changed.length,
  missing: missing.length,
  pending: pending.length,
  unmanaged: unmanaged.length,
  ignored: ignored.length,
  expiredRules: 1,
  problems: 2,
};

const nodes: readonly GraphNode[] = [
  node("flow", "etl", "e3c9d522-1d81-40a0-8acc-cded3b4c2f69", "prefect_flow.etl", ["pending"]),
  node("deployment", "etl/nightly", "693c05fb-e9fd-4b0c-9709-a16d4025e194", "prefect_deployment.nightly", [
    "changed",
  ]),
  node("deployment", 'etl/ad hoc | <test> & "more"', "aa1f7f4b-3333-4c2a-9d3b-2b6d7a8c9e0f", null, [
    "unmanaged",
  ]),
  node("work_pool", "kubernetes", "720bba44-c6f8-4ea4-b3ec-23759eb73d62", "prefect_work_pool.kubernetes", [
    "changed",
  ]),
  node("work_queue", "kubernetes/default", "aabbba44-c6f8-4ea4-b3ec-23759eb73d62", null, []),
  node("automation", "[on] *failure* _restart_", null, "prefect_automation.on-failure", ["missing"]),
];

function node(
  kind: string,
  name: string,
  id: string | null,
  address: string | null,
  categories: GraphNode["categories"],
): GraphNode {
  const stack = address === null ? null : "production";
  return { key: `${kind}:${id ?? address ?? name}`, kind, name, id, address, stack, categories };
}

const edge = (from: number, relation: GraphEdge["relation"], to: number): GraphEdge => ({
  from: nodes[from]?.key ?? "",
  to: nodes[to]?.key ?? "",
  relation,
});

/** Everything that a report can hold. */
export const fullReport: DriftReport = {
  formatVersion: "1.0",
  toolVersion: "0.1.0",
  createdAt: "2026-03-01T12:00:00.000Z",
  verdict: "unknown",
  failOn: ["changed", "missing"],
  totals,
  servers: [
    {
      address: production,
      version: "3.8.8",
      source: 'the provider block of the stack "production"',
      listed: {
        flow: 12,
        deployment: 40,
        work_pool: 3,
        work_queue: 5,
        variable: 9,
        block: 14,
        automation: 6,
      },
    },
    { address: staging, version: null, source: "PREFECT_API_URL", listed: {} },
  ],
  stacks: [
    {
      name: "production",
      folder: ".",
      file: "cdktf.json",
      checked: true,
      server: production,
      objects: 101,
      changed: 2,
      missing: 1,
      pending: 2,
    },
    {
      name: "staging",
      folder: ".",
      file: "cdktf.json",
      checked: true,
      server: staging,
      objects: 30,
      changed: 1,
      missing: 1,
      pending: 1,
    },
    {
      name: 'broken & "quoted"',
      folder: ".",
      file: "cdktf.json",
      checked: false,
      server: null,
      objects: 0,
      changed: 0,
      missing: 0,
      pending: 0,
    },
  ],
  states: [
    { source: "s3 backend", stack: "production", objects: 101 },
    { source: "terraform.staging.tfstate", stack: "staging", objects: 30 },
    { source: "../other team/<state>.json", stack: null, objects: 7 },
  ],
  findings,
  ignored,
  rules,
  problems: [
    {
      stack: 'broken & "quoted"',
      step: "terraform plan",
      summary: 'The variable "region" has no value.',
      detail: [
        "Error: No value for required variable",
        "",
        "  on main.tf line 1:",
        '   1: variable "region" {}',
      ].join("\n"),
    },
    {
      stack: null,
      step: `listing the blocks of ${staging}`,
      summary: "The server answered 503 for 300 s.",
      detail: "",
    },
  ],
  runtime: [
    {
      ...subject(
        "production",
        "prefect_work_pool.kubernetes",
        "kubernetes",
        "720bba44-c6f8-4ea4-b3ec-23759eb73d62",
      ),
      differences: [
        difference("status", given("NOT_READY"), given("READY")),
        difference("updated", given("2026-02-01T00:00:00Z"), given("2026-02-28T08:00:00Z")),
      ],
    },
  ],
  graph: {
    nodes,
    edges: [
      edge(1, "runs", 0),
      edge(1, "on", 3),
      edge(1, "queue", 4),
      edge(2, "runs", 0),
      edge(4, "of", 3),
      edge(5, "acts on", 1),
      edge(5, "watches", 0),
    ],
  },
  calendar: {
    from: "2026-03-01T12:00:00Z",
    to: "2026-03-08T12:00:00Z",
    deployments: [
      {
        kind: "deployment",
        name: "etl/nightly",
        id: "693c05fb-e9fd-4b0c-9709-a16d4025e194",
        address: "prefect_deployment.nightly",
        stack: "production",
        runs: [2, 3, 4, 5, 6, 7, 8].flatMap((day) => [
          { at: `2026-03-0${day}T01:00:00Z`, schedule: "0 2 * * *", expected: "state" as const },
          ...(day < 7
            ? [{ at: `2026-03-0${day}T01:30:00Z`, schedule: "30 2 * * mon-fri", expected: "server" as const }]
            : []),
        ]),
        problems: [],
      },
      {
        kind: "deployment",
        name: 'etl/ad hoc | <test> & "more"',
        id: "aa1f7f4b-3333-4c2a-9d3b-2b6d7a8c9e0f",
        address: null,
        stack: null,
        runs: [{ at: "2026-03-04T00:00:00Z", schedule: "every 604800 s", expected: "server" }],
        problems: ["RRULE:UNTIL=<odd>: the scheduler fails on it"],
      },
      {
        kind: "deployment",
        name: "quiet/weekly",
        id: "ab1f7f4b-3333-4c2a-9d3b-2b6d7a8c9e0f",
        address: "prefect_deployment.weekly",
        stack: "production",
        runs: [{ at: "2026-03-05T06:00:00Z", schedule: "0 7 * * thu", expected: "both" }],
        problems: [],
      },
    ],
  },
};

/** Nothing found. */
export const cleanReport: DriftReport = {
  formatVersion: "1.0",
  toolVersion: "0.1.0",
  createdAt: "2026-03-01T12:00:00.000Z",
  verdict: "none",
  failOn: ["changed", "missing"],
  totals: {
    checked: 101,
    changed: 0,
    missing: 0,
    pending: 0,
    unmanaged: 0,
    ignored: 0,
    expiredRules: 0,
    problems: 0,
  },
  servers: [
    { address: staging, version: "3.8.8", source: "PREFECT_API_URL", listed: { flow: 1, deployment: 100 } },
  ],
  stacks: [
    {
      name: "quickstart",
      folder: ".",
      file: "cdktf.json",
      checked: true,
      server: staging,
      objects: 101,
      changed: 0,
      missing: 0,
      pending: 0,
    },
  ],
  states: [{ source: "terraform.quickstart.tfstate", stack: "quickstart", objects: 101 }],
  findings: [],
  ignored: [],
  rules: [],
  problems: [],
};

const number = (index: number): string => String(index).padStart(4, "0");

/** More than any screen shows: 1,000 changed deployments. */
export const largeReport: DriftReport = {
  ...cleanReport,
  verdict: "drift",
  totals: { ...cleanReport.totals, checked: 1000, changed: 1000 },
  stacks: [
    {
      name: "quickstart",
      folder: ".",
      file: "cdktf.json",
      checked: true,
      server: staging,
      objects: 1000,
      changed: 1000,
      missing: 0,
      pending: 0,
    },
  ],
  findings: Array.from({ length: 1000 }, (_, index) => ({
    ...subject("quickstart", `prefect_deployment.d${number(index)}`, `etl/d${number(index)}`, null),
    category: "changed" as const,
    updated: null,
    differences: [
      difference("description", given("as applied"), given("by hand")),
      difference("tags", given(["a"]), given(["a", "b"])),
    ],
  })),
};
