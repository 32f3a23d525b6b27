import { expect, it } from "vitest";
import { Schedule } from "../constructs/schedule";
import { type JsonObject, prefectApi } from "./support/prefect-api";
import { makeDeployment, makeFlow } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";

/** Two years ahead: the server lists the runs of days to come, and its own services plan no run there meanwhile. */
const spring = new Date(Date.UTC(new Date().getUTCFullYear() + 2, 2, 20, 0, 0, 0, 500));
const timezone = "Europe/Berlin";
const anchorDate = "2024-01-01T02:30:00+01:00";
const count = 20;

it.each<[string, Schedule, JsonObject]>([
  ["cron", Schedule.cron("30 2,3 * * *", { timezone }), { cron: "30 2,3 * * *", timezone }],
  [
    "interval",
    Schedule.interval("P1D", { timezone, anchorDate }),
    { interval: 86_400, anchor_date: anchorDate, timezone },
  ],
  [
    "rrule",
    Schedule.rrule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", { timezone }),
    { rrule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=30", timezone },
  ],
])("Schedule.next is the server's own list of scheduled runs: %s", async (_, schedule, body) => {
  const api = prefectApi((await sharedServer()).apiUrl);
  const deployment = await makeDeployment(api, await makeFlow(api), {
    schedules: [{ schedule: body, active: true }],
  });
  const asked = await api.call("POST", `/deployments/${deployment.id}/schedule`, {
    start_time: spring.toISOString(),
    min_runs: count,
    max_runs: count,
  });
  expect(asked.status).toBe(200);
  const runs = await api.call("POST", "/flow_runs/filter", {
    deployments: { id: { any_: [deployment.id] } },
    flow_runs: { expected_start_time: { after_: spring.toISOString() } },
    limit: 200,
  });
  const scheduled = runs.list().map((run) => new Date(String(run.expected_start_time)).toISOString());
  expect(scheduled.sort()).toEqual(schedule.next(count, spring).map((date) => date.toISOString()));
});
