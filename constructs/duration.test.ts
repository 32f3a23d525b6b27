import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Duration } from "./duration";
import { TerraformStack, TerraformVariable, Testing, Token } from "./framework";

describe("Duration", () => {
  test.each([
    ["PT1H", 3600],
    ["PT1H30M", 5400],
    ["P1DT12H", 129_600],
    ["P2W", 1_209_600],
    ["P1M", 2_592_000],
    ["P1Y", 31_536_000],
    ["PT1.5H", 5400],
    ["PT1,5H", 5400],
    ["PT0.25S", 0.25],
    ["+PT1H", 3600],
    ["-PT1H", -3600],
    ["P1DT", 86_400],
    ["01:30:00", 5400],
    ["01:30", 5400],
    ["100:00:00", 360_000],
    ["01:30:00.5", 5400.5],
    ["2 days, 01:30:00", 178_200],
    ["2d", 172_800],
  ])("reads %s as a server does", (text, seconds) => {
    expect(Duration.parse(text).toSeconds()).toBe(seconds);
  });

  test.each(["", "P", "PT", "3600", "1h", "PT1H ", "PTH", "P1H", "one hour", "01:60", "1:2:3:4"])(
    "refuses %j",
    (text) => {
      expect(() => Duration.parse(text)).toThrow(`"${text}" is no duration`);
    },
  );

  test("reads what it writes", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), (seconds) => {
        expect(Duration.parse(String(Duration.seconds(seconds).toJSON())).toSeconds()).toBe(seconds);
      }),
    );
  });

  test("takes a token for seconds, and for nothing else", () => {
    const stack = new TerraformStack(Testing.app(), "durations");
    const token: number = new TerraformVariable(stack, "seconds", { type: "number" }).numberValue;
    expect(Token.isUnresolved(Duration.seconds(token).toSeconds())).toBe(true);
    expect(() => Duration.hours(token)).toThrow("Duration.seconds(…)");
  });

  test("knows its units", () => {
    expect([Duration.minutes(2), Duration.hours(2), Duration.days(2)].map((one) => one.toSeconds())).toEqual([
      120, 7200, 172_800,
    ]);
  });
});
