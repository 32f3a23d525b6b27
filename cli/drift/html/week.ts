import type { Times } from "../../report/html/times";
import type { Calendar, ScheduledRun } from "../report";

/** Runs of one kind: lost to the drift, added by it, or as applied. */
export interface Counts {
  readonly lost: number;
  readonly added: number;
  readonly kept: number;
  /** Deployments with runs that the drift changes, in the order of the report. */
  readonly names: readonly string[];
}

export interface Day {
  /** `2026-03-01`. */
  readonly date: string;
  readonly weekday: string;
  readonly dayOfMonth: string;
}

/** A week as a grid. Hours in which nothing runs stand in one row together. */
export interface Week {
  readonly days: readonly Day[];
  readonly rows: readonly {
    readonly hours: readonly [first: number, last: number];
    readonly cells: readonly Counts[];
  }[];
}

export type Effect = keyof Omit<Counts, "names">;

export const effectOf: Readonly<Record<ScheduledRun["expected"], Effect>> = {
  both: "kept",
  server: "added",
  state: "lost",
};

const nothing: Counts = { lost: 0, added: 0, kept: 0, names: [] };

const hourMilliseconds = 3_600_000;

/** Every day of the calendar, the one it ends on included where it has begun by then. */
function daysOf({ from, to }: Calendar, times: Times): readonly Day[] {
  const days = new Map<string, Day>();
  for (let instant = Date.parse(from); instant < Date.parse(to); instant += hourMilliseconds) {
    const shown = times.read(new Date(instant).toISOString());
    if (shown !== undefined && !days.has(shown.date)) days.set(shown.date, shown);
  }
  return [...days.values()];
}

/** Counts the runs of each hour of each day. */
export function weekOf(calendar: Calendar, times: Times): Week {
  const days = daysOf(calendar, times);
  const cells = new Map<string, { lost: number; added: number; kept: number; names: Set<string> }>();
  const cellKey = (date: string, hour: number): string => `${date} ${hour}`;
  for (const { name, runs } of calendar.deployments) {
    for (const { at, expected } of runs) {
      const shown = times.read(at);
      if (shown === undefined) continue;
      const key = cellKey(shown.date, shown.hour);
      const cell = cells.get(key) ?? { lost: 0, added: 0, kept: 0, names: new Set<string>() };
      cell[effectOf[expected]]++;
      if (expected !== "both") cell.names.add(name);
      cells.set(key, cell);
    }
  }
  const rows: { hours: readonly [number, number]; cells: readonly Counts[]; empty: boolean }[] = [];
  for (let hour = 0; hour < 24; hour++) {
    const row = days.map(({ date }) => {
      const cell = cells.get(cellKey(date, hour));
      return cell === undefined ? nothing : { ...cell, names: [...cell.names] };
    });
    const empty = row.every((cell) => cell === nothing);
    const last = rows.at(-1);
    if (empty && last?.empty) rows[rows.length - 1] = { ...last, hours: [last.hours[0], hour] };
    else rows.push({ hours: [hour, hour], cells: row, empty });
  }
  return { days, rows };
}
