import { expect, it } from "vitest";
import { Schedule } from "../constructs/schedule";
import { type JsonObject, prefectApi } from "./support/prefect-api";
import { makeDeployment, makeFlow } from "./support/prefect-objects";
import { sharedServer } from "./support/shared-server";

/** Two years ahead: the server lists the runs of days to come, and its own services plan no run there meanwhile. */
const spring = new Date(Date.UTC(new Date().getUTCFullYear() + 2, 2, 20, 0, 0, 0, 500));
/** How far ahead the server looks by itself. */
const end = new Date(spring.getTime() + 100 * 86_400_000);
const timezone = "Europe/Berlin";
const anchorDate = "2024-01-01T02:30:00+01:00";
const count = 20;
/** The last weekday of each month. */
const parts = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=2;BYMINUTE=30";
const year = spring.getUTCFullYear();
const ending = `DTSTART:${year}0301T023000\nRRULE:FREQ=DAILY;UNTIL=${year}0403T023000\nEXDATE:${year}0322T023000`;

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
  // Intervals of an hour and a half, counted from a summer long ago, over the night when clocks go forward.
  [
    "interval of hours, by an anchor in another time",
    Schedule.interval("PT1H30M", { timezone, anchorDate: "2019-07-01T00:10:00+02:00" }),
    { interval: 5400, anchor_date: "2019-07-01T00:10:00+02:00", timezone },
  ],
  [
    "cron by both kinds of days",
    Schedule.cron("15 2 1-28 * sun#2,sun#4", { timezone: "America/New_York", dayOr: false }),
    { cron: "15 2 1-28 * sun#2,sun#4", day_or: false, timezone: "America/New_York" },
  ],
  [
    "rrule of parts",
    Schedule.rrule(`${parts};BYSETPOS=-1`, { timezone }),
    { rrule: `${parts};BYSETPOS=-1`, timezone },
  ],
  ["rrule that ends", Schedule.rrule(ending, { timezone }), { rrule: ending, timezone }],
])("Schedule.next is the server's own list of scheduled runs: %s", async (_, schedule, body) => {
  const api = prefectApi((await sharedServer()).apiUrl);
  const deployment = await makeDeployment(api, await makeFlow(api), {
    schedules: [{ schedule: body, active: true }],
  });
  const asked = await api.call("POST", `/deployments/${deployment.id}/schedule`, {
    start_time: spring.toISOString(),
    end_time: end.toISOString(),
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
  const next = schedule.next(count, spring).filter((date) => date < end);
  expect(next.length).toBeGreaterThan(2);
  expect(scheduled.sort()).toEqual(next.map((date) => date.toISOString()));
});
