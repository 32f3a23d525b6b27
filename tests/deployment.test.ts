import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deploymentLives, type Life } from "./support/deployment-lives";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow, makeWorkPool } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

/** A self-hosted server does not answer it, so that a change of it cannot be seen. */
const sentOnly = new Set(["version_info"]);

const sorted = <T extends { readonly name: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));

describe("prefect_deployment", () => {
  let api: PrefectApi;
  let flow: Made;
  let pool: Made;
  let otherPool: Made;
  let workspace: Workspace;
  let lives: Readonly<Record<string, Life>>;

  /** Two deployments for each attribute: one where it is removed from the code, one where it is blanked. */
  const instances = () =>
    Object.entries(lives).flatMap(([attribute, life]) => [
      { name: `${attribute}_removed`, attribute, life, isBlanked: false },
      ...("blank" in life ? [{ name: `${attribute}_blanked`, attribute, life, isBlanked: true }] : []),
    ]);

  type Instance = ReturnType<typeof instances>[number];

  const configuration = (settings: (instance: Instance) => Values) => ({
    resource: {
      prefect_deployment: {
        minimal: { name: "minimal", flow_id: flow.id },
        ...Object.fromEntries(
          instances().map((one) => [
            one.name,
            { name: one.name, flow_id: flow.id, ...one.life.beside, ...settings(one) },
          ]),
        ),
      },
    },
  });

  const expectOnServer = async (stage: "firstOnServer" | "secondOnServer" | "clearedOnServer") => {
    const found = await deploymentsOf(api, flow);
    for (const { name, life } of instances()) {
      const row = found[name] ?? {};
      const ordered = Array.isArray(row.tags) ? { ...row, tags: [...row.tags].sort() } : row;
      expect({ name, ...ordered }).toMatchObject({ name, ...life[stage] });
    }
  };

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    [flow, pool, otherPool] = await Promise.all([makeFlow(api), makeWorkPool(api), makeWorkPool(api)]);
    lives = deploymentLives(pool, otherPool);
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
  });

  it("is created with every attribute, or with none but name and flow", async () => {
    await workspace.writeJson(configuration(({ attribute, life }) => ({ [attribute]: life.first })));
    expect(await workspace.apply()).toEqual([]);
    await expectOnServer("firstOnServer");
    expect((await deploymentsOf(api, flow)).minimal).toMatchObject({
      description: null,
      version: null,
      tags: [],
      paused: false,
      parameters: {},
      enforce_parameter_schema: true,
      job_variables: {},
      work_pool_name: null,
      work_queue_name: null,
      pull_steps: [],
      schedules: [],
    });
    await expectNothingToDo();
  });

  it("is updated in place, one attribute at a time, and the plan knows everything else", async () => {
    await workspace.writeJson(configuration(({ attribute, life }) => ({ [attribute]: life.second })));
    const { changes } = await workspace.plan();
    expect(
      changes.map(({ name, actions, changed, unknown }) => ({ name, actions, changed, unknown })),
    ).toEqual(
      sorted(
        instances().map(({ name, attribute, life }) => ({
          name,
          actions: ["update"],
          changed: [attribute, "updated", ...(life.moves ?? [])].sort(),
          unknown: ["updated", ...(life.moves ?? [])].sort(),
        })),
      ),
    );
    expect(await workspace.applyPlanned()).toEqual([]);
    await expectOnServer("secondOnServer");
    await expectNothingToDo();
  });

  it("clears what is blanked or removed from the code (defects 1 and 14)", async () => {
    await workspace.writeJson(
      configuration(({ attribute, life, isBlanked }) => (isBlanked ? { [attribute]: life.blank } : {})),
    );
    await workspace.apply();
    await expectOnServer("clearedOnServer");
    await expectNothingToDo();
  });

  it("finds what was changed behind Terraform's back, names just that, and heals it", async () => {
    await workspace.writeJson(configuration(({ attribute, life }) => ({ [attribute]: life.first })));
    await workspace.apply();
    const before = await deploymentsOf(api, flow);
    const changed = instances().filter(({ isBlanked, attribute }) => !isBlanked && !sentOnly.has(attribute));
    for (const { name, attribute, life } of changed) {
      const limit = attribute === "concurrency_limit" ? { concurrency_limit: life.second } : undefined;
      const body = limit ?? life.secondOnServer;
      const answer = await api.call("PATCH", `/deployments/${before[name]?.id}`, body);
      expect({ name, status: answer.status, text: answer.text }).toEqual({ name, status: 204, text: "" });
    }
    const { changes, drift } = await workspace.plan();
    expect(changes.map(({ name, actions, changed: differs }) => ({ name, actions, differs }))).toEqual(
      sorted(
        changed.map(({ name, attribute, life }) => ({
          name,
          actions: ["update"],
          differs: [attribute, "updated", ...(life.moves ?? [])].sort(),
        })),
      ),
    );
    expect(sorted(drift.map(({ name, changed: differs }) => ({ name, differs })))).toEqual(
      sorted(changed.map(({ name, attribute }) => ({ name, differs: [attribute, "updated"].sort() }))),
    );
    await workspace.applyPlanned();
    await expectOnServer("firstOnServer");
    await expectNothingToDo();
  });

  it("is planned anew when it was deleted behind Terraform's back, and destroyed when it is gone already", async () => {
    const before = await deploymentsOf(api, flow);
    const gone = ["minimal", "tags_removed", "concurrency_limit_removed"].sort();
    for (const name of gone) await api.call("DELETE", `/deployments/${before[name]?.id}`);
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, actions }) => ({ name, actions }))).toEqual(
      sorted(gone.map((name) => ({ name, actions: ["create"] }))),
    );
    // Without a refresh, Terraform asks for the deletion of what is gone.
    await workspace.apply({ destroy: true, args: ["-refresh=false"] });
    expect(await deploymentsOf(api, flow)).toEqual({});
    expect(await workspace.state()).toEqual({});
  });
});
