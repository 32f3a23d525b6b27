import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { startCountingProxy } from "./support/counting-proxy";
import { type Expressions, importBlock, quote, resourceBlock, resourceBlocks } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { makeDeployment, makeFlow } from "./support/prefect-objects";
import { can, fieldsIf } from "./support/server-version";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";
import type { Diagnostic } from "./support/terraform-output";

let server: SharedServer;
let api: PrefectApi;
let deploymentId: string;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
  deploymentId = (await makeDeployment(api, await makeFlow(api))).id;
});

const type = "prefect_automation";
const workspace = () => temporaryWorkspace({ server });

/** Values as HCL: its object syntax takes JSON. */
const hcl = (value: unknown): string => JSON.stringify(value);

// Every trigger expects something that never comes: one that expects nothing fires on all events.
const event = { posture: "Reactive", expect: ["test.never"] };
const other = { posture: "Reactive", expect: ["test.other"] };
const apiEvent = { type: "event", ...event };

const automations = (prefix: string, blocks: Readonly<Record<string, Expressions>>): string =>
  resourceBlocks(
    type,
    (label) => ({
      name: quote(`${prefix}-${label}`),
      ...(blocks[label]?.trigger_json === undefined ? { trigger: hcl({ event }) } : {}),
    }),
    blocks,
  );

const onServer = async (name: string): Promise<JsonObject[]> =>
  (await api.call("POST", "/automations/filter", { automations: { name: { any_: [name] } } })).list();

async function theOne(name: string): Promise<JsonObject> {
  const [only, ...others] = await onServer(name);
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} of ${name}`);
  return only;
}

const make = async (name: string, more: object = {}) =>
  String(
    (
      await api.call("POST", "/automations/", {
        name,
        trigger: apiEvent,
        actions: [{ type: "do-nothing" }],
        ...more,
      })
    ).object().id,
  );

const told = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");

const metric = {
  name: "lateness",
  operator: "<",
  threshold: 1,
  range: 300,
  firing_for: 300,
};

/** Every kind of trigger. */
const triggers: Readonly<Record<string, object>> = {
  full: {
    event: {
      ...event,
      expect: ["test.never", "test.b", "test.a"],
      after: ["test.before"],
      for_each: ["prefect.resource.id"],
      match: JSON.stringify({ "prefect.resource.id": ["prefect.flow-run.*", "x"], a: "b" }),
      match_related: JSON.stringify(
        can.matchAnyRelated
          ? [{ "prefect.resource.role": "flow" }, { x: ["y"] }]
          : { "prefect.resource.role": "flow" },
      ),
      threshold: 3,
      within: 60.5,
    },
  },
  proactive: { event: { ...event, posture: "Proactive" } },
  waiting: { event: { ...event, posture: "Proactive", within: 30 } },
  any: { compound: { require: "any", triggers: [{ event }], within: 5 } },
  two: { compound: { require: 2, triggers: [{ event }, { event: other }, { sequence: { triggers: [] } }] } },
  nested: {
    compound: {
      require: "all",
      within: 100,
      triggers: [
        { event },
        { sequence: { within: 20, triggers: [{ event: other }, { event: { ...event, threshold: 2 } }] } },
        { compound: { require: "1", triggers: [{ event: { ...event, posture: "Proactive" } }] } },
        { compound: { require: "any", within: 1, triggers: [{ event }] } },
      ],
    },
  },
  sequence: { sequence: { within: 60, triggers: [{ event }, { event: { ...other, within: 0 } }] } },
};

/** Three levels of triggers within triggers. */
const deep = {
  type: "sequence",
  within: "PT1M",
  triggers: [
    {
      type: "compound",
      require: "any",
      within: null,
      triggers: [{ type: "sequence", within: 1, triggers: [event, { ...other, within: "1:00:00" }] }],
    },
  ],
};

/** Every type of action that a self-hosted server takes. */
const actionsOf = (id: string): readonly object[] => [
  { type: "do-nothing" },
  { type: "run-deployment", deployment_id: deploymentId },
  {
    type: "run-deployment",
    source: "selected",
    deployment_id: deploymentId,
    parameters: JSON.stringify({ a: 1, t: { __prefect_kind: "jinja", template: "{{ event.id }}" } }),
    job_variables: JSON.stringify({ env: { A: "1" } }),
    ...fieldsIf(can.postponeRunsByAutomation, { schedule_after: 90.5 }),
  },
  { type: "run-deployment", source: "inferred" },
  { type: "pause-deployment", deployment_id: deploymentId },
  { type: "resume-deployment", source: "inferred" },
  { type: "cancel-flow-run" },
  ...(can.deleteFlowRunsByAutomation ? [{ type: "delete-flow-run" }] : []),
  { type: "suspend-flow-run" },
  { type: "resume-flow-run" },
  { type: "change-flow-run-state", state: "FAILED" },
  {
    type: "change-flow-run-state",
    state: "CANCELLED",
    name: "Stopped",
    message: "m",
    ...fieldsIf(can.forceStatesByAutomation, { force: true }),
  },
  { type: "pause-work-queue", work_queue_id: id },
  { type: "resume-work-queue", source: "inferred" },
  { type: "pause-work-pool", work_pool_id: id },
  { type: "resume-work-pool", source: "inferred" },
  { type: "pause-automation", automation_id: id },
  { type: "resume-automation", source: "inferred" },
  { type: "send-notification", block_document_id: id, body: "b" },
  { type: "send-notification", block_document_id: id.toUpperCase(), subject: "s {{ event.id }}", body: "" },
  { type: "call-webhook", block_document_id: id },
  { type: "call-webhook", block_document_id: id, payload: "p" },
];

const literal = (value: unknown): string => hcl(value).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);

/** Tags as code gives them, and as the server has them: nothing where it knows none. */
const tagged = (...tags: string[]) => fieldsIf(can.tagAutomations, { tags: hcl(tags) });
const tagsOf = (...tags: string[]) => fieldsIf(can.tagAutomations, { tags });

describe("prefect_automation", () => {
  it("creates every trigger and action, plans nothing, and imports each by id and name (defects 7, 9, 10, 20 and 24)", async () => {
    const prefix = uniqueName("kind");
    const id = randomUUID();
    const blocks: Record<string, Expressions> = {
      minimal: {},
      deep: { trigger_json: literal(JSON.stringify(deep)) },
      flat: { trigger_json: literal(JSON.stringify({ ...event, within: "PT1M" })) },
      actions: {
        actions: literal(actionsOf(id)),
        actions_on_trigger: literal(actionsOf(id).slice(0, 3)),
        actions_on_resolve: literal(actionsOf(id).slice(3, 6)),
      },
      owned: { owner_resource: quote(`prefect.deployment.${deploymentId}`) },
      rest: { description: '"d"', enabled: "false", ...tagged("b", "a") },
      // What it names is known only once another one is made.
      linked: {
        trigger: `{ event = { posture = "Reactive", expect = ["test.never"], match = jsonencode({ id = ${type}.minimal.id }) } }`,
        actions: `[{ type = "pause-automation", automation_id = ${type}.minimal.id }]`,
      },
    };
    for (const [label, trigger] of Object.entries(triggers)) blocks[label] = { trigger: literal(trigger) };
    const terraform = await workspace();
    await terraform.write(automations(prefix, blocks));
    // The actions are on objects that there are not, which the server takes.
    const warnings = (await terraform.apply()).filter(({ summary }) => !summary.startsWith("There is no "));
    expect(told(warnings)).toBe("");
    const quiet = await terraform.plan();
    expect(summary(quiet)).toEqual({});
    expect(quiet.drift).toEqual([]);

    const state = await terraform.state();
    expect(state[`${type}.minimal`]).toMatchObject({
      description: "",
      enabled: true,
      tags: [],
      actions: [],
      trigger: { event: { threshold: 1, within: 0, after: [], match: "{}" }, compound: null },
    });
    expect(state[`${type}.proactive`]).toMatchObject({ trigger: { event: { within: 10 } } });
    expect(state[`${type}.deep`]).toMatchObject({ trigger: null });
    expect(state[`${type}.flat`]).toMatchObject({
      trigger: { event: { within: 60, expect: ["test.never"] } },
    });
    expect(await theOne(`${prefix}-nested`)).toMatchObject({
      id: state[`${type}.nested`]?.id,
      trigger: {
        type: "compound",
        require: "all",
        within: 100,
        triggers: [
          apiEvent,
          { type: "sequence", within: 20, triggers: [other, { threshold: 2 }] },
          { type: "compound", require: 1, within: null, triggers: [{ posture: "Proactive", within: 10 }] },
          { type: "compound", require: "any", within: 1, triggers: [event] },
        ],
      },
    });
    expect(await theOne(`${prefix}-actions`)).toMatchObject({
      actions: actionsOf(id).map((action) => ({
        ...action,
        ...("parameters" in action
          ? {
              parameters: { a: 1, t: { __prefect_kind: "jinja", template: "{{ event.id }}" } },
              job_variables: { env: { A: "1" } },
            }
          : {}),
        ...("block_document_id" in action ? { block_document_id: id } : {}),
      })),
    });
    expect(await theOne(`${prefix}-rest`)).toMatchObject({ description: "d", enabled: false });

    // A state as the official provider stores it has no attribute that is only ours.
    const stateFile = join(terraform.folder, "terraform.tfstate");
    const stored: unknown = JSON.parse(await readFile(stateFile, "utf8"), (key, value) =>
      ["tags", "trigger_json", "owner_resource", "force", "schedule_after", "private"].includes(key)
        ? undefined
        : value,
    );
    const stateText = await readFile(stateFile, "utf8");
    await writeFile(stateFile, JSON.stringify(stored));
    const { rest: __, deep: ___, flat: ____, owned: _, ...official } = blocks;
    await terraform.write(automations(prefix, official));
    const untouched = Object.keys(official).map((label) => `${type}.${label}`);
    const target = { args: untouched.map((address) => `-target=${address}`) };
    expect(summary(await terraform.plan(target))).toEqual({});
    await writeFile(stateFile, stateText);
    await terraform.write(automations(prefix, blocks));

    const { owned: _____, linked, ...importable } = blocks;
    expect(linked).toBeDefined();
    const again = await workspace();
    await again.write(
      automations(prefix, importable) +
        Object.keys(importable)
          .map((label, index) => {
            const byId = String(state[`${type}.${label}`]?.id);
            return importBlock(`${type}.${label}`, index % 2 === 0 ? byId : `${prefix}-${label}`);
          })
          .join(""),
    );
    const imported = await again.plan();
    expect(summary(imported)).toEqual({});
    expect(imported.all.every(({ importing }) => importing)).toBe(true);
    expect(told(imported.warnings)).toBe("");
    await again.applyPlanned();
    expect(summary(await again.plan())).toEqual({});

    expect(await terraform.destroy()).toEqual([]);
    expect(await onServer(`${prefix}-nested`)).toEqual([]);
    // Gone behind the other's back: nothing to destroy, and no error.
    expect(await again.destroy()).toEqual([]);
  });

  it("updates each part, clears it, resets what is removed, and leaves alone what was never set", async () => {
    const prefix = uniqueName("update");
    const run = { type: "run-deployment", deployment_id: deploymentId };
    const set: Expressions = {
      description: '"d"',
      enabled: "false",
      ...tagged("a"),
      actions: hcl([run]),
      actions_on_trigger: hcl([{ type: "cancel-flow-run" }]),
      actions_on_resolve: hcl([{ type: "do-nothing" }]),
    };
    const terraform = await workspace();
    await terraform.write(
      automations(prefix, {
        name: set,
        enabled: set,
        emptied: set,
        removed: set,
        unset: {},
        posture: { trigger: hcl({ event }) },
        kind: { trigger: hcl({ event }) },
        element: { actions: hcl([run, { type: "do-nothing" }]) },
        spelling: { actions: hcl([run]), trigger: hcl({ event }) },
        "to-json": {},
        "from-json": { trigger_json: quote(JSON.stringify(apiEvent)) },
        owner: { owner_resource: '"a.b"' },
      }),
    );
    expect(told(await terraform.apply())).toBe("");
    const before = await terraform.state();
    const id = String(before[`${type}.unset`]?.id);
    const elsewhere = { ...tagsOf("elsewhere"), description: "elsewhere" };
    const unset = { name: `${prefix}-unset`, trigger: apiEvent, actions: [{ type: "cancel-flow-run" }] };
    expect((await api.call("PUT", `/automations/${id}`, { ...unset, ...elsewhere })).status).toBe(204);
    const triggerIds = async () => (await theOne(`${prefix}-enabled`)).trigger;
    const idsBefore = await triggerIds();

    await terraform.write(
      automations(prefix, {
        name: { ...set, name: quote(`${prefix}-renamed`) },
        enabled: { ...set, enabled: "true" },
        emptied: {
          description: '""',
          enabled: "true",
          ...tagged(),
          actions: "[]",
          actions_on_trigger: "[]",
          actions_on_resolve: "[]",
        },
        removed: {},
        unset: { trigger: hcl({ event: other }) },
        posture: { trigger: hcl({ event: { ...event, posture: "Proactive" } }) },
        kind: { trigger: hcl({ sequence: { triggers: [{ event }] } }) },
        element: { actions: hcl([{ type: "pause-deployment", source: "inferred" }]) },
        spelling: {
          actions: hcl([
            { ...run, deployment_id: deploymentId.toUpperCase(), parameters: "{ }", schedule_after: 0 },
          ]),
          trigger: hcl({ event: { ...event, threshold: 1, within: 0, after: [], match: "{ }" } }),
        },
        "to-json": { trigger_json: quote(JSON.stringify({ ...apiEvent, threshold: 2 })) },
        "from-json": { trigger: hcl({ event: other }) },
        owner: { owner_resource: '"a.c"' },
      }),
    );
    const plan = await terraform.plan();
    const all = `actions actions_on_resolve actions_on_trigger description enabled ${can.tagAutomations ? "tags " : ""}updated?`;
    expect(summary(plan)).toEqual({
      [`${type}.name`]: "update: name updated?",
      [`${type}.enabled`]: "update: enabled updated?",
      [`${type}.emptied`]: `update: ${all}`,
      [`${type}.removed`]: `update: ${all}`,
      [`${type}.unset`]: "update: trigger trigger_json? updated?",
      [`${type}.posture`]: "update: trigger trigger_json? updated?",
      [`${type}.kind`]: "update: trigger trigger_json? updated?",
      [`${type}.element`]: "update: actions updated?",
      [`${type}.to-json`]: "update: trigger? trigger_json updated?",
      [`${type}.from-json`]: "update: trigger trigger_json? updated?",
      [`${type}.owner`]: "delete,create for owner_resource",
    });
    const leftAlone = ["description", ...(can.tagAutomations ? ["tags"] : []), "actions"].map(
      (name) => `${type}.unset ${name} is set on the server, not in the code`,
    );
    const spoken = (warnings: readonly Diagnostic[]) =>
      warnings.map(({ address, summary }) => `${address} ${summary}`);
    expect(spoken(plan.warnings)).toEqual(leftAlone);
    expect(spoken(await terraform.applyPlanned())).toEqual(leftAlone);
    const cleared = {
      description: "",
      enabled: true,
      ...tagsOf(),
      actions: [],
      actions_on_trigger: [],
      actions_on_resolve: [],
    };
    expect(await theOne(`${prefix}-emptied`)).toMatchObject(cleared);
    expect(await theOne(`${prefix}-removed`)).toMatchObject(cleared);
    expect(await theOne(`${prefix}-unset`)).toMatchObject({
      ...elsewhere,
      actions: [{ type: "cancel-flow-run" }],
      trigger: other,
    });
    expect(await theOne(`${prefix}-renamed`)).toMatchObject({
      ...tagsOf("a"),
      description: "d",
      enabled: false,
    });
    expect(await theOne(`${prefix}-posture`)).toMatchObject({
      trigger: { posture: "Proactive", within: 10 },
    });
    expect(await theOne(`${prefix}-kind`)).toMatchObject({
      trigger: { type: "sequence", triggers: [event] },
    });
    expect(await theOne(`${prefix}-element`)).toMatchObject({
      actions: [{ type: "pause-deployment", source: "inferred" }],
    });
    expect(await theOne(`${prefix}-to-json`)).toMatchObject({ trigger: { threshold: 2 } });
    // Enabling alone keeps what the server has counted.
    expect(await theOne(`${prefix}-enabled`)).toMatchObject({ enabled: true });
    expect(await triggerIds()).toEqual(idsBefore);
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });

  it("finds and heals changes and deletions behind its back, with few requests (defects 11 and 15)", async () => {
    const prefix = uniqueName("drift");
    const proxy = await startCountingProxy(server.apiUrl);
    const terraform = await temporaryWorkspace({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
    try {
      const actions = hcl([{ type: "do-nothing" }]);
      const nested = triggers.nested ?? {};
      const changed = { trigger: hcl(nested), actions, ...tagged("a"), description: '"d"' };
      const code = automations(prefix, {
        changed,
        json: { trigger_json: quote(JSON.stringify(deep)) },
        deleted: {},
        gone: {},
      });
      await terraform.write(code);
      await terraform.apply();
      expect(proxy.counts()).toMatchObject({ "POST /api/automations/": 4 });
      expect(proxy.requests.filter(({ method }) => method === "GET" || method === "PUT")).toEqual([]);
      const { trigger, ...rest } = await theOne(`${prefix}-changed`);
      const { id, created, updated, ...body } = rest;
      const edited = JSON.parse(JSON.stringify(trigger).replace('"threshold":2', '"threshold":7'));
      const put = { ...body, trigger: edited, ...tagsOf("b"), actions: [{ type: "cancel-flow-run" }] };
      expect((await api.call("PUT", `/automations/${id}`, put)).status).toBe(204);
      const json = await theOne(`${prefix}-json`);
      const { id: jsonId, created: _, updated: __, ...jsonBody } = json;
      await api.call("PUT", `/automations/${jsonId}`, { ...jsonBody, trigger: apiEvent });
      await api.call("DELETE", `/automations/${(await theOne(`${prefix}-deleted`)).id}`);
      proxy.reset();
      const plan = await terraform.plan();
      expect(summary(plan)).toEqual({
        [`${type}.changed`]: `update: actions ${can.tagAutomations ? "tags " : ""}trigger trigger_json? updated?`,
        [`${type}.json`]: "update: trigger? trigger_json updated?",
        [`${type}.deleted`]: "create",
      });
      expect(Object.keys(proxy.counts())).not.toContain("POST /api/automations/");
      expect(proxy.requests.length).toBeLessThan(10);
      await terraform.applyPlanned();
      expect(await theOne(`${prefix}-changed`)).toMatchObject({
        id,
        actions: [{ type: "do-nothing" }],
        ...tagsOf("a"),
      });
      expect(await theOne(`${prefix}-json`)).toMatchObject({ trigger: { type: "sequence", within: 60 } });
      expect(summary(await terraform.plan())).toEqual({});
      await terraform.plan({ destroy: true });
      await api.call("DELETE", `/automations/${(await theOne(`${prefix}-gone`)).id}`);
      await terraform.applyPlanned();
      expect(await terraform.state()).toEqual({});
    } finally {
      await proxy.stop();
    }
  });

  it("recovers what an interrupted apply has made, and makes others of the same name (defect 17)", async () => {
    const prefix = uniqueName("same");
    const terraform = await workspace();
    const made = automations(prefix, {
      made: { actions: hcl([{ type: "cancel-flow-run" }]), ...tagged("x") },
    });
    await terraform.write(made);
    await terraform.apply();
    const state = await terraform.stateOf(`${type}.made`);
    await rm(join(terraform.folder, "terraform.tfstate"));
    expect((await terraform.apply()).map(({ summary }) => summary)).toEqual([
      `The automation "${prefix}-made" was there already, just as planned`,
    ]);
    expect(await terraform.stateOf(`${type}.made`)).toEqual(state);

    // Renamed in code: the new resource may get the automation, and keeps it.
    await terraform.write(made.replace(`"${type}" "made"`, `"${type}" "renamed"`));
    await terraform.apply();
    expect((await theOne(`${prefix}-made`)).id).toBe((await terraform.stateOf(`${type}.renamed`)).id);
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();

    const strangerId = await make(`${prefix}-twin`, { description: "by hand" });
    const twins = { name: quote(`${prefix}-twin`), trigger: hcl({ event }) };
    await terraform.write(
      resourceBlock(type, "a", twins) + resourceBlock(type, "b", twins) + resourceBlock(type, "c", twins),
    );
    const plan = await terraform.plan();
    expect(told(plan.warnings)).toContain(strangerId);
    await terraform.applyPlanned();
    expect(await onServer(`${prefix}-twin`)).toHaveLength(4);
    expect(summary(await terraform.plan())).toEqual({});
    const ids = Object.values(await terraform.state()).map(({ id }) => id);
    expect(new Set([...ids, strangerId]).size).toBe(4);
    await terraform.write(
      resourceBlock(type, "d", { name: quote(`${prefix}-twin`), trigger: hcl({ event }) }),
    );
    const refused = await terraform.importError(`${type}.d`, `${prefix}-twin`);
    expect(refused).toContain(strangerId);
    await terraform.destroy();
    expect(await onServer(`${prefix}-twin`)).toHaveLength(1);
  });

  it("does not create twice when an answer is lost", async () => {
    const prefix = uniqueName("lost");
    const proxy = await startCountingProxy(server.apiUrl);
    const terraform = await temporaryWorkspace({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
    try {
      proxy.inject({ method: "POST", path: "/api/automations/", effect: { kind: "lose-answer" } });
      await terraform.write(automations(prefix, { one: {} }));
      expect(told(await terraform.apply())).toBe("");
      expect((await theOne(`${prefix}-one`)).id).toBe((await terraform.stateOf(`${type}.one`)).id);
      await terraform.destroy();
    } finally {
      await proxy.stop();
    }
  });

  it("refuses when planning what the server would, and tells what only the server knows", async () => {
    const prefix = uniqueName("refused");
    const terraform = await workspace();
    const loop = { posture: "Reactive", expect: ["prefect.flow-run.*"] };
    const bad: Record<string, readonly [Expressions, string]> = {
      none: [{ trigger: "null" }, "Set either trigger or trigger_json"],
      both: [
        { trigger: hcl({ event }), trigger_json: quote(JSON.stringify(apiEvent)) },
        "cannot both be set",
      ],
      "no-kind": [{ trigger: "{}" }, "sets none of event"],
      "two-kinds": [{ trigger: hcl({ event, sequence: { triggers: [] } }) }, "sets event and sequence"],
      "inner-kinds": [
        { trigger: hcl({ compound: { require: "any", triggers: [{ sequence: { triggers: [{}] } }] } }) },
        "trigger.compound.triggers[0].sequence.triggers[0] sets none of event, metric",
      ],
      posture: [{ trigger: hcl({ event: { ...event, posture: "reactive" } }) }, '"Reactive", "Proactive"'],
      within: [
        { trigger: hcl({ event: { ...event, posture: "Proactive", within: 5 } }) },
        "10 seconds or more",
      ],
      negative: [{ trigger: hcl({ event: { ...event, within: -1 } }) }, "must be 0 seconds or more"],
      require: [{ trigger: hcl({ compound: { require: 2, triggers: [{ event }] } }) }, "from 1 to 1"],
      "require-word": [
        { trigger: hcl({ compound: { require: "most", triggers: [{ event }] } }) },
        '"most" was given',
      ],
      match: [{ trigger: hcl({ event: { ...event, match: '{"a":1}' } }) }, 'label "a" must be a string'],
      json: [
        { trigger_json: quote(JSON.stringify({ ...deep, triggers: [{ type: "event" }] })) },
        "In triggers[0]: `posture`",
      ],
      "json-within": [{ trigger_json: quote('{"type":"sequence","triggers":[]}') }, "needs `within`"],
      "json-type": [{ trigger_json: quote('{"type":"x"}') }, "It has no known type"],
      type: [{ actions: hcl([{ type: "explode" }]) }, '"explode" was given'],
      selected: [{ actions: hcl([{ type: "do-nothing" }, { type: "run-deployment" }]) }, "actions[1]"],
      inferred: [
        { actions: hcl([{ type: "pause-work-pool", source: "inferred", work_pool_id: randomUUID() }]) },
        "must not be set",
      ],
      notify: [
        { actions_on_resolve: hcl([{ type: "send-notification", body: "b" }]) },
        "needs `block_document_id`",
      ],
      body: [
        { actions: hcl([{ type: "send-notification", block_document_id: randomUUID() }]) },
        "needs `body`",
      ],
      state: [{ actions: hcl([{ type: "change-flow-run-state", state: "failed" }]) }, '"FAILED"'],
      loop: [
        { trigger: hcl({ event: loop }), actions: hcl([{ type: "run-deployment", source: "inferred" }]) },
        "runs the deployment of the flow run",
      ],
      "loop-selected": [
        {
          trigger: hcl({ event: loop }),
          actions: hcl([{ type: "run-deployment", deployment_id: deploymentId }]),
        },
        "on every flow run",
      ],
    };
    await terraform.write(
      automations(prefix, Object.fromEntries(Object.entries(bad).map(([label, [code]]) => [label, code]))),
    );
    const errors = await terraform.planErrors();
    for (const [label, [, expected]] of Object.entries(bad)) {
      const said = told(errors.filter(({ address }) => address === `${type}.${label}`));
      expect(said, label).toContain(expected);
    }
    expect(errors.map(({ address }) => address).sort()).toEqual(
      Object.keys(bad)
        .map((label) => `${type}.${label}`)
        .sort(),
    );

    // The server takes what its type does not need, and drops it: so it is said, and stays without effect.
    const odd = { actions: hcl([{ type: "do-nothing", message: "m" }]) };
    await terraform.write(automations(prefix, { odd }));
    expect(told((await terraform.plan()).warnings)).toContain("actions[0].message means nothing");
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();

    const cloud: Record<string, readonly [Expressions, string]> = {
      metric: [{ trigger: hcl({ metric: { metric } }) }, "trigger is of the type `metric`"],
      inner: [
        { trigger: hcl({ compound: { require: "any", triggers: [{ event }, { metric: { metric } }] } }) },
        "trigger.compound.triggers[1] is of the type",
      ],
      email: [
        {
          actions: hcl([
            { type: "send-email-notification", emails: ["a@example.org"], subject: "s", body: "b" },
          ]),
        },
        "`send-email-notification`, which only Prefect Cloud",
      ],
    };
    await terraform.write(
      automations(prefix, Object.fromEntries(Object.entries(cloud).map(([label, [code]]) => [label, code]))),
    );
    const refusals = await terraform.applyErrors();
    for (const [label, [, expected]] of Object.entries(cloud)) {
      const said = refusals.filter(({ address }) => address === `${type}.${label}`);
      expect(said, label).toHaveLength(1);
      expect(told(said), label).toContain(expected);
    }
  });

  it("is read by id and by name", async () => {
    const prefix = uniqueName("data");
    const terraform = await workspace();
    const data = (label: string, attributes: Expressions) =>
      resourceBlock(type, label, attributes).replace("resource", "data");
    await terraform.write(
      automations(prefix, {
        nested: { trigger: hcl(triggers.nested), actions: literal(actionsOf(randomUUID())), ...tagged("t") },
        deep: { trigger_json: quote(JSON.stringify(deep)) },
      }) +
        data("id", { id: `${type}.nested.id` }) +
        data("name", { name: `${type}.deep.name` }),
    );
    await terraform.apply();
    const state = await terraform.state();
    const { owner_resource: _, ...nested } = state[`${type}.nested`] ?? {};
    const { trigger_json: __, ...others } = nested;
    expect(state[`data.${type}.id`]).toMatchObject({
      ...others,
      actions: expect.any(Array),
      trigger: {
        compound: { require: "all", triggers: [{ event: { expect: ["test.never"] } }, {}, {}, {}] },
      },
    });
    expect(state[`data.${type}.name`]).toMatchObject({ id: state[`${type}.deep`]?.id, trigger: null });
    expect(JSON.parse(String(state[`data.${type}.name`]?.trigger_json))).toMatchObject({
      type: "sequence",
      within: 60,
    });
    await terraform.destroy();

    await make(`${prefix}-two`);
    await make(`${prefix}-two`);
    await terraform.write(
      data("none", {}) +
        data("lost", { id: quote(randomUUID()) }) +
        data("two", { name: quote(`${prefix}-two`) }),
    );
    expect(told(await terraform.planErrors())).toContain("Set either id or name");
    await terraform.write(
      data("lost", { id: quote(randomUUID()) }) + data("two", { name: quote(`${prefix}-two`) }),
    );
    const errors = told(await terraform.planErrors());
    expect(errors).toContain("No such automation");
    expect(errors).toContain("Several automations have the name");
  });
});
