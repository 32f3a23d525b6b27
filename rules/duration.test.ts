import { expect, it } from "vitest";
import { duration } from "./duration";

it.each([
  ["1h30m", 5400],
  ["1h 30m", 5400],
  ["90 s", 90],
  ["90s", 90],
  ["1.5 hours", 5400],
  ["2 weeks", 1_209_600],
  ["1 hour, 30 minutes", 5400],
  ["1d12h", 129_600],
  ["1.1h", 3960],
  ["250ms", 0.25],
  ["1s 500 ms", 1.5],
  ["5 MIN", 300],
  ["PT1H30M", 5400],
  ["-PT1H", -3600],
  ["P1DT12H", 129_600],
  ["01:30:00", 5400],
  ["1 day, 2:00:00", 93_600],
  ["-1 day, 23:00:00", -3600],
  ["0s", 0],
])("%s", (text, seconds) => {
  expect(duration(text)).toBe(seconds);
});

it.each([
  "",
  "90",
  "1.5",
  "h",
  "30m1h",
  "1h1h",
  "1h,",
  "1 h x",
  "one hour",
  "1h-30m",
  "1 month",
  "1y",
  "P",
  "01:60",
])("%j is none", (text) => {
  expect(duration(text)).toBeUndefined();
});
