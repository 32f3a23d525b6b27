import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { quote, resourceBlock } from "./support/hcl";
import {
  dynamic,
  goJson,
  identityOf,
  type OfficialResourceState,
  official,
  switchFromOfficial,
} from "./support/official-state";
import { summary } from "./support/plan-summary";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { makeDeployment, makeFlow } from "./support/prefect-objects";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;
let deploymentId: string;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
  deploymentId = (await makeDeployment(api, await makeFlow(api))).id;
});

const never = { posture: "Reactive", expect: ["test.never"] };
const storedEvent = {
  posture: "Reactive",
  expect: ["test.never"],
  after: [],
  for_each: [],
  match: "{}",
  match_related: "{}",
  threshold: 1,
  within: 0,
};
const storedAction = { parameters: "{}", job_variables: "{}" };

/** An object as the API takes it, as the official provider stores it, and as its user writes it (JSON is HCL). */
interface Case {
  readonly sent: JsonObject;
  readonly stored: JsonObject;
  readonly written: JsonObject;
}

const match = { "prefect.resource.id": ["prefect.flow-run.*", "x&y"], a: "b" };
const related = { "prefect.resource.role": "flow" };

/** Actions with every argument that the official provider knows of a self-hosted server, JSON as it is spelled. */
const actions = (id: string, json: (value: object) => unknown): readonly JsonObject[] => [
  { type: "do-nothing" },
  { type: "run-deployment", source: "selected", deployment_id: deploymentId },
  {
    type: "run-deployment",
    source: "selected",
    deployment_id: deploymentId,
    parameters: json({ b: "<", a: [1] }),
    job_variables: json({ env: {} }),
  },
  { type: "pause-deployment", source: "inferred" },
  { type: "change-flow-run-state", state: "CANCELLED", name: "Stopped", message: "m" },
  { type: "cancel-flow-run" },
  { type: "pause-work-pool", source: "selected", work_pool_id: id },
  { type: "pause-work-queue", source: "selected", work_queue_id: id },
  { type: "resume-automation", source: "selected", automation_id: id },
  { type: "send-notification", block_document_id: id, subject: "s", body: "b" },
  { type: "call-webhook", block_document_id: id, payload: "p" },
];

const cases = (block: string): Readonly<Record<string, Case>> => ({
  full: {
    sent: {
      description: "d",
      enabled: false,
      trigger: {
        type: "event",
        ...never,
        expect: ["test.never", "test.a"],
        after: ["test.before"],
        for_each: ["prefect.resource.id"],
        match,
        match_related: related,
        threshold: 3,
        within: 60.5,
      },
    },
    stored: {
      description: "d",
      enabled: false,
      trigger: {
        event: {
          ...storedEvent,
          expect: ["test.a", "test.never"],
          after: ["test.before"],
          for_each: ["prefect.resource.id"],
          match: goJson(match),
          match_related: goJson(related),
          threshold: 3,
          within: 60.5,
        },
      },
    },
    written: {
      description: "d",
      enabled: false,
      trigger: {
        event: {
          ...never,
          expect: ["test.never", "test.a"],
          after: ["test.before"],
          for_each: ["prefect.resource.id"],
          match: JSON.stringify(match),
          match_related: JSON.stringify(related),
          threshold: 3,
          within: 60.5,
        },
      },
    },
  },
  // Imported: code that sets neither threshold nor within could not be created.
  imported: {
    sent: { trigger: { type: "event", ...never } },
    stored: { trigger: { event: storedEvent } },
    written: { trigger: { event: never } },
  },
  proactive: {
    sent: { trigger: { type: "event", ...never, posture: "Proactive", within: 30 } },
    stored: { trigger: { event: { ...storedEvent, posture: "Proactive", within: 30 } } },
    written: { trigger: { event: { ...never, posture: "Proactive", threshold: 1, within: 30 } } },
  },
  all: {
    sent: {
      trigger: { type: "compound", require: "all", within: 5.5, triggers: [{ type: "event", ...never }] },
    },
    stored: {
      trigger: {
        compound: { require: dynamic("all", "string"), within: 5.5, triggers: [{ event: storedEvent }] },
      },
    },
    written: {
      trigger: {
        compound: {
          require: "all",
          within: 5.5,
          triggers: [{ event: { ...never, threshold: 1, within: 0 } }],
        },
      },
    },
  },
  two: {
    sent: {
      trigger: {
        type: "compound",
        require: 2,
        within: null,
        triggers: [
          { type: "event", ...never },
          { type: "event", ...never, threshold: 2, match },
        ],
      },
    },
    stored: {
      trigger: {
        compound: {
          require: dynamic(2, "number"),
          triggers: [
            { event: storedEvent },
            { event: { ...storedEvent, threshold: 2, match: goJson(match) } },
          ],
        },
      },
    },
    written: {
      trigger: {
        compound: {
          require: 2,
          triggers: [{ event: never }, { event: { ...never, threshold: 2, match: JSON.stringify(match) } }],
        },
      },
    },
  },
  sequence: {
    sent: {
      trigger: {
        type: "sequence",
        within: 3600,
        triggers: [
          { type: "event", ...never },
          { type: "event", ...never, within: 1 },
        ],
      },
    },
    stored: {
      trigger: {
        sequence: {
          within: 3600,
          triggers: [{ event: storedEvent }, { event: { ...storedEvent, within: 1 } }],
        },
      },
    },
    written: {
      trigger: {
        sequence: { within: 3600, triggers: [{ event: never }, { event: { ...never, within: 1 } }] },
      },
    },
  },
  actions: {
    sent: {
      trigger: { type: "event", ...never },
      actions: actions(block, (json) => json),
      actions_on_trigger: [{ type: "do-nothing" }],
      actions_on_resolve: [{ type: "resume-flow-run" }],
    },
    stored: {
      trigger: { event: storedEvent },
      actions: actions(block, goJson).map((action) => ({ ...storedAction, ...action })),
      actions_on_trigger: [{ ...storedAction, type: "do-nothing" }],
      actions_on_resolve: [{ ...storedAction, type: "resume-flow-run" }],
    },
    written: {
      trigger: { event: { ...never, threshold: 1, within: 0 } },
      actions: actions(block, (json) => JSON.stringify(json)),
      actions_on_trigger: [{ type: "do-nothing" }],
      actions_on_resolve: [{ type: "resume-flow-run" }],
    },
  },
  // Written as it was stored for what the server adds.
  spelled: {
    sent: {
      trigger: { type: "event", ...never },
      actions: [{ type: "call-webhook", block_document_id: block }],
    },
    stored: {
      trigger: { event: storedEvent },
      actions: [{ ...storedAction, type: "call-webhook", block_document_id: block, payload: "" }],
    },
    written: {
      description: "",
      enabled: true,
      trigger: { event: { ...storedEvent, expect: ["test.never"] } },
      actions: [{ type: "call-webhook", block_document_id: block, payload: "", parameters: "{}" }],
      actions_on_trigger: [],
      actions_on_resolve: [],
    },
  },
});

const unset = {
  description: "",
  enabled: true,
  actions: [],
  actions_on_trigger: [],
  actions_on_resolve: [],
};

const automation = (label: string, name: string, written: JsonObject): string =>
  resourceBlock("prefect_automation", label, {
    name: quote(name),
    ...Object.fromEntries(Object.entries(written).map(([key, value]) => [key, JSON.stringify(value)])),
  });

describe("a state of the official provider with automations", () => {
  it("is read and planned without a change, and managed from then on", async () => {
    const prefix = uniqueName("official");
    const terraform = await temporaryWorkspace({ server });
    const resources: OfficialResourceState[] = [];
    let code = "";
    for (const [label, { sent, stored, written }] of Object.entries(cases(randomUUID()))) {
      const name = `${prefix}-${label}`;
      const made = (await api.call("POST", "/automations/", { name, actions: [], ...sent })).object();
      resources.push(official("automation", label, { ...identityOf(made), name, ...unset, ...stored }));
      code += automation(label, name, written);
    }
    await switchFromOfficial(terraform, resources);
    await terraform.write(code);
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.warnings).toEqual([]);
    expect(plan.all).toHaveLength(resources.length);
    expect(summary(await terraform.plan({ args: ["-refresh=false"] }))).toEqual({});

    await terraform.write("");
    await terraform.apply();
    const names = resources.map(({ label }) => `${prefix}-${label}`);
    const left = await api.call("POST", "/automations/filter", { automations: { name: { any_: names } } });
    expect(left.list()).toEqual([]);
  });

  it("is read where it holds a metric trigger, which only Prefect Cloud has", async () => {
    const terraform = await temporaryWorkspace({ server });
    const query = { name: "lateness", operator: ">", threshold: 10.5, range: 300, firing_for: 60 };
    const time = { created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z" };
    const trigger = {
      metric: { match: goJson(match), match_related: "{}", metric: query },
    };
    const compound = {
      compound: { require: dynamic("any", "string"), triggers: [trigger, { event: storedEvent }] },
    };
    await switchFromOfficial(terraform, [
      official("automation", "metric", { id: randomUUID(), name: "m", ...time, ...unset, trigger }),
      official("automation", "inner", { id: randomUUID(), name: "i", ...time, ...unset, trigger: compound }),
    ]);
    const written = { metric: { match: JSON.stringify(match), metric: query } };
    await terraform.write(
      automation("metric", "m", { trigger: written }) +
        automation("inner", "i", {
          trigger: { compound: { require: "any", triggers: [written, { event: never }] } },
        }),
    );
    // The server has none to refresh from.
    expect(summary(await terraform.plan({ args: ["-refresh=false"] }))).toEqual({});
  });
});
