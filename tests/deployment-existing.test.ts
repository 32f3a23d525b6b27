import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeDeployment, makeFlow, schedulesOf } from "./support/prefect-objects";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

const posts = "POST /api/deployments/";

/** A deployment with what a POST on it would wipe. */
const precious: JsonObject = {
  parameters: { size: 1 },
  labels: { team: "a" },
  description: "made by hand",
  schedules: [{ schedule: { cron: "0 6 * * *" }, active: true, slug: "daily" }],
};

describe("a deployment that exists already", () => {
  let api: PrefectApi;
  let proxy: CountingProxy;
  let flow: Made;
  let workspace: Workspace;

  const write = (deployments: Readonly<Record<string, Values>>, more: Values = {}) =>
    workspace.writeJson({
      resource: {
        prefect_deployment: Object.fromEntries(
          Object.entries(deployments).map(([name, attributes]) => [
            name,
            { name, flow_id: flow.id, ...attributes },
          ]),
        ),
        ...Object(more),
      },
    });

  const row = async (name: string): Promise<JsonObject> => {
    const found = (await deploymentsOf(api, flow))[name];
    if (found === undefined) throw new Error(`no deployment ${name}`);
    return found;
  };

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    proxy = await startCountingProxy(server.apiUrl);
    flow = await makeFlow(api);
    workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
    await proxy.stop();
  });

  it("is refused when planning, with an import block that then works (defect 17)", async () => {
    const made = await makeDeployment(api, flow, precious, "by hand");
    const before = await row("by hand");
    await workspace.write(
      `resource "prefect_deployment" "by_hand" {\n name = "by hand"\n flow_id = "${flow.id}"\n}`,
    );
    const [error, ...others] = await workspace.planErrors();
    expect(others).toEqual([]);
    expect(error).toMatchObject({ summary: 'The deployment "by hand" exists already' });
    const [block] = /import \{[^}]*\}/.exec(error?.detail ?? "") ?? [];
    expect(block).toContain(made.id);
    expect(await row("by hand")).toEqual(before);

    await workspace.write(
      `${block}\nresource "prefect_deployment" "by_hand" {\n name = "by hand"\n flow_id = "${flow.id}"\n}`,
    );
    const { changes, warnings } = await workspace.plan();
    expect(changes).toEqual([]);
    expect(warnings.map(({ summary }) => summary).sort()).toEqual([
      "description is set on the server, not in the code",
      "parameters is set on the server, not in the code",
    ]);
    await workspace.applyPlanned();
    expect(await row("by hand")).toEqual(before);
  });

  it("is taken over with a warning where code says so: what is planned is written, schedules and labels stay", async () => {
    await makeDeployment(api, flow, { ...precious, tags: ["old"] }, "adopted");
    const before = await row("adopted");
    await write({ adopted: { on_conflict: "adopt", tags: ["new"], description: "from code" } });
    proxy.reset();
    const { warnings } = await workspace.plan();
    expect(warnings.map(({ summary }) => summary)).toEqual([
      'The deployment "adopted" exists already and is taken over',
    ]);
    await workspace.applyPlanned();
    expect(proxy.counts()).not.toHaveProperty(posts);
    const after = await row("adopted");
    expect(after).toMatchObject({
      id: before.id,
      tags: ["new"],
      description: "from code",
      parameters: {},
      schedules: before.schedules,
      labels: before.labels,
    });
    await expectNothingToDo();
  });

  it("keeps a limit that it shares, whole, when it is taken over", async () => {
    const name = uniqueName("limit");
    const limit = (await api.call("POST", "/v2/concurrency_limits/", { name, limit: 7 })).object();
    await makeDeployment(api, flow, { global_concurrency_limit_id: limit.id }, "sharing");
    await makeDeployment(api, flow, { global_concurrency_limit_id: limit.id }, "sharing too");
    await write({
      sharing: { on_conflict: "adopt" },
      "sharing-too": { name: "sharing too", on_conflict: "adopt", concurrency_limit: 2 },
    });
    await workspace.apply();
    const read = await api.call("GET", `/v2/concurrency_limits/${limit.id}`);
    expect(read.object()).toMatchObject({ limit: 7, name });
    expect(await row("sharing")).toMatchObject({ global_concurrency_limit: null });
    expect(await row("sharing too")).toMatchObject({ global_concurrency_limit: { limit: 2 } });
    await expectNothingToDo();
  });

  it("is not taken over with labels that it cannot get", async () => {
    await makeDeployment(api, flow, { ...precious }, "labelled");
    const before = await row("labelled");
    await write({ labelled: { on_conflict: "adopt", labels: { team: "b" } } });
    const [error, ...others] = await workspace.planErrors();
    expect(others).toEqual([]);
    expect(error).toMatchObject({ summary: expect.stringContaining("labels"), code: expect.any(String) });
    await write({ labelled: { on_conflict: "adopt", labels: { team: "a" }, description: "made by hand" } });
    await workspace.apply();
    expect(await row("labelled")).toMatchObject({ id: before.id, labels: before.labels, parameters: {} });
    await expectNothingToDo();
  });

  it("is refused at apply where the plan could not know of it", async () => {
    const other = await makeFlow(api);
    await makeDeployment(api, other, precious, "early");
    const before = (await deploymentsOf(api, other)).early;
    await workspace.writeJson({
      resource: {
        prefect_flow: { other: { name: other.name } },
        prefect_deployment: { early: { name: "early", flow_id: `\${prefect_flow.other.id}` } },
      },
    });
    expect((await workspace.plan()).changes.map(({ actions }) => actions.join())).toContain("create");
    proxy.reset();
    const errors = await workspace.applyErrors();
    expect(errors.map(({ summary }) => summary)).toEqual(['The deployment "early" exists already']);
    expect(proxy.counts()).not.toHaveProperty(posts);
    expect((await deploymentsOf(api, other)).early).toEqual(before);
    await workspace.writeJson({});
    await api.call("DELETE", `/deployments/${before?.id}`);
    await workspace.apply();
  });

  it("comes back to a state that was lost, with a warning and unchanged, its schedules too", async () => {
    const code = {
      inline: { tags: ["a"], schedules: [{ cron: "@daily" }, { interval: 60 }], parameters: '{"n": 0.1}' },
      separate: { description: "d", pull_steps: [{ type: "set_working_directory", directory: "/" }] },
    };
    const deployment_id = `\${prefect_deployment.separate.id}`;
    const schedules = {
      prefect_deployment_schedule: {
        slugless: { deployment_id, cron: "@hourly" },
        twin: { deployment_id, cron: "@hourly" },
        named: { deployment_id, interval: 600, slug: "named" },
      },
    };
    await write(code, schedules);
    await workspace.apply();
    const before = await deploymentsOf(api, flow);
    await workspace.forget(...Object.keys(await workspace.state()));
    proxy.reset();
    const warnings = await workspace.apply();
    expect(
      warnings.map(({ summary }) => summary.replace(/"[0-9a-f-]{36}"|[0-9a-f-]{36}/g, "ID")).sort(),
    ).toEqual([
      'The deployment "inline" was there already, just as planned',
      'The deployment "separate" was there already, just as planned',
      'The schedule "named" of the deployment ID was there already, just as planned',
      "The schedule ID of the deployment ID was there already, just as planned",
      "The schedule ID of the deployment ID was there already, just as planned",
    ]);
    expect(Object.keys(proxy.counts()).filter((request) => !/filter$/.test(request))).toEqual([]);
    expect(await deploymentsOf(api, flow)).toEqual(before);
    const ids = Object.entries(await workspace.state())
      .filter(([address]) => address.startsWith("prefect_deployment_schedule"))
      .map(([, { id }]) => id);
    expect(ids.sort()).toEqual(
      Object.keys(await schedulesOf(api, { id: String(before.separate?.id) })).sort(),
    );
    await expectNothingToDo();
  });

  it("that is the resource's own is replaced when asked for or tainted", async () => {
    const code = { asked: { tags: ["a"] }, tainted: { schedules: [{ cron: "@daily" }] } };
    await write(code);
    await workspace.apply();
    const before = await deploymentsOf(api, flow);
    expect((await workspace.run(["taint", "prefect_deployment.tainted"])).code).toBe(0);
    const { changes } = await workspace.plan({ replace: ["prefect_deployment.asked"] });
    expect(changes.map(({ name, actions }) => ({ name, actions }))).toEqual([
      { name: "asked", actions: ["delete", "create"] },
      { name: "tainted", actions: ["delete", "create"] },
    ]);
    await workspace.applyPlanned();
    const after = await deploymentsOf(api, flow);
    for (const name of ["asked", "tainted"]) {
      expect(after[name]?.id).not.toBe(before[name]?.id);
    }
    expect(after.tainted?.schedules).toHaveLength(1);
    await expectNothingToDo();
  });

  it("that is the resource's own is not damaged by create_before_destroy", async () => {
    await write({ own: { labels: { team: "a" }, schedules: [{ cron: "@daily" }] } });
    await workspace.apply();
    const before = await row("own");
    await write({
      own: {
        labels: { team: "b" },
        schedules: [{ cron: "@daily" }],
        lifecycle: { create_before_destroy: true },
      },
    });
    const [error] = await workspace.applyErrors();
    expect(error?.detail).toContain("create_before_destroy");
    expect(await row("own")).toEqual(before);
  });

  it("that is the resource's own stays where create_before_destroy takes it over before its deletion", async () => {
    const code = { on_conflict: "adopt", schedules: [{ cron: "@daily" }] };
    await write({ again: code });
    await workspace.apply();
    const before = await row("again");
    await write({ again: { ...code, lifecycle: { create_before_destroy: true } } });
    const warnings = await workspace.apply({ replace: ["prefect_deployment.again"] });
    expect(warnings.map(({ summary }) => summary)).toContain("This prefect_deployment is not deleted");
    expect(await row("again")).toMatchObject({ id: before.id, schedules: before.schedules });
    await expectNothingToDo();
  });

  it("when it is created by someone else in the same moment, is told of as an error", async () => {
    await write({ raced: { tags: ["ours"] } });
    proxy.inject({
      method: "POST",
      path: "/api/deployments/",
      effect: { kind: "delay", milliseconds: 3000 },
    });
    const posted = async () => {
      while (proxy.counts()[posts] === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
      await makeDeployment(api, flow, { tags: ["theirs"] }, "raced");
    };
    proxy.reset();
    const [errors] = await Promise.all([workspace.applyErrors(), posted()]);
    expect(errors.map(({ summary }) => summary)).toEqual([
      'The deployment "raced" was created by someone else in the same moment',
    ]);
    expect(await workspace.state()).not.toHaveProperty("prefect_deployment.raced");
    await api.call("DELETE", `/deployments/${(await row("raced")).id}`);
  });

  it("when the answer to its creation was lost, is found again instead of posted twice", async () => {
    // A limit on scheduled runs is set by a later request than the one whose answer is lost.
    for (const max_scheduled_runs of [null, 2]) {
      const name = `lost${max_scheduled_runs ?? ""}`;
      await write({ [name]: { schedules: [{ cron: "@daily", max_scheduled_runs }] } });
      proxy.inject({ method: "POST", path: "/api/deployments/", effect: { kind: "lose-answer" } });
      proxy.reset();
      await workspace.apply();
      expect(proxy.counts()[posts]).toBe(1);
      expect(await row(name)).toMatchObject({
        schedules: [{ schedule: { cron: "@daily" }, max_scheduled_runs }],
      });
      await expectNothingToDo();
    }
  });

  it("in part stays in the state, tainted, and the next apply makes it whole", async () => {
    await write({ part: { schedules: [{ cron: "@daily", max_scheduled_runs: 2 }] } });
    proxy.inject({
      method: "PATCH",
      path: /\/schedules\//,
      effect: { kind: "answer", status: 422, body: '{"detail": "no"}' },
    });
    expect(await workspace.applyErrors()).toHaveLength(1);
    const first = await row("part");
    expect(await workspace.stateOf("prefect_deployment.part")).toMatchObject({ id: first.id });
    const { changes } = await workspace.plan();
    expect(changes.map(({ actions }) => actions)).toEqual([["delete", "create"]]);
    await workspace.applyPlanned();
    expect(await row("part")).toMatchObject({ schedules: [{ max_scheduled_runs: 2 }] });
    await expectNothingToDo();
  });

  it("remembers through an apply that failed what code had set and sets no more", async () => {
    await write({ failing: { description: "d", tags: ["a"] } });
    await workspace.apply();
    await write({ failing: { tags: ["b"] } });
    proxy.inject({
      method: "PATCH",
      path: /^\/api\/deployments\//,
      effect: { kind: "answer", status: 422, body: '{"detail": "no"}' },
    });
    expect(await workspace.applyErrors()).toHaveLength(1);
    await workspace.apply();
    expect(await row("failing")).toMatchObject({ description: null, tags: ["b"] });
    await expectNothingToDo();
  });
});
