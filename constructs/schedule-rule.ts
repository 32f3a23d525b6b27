import type { Duration } from "./duration";
import type { IResolvable } from "./framework";
import type { JsonObject } from "./json-input";

/** What all kinds of schedule have. */
export interface ScheduleOptions {
  /** An IANA name such as `Europe/Paris`; default: UTC. */
  readonly timezone?: string | undefined;
  /** A name of its own, by which the schedule is found again; default: made from its content. */
  readonly slug?: string | undefined;
  /** The slug that it had before: it is renamed, and its runs stay. Means nothing once that is applied. */
  readonly replaces?: string | undefined;
  /** Default: true. */
  readonly active?: boolean | IResolvable | undefined;
  /** Parameters of the runs of this schedule, over those of the deployment. */
  readonly parameters?: JsonObject | undefined;
  /** How many runs are scheduled ahead at most. */
  readonly maxScheduledRuns?: number | undefined;
}

export interface CronOptions extends ScheduleOptions {
  /** How a day of the month and a day of the week go together: either is enough (default), or both are needed. */
  readonly dayOr?: boolean | IResolvable | undefined;
}

export interface IntervalOptions extends ScheduleOptions {
  /** A moment that the intervals are counted from: a Date or ISO 8601 text; default: when it is made. */
  readonly anchorDate?: Date | string | undefined;
}

/** What a schedule was made of. */
export type ScheduleRule =
  | { readonly cron: string; readonly options: CronOptions }
  | { readonly interval: Duration | string; readonly options: IntervalOptions }
  | { readonly rrule: string; readonly options: ScheduleOptions };

/** An invalid date has no ISO text, and is refused like any text that is no date. */
export function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString();
}
