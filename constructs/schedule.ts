import * as rules from "../rules";
import type { Duration } from "./duration";
import { durationSeconds } from "./duration-seconds";
import { encodeJsonObject } from "./encode-json";
import { encodeText } from "./encode-text";
import type { Construct, IResolvable } from "./framework";
import type { JsonObject } from "./json-input";
import { judge } from "./refusal";

/** What all kinds of schedule have. */
export interface ScheduleOptions {
  /** An IANA name such as `Europe/Paris`; default: UTC. */
  readonly timezone?: string | undefined;
  /** A name of its own, by which the schedule is found again; default: made from its content. */
  readonly slug?: string | undefined;
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

/** A schedule in the properties' names of the bindings. Exactly one of cron, interval and rrule is there. */
export interface BoundSchedule {
  readonly cron?: string | undefined;
  readonly dayOr?: boolean | IResolvable | undefined;
  readonly interval?: number | undefined;
  readonly anchorDate?: string | undefined;
  readonly rrule?: string | undefined;
  readonly timezone?: string | undefined;
  readonly slug?: string | undefined;
  readonly active?: boolean | IResolvable | undefined;
  readonly parameters?: string | undefined;
  readonly maxScheduledRuns?: number | undefined;
}

type Rule =
  | { readonly cron: string; readonly options: CronOptions }
  | { readonly interval: Duration | string; readonly options: IntervalOptions }
  | { readonly rrule: string; readonly options: ScheduleOptions };

/**
 * When a deployment runs by itself: a value for a deployment's `schedules`, or for a `DeploymentSchedule`.
 *
 * @example
 * ```ts
 * new Deployment(this, "report", {
 *   name: "report",
 *   flow,
 *   schedules: [
 *     Schedule.cron("0 7 * * mon-fri", { timezone: "Europe/Paris", slug: "mornings" }),
 *     Schedule.interval(Duration.hours(6), { parameters: { full: false } }),
 *     Schedule.rrule("FREQ=MONTHLY;BYDAY=-1FR"),
 *   ],
 * });
 * ```
 */
export class Schedule {
  /**
   * By a cron expression: five fields, or six with seconds last, or a word such as `@daily`.
   *
   * @example
   * ```ts
   * Schedule.cron("30 2 * * *", { timezone: "America/New_York" });
   * ```
   */
  static cron(expression: string, options: CronOptions = {}): Schedule {
    return new Schedule({ cron: expression, options });
  }

  /**
   * Every so often.
   *
   * @param every a Duration, or text as `Duration.parse` reads it
   *
   * @example
   * ```ts
   * Schedule.interval("PT15M", { anchorDate: "2026-01-01T00:00:00Z" });
   * ```
   */
  static interval(every: Duration | string, options: IntervalOptions = {}): Schedule {
    return new Schedule({ interval: every, options });
  }

  /**
   * By an RFC 5545 recurrence rule.
   *
   * @example
   * ```ts
   * Schedule.rrule("FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=9", { timezone: "Asia/Tokyo" });
   * ```
   */
  static rrule(rule: string, options: ScheduleOptions = {}): Schedule {
    return new Schedule({ rrule: rule, options });
  }

  private constructor(private readonly rule: Rule) {}

  /** Undefined: it is named by the provider, from its content. */
  get slug(): string | undefined {
    return this.rule.options.slug;
  }

  /**
   * The schedule as the bindings take it.
   *
   * @param property where it stands, for errors: `schedules[1]`
   * @throws Error naming the construct for what a server would refuse
   */
  bind(construct: Construct, property: string): BoundSchedule {
    const { rule } = this;
    const { timezone, slug, active, maxScheduledRuns, parameters } = rule.options;
    const kind = "cron" in rule ? "cron" : "interval" in rule ? "interval" : "rrule";
    judge(construct, `${property}.timezone`, timezone, (name) => rules.timezone(name, kind));
    return {
      ...bindRule(construct, property, rule),
      timezone,
      slug: encodeText(construct, `${property}.slug`, slug),
      active,
      maxScheduledRuns,
      parameters: encodeJsonObject(construct, `${property}.parameters`, parameters),
    };
  }
}

function bindRule(construct: Construct, property: string, rule: Rule): BoundSchedule {
  if ("cron" in rule) {
    judge(construct, `${property}.cron`, rule.cron, (cron) => rules.cron(cron));
    return { cron: rule.cron, dayOr: rule.options.dayOr };
  }
  if ("rrule" in rule) {
    judge(construct, `${property}.rrule`, rule.rrule, rules.rrule);
    return { rrule: rule.rrule };
  }
  const interval = durationSeconds(construct, `${property}.interval`, rule.interval);
  judge(construct, `${property}.interval`, interval, rules.interval);
  const { anchorDate } = rule.options;
  const anchor = anchorDate instanceof Date ? dateText(anchorDate) : anchorDate;
  judge(construct, `${property}.anchorDate`, anchor, rules.anchorDate);
  return { interval, anchorDate: anchor };
}

/** An invalid date has no ISO text, and is refused like any text that is no date. */
function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString();
}
