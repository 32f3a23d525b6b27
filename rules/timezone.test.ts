import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { timezonesOf } from "../scripts/openapi-timezones";
import { timezones } from "./generated/timezones";
import { timezone } from "./timezone";

describe("timezone", () => {
  it.each(["Europe/Paris", "UTC", "Asia/Calcutta", "EST5EDT", "Etc/GMT+1"])("accepts %s", (name) => {
    for (const kind of ["cron", "interval", "rrule"] as const) {
      expect(timezone(name, kind)).toEqual({ verdict: "accepted" });
    }
  });

  it("suggests the right spelling", () => {
    expect(timezone("europe/PARIS", "cron")).toEqual({
      verdict: "refused",
      reason: '"europe/PARIS" is not a time zone that Prefect takes. The right spelling is "Europe/Paris".',
    });
  });

  it.each(["UTC+1", "+01:00", "Mars/Olympus", "Europe/Paris ", "CEST"])("refuses %j", (name) => {
    expect(timezone(name, "cron")).toMatchObject({ verdict: "refused" });
    expect(timezone(name, "interval")).toMatchObject({ verdict: "refused" });
  });

  it("knows that the server only looks for a name in an rrule's time zone", () => {
    expect(timezone("UTC+1", "rrule")).toMatchObject({ verdict: "doubtful" });
    expect(timezone("Mars/Olympus", "rrule")).toMatchObject({ verdict: "refused" });
  });

  it("judges an empty name by the kind of schedule", () => {
    expect(timezone("", "cron")).toEqual({ verdict: "accepted" });
    expect(timezone("", "interval")).toMatchObject({ verdict: "doubtful" });
    expect(timezone("", "rrule")).toMatchObject({ verdict: "refused" });
  });

  it("doubts a name that only some machines have", () => {
    expect(timezone("localtime", "cron")).toMatchObject({ verdict: "doubtful" });
  });

  it("has the list of the OpenAPI document", () => {
    const document = readFileSync(join(__dirname, "../client/openapi/openapi.json"), "utf8");
    expect(timezones.split(" ")).toEqual(timezonesOf(document));
  });
});
