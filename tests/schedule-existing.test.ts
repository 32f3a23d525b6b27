import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type Made, makeDeployment, makeFlow, schedulesOf } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

describe("a schedule that exists already", () => {
  let api: PrefectApi;
  let proxy: CountingProxy;
  let flow: Made;
  let deployment: Made;
  let workspace: Workspace;

  const write = (schedules: Readonly<Record<string, Values>>, more: Values = {}) =>
    workspace.writeJson({
      resource: {
        prefect_deployment_schedule: Object.fromEntries(
          Object.entries(schedules).map(([name, attributes]) => [
            name,
            { deployment_id: deployment.id, ...attributes },
          ]),
        ),
      },
      ...more,
    });

  const rows = async () => Object.values(await schedulesOf(api, deployment));

  const addInUi = async (schedule: Values, slug: string | null = null): Promise<string> => {
    const body = [{ schedule, active: true, ...(slug === null ? {} : { slug }) }];
    const made = await api.call("POST", `/deployments/${deployment.id}/schedules`, body);
    return String(made.list()[0]?.id);
  };

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  const blockIn = (detail: string | undefined) => {
    const [, to, id] = /import \{\s*to = (\S+)\s*id = "([^"]*)"/.exec(detail ?? "") ?? [];
    return { to, id };
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    proxy = await startCountingProxy(server.apiUrl);
    flow = await makeFlow(api);
    deployment = await makeDeployment(api, flow);
    workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
    await proxy.stop();
  });

  it("under the same slug is refused when planning, with an import block that then works", async () => {
    const id = await addInUi({ cron: "@daily" }, "mine");
    await write({ mine: { cron: "@hourly", slug: "mine" } });
    const [error, ...others] = await workspace.planErrors();
    expect(others).toEqual([]);
    const block = blockIn(error?.detail);
    expect(block).toEqual({ to: "prefect_deployment_schedule.mine", id: `${deployment.id}/${id}` });
    await write({ mine: { cron: "@hourly", slug: "mine" } }, { import: [block] });
    const { changes } = await workspace.plan();
    expect(changes.map(({ actions, changed }) => ({ actions, changed }))).toEqual([
      { actions: ["update"], changed: ["cron", "updated"] },
    ]);
    await workspace.applyPlanned();
    expect(await rows()).toMatchObject([{ id, schedule: { cron: "@hourly" } }]);
    await expectNothingToDo();
  });

  it("just as planned is managed from then on, with a warning", async () => {
    const id = await addInUi({ cron: "@weekly" }, "equal");
    await write({ mine: { cron: "@hourly", slug: "mine" }, equal: { cron: "@weekly", slug: "equal" } });
    const warnings = await workspace.apply();
    expect(warnings.map(({ summary }) => summary)).toEqual([
      expect.stringContaining("was there already, just as planned"),
    ]);
    expect(await workspace.stateOf("prefect_deployment_schedule.equal")).toMatchObject({ id });
    await expectNothingToDo();
  });

  it("becomes the one that says it replaces it, under a new slug, with its id (defect 24)", async () => {
    const kept = { mine: { cron: "@hourly", slug: "mine" }, equal: { cron: "@weekly", slug: "equal" } };
    const id = await addInUi({ cron: "@yearly" }, "old");
    await write({
      ...kept,
      new: { interval: 60, slug: "new", replaces: "old" },
      none: { cron: "@monthly", replaces: "gone" },
    });
    expect(await workspace.apply()).toEqual([]);
    expect(await rows()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, slug: "new", schedule: expect.objectContaining({ interval: 60 }) }),
      ]),
    );
    expect(await rows()).toHaveLength(4);
    await expectNothingToDo();
    await write({ ...kept, new: { interval: 60, slug: "new" } });
    await workspace.apply();
    await write(kept);
    await workspace.apply();
    expect(await rows()).toHaveLength(2);
    await expectNothingToDo();
  });

  it("just as planned and without a slug is taken as an interrupted apply's, unless a resource has it", async () => {
    const address = (name: string) => `prefect_deployment_schedule.${name}`;
    const cron = (hour: number) => ({ cron: `0 ${hour} * * *` });
    const idOf = async (name: string) => (await workspace.stateOf(address(name))).id;
    await write({ one: cron(1), two: cron(1) });
    expect(await workspace.apply()).toEqual([]);
    const left = await addInUi(cron(2));
    await write({ one: cron(1), two: cron(1), third: cron(2) });
    const { warnings } = await workspace.plan();
    expect(warnings.map(({ detail }) => detail)).toEqual([expect.stringContaining(`"${left}"`)]);
    expect((await workspace.applyPlanned()).map(({ summary }) => summary)).toContainEqual(
      expect.stringContaining("was there already, just as planned"),
    );
    expect(await idOf("third")).toBe(left);
    await expectNothingToDo();

    // One more that is just like those that other resources have, and one as another resource has it until this apply.
    const two = await idOf("two");
    await workspace.forget(address("two"));
    await write({ one: cron(1), two: cron(1), third: cron(3), fourth: cron(2) });
    await workspace.apply();
    expect(await idOf("two")).toBe(two);
    const ids = Object.values(await workspace.state()).map((values) => values.id);
    expect(ids).toHaveLength(4);
    expect((await rows()).map(({ id }) => id).sort()).toEqual(ids.sort());
    await expectNothingToDo();
  });

  it("that is the resource's own is replaced when asked for or tainted, and refuses create_before_destroy", async () => {
    const code = { asked: { cron: "@daily", slug: "asked" }, tainted: { cron: "@daily", slug: "tainted" } };
    await write(code);
    await workspace.apply();
    const before = await rows();
    expect((await workspace.run(["taint", "prefect_deployment_schedule.tainted"])).code).toBe(0);
    await workspace.apply({ replace: ["prefect_deployment_schedule.asked"] });
    const after = await rows();
    expect(after.map(({ slug }) => slug).sort()).toEqual(["asked", "tainted"]);
    expect(after.filter(({ id }) => before.some((row) => row.id === id))).toEqual([]);
    await expectNothingToDo();
    await write({
      asked: { ...code.asked, max_scheduled_runs: 3 },
      tainted: code.tainted,
    });
    await workspace.apply();
    await write({
      asked: { ...code.asked, lifecycle: { create_before_destroy: true } },
      tainted: code.tainted,
    });
    expect((await workspace.applyErrors()).map(({ summary }) => summary)).toEqual([
      expect.stringContaining('schedule "asked"'),
    ]);
    expect((await rows()).map(({ id }) => id).sort()).toEqual(after.map(({ id }) => id).sort());
  });

  it("after a lost answer is found again and not posted twice", async () => {
    await write({ lost: { interval: 60 }, named: { interval: 60, slug: "named" } });
    proxy.inject({ method: "POST", path: /\/schedules$/, times: 2, effect: { kind: "lose-answer" } });
    await workspace.apply();
    expect(await rows()).toHaveLength(2);
    await expectNothingToDo();
  });

  it("goes with a deployment that is deleted elsewhere, which a plan sees at once (defect 2)", async () => {
    await write({ lost: { interval: 60 }, named: { interval: 60, slug: "named" } });
    await api.call("DELETE", `/deployments/${deployment.id}`);
    proxy.reset();
    const errors = await workspace.planErrors();
    expect(errors.map(({ summary }) => summary)).toEqual(
      errors.map(() => `There is no deployment ${deployment.id}`),
    );
    expect(errors).toHaveLength(2);
    expect(proxy.requests.every(({ method, path }) => method === "GET" || path.endsWith("/filter"))).toBe(
      true,
    );
    await workspace.apply({ destroy: true, args: ["-refresh=false"] });
  });
});
