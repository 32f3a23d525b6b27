import { describe, expect, it } from "vitest";
import { matchSchedules } from "./deployment-schedules";
import { type ScheduleValues, scheduleValues, slugsOf } from "./schedule";

type Wanted = ScheduleValues & { readonly replaces: string | null };

const nothing: Wanted = {
  cron: null,
  day_or: null,
  interval: null,
  anchor_date: null,
  rrule: null,
  timezone: null,
  active: null,
  parameters: null,
  slug: null,
  replaces: null,
  max_scheduled_runs: null,
};
const wanted = (cron: string, slug: string | null = null, replaces: string | null = null): Wanted => ({
  ...nothing,
  cron,
  slug,
  replaces,
});
const stored = (id: string, cron: string, slug: string | null = null) =>
  scheduleValues({
    id,
    created: null,
    updated: null,
    deployment_id: null,
    schedule: { cron, day_or: true, timezone: null },
    active: true,
    parameters: {},
    slug,
    max_scheduled_runs: null,
  });

const ids = (code: readonly Wanted[], server: readonly ReturnType<typeof stored>[]) =>
  matchSchedules(code, server).map((match) => match?.id);

describe("matchSchedules", () => {
  it("matches by slug first, whatever the content", () => {
    expect(
      ids(
        [wanted("@daily", "a"), wanted("@hourly", "b")],
        [stored("1", "@daily", "b"), stored("2", "@hourly", "a")],
      ),
    ).toEqual(["2", "1"]);
  });

  it("matches by the slug that was made from the content", () => {
    const [slug] = slugsOf([wanted("@daily")]);
    expect(ids([wanted("@daily")], [stored("1", "@hourly", slug ?? "")])).toEqual(["1"]);
  });

  it("then matches by content, so that a new slug renames", () => {
    expect(ids([wanted("@daily", "new")], [stored("1", "@daily", "old")])).toEqual(["1"]);
    expect(ids([wanted("@daily")], [stored("1", "@hourly"), stored("2", "@daily")])).toEqual(["2"]);
  });

  it("matches by the old slug that code names, before content", () => {
    const server = [stored("1", "@daily", "old"), stored("2", "@weekly", "other")];
    expect(ids([wanted("@weekly", "new", "old")], server)).toEqual(["1"]);
    expect(ids([wanted("@weekly", "new", "gone")], server)).toEqual(["2"]);
    expect(ids([wanted("@hourly", "other", "old"), wanted("@daily", "new", "old")], server)).toEqual([
      "2",
      "1",
    ]);
  });

  it("gives a schedule to one only, and to none what is neither", () => {
    expect(ids([wanted("@daily"), wanted("@daily")], [stored("1", "@daily")])).toEqual(["1", undefined]);
    expect(ids([wanted("@daily", "a")], [stored("1", "@hourly", "b")])).toEqual([undefined]);
    const both = [wanted("@daily", "new"), wanted("@weekly", "old")];
    expect(ids(both, [stored("1", "@daily", "old")])).toEqual([undefined, "1"]);
  });
});
