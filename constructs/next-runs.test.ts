import { describe, expect, test } from "vitest";
import { Duration } from "./duration";
import { TerraformStack, TerraformVariable, Testing } from "./framework";
import { Schedule } from "./schedule";

const after = new Date("2026-03-28T12:00:00Z");
const next = (schedule: Schedule, n = 2) => schedule.next(n, after).map((date) => date.toISOString());

describe("Schedule.next", () => {
  const timezone = "Europe/Berlin";

  test("of each kind, through a change of clocks", () => {
    expect(next(Schedule.cron("30 9 * * *", { timezone }))).toEqual([
      "2026-03-29T07:30:00.000Z",
      "2026-03-30T07:30:00.000Z",
    ]);
    expect(next(Schedule.cron("0 0 13 * fri", { dayOr: false }), 1)).toEqual(["2026-11-13T00:00:00.000Z"]);
    expect(next(Schedule.interval("PT36H", { anchorDate: after, timezone }))).toEqual([
      "2026-03-28T12:00:00.000Z",
      "2026-03-29T23:00:00.000Z",
    ]);
    expect(next(Schedule.interval(Duration.seconds(0.5), { anchorDate: "2026-01-01" }), 2)).toEqual([
      "2026-03-28T12:00:00.000Z",
      "2026-03-28T12:00:00.500Z",
    ]);
    expect(next(Schedule.rrule("FREQ=MONTHLY;BYDAY=-1FR", { timezone }))).toEqual([
      "2026-04-23T22:00:00.000Z",
      "2026-05-28T22:00:00.000Z",
    ]);
  });

  test("a rule that ends gives fewer", () => {
    expect(next(Schedule.rrule("FREQ=DAILY;UNTIL=20260329T000000"), 5)).toEqual(["2026-03-29T00:00:00.000Z"]);
  });

  const stack = new TerraformStack(Testing.app(), "schedules");
  const text = new TerraformVariable(stack, "text", { type: "string" });
  const number = new TerraformVariable(stack, "number", { type: "number" });
  const token = /is a token, whose value is known only at apply/;
  test.each<[string, Schedule, RegExp]>([
    ["a token for a cron", Schedule.cron(text.stringValue), /^Schedule\.next: cron is a token/],
    ["a text with a token in it", Schedule.rrule(`FREQ=${text.stringValue}`), token],
    ["a token for a time zone", Schedule.cron("@daily", { timezone: text.stringValue }), token],
    ["a token for dayOr", Schedule.cron("@daily", { dayOr: text.booleanValue }), token],
    [
      "a token for an interval",
      Schedule.interval(Duration.seconds(number.numberValue), { anchorDate: after }),
      token,
    ],
    ["a token for an anchor", Schedule.interval("PT1H", { anchorDate: text.stringValue }), token],
    ["an interval without an anchor", Schedule.interval("PT1H"), /Give an anchorDate/],
    ["what is no duration", Schedule.interval("an hour", { anchorDate: after }), /"an hour" is no duration/],
    [
      "what is no cron",
      Schedule.cron("61 * * * *"),
      /^Schedule\.next: "61 \* \* \* \*" is not a cron expression/,
    ],
  ])("refuses %s", (_, schedule, problem) => {
    expect(() => schedule.next(1, after)).toThrow(problem);
  });

  test.each([0, -1, 1.5, 1001, Number.NaN])("refuses %d runs", (n) => {
    expect(() => Schedule.cron("@daily").next(n, after)).toThrow(`n is ${n}`);
  });

  test("refuses what is no date", () => {
    expect(() => Schedule.cron("@daily").next(1, new Date("")).length).toThrow("after is not a date");
  });
});
