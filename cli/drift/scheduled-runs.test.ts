import { describe, expect, it } from "vitest";
import { type Instant, readInstant } from "../../rules";
import type { Active } from "./schedule-rule";
import { scheduledRuns } from "./scheduled-runs";

const instant = (text: string): Instant => {
  const read = readInstant(text);
  if (read === undefined) throw new Error(`${text} is no instant`);
  return read;
};

const from = instant("2026-03-01T12:00:00Z");
const to = instant("2026-03-08T12:00:00Z");

const cron = (text: string, timezone = "UTC"): Active => ({ text, rule: { cron: text, timezone } });

const every = (interval: number): Active => ({
  text: `every ${interval} s`,
  rule: { interval, anchorDate: "2026-01-01T00:00:00Z" },
});

const counted = (applied: readonly Active[], server: readonly Active[]) => {
  const { runs } = scheduledRuns(applied, server, from, to);
  const count = (expected: string): number => runs.filter((run) => run.expected === expected).length;
  return { both: count("both"), server: count("server"), state: count("state") };
};

describe("scheduledRuns", () => {
  it("tells runs that stay, come and go", () => {
    expect(counted([cron("0 2 * * *")], [cron("0 2 * * mon-fri"), cron("0 3 * * *")])).toEqual({
      both: 5,
      server: 7,
      state: 2,
    });
  });

  it("takes a run at the same moment for the same run", () => {
    expect(counted([cron("0 7 * * *", "Europe/Paris")], [cron("0 6 * * *")])).toEqual({
      both: 7,
      server: 0,
      state: 0,
    });
  });

  it("calls nothing lost or added beyond the moment at which a schedule is cut", () => {
    expect(counted([every(1800)], [every(600)])).toEqual({ both: 167, server: 333, state: 0 });
  });

  it("keeps the problem of one schedule and the runs of the other", () => {
    const { runs, problems } = scheduledRuns([], [cron("61 * * * *"), cron("0 0 * * *")], from, to);
    expect(runs).toHaveLength(7);
    expect(problems).toEqual([expect.stringContaining("61 * * * *")]);
  });
});
