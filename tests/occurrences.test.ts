import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { occurrences, type ScheduleRule } from "../rules/occurrences";
import { runPrefect } from "./rules/run-prefect";
import { type Sample, scheduleSamples } from "./rules/schedule-samples";

const seed = 20_240_331;

/** A schedule in the words of the API. */
function body(schedule: ScheduleRule): Readonly<Record<string, unknown>> {
  const { timezone } = schedule;
  const zone = timezone === undefined ? {} : { timezone };
  if ("cron" in schedule) return { cron: schedule.cron, day_or: schedule.dayOr ?? true, ...zone };
  if ("rrule" in schedule) return { rrule: schedule.rrule, ...zone };
  return { interval: schedule.interval, anchor_date: schedule.anchorDate, ...zone };
}

function prefectDates(samples: readonly Sample[]): (readonly number[] | null)[] {
  return JSON.parse(
    runPrefect(
      "dates.py",
      samples.map(([schedule, after, count]) => [body(schedule), Number(after), count]),
    ),
  );
}

describe("the next moments of schedules, against Prefect's own code", () => {
  it.each([
    ["cron", 600],
    ["interval", 600],
    ["rrule", 200],
  ] as const)("%s", (kind, numRuns) => {
    const samples = fc
      .sample(scheduleSamples[kind], { seed, numRuns })
      // What is drawn at random differs each time.
      .filter(([schedule]) => !("cron" in schedule && /\br/i.test(schedule.cron)));
    const expected = prefectDates(samples);
    const wrong = samples.flatMap(([schedule, after, count], index) => {
      const ours = occurrences(schedule, after, count);
      const theirs = expected[index] ?? null;
      const moments = "moments" in ours ? ours.moments.map(Number) : null;
      return JSON.stringify(moments) === JSON.stringify(theirs)
        ? []
        : [{ schedule, after: new Date(Number(after) / 1000).toISOString(), count, ours, theirs }];
    });
    expect(wrong).toEqual([]);
    const found = expected.filter((dates) => dates !== null && dates.length > 0);
    expect(found.length).toBeGreaterThan(numRuns / 3);
  });
});
