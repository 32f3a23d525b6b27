import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type Made, makeDeployment, makeFlow, schedulesOf } from "./support/prefect-objects";
import { storedRRule } from "./support/server-version";
import { sharedServer } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

const daily = { cron: "0 6 * * *" };
const dailyOnServer = { cron: "0 6 * * *", timezone: null, day_or: true };
const anyAnchor = expect.stringMatching(/^\d{4}-/);

/** One schedule through its life: its attributes in the code, and what the server then has, at three stages. */
interface Life {
  readonly first: readonly [Values, JsonObject];
  /** The attributes that the plan shows as changed, apart from `updated`. */
  readonly second: readonly [Values, JsonObject, readonly string[]];
  /** Left out: the same as the second. */
  readonly cleared?: readonly [Values, JsonObject, "update" | "replace"];
}

const schedule = (fields: JsonObject) => ({ schedule: fields });

const lives: Readonly<Record<string, Life>> = {
  cron: {
    first: [{ cron: "0 6 * * *" }, schedule(dailyOnServer)],
    second: [{ cron: "@daily" }, schedule({ ...dailyOnServer, cron: "@daily" }), ["cron"]],
  },
  cron_of_six_fields: {
    first: [{ cron: "*/5 * * * * 30" }, schedule({ cron: "*/5 * * * * 30" })],
    second: [{ cron: "0 9 * * MON-FRI" }, schedule({ cron: "0 9 * * MON-FRI" }), ["cron"]],
  },
  interval_without_anchor: {
    first: [{ interval: 3600 }, schedule({ interval: 3600, timezone: "UTC", anchor_date: anyAnchor })],
    second: [{ interval: 0.5 }, schedule({ interval: 0.5, timezone: "UTC" }), ["interval"]],
  },
  interval_beyond_float32: {
    first: [{ interval: 20_000_001 }, schedule({ interval: 20_000_001 })],
    second: [{ interval: 20_000_003 }, schedule({ interval: 20_000_003 }), ["interval"]],
  },
  rrule: {
    first: [
      { rrule: "FREQ=DAILY;BYHOUR=6" },
      schedule({ rrule: storedRRule("FREQ=DAILY;BYHOUR=6"), timezone: "UTC" }),
    ],
    second: [
      { rrule: "DTSTART:20260101T000000\nRRULE:FREQ=WEEKLY" },
      schedule({ rrule: "DTSTART:20260101T000000\nRRULE:FREQ=WEEKLY" }),
      ["rrule"],
    ],
  },
  cron_to_interval: {
    first: [daily, schedule(dailyOnServer)],
    second: [
      { interval: 60 },
      schedule({ interval: 60, timezone: "UTC", anchor_date: anyAnchor }),
      ["anchor_date", "cron", "day_or", "interval", "timezone"],
    ],
  },
  interval_to_rrule: {
    first: [{ interval: 60 }, schedule({ interval: 60 })],
    second: [
      { rrule: "FREQ=DAILY" },
      schedule({ rrule: storedRRule("FREQ=DAILY"), timezone: "UTC" }),
      ["anchor_date", "day_or", "interval", "rrule", "timezone"],
    ],
  },
  rrule_to_cron: {
    first: [{ rrule: "FREQ=DAILY" }, schedule({ timezone: "UTC" })],
    second: [daily, schedule(dailyOnServer), ["anchor_date", "cron", "day_or", "rrule", "timezone"]],
  },
  day_or: {
    first: [{ ...daily, day_or: false }, schedule({ day_or: false })],
    second: [{ ...daily, day_or: true }, schedule({ day_or: true }), ["day_or"]],
  },
  day_or_removed: {
    first: [{ ...daily, day_or: true }, schedule({ day_or: true })],
    second: [{ ...daily, day_or: false }, schedule({ day_or: false }), ["day_or"]],
    cleared: [daily, schedule(dailyOnServer), "update"],
  },
  anchor_removed: {
    first: [
      { interval: 60, anchor_date: "2026-01-01T00:00:00Z" },
      schedule({ anchor_date: "2026-01-01T00:00:00Z" }),
    ],
    second: [
      { interval: 60, anchor_date: "2026-02-01T00:00:00+02:00" },
      schedule({ anchor_date: "2026-02-01T00:00:00+02:00" }),
      ["anchor_date"],
    ],
    cleared: [{ interval: 60 }, schedule({ anchor_date: anyAnchor }), "update"],
  },
  anchor_blanked: {
    first: [{ interval: 60, anchor_date: "2026-01-01" }, schedule({ anchor_date: "2026-01-01T00:00:00Z" })],
    second: [
      { interval: 60, anchor_date: "2026-02-01T00:00:00" },
      schedule({ anchor_date: expect.stringContaining("2026-02-01T00:00:00") }),
      ["anchor_date"],
    ],
    cleared: [{ interval: 60, anchor_date: "" }, schedule({ anchor_date: anyAnchor }), "update"],
  },
  timezone_removed: {
    first: [{ ...daily, timezone: "Europe/Berlin" }, schedule({ timezone: "Europe/Berlin" })],
    second: [
      { ...daily, timezone: "America/New_York" },
      schedule({ timezone: "America/New_York" }),
      ["timezone"],
    ],
    cleared: [daily, schedule(dailyOnServer), "update"],
  },
  timezone_blanked: {
    first: [{ interval: 60, timezone: "Europe/Berlin" }, schedule({ timezone: "Europe/Berlin" })],
    second: [{ interval: 60, timezone: "UTC" }, schedule({ timezone: "UTC" }), ["timezone"]],
    cleared: [{ interval: 60, timezone: "" }, schedule({ timezone: "UTC" }), "update"],
  },
  active_removed: {
    first: [{ ...daily, active: true }, { active: true }],
    second: [{ ...daily, active: false }, { active: false }, ["active"]],
    cleared: [daily, { active: true }, "update"],
  },
  parameters_removed: {
    first: [{ ...daily, parameters: '{"a": 1}' }, { parameters: { a: 1 } }],
    second: [{ ...daily, parameters: '{"b": [null]}' }, { parameters: { b: [null] } }, ["parameters"]],
    cleared: [daily, { parameters: {} }, "update"],
  },
  parameters_blanked: {
    first: [{ ...daily, parameters: '{"a": 1}' }, { parameters: { a: 1 } }],
    second: [{ ...daily, parameters: '{"a": 2}' }, { parameters: { a: 2 } }, ["parameters"]],
    cleared: [{ ...daily, parameters: "{}" }, { parameters: {} }, "update"],
  },
  parameters_beside_another_change: {
    first: [
      { ...daily, parameters: '{"a": 1}' },
      { active: true, parameters: { a: 1 } },
    ],
    second: [
      { ...daily, parameters: '{"a": 1}', active: false },
      { active: false, parameters: { a: 1 } },
      ["active"],
    ],
  },
  slug_removed: {
    first: [{ ...daily, slug: "removed" }, { slug: "removed" }],
    second: [{ ...daily, slug: "removed 2/ #?" }, { slug: "removed 2/ #?" }, ["slug"]],
    cleared: [daily, { slug: null }, "replace"],
  },
  slug_blanked: {
    first: [{ ...daily, slug: "blanked" }, { slug: "blanked" }],
    second: [{ ...daily, slug: "blanked-2" }, { slug: "blanked-2" }, ["slug"]],
    cleared: [{ ...daily, slug: "" }, { slug: null }, "replace"],
  },
  runs_removed: {
    first: [{ ...daily, max_scheduled_runs: 3 }, { max_scheduled_runs: 3 }],
    second: [{ ...daily, max_scheduled_runs: 4 }, { max_scheduled_runs: 4 }, ["max_scheduled_runs"]],
    cleared: [daily, { max_scheduled_runs: null }, "replace"],
  },
  runs_blanked: {
    first: [{ ...daily, max_scheduled_runs: 3 }, { max_scheduled_runs: 3 }],
    second: [{ ...daily, max_scheduled_runs: 4 }, { max_scheduled_runs: 4 }, ["max_scheduled_runs"]],
    cleared: [{ ...daily, max_scheduled_runs: 0 }, { max_scheduled_runs: null }, "replace"],
  },
};

const names = Object.keys(lives).sort();
const lifeOf = (name: string): Life => {
  const life = lives[name];
  if (life === undefined) throw new Error(`no life of ${name}`);
  return life;
};

describe("prefect_deployment_schedule", () => {
  let api: PrefectApi;
  let flow: Made;
  let deployment: Made;
  let workspace: Workspace;

  const write = (attributesOf: (life: Life) => Values) =>
    workspace.writeJson({
      resource: {
        prefect_deployment_schedule: Object.fromEntries(
          names.map((name) => [name, { deployment_id: deployment.id, ...attributesOf(lifeOf(name)) }]),
        ),
      },
    });

  const idsByName = async () =>
    Object.fromEntries(
      Object.entries(await workspace.state()).map(([address, { id }]) => [address.split(".")[1], id]),
    );

  const expectOnServer = async (fieldsOf: (life: Life) => JsonObject) => {
    const ids = await idsByName();
    const rows = await schedulesOf(api, deployment);
    expect(Object.keys(rows).sort()).toEqual(Object.values(ids).sort());
    for (const name of names) {
      expect({ name, ...rows[String(ids[name])] }).toMatchObject({ name, ...fieldsOf(lifeOf(name)) });
    }
  };

  const expectNothingToDo = async () => {
    const { changes, drift, warnings } = await workspace.plan();
    expect({ changes, drift, warnings }).toEqual({ changes: [], drift: [], warnings: [] });
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    flow = await makeFlow(api);
    deployment = await makeDeployment(api, flow);
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
  });

  it("is created of each kind and with each attribute (defects 5 and 12)", async () => {
    await write(({ first }) => first[0]);
    expect(await workspace.apply()).toEqual([]);
    await expectOnServer(({ first }) => first[1]);
    await expectNothingToDo();
  });

  it("is updated in place, its kind too, and an interval keeps its anchor", async () => {
    const before = await schedulesOf(api, deployment);
    const ids = await idsByName();
    await write(({ second }) => second[0]);
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, actions, changed }) => ({ name, actions, changed }))).toEqual(
      names.map((name) => ({
        name,
        actions: ["update"],
        changed: [...lifeOf(name).second[2], "updated"].sort(),
      })),
    );
    await workspace.applyPlanned();
    expect(await idsByName()).toEqual(ids);
    await expectOnServer(({ second }) => second[1]);
    const after = await schedulesOf(api, deployment);
    const anchor = { schedule: { anchor_date: expect.anything() } };
    const id = String(ids.interval_without_anchor);
    expect(before[id]).toMatchObject(anchor);
    expect(after[id]?.schedule).toMatchObject({ anchor_date: Object(before[id]?.schedule).anchor_date });
    await expectNothingToDo();
  });

  it("clears what is removed or blanked, by a replacement where the server cannot (defect 14)", async () => {
    const before = await idsByName();
    await write(({ second, cleared }) => (cleared ?? second)[0]);
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, actions }) => ({ name, actions }))).toEqual(
      names.flatMap((name) => {
        const kind = lifeOf(name).cleared?.[2];
        if (kind === undefined) return [];
        return [{ name, actions: kind === "update" ? ["update"] : ["delete", "create"] }];
      }),
    );
    await workspace.applyPlanned();
    await expectOnServer(({ second, cleared }) => (cleared ?? second)[1]);
    const after = await idsByName();
    expect(names.filter((name) => before[name] !== after[name])).toEqual(
      names.filter((name) => lifeOf(name).cleared?.[2] === "replace"),
    );
    await expectNothingToDo();
  });

  it("finds what was changed behind Terraform's back, names just that, and heals it (defect 15)", async () => {
    await write(({ first }) => first[0]);
    await workspace.apply();
    const ids = await idsByName();
    const path = (name: string) => `/deployments/${deployment.id}/schedules/${ids[name]}`;
    const changed: Readonly<Record<string, readonly [JsonObject, readonly string[]]>> = {
      cron: [{ schedule: { ...dailyOnServer, cron: "0 7 * * *" } }, ["cron"]],
      day_or: [{ schedule: { cron: "0 6 * * *", day_or: true } }, ["day_or"]],
      interval_beyond_float32: [
        { schedule: { interval: 20_000_000, anchor_date: "2026-01-01T00:00:00Z" } },
        ["interval"],
      ],
      rrule: [{ schedule: { rrule: "FREQ=DAILY;BYHOUR=7" } }, ["rrule"]],
      timezone_removed: [{ schedule: dailyOnServer }, ["timezone"]],
      active_removed: [{ active: false }, ["active"]],
      parameters_removed: [{ parameters: { a: 2 } }, ["parameters"]],
      slug_removed: [{ slug: "other" }, ["slug"]],
      runs_removed: [{ max_scheduled_runs: 9 }, ["max_scheduled_runs"]],
    };
    for (const [name, [body]] of Object.entries(changed)) {
      expect((await api.call("PATCH", path(name), body)).text).toBe("");
    }
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, actions, changed: differs }) => ({ name, actions, differs }))).toEqual(
      Object.entries(changed)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, [, attributes]]) => ({
          name,
          actions: ["update"],
          differs: [...attributes, "updated"],
        })),
    );
    await workspace.applyPlanned();
    await expectOnServer(({ first }) => first[1]);
    await expectNothingToDo();
  });

  it("is made again after its deletion in the UI, and destroyed when it is gone already (defects 6 and 11)", async () => {
    const ids = await idsByName();
    const remove = (name: string) =>
      api.call("DELETE", `/deployments/${deployment.id}/schedules/${ids[name]}`);
    await remove("cron");
    await remove("slug_removed");
    const { changes } = await workspace.plan();
    expect(changes.map(({ name, actions }) => ({ name, actions }))).toEqual([
      { name: "cron", actions: ["create"] },
      { name: "slug_removed", actions: ["create"] },
    ]);
    await remove("rrule");
    await workspace.apply({ destroy: true, args: ["-refresh=false"] });
    expect(await workspace.state()).toEqual({});
    expect(await schedulesOf(api, deployment)).toEqual({});
  });
});
