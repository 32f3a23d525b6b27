import { describe, expect, it } from "vitest";
import { cron } from "./cron";

const now = new Date("2026-06-01T00:00:00Z");
const judge = (expression: string) => cron(expression, now);

describe("cron", () => {
  it.each([
    "* * * * *",
    "  0 0   * * *  ",
    "*/5 8-18/2 1,15 JAN-mar MON-FRI",
    "0 0 L * *",
    "0 0 ? * 5#2",
    "0 0 * * l5",
    "0 0 * nov-feb fri-mon",
    "0 0 * * 7",
    "0 0 * * * 30",
    "0 0 1 1 * 0 2030",
    "@hourly",
    "@Annually",
    "0 0 29 2 *",
  ])("accepts %j", (expression) => {
    expect(judge(expression)).toEqual({ verdict: "accepted" });
  });

  it.each([
    ["", "it has 0 fields"],
    ["* * * *", "it has 4 fields"],
    ["* * * * * * * *", "it has 8 fields"],
    [" @hourly", "it has 1 fields"],
    ["61 * * * *", 'the minute "61" goes beyond 0 to 59'],
    ["* 24 * * *", 'the hour "24" goes beyond 0 to 23'],
    ["* * 0 * *", 'the day of month "0" goes beyond 1 to 31'],
    ["* * * 13 *", 'the month "13" goes beyond 1 to 12'],
    ["* * * * 8", 'the day of week "8" goes beyond 0 to 6'],
    ["* * * * 7 0", 'the day of week "7" goes beyond 0 to 6'],
    ["* * * * * 0 1969", 'the year "1969" goes beyond 1970 to 2099'],
    ["*/0 * * * *", 'the minute "*/0" has a step of 0'],
    ["? * * * *", 'the minute "?" is not one of its values'],
    ["1,,2 * * * *", 'the minute "" is not one of its values'],
    ["* * * mon *", 'the month "mon" is not one of its values'],
    ["* * 15W * *", 'the day of month "15w" is not one of its values'],
    ["* * * * 5#6", 'the day of week "5#6" needs a number from 1 to 5'],
    ["* * * * 5#2,1", "mixes whole weekdays with the nth of a month"],
    ["R * * * *", "is random, which Prefect does not support"],
    ["H * * * *", "is hashed, which Prefect does not support"],
    ["r(5-5) * * * *", "ends before it begins"],
    ["r/0 * * * *", "has a step of 0"],
  ])("refuses %j, since %s", (expression, why) => {
    expect(judge(expression)).toEqual({ verdict: "refused", reason: expect.stringContaining(why) });
  });

  it.each([
    ["0 0 30 2 *", "a date that never comes"],
    ["0 0 30 2 1", "a date that never comes"],
    ["0 0 29 2 * 0 2027", "a date that never comes"],
    ["0 0 1 1 * 0 2025", "a date that never comes"],
    ["0 0 1 1 * 0 2077", "a date that never comes"],
    ["R(0-30) * * * *", "random times"],
    ["\u0660 0 * * *", "digits that not every server reads"],
  ])("doubts %j: %s", (expression, why) => {
    expect(judge(expression)).toEqual({ verdict: "doubtful", reason: expect.stringContaining(why) });
  });

  it("says what is allowed, with an example, and shortens what is long", () => {
    const verdict = judge("9".repeat(500));
    expect(verdict).toMatchObject({ reason: expect.stringContaining('for example "30 6 * * MON-FRI"') });
    expect(JSON.stringify(verdict)).not.toContain("9".repeat(100));
  });
});
