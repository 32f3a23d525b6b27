import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeDeployment, makeFlow, schedulesOf } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

type Schedules = readonly Values[];

const hourly = { interval: 3600 };
const spelledOut = {
  cron: "0 6 * * *",
  day_or: true,
  timezone: "UTC",
  active: true,
  parameters: "{}",
  slug: "spelled out/ #1",
};

describe("schedules of prefect_deployment", () => {
  let api: PrefectApi;
  let proxy: CountingProxy;
  let flow: Made;
  let imported: Made;
  let workspace: Workspace;

  /** Makes these the deployments of the code; `null` leaves the attribute out. */
  const write = (deployments: Readonly<Record<string, Schedules | null>>, more: Values = {}) =>
    workspace.writeJson({
      resource: {
        prefect_deployment: Object.fromEntries(
          Object.entries(deployments).map(([name, schedules]) => [
            name,
            {
              name: name === "imported" ? imported.name : name,
              flow_id: flow.id,
              ...(schedules === null ? {} : { schedules }),
            },
          ]),
        ),
      },
      ...more,
    });

  const deployment = async (name: string): Promise<{ readonly id: string }> => {
    const id = (await deploymentsOf(api, flow))[name]?.id;
    if (typeof id !== "string") throw new Error(`no deployment ${name}`);
    return { id };
  };

  const scheduleRows = async (name: string): Promise<JsonObject[]> =>
    Object.values(await schedulesOf(api, await deployment(name)));

  /** Ids of a deployment's schedules by their slugs. */
  const slugs = async (name: string): Promise<Record<string, unknown>> =>
    Object.fromEntries((await scheduleRows(name)).map(({ slug, id }) => [String(slug), id]));

  const addInUi = async (name: string, schedule: JsonObject, more: JsonObject = {}) =>
    (
      await api.call("POST", `/deployments/${(await deployment(name)).id}/schedules`, [
        { schedule, active: true, ...more },
      ])
    ).list()[0]?.id;

  const changeInUi = async (name: string, id: unknown, body: JsonObject) => {
    const answer = await api.call(
      "PATCH",
      `/deployments/${(await deployment(name)).id}/schedules/${id}`,
      body,
    );
    expect(answer.text).toBe("");
  };

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  const stages = {
    first: {
      unmanaged: null,
      none: [],
      two: [
        { cron: "0 6 * * *", slug: "a" },
        { ...hourly, slug: "b" },
      ],
      slugless: [
        { cron: "0 6 * * *", day_or: false, parameters: '{"a": 1}' },
        { rrule: "FREQ=DAILY", timezone: "Europe/Berlin", active: false },
      ],
      twins: [hourly, hourly],
      limited: [{ cron: "@daily", slug: "l", max_scheduled_runs: 2 }],
      spelled: [spelledOut],
      abandoned: [{ cron: "@hourly" }],
    },
    second: {
      unmanaged: null,
      none: [{ cron: "@weekly" }],
      two: [
        { interval: 7200, slug: "b" },
        { cron: "0 7 * * *", slug: "c", replaces: "a" },
      ],
      slugless: [
        { rrule: "FREQ=DAILY", timezone: "Europe/Berlin", active: true },
        { cron: "0 6 * * *", day_or: false, parameters: '{"a": 1}' },
      ],
      twins: [hourly],
      limited: [{ cron: "@daily", slug: "l", max_scheduled_runs: 3 }],
      spelled: [{ cron: "0 6 * * *", timezone: "UTC", slug: "spelled out/ #1" }],
      abandoned: null,
    },
    third: {
      unmanaged: [{ cron: "0 1 * * *" }],
      none: [],
      two: [],
      slugless: [{ rrule: "FREQ=DAILY", timezone: "Europe/Berlin", active: true }],
      twins: [hourly, hourly],
      limited: [{ cron: "@daily", slug: "l" }],
      spelled: [{ interval: 60, slug: "spelled out/ #1" }],
      abandoned: [{ cron: "@hourly", active: false }],
    },
  } as const;

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    proxy = await startCountingProxy(server.apiUrl);
    flow = await makeFlow(api);
    imported = await makeDeployment(api, flow, {
      schedules: [
        { schedule: { cron: "0 6 * * *" }, active: true },
        { schedule: { interval: 60 }, active: true },
      ],
    });
    workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
    await proxy.stop();
  });

  it("are created with the deployment, each with a stable slug (defect 24)", async () => {
    await write(stages.first);
    expect(await workspace.apply()).toEqual([]);
    expect(await scheduleRows("unmanaged")).toEqual([]);
    expect(await scheduleRows("none")).toEqual([]);
    expect(Object.keys(await slugs("two")).sort()).toEqual(["a", "b"]);
    expect(Object.keys(await slugs("slugless")).sort()).toEqual([
      expect.stringMatching(/^cron-[0-9a-f]{8}$/),
      expect.stringMatching(/^rrule-[0-9a-f]{8}$/),
    ]);
    expect(Object.keys(await slugs("twins")).sort()).toEqual([
      expect.stringMatching(/^interval-[0-9a-f]{8}$/),
      expect.stringMatching(/^interval-[0-9a-f]{8}-2$/),
    ]);
    expect(await scheduleRows("limited")).toMatchObject([{ max_scheduled_runs: 2, slug: "l" }]);
    expect(await scheduleRows("spelled")).toMatchObject([{ slug: spelledOut.slug, active: true }]);
    const { schedules } = await workspace.stateOf("prefect_deployment.unmanaged");
    expect(schedules).toBeNull();
    await expectNothingToDo();
  });

  it("are healed when they were changed, added or removed in the UI, unless code leaves them unmanaged", async () => {
    const [two, slugless, limited] = await Promise.all([slugs("two"), slugs("slugless"), slugs("limited")]);
    const cron = Object.keys(slugless).find((slug) => slug.startsWith("cron-")) ?? "";
    await addInUi("unmanaged", { cron: "0 1 * * *" });
    await addInUi("none", { cron: "0 1 * * *" });
    await addInUi("two", { cron: "0 1 * * *" }, { slug: "ui" });
    await changeInUi("two", two.a, { active: false });
    await changeInUi("slugless", slugless[cron], { schedule: { cron: "0 7 * * *" } });
    await changeInUi("limited", limited.l, { max_scheduled_runs: 5 });
    await api.call(
      "DELETE",
      `/deployments/${(await deployment("spelled")).id}/schedules/${(await slugs("spelled"))[spelledOut.slug]}`,
    );
    const healed = ["limited", "none", "slugless", "spelled", "two"];
    const { changes, drift } = await workspace.plan();
    expect(changes.map(({ name, actions, changed }) => ({ name, actions, changed }))).toEqual(
      healed.map((name) => ({ name, actions: ["update"], changed: ["schedules", "updated"] })),
    );
    expect(drift.map(({ name }) => name).sort()).toEqual(healed);
    proxy.reset();
    expect(await workspace.applyPlanned()).toEqual([]);
    expect(proxy.counts()).not.toHaveProperty("POST /api/deployments/");
    expect(await scheduleRows("unmanaged")).toHaveLength(1);
    expect(await scheduleRows("none")).toEqual([]);
    expect(await slugs("two")).toEqual(two);
    expect(await scheduleRows("two")).toEqual(
      expect.arrayContaining([expect.objectContaining({ slug: "a", active: true })]),
    );
    expect(await slugs("slugless")).toEqual(slugless);
    expect(await scheduleRows("limited")).toMatchObject([{ id: limited.l, max_scheduled_runs: 2 }]);
    expect(Object.keys(await slugs("spelled"))).toEqual([spelledOut.slug]);
    await expectNothingToDo();
  });

  it("are changed in place: by slug, under a new slug that replaces the old one, in another order", async () => {
    const names = ["two", "slugless", "twins", "limited", "spelled", "abandoned"] as const;
    const before = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await slugs(name)] as const)),
    );
    const anchorOf = (rows: JsonObject[]) => rows.map(({ schedule }) => Object(schedule).anchor_date);
    const anchors = anchorOf((await scheduleRows("two")).filter(({ slug }) => slug === "b"));
    await write(stages.second);
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, changed }) => ({ name, changed }))).toEqual(
      ["abandoned", "limited", "none", "slugless", "twins", "two"].map((name) => ({
        name,
        changed: ["schedules", "updated"],
      })),
    );
    proxy.reset();
    expect(await workspace.applyPlanned()).toEqual([]);
    expect(proxy.counts()).not.toHaveProperty("POST /api/deployments/");
    expect(await slugs("two")).toEqual({ b: before.two?.b, c: before.two?.a });
    const [interval] = (await scheduleRows("two")).filter(({ slug }) => slug === "b");
    expect(interval).toMatchObject({ schedule: { interval: 7200, anchor_date: anchors[0] } });
    expect(await slugs("slugless")).toEqual(before.slugless);
    expect((await scheduleRows("slugless")).map(({ active }) => active)).toEqual([true, true]);
    expect(Object.keys(await slugs("twins"))).toHaveLength(1);
    expect(await scheduleRows("limited")).toMatchObject([{ id: before.limited?.l, max_scheduled_runs: 3 }]);
    expect(await slugs("spelled")).toEqual(before.spelled);
    expect(await slugs("abandoned")).toEqual(before.abandoned);
    expect(Object.keys(await slugs("none"))).toHaveLength(1);
    await expectNothingToDo();
  });

  it("are taken under management again, emptied, and rid of a limit", async () => {
    const before = { unmanaged: await scheduleRows("unmanaged"), abandoned: await scheduleRows("abandoned") };
    await write(stages.third);
    await workspace.apply();
    expect((await scheduleRows("unmanaged")).map(({ id }) => id)).toEqual(
      before.unmanaged.map(({ id }) => id),
    );
    expect(await scheduleRows("none")).toEqual([]);
    expect(await scheduleRows("two")).toEqual([]);
    expect(await scheduleRows("slugless")).toHaveLength(1);
    expect(await scheduleRows("twins")).toHaveLength(2);
    expect(await scheduleRows("limited")).toMatchObject([{ slug: "l", max_scheduled_runs: null }]);
    expect(await scheduleRows("spelled")).toMatchObject([{ schedule: { interval: 60 } }]);
    expect(await scheduleRows("abandoned")).toMatchObject([{ id: before.abandoned[0]?.id, active: false }]);
    await expectNothingToDo();
  });

  it("that others made without slugs keep their ids when the deployment is imported", async () => {
    const rows = await scheduleRows(imported.name);
    const block = [{ to: "prefect_deployment.imported", id: imported.id }];
    await write({ ...stages.third, imported: [{ interval: 60 }, { cron: "0 6 * * *" }] }, { import: block });
    const { changes } = await workspace.plan();
    expect(changes).toEqual([]);
    await workspace.applyPlanned();
    const ids = (all: readonly JsonObject[]) => all.map(({ id }) => id).sort();
    expect(ids(await scheduleRows(imported.name))).toEqual(ids(rows));
    await expectNothingToDo();
  });

  it("and separate ones on one deployment are refused when planning", async () => {
    const { id } = await deployment("limited");
    const refused = "Inline and separate schedules on one deployment";
    for (const deployment_id of [id, `\${prefect_deployment.limited.id}`]) {
      await workspace.writeJson({
        resource: {
          prefect_deployment: {
            limited: { name: "limited", flow_id: flow.id, schedules: stages.third.limited },
          },
          prefect_deployment_schedule: { separate: { deployment_id, cron: "@daily" } },
        },
      });
      const errors = await workspace.planErrors();
      expect(errors.map(({ summary }) => summary)).toEqual([refused]);
    }
    await workspace.writeJson({
      resource: {
        prefect_deployment: { both: { name: "both", flow_id: flow.id, schedules: [{ cron: "@daily" }] } },
        prefect_deployment_schedule: {
          separate: { deployment_id: `\${prefect_deployment.both.id}`, cron: "@hourly" },
        },
      },
    });
    const errors = await workspace.applyErrors({ args: ["-target=prefect_deployment_schedule.separate"] });
    expect(errors.map(({ summary }) => summary)).toEqual([refused]);
  });

  it("may hold what is known only when applying", async () => {
    const later = (cron: string) => ({
      resource: {
        terraform_data: { cron: { input: cron } },
        prefect_deployment: {
          later: {
            name: "later",
            flow_id: flow.id,
            schedules: [{ cron: "${terraform_data.cron.output}" }, { interval: 60, slug: "known" }],
          },
        },
      },
    });
    const targets = ["-target=prefect_deployment.later"];
    await workspace.writeJson(later("@daily"));
    await workspace.apply({ args: targets });
    const before = await slugs("later");
    await workspace.writeJson(later("@hourly"));
    await workspace.apply({ args: targets });
    expect((await slugs("later")).known).toBe(before.known);
    expect(await scheduleRows("later")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ schedule: expect.objectContaining({ cron: "@hourly" }) }),
      ]),
    );
    expect((await workspace.plan({ args: targets })).changes).toEqual([]);
    await workspace.writeJson(later("61 * * * *"));
    const [error] = await workspace.applyErrors({ args: targets });
    expect(error?.detail).toContain("61");
  });
});
