import { expect, it } from "vitest";
import { instantText, readInstant } from "./instant";
import { occurrences, type ScheduleRule } from "./occurrences";

function next(schedule: ScheduleRule, after: string, count: number): readonly string[] | string {
  const found = occurrences(schedule, readInstant(after) ?? 0n, count);
  return "moments" in found ? found.moments.map(instantText) : found.problem;
}

const berlin = "Europe/Berlin";

it("a cron schedule fires an hour early where its time is skipped, and once where it comes twice", () => {
  const nightly = { cron: "30 2 * * *", timezone: berlin };
  expect(next(nightly, "2026-03-28T12:00:00Z", 2)).toEqual(["2026-03-29T00:30:00Z", "2026-03-30T00:30:00Z"]);
  expect(next(nightly, "2026-10-24T12:00:00Z", 2)).toEqual(["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]);
});

it("the moment asked for counts, a fraction of a second later does not", () => {
  expect(next({ cron: "@hourly" }, "2026-01-01T00:00:00Z", 1)).toEqual(["2026-01-01T00:00:00Z"]);
  expect(next({ cron: "@hourly" }, "2026-01-01T00:00:00.000001Z", 1)).toEqual(["2026-01-01T01:00:00Z"]);
});

it("a day of the month and a day of the week: either, or both", () => {
  const thirteenth = { cron: "0 0 13 * fri" };
  expect(next(thirteenth, "2026-03-01", 3)).toEqual([
    "2026-03-06T00:00:00Z",
    "2026-03-13T00:00:00Z",
    "2026-03-20T00:00:00Z",
  ]);
  expect(next({ ...thirteenth, dayOr: false }, "2026-03-01", 2)).toEqual([
    "2026-03-13T00:00:00Z",
    "2026-11-13T00:00:00Z",
  ]);
});

it("an hourly interval counts hours, a daily one keeps the clock's", () => {
  const anchorDate = "2026-03-28T08:00:00Z";
  expect(next({ interval: 3600, anchorDate, timezone: berlin }, "2026-03-29T00:00:00Z", 3)).toEqual([
    "2026-03-29T00:00:00Z",
    "2026-03-29T01:00:00Z",
    "2026-03-29T02:00:00Z",
  ]);
  expect(next({ interval: 86_400, anchorDate, timezone: berlin }, anchorDate, 2)).toEqual([
    "2026-03-28T08:00:00Z",
    "2026-03-29T07:00:00Z",
  ]);
  expect(next({ interval: 0.25, anchorDate }, "2026-03-28T08:00:00.1Z", 2)).toEqual([
    "2026-03-28T08:00:00.25Z",
    "2026-03-28T08:00:00.5Z",
  ]);
});

it("an rrule in Dublin, whose standard time is that of summer, fires as Prefect's library of dates mistakes it", () => {
  const nights = { rrule: "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30", timezone: "Europe/Dublin" };
  expect(next(nights, "2026-10-25", 5)).toEqual([
    "2026-10-25T00:00:00Z",
    "2026-10-25T00:30:00Z",
    "2026-10-25T03:00:00Z",
    "2026-10-25T03:30:00Z",
    "2026-10-26T01:00:00Z",
  ]);
  expect(next(nights, "2026-03-29", 5)).toEqual([
    "2026-03-29T01:00:00Z",
    "2026-03-29T01:30:00Z",
    "2026-03-29T02:00:00Z",
    "2026-03-29T02:30:00Z",
    "2026-03-30T00:00:00Z",
  ]);
});

it("an rrule ends, and knows exclusions", () => {
  const rule = "DTSTART:20260327T023000\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20260328T023000";
  expect(next({ rrule: rule, timezone: berlin }, "2026-01-01", 10)).toEqual([
    "2026-03-27T01:30:00Z",
    "2026-03-29T00:30:00Z",
    "2026-03-30T00:30:00Z",
  ]);
});

it("an rrule that has fired for decades every second is at hand at once", () => {
  expect(next({ rrule: "DTSTART:19700101T000000\nRRULE:FREQ=SECONDLY" }, "2026-01-01", 1)).toEqual([
    "2026-01-01T00:00:00Z",
  ]);
});

it.each<[string, ScheduleRule, RegExp]>([
  ["no cron", { cron: "61 * * * *" }, /^"61 \* \* \* \*" is not a cron expression/],
  ["a date that never comes", { cron: "0 0 30 2 *" }, /never comes/],
  ["years that end", { cron: "0 0 1 1 * 0 2027" }, /does not come 3 times/],
  ["random times", { cron: "r(0-30) * * * *" }, /random times/],
  ["no time zone", { cron: "@daily", timezone: "Europe/Pariss" }, /"Europe\/Pariss" is not a time zone/],
  ["no interval", { interval: 0, anchorDate: "2026-01-01" }, /not above 0/],
  ["no anchor", { interval: 60, anchorDate: "soon" }, /"soon" is not a date/],
  ["beyond the calendar", { interval: 2e11, anchorDate: "2026-01-01" }, /year 9999/],
  ["no rule", { rrule: "FREQ=NEVER" }, /FREQ=NEVER/],
  ["an UNTIL in UTC alone", { rrule: "FREQ=DAILY;UNTIL=20300101T000000Z" }, /scheduler fails/],
  ["hours that are never met", { rrule: "FREQ=HOURLY;INTERVAL=2;BYHOUR=9" }, /may never be met/],
])("%s is told", (_, schedule, problem) => {
  expect(next(schedule, "2026-01-01", 3)).toMatch(problem);
});

it("no more than 1000", () => {
  expect(next({ cron: "* * * * *" }, "2026-01-01", 5000)).toHaveLength(1000);
});
