import { type Instant, instantText, occurrences } from "../../rules";
import type { ScheduledRun } from "./report";
import type { Active } from "./schedule-rule";

/** A schedule that runs more often in the week is cut there. */
const mostRuns = 500;

interface Moments {
  /** What the schedule says, by moment. */
  readonly at: ReadonlyMap<Instant, string>;
  /** Up to here all runs are known. */
  readonly until: Instant;
  readonly problems: readonly string[];
}

function momentsOf(schedules: readonly Active[], from: Instant, to: Instant): Moments {
  const at = new Map<Instant, string>();
  const problems: string[] = [];
  let until = to;
  for (const schedule of schedules) {
    const found = "problem" in schedule ? schedule : occurrences(schedule.rule, from, mostRuns);
    if ("problem" in found) {
      problems.push(`${schedule.text}: ${found.problem}`);
      continue;
    }
    const last = found.moments.at(-1);
    if (found.moments.length >= mostRuns && last !== undefined && last < until) until = last + 1n;
    for (const moment of found.moments) if (moment < to && !at.has(moment)) at.set(moment, schedule.text);
  }
  return { at, until, problems };
}

/**
 * The runs of one deployment from `from` to before `to`, by what its schedules were when last applied and by what they
 * are on the server. A run at the same moment is the same run, whatever the schedule that makes it.
 */
export function scheduledRuns(
  applied: readonly Active[],
  server: readonly Active[],
  from: Instant,
  to: Instant,
): { readonly runs: readonly ScheduledRun[]; readonly problems: readonly string[] } {
  const [one, other] = [momentsOf(applied, from, to), momentsOf(server, from, to)];
  // Beyond a cut nothing can be said to be lost or added.
  const until = one.until < other.until ? one.until : other.until;
  const moments = [...new Set([...one.at.keys(), ...other.at.keys()])]
    .filter((moment) => moment < until)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    runs: moments.map((moment) => ({
      at: instantText(moment),
      schedule: other.at.get(moment) ?? one.at.get(moment) ?? "",
      expected: !other.at.has(moment) ? "state" : one.at.has(moment) ? "both" : "server",
    })),
    problems: [...new Set([...other.problems, ...one.problems])],
  };
}
