import { expect, it } from "vitest";
import { instantText, readInstant, toDate } from "./instant";

it.each([
  ["1970-01-01", 0n, "1970-01-01T00:00:00Z"],
  ["1970-01-01T01:00:00.5+01:00", 500_000n, "1970-01-01T00:00:00.5Z"],
  ["1969-12-31t23:59:59.9999999z", -1n, "1969-12-31T23:59:59.999999Z"],
  ["2024-02-29 12:30", 1_709_209_800_000_000n, "2024-02-29T12:30:00Z"],
])("reads %s", (text, instant, written) => {
  expect(readInstant(text)).toBe(instant);
  expect(instantText(instant)).toBe(written);
});

it.each([
  "",
  "now",
  "2023-02-29",
  "2024-13-01",
  "2024-01-01T24:00:00Z",
  "2024-01-01T00:00:60Z",
  "2024-01-01T00:00:00+24:00",
  "2024-01-01T00:00:00+01",
])("does not read %j", (text) => {
  expect(readInstant(text)).toBeUndefined();
});

it("dates are rounded down to the millisecond", () => {
  expect(toDate(1_999n).getTime()).toBe(1);
  expect(toDate(-1n).getTime()).toBe(-1);
});
