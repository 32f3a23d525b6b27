import { expect, it } from "vitest";
import { anchorDate } from "./anchor-date";

it.each([
  "2030-01-01",
  "2030-01-01T09:00:00",
  "2030-01-01 09:00",
  "2030-01-01T09:00:00.123456Z",
  "2028-02-29T00:00:00-08:00",
])("accepts %j", (text) => {
  expect(anchorDate(text)).toEqual({ verdict: "accepted" });
});

it.each(["", "tomorrow", "2030-02-29", "2030-13-01", "2030-01-01T24:00:00Z"])("refuses %j", (text) => {
  expect(anchorDate(text)).toMatchObject({ verdict: "refused" });
});

it.each(["2030", "20300101", "2030-W01", "12:00", "now", "2030-01-01T00:00:00+24:00"])(
  "doubts %j",
  (text) => {
    expect(anchorDate(text)).toMatchObject({ verdict: "doubtful" });
  },
);
