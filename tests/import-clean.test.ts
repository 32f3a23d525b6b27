import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as resources from "../provider/prefect/resources";
import { summary } from "./support/plan-summary";
import { type Configuration, type Found, ProviderClient } from "./support/provider-client";
import { can, fieldsIf } from "./support/server-version";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

/** Objects with every attribute that can be set, imported by the code that made them: nothing is to do. */

const prefix = uniqueName("clean");

/** What this test does not set: Prefect Cloud's, and what it must not. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  prefect_deployment_schedule: ["id"],
  // No server knows it, and a destroy reads it from the state: the first plan after an import writes it there.
  prefect_flow: ["force_destroy"],
  // The server counts them.
  prefect_global_concurrency_limit: ["active_slots"],
};

/** A server has one of it; its test is in `server-objects.test.ts`. */
const single = "prefect_default_result_storage";

const template = {
  job_configuration: { command: "{{ command }}", env: "{{ env }}" },
  variables: {
    type: "object",
    properties: { command: { type: "string" }, env: { type: "object", default: { A: "b" } } },
  },
};

const schedules = [
  { cron: "0 6 * * *", day_or: false, timezone: "Europe/Berlin", active: false, slug: "mornings" },
  { interval: 3600.5, anchor_date: "2026-01-01T00:00:00Z", parameters: '{ "n": 2 }' },
  { rrule: "FREQ=WEEKLY;BYDAY=MO", timezone: "Asia/Tokyo", max_scheduled_runs: 2, replaces: "weekly-old" },
];

const event = { posture: "Reactive", expect: ["clean.never"], threshold: 1, within: 0 };

const configuration: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  prefect_flow: { it: { name: `${prefix} flow`, tags: ["b", "a"], labels: { team: "a", n: "1" } } },
  prefect_work_pool: {
    it: {
      name: `${prefix} pool`,
      type: "process",
      description: "d",
      paused: true,
      concurrency_limit: 3,
      base_job_template: JSON.stringify(template),
      storage_configuration: {
        bundle_upload_step: '{"m.f": {"a": 1}}',
        bundle_execution_step: '{"m.g": {}}',
        default_result_storage_block_id: "${prefect_block.storage.id}",
      },
    },
    defaults: {
      name: `${prefix} defaults`,
      type: "kubernetes",
      job_variables: '{"namespace": "x", "image": "a:1", "env": {"B": "2", "A": "1"}}',
    },
  },
  prefect_work_queue: {
    it: {
      work_pool_name: "${prefect_work_pool.it.name}",
      name: "queue #1?",
      description: "d",
      is_paused: true,
      concurrency_limit: 2,
      priority: 1,
      filter: { tags: ["b", "a"], deployment_ids: ["${prefect_deployment.it.id}"] },
    },
  },
  prefect_block_type: {
    it: {
      name: `${prefix} type`,
      slug: prefix,
      logo_url: "https://example.org/a.png",
      documentation_url: "https://example.org/doc",
      description: "d",
      code_example: "code",
    },
  },
  prefect_block_schema: {
    it: {
      block_type_id: "${prefect_block_type.it.id}",
      fields: JSON.stringify({
        title: "T",
        type: "object",
        block_type_slug: prefix,
        properties: { a: { title: "A", type: "string" } },
      }),
      capabilities: ["send", "read"],
      version: "1.2",
    },
  },
  prefect_block: {
    it: {
      type_slug: "${prefect_block_type.it.slug}",
      name: `${prefix}-data`,
      data: '{ "a": "x" }',
      block_schema_id: "${prefect_block_schema.it.id}",
    },
    storage: {
      type_slug: "local-file-system",
      name: `${prefix}-storage`,
      data_wo: '{ "basepath": "/tmp" }',
      data_wo_version: 3,
    },
    hidden: { type_slug: "secret", name: `${prefix}-hidden`, data_wo: '{"value": "s"}', is_anonymous: true },
  },
  prefect_variable: {
    it: { name: prefix, value: { n: 12345678901, list: [1.5, null, "x"] }, tags: ["b", "a"] },
  },
  prefect_deployment: {
    it: {
      name: `${prefix} inline`,
      flow_id: "${prefect_flow.it.id}",
      description: "d",
      version: "1",
      version_info: '{"type": "prefect:simple", "version": "1"}',
      tags: ["b", "a"],
      labels: { team: "a", n: "1" },
      paused: true,
      parameters: '{ "n": 1.0 }',
      parameter_openapi_schema: '{"type": "object", "properties": {"n": {"type": "integer"}}}',
      enforce_parameter_schema: false,
      job_variables: '{"env": {"C": "d"}, "command": "run"}',
      work_pool_name: "${prefect_work_pool.it.name}",
      work_queue_name: "fast",
      entrypoint: "a.py:f",
      path: "/p",
      pull_steps: [
        { type: "set_working_directory", directory: "/a" },
        { type: "git_clone", repository: "https://example.org/a.git", branch: "main" },
      ],
      schedules,
      concurrency_limit: 2,
      concurrency_options: {
        collision_strategy: "CANCEL_NEW",
        ...fieldsIf(can.keepGracePeriods, { grace_period_seconds: 120 }),
      },
      storage_document_id: "${prefect_block.storage.id}",
      infrastructure_document_id: "${prefect_block.storage.id}",
      on_conflict: "adopt",
    },
    shared: {
      name: `${prefix} shared`,
      flow_id: "${prefect_flow.it.id}",
      global_concurrency_limit_id: "${prefect_global_concurrency_limit.it.id}",
    },
    none: { name: `${prefix} none`, flow_id: "${prefect_flow.it.id}", schedules: [] },
  },
  prefect_deployment_schedule: Object.fromEntries(
    schedules.map(({ slug, replaces, ...schedule }, index) => [
      `s${index}`,
      {
        deployment_id: "${prefect_deployment.shared.id}",
        slug: slug ?? `slug #${index}?`,
        replaces: replaces ?? "old",
        ...schedule,
      },
    ]),
  ),
  prefect_automation: {
    it: {
      name: `${prefix} automation`,
      description: "d",
      enabled: false,
      ...fieldsIf(can.tagAutomations, { tags: ["b", "a"] }),
      owner_resource: "prefect.deployment.${prefect_deployment.it.id}",
      trigger: { compound: { require: "all", within: 60, triggers: [{ event }, { event }] } },
      actions: [
        {
          type: "run-deployment",
          source: "selected",
          deployment_id: "${prefect_deployment.shared.id}",
          parameters: '{ "n": 1 }',
        },
        { type: "cancel-flow-run" },
      ],
      actions_on_trigger: [{ type: "suspend-flow-run" }],
      actions_on_resolve: [{ type: "resume-flow-run" }],
    },
    json: {
      name: `${prefix} json`,
      trigger_json: JSON.stringify({ type: "event", ...event }),
      actions: [{ type: "do-nothing" }],
    },
  },
  prefect_global_concurrency_limit: {
    it: { name: `${prefix} limit`, limit: 5, active: false, slot_decay_per_second: 0.25 },
  },
  prefect_task_run_concurrency_limit: { it: { tag: `${prefix} tag`, concurrency_limit: 4 } },
  prefect_saved_search: {
    it: {
      name: `${prefix} search`,
      filters: [
        { object: "flow_run", property: "tags", type: "string", operation: "all", value_json: '["a", "b"]' },
      ],
    },
  },
};

/** An import cannot see the code: what that gives write-only of a value comes into the state with the rest. */
const partlyHidden: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  prefect_deployment: {
    hidden: {
      name: `${prefix} hidden`,
      flow_id: "${prefect_flow.it.id}",
      job_variables_wo: '{"env": {"TOKEN": "hush"}}',
      job_variables_wo_version: 2,
    },
  },
  prefect_variable: {
    hidden: { name: `${prefix}_hidden`, value_wo: { a: "hush" }, value_wo_version: 7 },
  },
};

const both = (one: typeof configuration, other: typeof configuration) =>
  Object.fromEntries(
    Object.keys({ ...one, ...other }).map((type) => [type, { ...one[type], ...other[type] }]),
  );

const everything = both(configuration, partlyHidden);

const declared = Object.entries(configuration).flatMap(([type, labelled]) =>
  Object.keys(labelled).map((label) => ({ type, label, address: `${type}.${label}` })),
);

const formsOf = (type: string): readonly string[] =>
  Object.values(resources).find(({ typeName }) => typeName === type)?.importForms ?? [];

/** An import id of this form, from what the state has of an object. */
function importId(form: string, of: Values, flow: unknown): string {
  const values: Readonly<Record<string, unknown>> = {
    "deployment id": of.deployment_id,
    "flow name": flow,
    "deployment name": of.deployment_id === undefined ? of.name : `${prefix} shared`,
    "schedule id": of.id,
    pool: of.work_pool_name,
    queue: of.name,
    "type slug": of.type_slug,
    ...of,
  };
  return form.replaceAll(/<([^>]+)>/g, (_, part: string) =>
    String(values[part.replace(" ", "_")] ?? values[part]),
  );
}

function resourceOf(type: string) {
  const found = Object.values(resources).find(({ typeName }) => typeName === type);
  if (found === undefined) throw new Error(`There is no ${type}.`);
  return found;
}

/** What narrows a list of a server that has other objects to few. */
function filtersFor(
  { type, address }: { type: string; address: string },
  state: Record<string, Values>,
): Configuration {
  const { name = null, slug = null } = state[address] ?? {};
  const named = typeof name === "string" ? name : null;
  const deployment = state[address]?.deployment_id;
  const filters: Readonly<Record<string, Configuration>> = {
    prefect_flow: { filter_any: [named] },
    prefect_work_pool: { filter_any: [named] },
    prefect_work_queue: { filter_any: [named] },
    prefect_variable: { filter_any: [named] },
    prefect_global_concurrency_limit: { filter_any: [named] },
    prefect_deployment: { name: named, flow_name: `${prefix} flow` },
    prefect_deployment_schedule: { deployment_id: typeof deployment === "string" ? deployment : null },
    prefect_automation: { name: named },
    prefect_block_type: { is_protected: slug === null },
    prefect_block_schema: { type_slug: prefix },
  };
  return filters[type] ?? {};
}

async function listedObject(
  provider: ProviderClient,
  typeName: string,
  filters: Configuration,
  identity: Configuration,
): Promise<Found["state"] | undefined> {
  for await (const found of provider.list(typeName, filters, { whole: true })) {
    if (Array.isArray(found)) throw new Error(JSON.stringify(found));
    if (isDeepStrictEqual(found.identity, identity)) return found.state;
  }
  return undefined;
}

describe("import, then plan", () => {
  let server: SharedServer;
  let maker: Workspace;
  let importer: Workspace;
  let state: Record<string, Values>;

  const idBy = ({ type, address }: (typeof declared)[number], round: number): string => {
    const forms = formsOf(type);
    return importId(forms[round % forms.length] ?? "", state[address] ?? {}, `${prefix} flow`);
  };

  beforeAll(async () => {
    server = await sharedServer();
    [maker, importer] = await Promise.all([Workspace.create({ server }), Workspace.create({ server })]);
    await maker.writeJson({ resource: everything });
    await maker.apply();
    state = await maker.state();
  });

  afterAll(async () => {
    await maker?.destroy();
    await Promise.all([maker?.remove(), importer?.remove()]);
  });

  it("is tried with every attribute of every resource", () => {
    for (const { typeName, attributes } of Object.values(resources)) {
      if (typeName === single) continue;
      const set = Object.values(everything[typeName] ?? {}).flatMap((one) => Object.keys(one));
      const settable = Object.keys(attributes).filter(
        (name) =>
          attributes[name]?.mode !== "computed" &&
          !["account_id", "workspace_id", ...(leftOut[typeName] ?? [])].includes(name),
      );
      expect(
        settable.filter((name) => !set.includes(name) && (can.tagAutomations || name !== "tags")),
      ).toEqual([]);
    }
  });

  it.each([0, 1, 2])("changes nothing, by import blocks: form %i of the ids", async (round) => {
    await importer.writeJson({
      import: declared.map((one) => ({ to: one.address, id: idBy(one, round) })),
      resource: configuration,
    });
    const plan = await importer.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.warnings).toEqual([]);
    expect(plan.all.filter(({ importing }) => importing)).toHaveLength(declared.length);
  });

  it("is led by identities too, and lists find the same (over the protocol: the Terraform at hand may not know them)", async () => {
    const provider = await ProviderClient.start(server.env);
    try {
      await provider.configure();
      for (const one of declared) {
        const { typeName, identity } = resourceOf(one.type);
        const wanted = Object.fromEntries(identity.map((name) => [name, String(state[one.address]?.[name])]));
        const { found, diagnostics } = await provider.importState(typeName, wanted);
        expect(diagnostics).toEqual([]);
        expect(found?.identity).toEqual(wanted);
        const listed = await listedObject(provider, typeName, filtersFor(one, state), wanted);
        // Anonymous blocks are in no list.
        if (one.address === "prefect_block.hidden") expect(listed).toBeUndefined();
        else expect(listed).toEqual(found?.state);
      }
      const other = {
        id: state["prefect_flow.it"]?.id === undefined ? "" : String(state["prefect_flow.it"].id),
      };
      expect((await provider.importState("prefect_automation", other)).diagnostics).toMatchObject([
        { summary: "No prefect_automation to import" },
      ]);
    } finally {
      await provider.end();
    }
  });

  it("changes nothing with the configuration that Terraform makes of import blocks", async () => {
    const generator = await Workspace.create({ server });
    try {
      // Its schedules are imported by themselves, and are not inline too.
      const some = declared.filter(({ address }) => address !== "prefect_deployment.shared");
      const blocks = some.map((one) => ({ to: one.address, id: idBy(one, 0) }));
      await generator.writeJson({ import: blocks });
      const plan = await generator.plan({ args: ["-generate-config-out=generated.tf"] });
      expect(summary(plan)).toEqual({});
      expect(plan.all.filter(({ importing }) => importing)).toHaveLength(some.length);
      await generator.applyPlanned();
      expect(summary(await generator.plan())).toEqual({});
    } finally {
      await generator.remove();
    }
  });

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await importer.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  it("changes nothing once the import is applied", async () => {
    await importer.applyPlanned();
    await importer.writeJson({ resource: configuration });
    await expectNothingToDo();
  });

  it("changes nothing, by import commands", async () => {
    for (const one of declared.filter(({ label, type }) => label === "it" || type === "prefect_block")) {
      if (!/pool|block$|deployment$|automation/.test(one.type)) continue;
      await importer.forget(one.address);
      await importer.import(one.address, idBy(one, 0));
    }
    await expectNothingToDo();
  });

  it("shows just what the code changes, then and later", async () => {
    const changed = (image: string, text: string) =>
      both(configuration, {
        prefect_work_pool: {
          defaults: {
            ...configuration.prefect_work_pool?.defaults,
            job_variables: JSON.stringify({ image, namespace: "x" }),
          },
        },
        prefect_deployment: {
          it: {
            ...configuration.prefect_deployment?.it,
            schedules: [...schedules].reverse().map((one) => ({ ...one, active: text === "one" })),
          },
          shared: { ...configuration.prefect_deployment?.shared, description: text },
        },
        prefect_automation: { it: { ...configuration.prefect_automation?.it, description: text } },
        prefect_block: {
          storage: { ...configuration.prefect_block?.storage, data_wo: JSON.stringify({ basepath: text }) },
        },
      });
    const differing = {
      "prefect_automation.it": "update: description updated?",
      "prefect_deployment.it": "update: schedules updated?",
      "prefect_deployment.shared": "update: description updated?",
      "prefect_work_pool.defaults": "update: base_job_template? job_variables updated?",
    };
    for (const [image, text, block] of [
      // The state has no version of the data: the digests tell.
      ["b:2", "one", { "prefect_block.storage": "update: data data_wo_version updated?" }],
      // The version alone decides.
      ["c:3", "another", {}],
    ] as const) {
      await importer.writeJson({ resource: changed(image, text) });
      expect(summary(await importer.plan())).toEqual({ ...differing, ...block });
      await importer.applyPlanned();
      await expectNothingToDo();
    }
  });

  it("takes out of the state what an import has brought there and code gives write-only", async () => {
    await importer.writeJson({
      import: [
        { to: "prefect_deployment.hidden", id: `${prefix} flow/${prefix} hidden` },
        { to: "prefect_variable.hidden", id: `${prefix}_hidden` },
      ],
      resource: everything,
    });
    const args = ["-target=prefect_deployment.hidden", "-target=prefect_variable.hidden"];
    expect(summary(await importer.plan({ args }))).toEqual({
      "prefect_deployment.hidden": "update: job_variables job_variables_wo_version updated?",
      "prefect_variable.hidden": "update: updated? value value_wo_version",
    });
    await importer.applyPlanned();
    const stored = await importer.state();
    expect(stored["prefect_deployment.hidden"]).toMatchObject({ job_variables: "{}" });
    expect(JSON.stringify(stored)).not.toContain("hush");
    expect(summary(await importer.plan({ args }))).toEqual({});
  });
});
