import { describe, expect, it } from "vitest";
import { ctyNumber } from "../cty/number";
import {
  asWritten,
  kindOf,
  type ScheduleValues,
  sameContent,
  sameSchedule,
  scheduleBody,
  scheduleField,
  scheduleValues,
  slugsOf,
} from "./schedule";

const nothing: ScheduleValues = {
  cron: null,
  day_or: null,
  interval: null,
  anchor_date: null,
  rrule: null,
  timezone: null,
  active: null,
  parameters: null,
  slug: null,
  max_scheduled_runs: null,
};
const cron = { ...nothing, cron: "0 6 * * *" };
const interval = { ...nothing, interval: 3600 };
const rrule = { ...nothing, rrule: "FREQ=DAILY" };

const id = "123e4567-e89b-12d3-a456-426614174000";
const anchor = "2026-01-01T00:00:00Z";

/** What the server answers for a schedule, defaults filled in. */
const answered = (schedule: Parameters<typeof scheduleValues>[0]["schedule"], more = {}) =>
  scheduleValues({
    id,
    created: null,
    updated: null,
    deployment_id: id,
    schedule,
    active: true,
    parameters: {},
    slug: null,
    max_scheduled_runs: null,
    ...more,
  });

describe("kindOf", () => {
  it("takes an empty string and 0 for unset, as another provider's state has them", () => {
    expect(kindOf({ ...cron, interval: 0, rrule: "" })).toBe("cron");
    expect(kindOf({ ...interval, cron: "", rrule: "" })).toBe("interval");
    expect(kindOf({ ...rrule, cron: "", interval: ctyNumber("0") })).toBe("rrule");
    expect(kindOf(nothing)).toBeUndefined();
  });
});

describe("sameSchedule", () => {
  it("takes a default for what is not said", () => {
    expect(sameSchedule(cron, answered({ cron: "0 6 * * *", day_or: true, timezone: null }))).toBe(true);
    expect(sameSchedule(interval, answered({ interval: 3600, anchor_date: anchor, timezone: "UTC" }))).toBe(
      true,
    );
    const stored = answered({ rrule: "DTSTART:20200101T000000\nFREQ=DAILY", timezone: "UTC" });
    expect(sameSchedule(rrule, stored)).toBe(true);
    expect(sameSchedule({ ...rrule, timezone: "UTC", active: true, parameters: "{}" }, stored)).toBe(true);
  });

  it("tells a cron schedule without a time zone from one in UTC", () => {
    expect(sameSchedule(cron, answered({ cron: "0 6 * * *", day_or: true, timezone: "UTC" }))).toBe(false);
  });

  it.each<[string, Partial<ScheduleValues>]>([
    ["another expression", { cron: "0 7 * * *" }],
    ["another day_or", { day_or: false }],
    ["another zone", { timezone: "Europe/Berlin" }],
    ["being inactive", { active: false }],
    ["parameters", { parameters: '{"a":1}' }],
    ["a slug", { slug: "a" }],
    ["a limit", { max_scheduled_runs: 1 }],
    ["another kind", { cron: null, interval: 60 }],
  ])("sees %s", (_, change) => {
    const stored = answered({ cron: "0 6 * * *", day_or: true, timezone: null });
    expect(sameSchedule({ ...cron, ...change }, stored)).toBe(false);
  });

  it("lets a schedule without a wanted slug have any", () => {
    const stored = answered({ cron: "0 6 * * *", day_or: true, timezone: null }, { slug: "cron-1" });
    expect(sameSchedule(cron, stored)).toBe(true);
    expect(sameContent({ ...cron, slug: "other", active: false }, stored)).toBe(true);
  });

  it("compares an anchor only where one is wanted, and by instant", () => {
    const stored = answered({ interval: 3600, anchor_date: anchor, timezone: "UTC" });
    expect(sameSchedule({ ...interval, anchor_date: "2026-01-01T02:00:00+02:00" }, stored)).toBe(true);
    expect(sameSchedule({ ...interval, anchor_date: "2026-01-02" }, stored)).toBe(false);
  });

  it("counts in microseconds", () => {
    const stored = answered({ interval: 0.123457, anchor_date: anchor, timezone: "UTC" });
    expect(sameSchedule({ ...interval, interval: 0.1234567 }, stored)).toBe(true);
    expect(sameSchedule({ ...interval, interval: 0.123456 }, stored)).toBe(false);
  });
});

describe("scheduleField", () => {
  it("sends no zone that is not said, and keeps an anchor", () => {
    expect(scheduleField(cron, null)).toEqual({ cron: "0 6 * * *", day_or: true });
    expect(scheduleField({ ...cron, day_or: false, timezone: "UTC" }, anchor)).toEqual({
      cron: "0 6 * * *",
      day_or: false,
      timezone: "UTC",
    });
    expect(scheduleField(interval, anchor)).toEqual({ interval: 3600, anchor_date: anchor });
    expect(scheduleField({ ...interval, anchor_date: "2026-02-01" }, anchor)).toEqual({
      interval: 3600,
      anchor_date: "2026-02-01",
    });
    expect(scheduleField({ ...rrule, timezone: "" }, anchor)).toEqual({ rrule: "FREQ=DAILY" });
  });

  it("keeps all seconds of a long interval", () => {
    expect(scheduleField({ ...interval, interval: 20_000_001 }, null)).toEqual({ interval: 20_000_001 });
  });
});

describe("scheduleBody", () => {
  it("says everything, and leaves out what the server would refuse as null", () => {
    expect(scheduleBody(cron, null, null)).toEqual({
      active: true,
      schedule: { cron: "0 6 * * *", day_or: true },
      parameters: {},
    });
    const full = { ...cron, active: false, parameters: '{"a":[1]}', max_scheduled_runs: 3 };
    expect(scheduleBody(full, "s", null)).toMatchObject({
      active: false,
      parameters: { a: [1] },
      slug: "s",
      max_scheduled_runs: 3,
    });
  });
});

describe("asWritten", () => {
  it("keeps an empty string that stands for the server's choice", () => {
    const written = { day_or: null, anchor_date: "", timezone: "" };
    const stored = answered({ interval: 60, anchor_date: anchor, timezone: "UTC" });
    expect(asWritten(stored, written)).toMatchObject({ anchor_date: "", timezone: "" });
    const berlin = answered({ interval: 60, anchor_date: anchor, timezone: "Europe/Berlin" });
    expect(asWritten(berlin, written)).toMatchObject({ timezone: "Europe/Berlin" });
  });

  it("keeps what has no meaning for the kind", () => {
    const written = { day_or: true, anchor_date: "2026-01-01", timezone: null };
    const stored = answered({ rrule: "FREQ=DAILY", timezone: "UTC" });
    expect(asWritten(stored, written)).toMatchObject({ day_or: true, anchor_date: "2026-01-01" });
  });
});

describe("slugsOf", () => {
  it("keeps given slugs and makes stable ones from what a schedule says", () => {
    const [first, second, third] = slugsOf([cron, { ...interval, slug: "own" }, rrule]);
    expect(first).toMatch(/^cron-[0-9a-f]{8}$/);
    expect(second).toBe("own");
    expect(third).toMatch(/^rrule-[0-9a-f]{8}$/);
    expect(slugsOf([rrule, cron])).toEqual([third, first]);
  });

  it("does not depend on how a value is spelled, or on whether it is active", () => {
    const spellings = [
      { ...cron, parameters: '{"a":1,"b":2}' },
      { ...cron, parameters: '{ "b": 2, "a": 1 }', active: false, day_or: true, timezone: "" },
    ];
    const [one, other] = spellings.map((values) => slugsOf([values])[0]);
    expect(one).toBe(other);
    expect(slugsOf([{ ...cron, parameters: '{"a":2}' }])[0]).not.toBe(one);
  });

  it("tells equal schedules apart, and keeps clear of given slugs", () => {
    const [stem] = slugsOf([cron]);
    expect(slugsOf([cron, cron, cron])).toEqual([stem, `${stem}-2`, `${stem}-3`]);
    expect(slugsOf([cron, { ...interval, slug: stem ?? "" }])).toEqual([`${stem}-2`, stem]);
  });
});
