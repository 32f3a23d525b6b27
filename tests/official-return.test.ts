import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { sourceAddress } from "../source-address";
import { misfits } from "./support/cty-conformance";
import { jsonString, quote, resourceBlock } from "./support/hcl";
import { type OfficialResource, officialSchema, selfHostedResources } from "./support/official-schema";
import { officialAddress } from "./support/official-state";
import { summary } from "./support/plan-summary";
import { can, fieldsIf } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";

interface StoredInstance {
  readonly schema_version: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly private?: string;
}

interface StoredResource {
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly instances: readonly StoredInstance[];
}

/** Every resource twice: with as little as it needs, and with all that the official provider knows. */
function code(name: string): string {
  const object = (value: unknown) => JSON.stringify(value);
  const event = { posture: "Reactive", expect: ["test.never"] };
  const bare: Record<OfficialResource, Record<string, string>> = {
    flow: { name: quote(name) },
    work_pool: { name: quote(name) },
    work_queue: { name: '"bare"', work_pool_name: "prefect_work_pool.bare.name" },
    deployment: { name: '"bare"', flow_id: "prefect_flow.bare.id" },
    deployment_schedule: { deployment_id: "prefect_deployment.bare.id", cron: '"0 6 * * *"' },
    variable: { name: quote(name), value: "0.1" },
    block_type: { name: quote(name), slug: quote(name) },
    // A server keeps one schema of each content for all types.
    block_schema: { block_type_id: "prefect_block_type.bare.id", fields: jsonString({ title: name }) },
    block: { name: quote(name), type_slug: '"secret"' },
    automation: { name: quote(name), trigger: object({ event }) },
    global_concurrency_limit: { name: quote(name), limit: "1" },
    task_run_concurrency_limit: { tag: quote(name), concurrency_limit: "1" },
  };
  const full: Record<OfficialResource, Record<string, string>> = {
    flow: { name: quote(`${name}-full`), tags: '["b", "a"]' },
    work_pool: {
      name: quote(`${name}-full`),
      type: '"process"',
      description: '"d"',
      paused: "true",
      concurrency_limit: "3",
      base_job_template: jsonString({ job_configuration: { env: {} }, variables: { type: "object" } }),
    },
    work_queue: {
      name: '"full"',
      work_pool_name: "prefect_work_pool.full.name",
      description: '"d"',
      is_paused: "true",
      concurrency_limit: "2",
    },
    deployment: {
      name: '"full"',
      flow_id: "prefect_flow.full.id",
      description: '"d"',
      version: '"1"',
      path: '"/p"',
      entrypoint: '"a.py:f"',
      enforce_parameter_schema: "false",
      tags: '["b", "a"]',
      paused: "true",
      work_pool_name: "prefect_work_pool.full.name",
      work_queue_name: "prefect_work_queue.full.name",
      parameters: jsonString({ size: 1 }),
      parameter_openapi_schema: jsonString({ type: "object", properties: {} }),
      job_variables: jsonString({ env: { A: "1" } }),
      concurrency_limit: "2",
      concurrency_options: object({
        collision_strategy: "ENQUEUE",
        ...fieldsIf(can.keepGracePeriods, { grace_period_seconds: 90 }),
      }),
      pull_steps: object([
        { type: "set_working_directory", directory: "/a" },
        { type: "run_shell_script", script: "true", env: { A: "1" }, stream_output: true },
      ]),
    },
    deployment_schedule: {
      deployment_id: "prefect_deployment.bare.id",
      interval: "20000001",
      anchor_date: '"2026-01-01T00:00:00Z"',
      timezone: '"Europe/Berlin"',
      active: "false",
      max_scheduled_runs: "3",
      parameters: jsonString({ n: 1 }),
      slug: '"full"',
    },
    variable: {
      name: quote(`${name}_full`),
      value: object({ a: [1, "b", null], c: { d: 1.5, e: true } }),
      tags: '["t"]',
    },
    block_type: {
      name: quote(`${name}-full`),
      slug: quote(`${name}-full`),
      logo_url: '"https://example.org/l.png"',
      documentation_url: '"https://example.org"',
      description: '"d"',
      code_example: '"x"',
    },
    block_schema: {
      block_type_id: "prefect_block_type.full.id",
      fields: jsonString({ title: `${name}-full`, properties: { a: { type: "string" } } }),
      capabilities: '["read"]',
      version: '"1"',
    },
    block: { name: quote(`${name}-full`), type_slug: '"secret"', data: jsonString({ value: "s" }) },
    automation: {
      name: quote(`${name}-full`),
      description: '"d"',
      enabled: "false",
      trigger: object({
        compound: { require: 2, within: 60, triggers: [{ event }, { event: { ...event, threshold: 2 } }] },
      }),
      actions: object([
        { type: "do-nothing" },
        { type: "run-deployment", source: "inferred", parameters: '{"a":1}' },
      ]),
      actions_on_trigger: object([{ type: "cancel-flow-run" }]),
      actions_on_resolve: object([{ type: "change-flow-run-state", state: "FAILED", message: "m" }]),
    },
    global_concurrency_limit: {
      name: quote(`${name}-full`),
      limit: "2",
      active: "false",
      slot_decay_per_second: "0.25",
      active_slots: "0",
    },
    task_run_concurrency_limit: { tag: quote(`${name}-full`), concurrency_limit: "2" },
  };
  const writeOnly = { data_wo: jsonString({ value: "w" }), data_wo_version: "2" };
  return (
    selfHostedResources
      .map(
        (type) =>
          resourceBlock(`prefect_${type}`, "bare", bare[type]) +
          resourceBlock(`prefect_${type}`, "full", full[type]),
      )
      .join("") +
    resourceBlock("prefect_block", "write_only", {
      name: quote(`${name}-wo`),
      type_slug: '"secret"',
      ...writeOnly,
    })
  );
}

const decoded = (base64: string): unknown => JSON.parse(Buffer.from(base64, "base64").toString("utf8"));

describe("what this provider stores", () => {
  let stored: readonly StoredResource[];
  let moved: readonly StoredResource[];
  const attributesOf = (type: OfficialResource, label: string) =>
    stored.find((resource) => resource.type === `prefect_${type}` && resource.name === label)?.instances[0]
      ?.attributes;

  beforeAll(async () => {
    const server = await sharedServer();
    const terraform = await Workspace.create({ server });
    const read = async (): Promise<readonly StoredResource[]> =>
      JSON.parse(await readFile(join(terraform.folder, "terraform.tfstate"), "utf8")).resources;
    await terraform.write(code(uniqueName("back")));
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual({});
    stored = await read();
    const back = ["state", "replace-provider", "-auto-approve", sourceAddress, officialAddress];
    expect(await terraform.run(back)).toMatchObject({ code: 0, stderr: "" });
    moved = await read();
    const forth = ["state", "replace-provider", "-auto-approve", officialAddress, sourceAddress];
    expect(await terraform.run(forth)).toMatchObject({ code: 0, stderr: "" });
    await terraform.destroy();
    await terraform.remove();
  });

  it.each(selfHostedResources)("fits the official provider's schema: prefect_%s", (type) => {
    const schema = officialSchema.resource(type);
    const instances = stored
      .filter((resource) => resource.type === `prefect_${type}`)
      .flatMap((resource) => resource.instances);
    expect(instances.length).toBeGreaterThanOrEqual(2);
    for (const { schema_version, attributes } of instances) {
      expect(schema_version).toBe(schema.version ?? 0);
      expect(misfits(schema.block.attributes, attributes)).toEqual([]);
    }
  });

  it("is private where it is: a JSON object whose values are base64 JSON", () => {
    const entries = stored
      .flatMap(({ instances }) => instances)
      .map((instance) => (instance.private === undefined ? {} : Object(decoded(instance.private))));
    expect(entries.filter((entry) => Object.keys(entry).length > 0)).not.toEqual([]);
    for (const entry of entries) {
      expect(Array.isArray(entry)).toBe(false);
      for (const value of Object.values(entry)) expect(() => decoded(String(value))).not.toThrow();
    }
  });

  it("is handed over as it is by `terraform state replace-provider`", () => {
    const plain = (resources: readonly StoredResource[]) => resources.map(({ provider: _, ...rest }) => rest);
    expect(plain(moved)).toEqual(plain(stored));
    expect(new Set(moved.map(({ provider }) => provider))).toEqual(
      new Set([`provider["${officialAddress}"]`]),
    );
  });

  it("has no zero UUID for a storage document that is not there (defect 19), and whole seconds of an interval (defect 12)", () => {
    expect(attributesOf("deployment", "bare")).toMatchObject({ storage_document_id: null });
    expect(attributesOf("deployment_schedule", "full")).toMatchObject({ interval: 20000001 });
  });
});
