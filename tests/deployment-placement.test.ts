import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow, makeWorkPool } from "./support/prefect-objects";
import { can, fieldsIf } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

const gracePeriod = fieldsIf(can.keepGracePeriods, { grace_period_seconds: 100 });

describe("where and how many at once a prefect_deployment runs", () => {
  let api: PrefectApi;
  let flow: Made;
  let pool: Made;
  let other: Made;
  let limits: readonly Made[];
  let documents: readonly string[];
  let workspace: Workspace;

  const write = (deployments: Readonly<Record<string, Values>>) =>
    workspace.writeJson({
      resource: {
        prefect_deployment: Object.fromEntries(
          Object.entries(deployments).map(([name, attributes]) => [
            name,
            { name, flow_id: flow.id, ...attributes },
          ]),
        ),
      },
    });

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  const makeDocument = async (): Promise<string> => {
    const type = (await api.call("GET", "/block_types/slug/local-file-system")).object();
    const schemas = await api.call("POST", "/block_schemas/filter", {
      block_schemas: { block_type_id: { any_: [type.id] } },
    });
    const made = await api.call("POST", "/block_documents/", {
      name: uniqueName("document"),
      block_type_id: type.id,
      block_schema_id: schemas.list()[0]?.id,
      data: { basepath: "/tmp" },
    });
    return String(made.object().id);
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    flow = await makeFlow(api);
    pool = await makeWorkPool(api);
    other = await makeWorkPool(api);
    const made: Made[] = [];
    for (const limit of [7, 8]) {
      const name = uniqueName("limit");
      const answer = await api.call("POST", "/v2/concurrency_limits/", { name, limit });
      made.push({ id: String(answer.object().id), name });
    }
    limits = made;
    documents = [await makeDocument(), await makeDocument()];
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    for (const { id } of limits) await api.call("DELETE", `/v2/concurrency_limits/${id}`);
    for (const id of documents) await api.call("DELETE", `/block_documents/${id}`);
    await workspace.remove();
  });

  it("switches between limits of its own and shared ones, which it never edits or deletes", async () => {
    const shared = (index: number) => ({ global_concurrency_limit_id: limits[index]?.id });
    const own = (limit: number) => ({ concurrency_limit: limit });
    const options = { concurrency_options: { collision_strategy: "CANCEL_NEW", ...gracePeriod } };
    const stages: Readonly<Record<string, readonly [Values, Values, Values]>> = {
      own_shared_none: [own(2), shared(0), {}],
      shared_own_none: [shared(0), own(3), {}],
      shared_other_own: [shared(0), shared(1), own(1)],
      none_own_shared: [{}, own(2), shared(1)],
      none_shared_other: [options, { ...options, ...shared(0) }, { ...options, ...shared(1) }],
      own_more_less: [
        { ...options, ...own(2) },
        { ...options, ...own(9) },
        { ...options, ...own(1) },
      ],
      own_none_own: [own(2), {}, own(4)],
    };
    const ownObjects = new Map<string, unknown>();
    for (const stage of [0, 1, 2] as const) {
      await write(Object.fromEntries(Object.entries(stages).map(([name, code]) => [name, code[stage]])));
      await workspace.apply();
      const rows = await deploymentsOf(api, flow);
      for (const [name, code] of Object.entries(stages)) {
        const row = rows[name] ?? {};
        const wanted = code[stage];
        const expected =
          "concurrency_limit" in wanted
            ? { limit: wanted.concurrency_limit, name: `deployment:${row.id}` }
            : "global_concurrency_limit_id" in wanted
              ? { id: wanted.global_concurrency_limit_id }
              : null;
        const found = row.global_concurrency_limit ?? null;
        if (expected === null) expect({ name, stage, found }).toEqual({ name, stage, found: null });
        else expect({ name, stage, found }).toMatchObject({ name, stage, found: expected });
        if ("concurrency_options" in wanted) {
          expect(row.concurrency_options).toEqual(options.concurrency_options);
        }
        if (!("concurrency_limit" in wanted) && ownObjects.has(name)) {
          const gone = await api.call("GET", `/v2/concurrency_limits/${ownObjects.get(name)}`);
          expect({ name, stage, status: gone.status }).toEqual({ name, stage, status: 404 });
          ownObjects.delete(name);
        }
        if ("concurrency_limit" in wanted) ownObjects.set(name, Object(found).id);
      }
      for (const [index, { id, name }] of limits.entries()) {
        const limit = (await api.call("GET", `/v2/concurrency_limits/${id}`)).object();
        expect(limit).toMatchObject({ name, limit: 7 + index });
      }
      await expectNothingToDo();
    }
  });

  it("keeps its limit and grace period when something else is updated (defect 16), and plans them as known (defect 18)", async () => {
    const options = { collision_strategy: "ENQUEUE", ...gracePeriod };
    const code = {
      own: { concurrency_limit: 2, concurrency_options: options },
      shared: { global_concurrency_limit_id: limits[0]?.id },
      documented: { storage_document_id: documents[0] },
    };
    await write(code);
    await workspace.apply();
    await write({
      own: { ...code.own, tags: ["a"] },
      shared: { ...code.shared, description: "d" },
      documented: { ...code.documented, tags: ["a"] },
    });
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, unknown }) => ({ name, unknown }))).toEqual(
      ["documented", "own", "shared"].map((name) => ({ name, unknown: ["updated"] })),
    );
    await workspace.applyPlanned();
    expect(await deploymentsOf(api, flow)).toMatchObject({
      own: { global_concurrency_limit: { limit: 2 }, concurrency_options: options },
      shared: { global_concurrency_limit: { id: limits[0]?.id, limit: 7 } },
      documented: { storage_document_id: documents[0] },
    });
    await write({ own: code.own, shared: code.shared, documented: { storage_document_id: documents[1] } });
    await workspace.apply();
    expect((await deploymentsOf(api, flow)).documented).toMatchObject({ storage_document_id: documents[1] });
    await write({ own: code.own, shared: code.shared, documented: {} });
    await workspace.apply();
    expect((await deploymentsOf(api, flow)).documented).toMatchObject({ storage_document_id: null });
    await expectNothingToDo();
  });

  it("heals a limit that was taken off or switched behind Terraform's back", async () => {
    await write({
      own: { concurrency_limit: 2 },
      shared: { global_concurrency_limit_id: limits[0]?.id },
      taken: { concurrency_limit: 2 },
    });
    await workspace.apply();
    const before = await deploymentsOf(api, flow);
    const patch = async (name: string, body: JsonObject) =>
      expect((await api.call("PATCH", `/deployments/${before[name]?.id}`, body)).text).toBe("");
    await patch("own", { concurrency_limit: null });
    await patch("own", { global_concurrency_limit_id: limits[1]?.id });
    await patch("shared", { global_concurrency_limit_id: null });
    await patch("shared", { concurrency_limit: 5 });
    await patch("taken", { concurrency_limit: null });
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, changed }) => ({ name, changed }))).toEqual([
      { name: "own", changed: ["concurrency_limit", "global_concurrency_limit_id", "updated"] },
      { name: "shared", changed: ["concurrency_limit", "global_concurrency_limit_id", "updated"] },
      { name: "taken", changed: ["concurrency_limit", "updated"] },
    ]);
    await workspace.applyPlanned();
    expect(await deploymentsOf(api, flow)).toMatchObject({
      own: { global_concurrency_limit: { limit: 2, name: `deployment:${before.own?.id}` } },
      shared: { global_concurrency_limit: { id: limits[0]?.id, limit: 7 } },
      taken: { global_concurrency_limit: { limit: 2 } },
    });
    expect((await api.call("GET", `/v2/concurrency_limits/${limits[1]?.id}`)).object()).toMatchObject({
      limit: 8,
    });
    await expectNothingToDo();
  });

  it("leaves a shared limit to the others when it is destroyed", async () => {
    await write({
      shared: { global_concurrency_limit_id: limits[0]?.id },
      gone: { global_concurrency_limit_id: limits[0]?.id },
    });
    await workspace.apply();
    const { gone } = await deploymentsOf(api, flow);
    await api.call("PATCH", `/deployments/${gone?.id}`, { global_concurrency_limit_id: null });
    await api.call("DELETE", `/deployments/${gone?.id}`);
    await workspace.apply({ destroy: true, args: ["-refresh=false"] });
    expect(await deploymentsOf(api, flow)).toEqual({});
    expect((await api.call("GET", `/v2/concurrency_limits/${limits[0]?.id}`)).object()).toMatchObject({
      limit: 7,
    });
  });

  it("lets the queue follow the pool, and the pool stay where the queue changes", async () => {
    // While there is no default agent pool yet, the server takes any pool's queue of the name: these are nobody else's.
    const alone = [uniqueName("alone"), uniqueName("alone")] as const;
    const stages: readonly Readonly<
      Record<string, readonly [Values, readonly [string | null, string | null]]>
    >[] = [
      {
        follows: [{ work_pool_name: pool.name }, [pool.name, "default"]],
        keeps: [{ work_pool_name: pool.name, work_queue_name: "q" }, [pool.name, "q"]],
        changes: [{ work_pool_name: pool.name, work_queue_name: "q 1#x" }, [pool.name, "q 1#x"]],
        leaves: [{ work_pool_name: pool.name, work_queue_name: "q" }, [pool.name, "q"]],
        alone: [{ work_queue_name: alone[0] }, ["default-agent-pool", alone[0]]],
      },
      {
        follows: [{ work_pool_name: other.name }, [other.name, "default"]],
        keeps: [{ work_pool_name: other.name, work_queue_name: "q" }, [other.name, "q"]],
        changes: [{ work_pool_name: pool.name, work_queue_name: "r" }, [pool.name, "r"]],
        leaves: can.takeDeploymentOffPool
          ? [{}, [null, null]]
          : [{ work_pool_name: pool.name, work_queue_name: "q" }, [pool.name, "q"]],
        alone: [{ work_queue_name: alone[1] }, ["default-agent-pool", alone[1]]],
      },
      {
        follows: [{ work_pool_name: other.name, work_queue_name: "q" }, [other.name, "q"]],
        keeps: [{ work_pool_name: other.name }, [other.name, "default"]],
        changes: [{ work_pool_name: pool.name, work_queue_name: "" }, [pool.name, "default"]],
        leaves: [{ work_pool_name: other.name, work_queue_name: "" }, [other.name, "default"]],
        alone: [{ work_pool_name: pool.name, work_queue_name: "r" }, [pool.name, "r"]],
      },
    ];
    for (const stage of stages) {
      await write(Object.fromEntries(Object.entries(stage).map(([name, [code]]) => [name, code])));
      await workspace.apply();
      const rows = await deploymentsOf(api, flow);
      const places = Object.fromEntries(
        Object.keys(stage).map((name) => [name, [rows[name]?.work_pool_name, rows[name]?.work_queue_name]]),
      );
      const expected = Object.entries(stage).map(([name, [, place]]) => [name, place]);
      expect(places).toEqual(Object.fromEntries(expected));
      await expectNothingToDo();
    }
    const moved = (await deploymentsOf(api, flow)).changes?.id;
    await api.call("PATCH", `/deployments/${moved}`, { work_pool_name: pool.name, work_queue_name: "ui" });
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, changed }) => ({ name, changed }))).toEqual([
      { name: "changes", changed: ["updated", "work_queue_name"] },
    ]);
    await workspace.applyPlanned();
    expect((await deploymentsOf(api, flow)).changes).toMatchObject({ work_queue_name: "default" });
  });
});
