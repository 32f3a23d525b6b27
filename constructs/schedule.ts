import * as rules from "../rules";
import type { Duration } from "./duration";
import { durationSeconds } from "./duration-seconds";
import { encodeJsonObject } from "./encode-json";
import { encodeText } from "./encode-text";
import type { Construct, IResolvable } from "./framework";
import { nextRuns } from "./next-runs";
import { judge, judgeText } from "./refusal";
import {
  type CronOptions,
  dateText,
  type IntervalOptions,
  type ScheduleOptions,
  type ScheduleRule,
} from "./schedule-rule";

export type { CronOptions, IntervalOptions, ScheduleOptions };

/** A schedule in the properties' names of the bindings. Exactly one of cron, interval and rrule is there. */
export interface BoundSchedule {
  readonly cron?: string | undefined;
  readonly dayOr?: boolean | IResolvable | undefined;
  readonly interval?: number | undefined;
  readonly anchorDate?: string | undefined;
  readonly rrule?: string | undefined;
  readonly timezone?: string | undefined;
  readonly slug?: string | undefined;
  readonly replaces?: string | undefined;
  readonly active?: boolean | IResolvable | undefined;
  readonly parameters?: string | undefined;
  readonly maxScheduledRuns?: number | undefined;
}

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

  private constructor(private readonly rule: ScheduleRule) {}

  /** Undefined: it is named by the provider, from its content. */
  get slug(): string | undefined {
    return this.rule.options.slug;
  }

  /**
   * The next `n` runs from `after` on, as Prefect's scheduler computes them, time zones and changes of clocks
   * included; fewer where the rule ends. A run at `after` itself counts. Prefect looks no more than 1000 runs ahead.
   *
   * @throws Error for a rule that a server refuses or its scheduler fails on; for a token, whose value only an apply
   *   knows; and for an interval without `anchorDate`, which is counted from the moment that the server stores it
   *
   * @example
   * ```ts
   * Schedule.cron("30 2 * * *", { timezone: "Europe/Berlin" }).next(2, new Date("2026-03-28T12:00:00Z"));
   * // 2026-03-29T00:30:00Z, 2026-03-30T00:30:00Z
   * ```
   */
  next(n: number, after: Date = new Date()): Date[] {
    return nextRuns(this.rule, n, after);
  }

  /**
   * The schedule as the bindings take it.
   *
   * @param property where it stands, for errors: `schedules[1]`
   * @throws Error naming the construct for what a server would refuse
   */
  bind(construct: Construct, property: string): BoundSchedule {
    const { rule } = this;
    const { timezone, slug, replaces, active, maxScheduledRuns, parameters } = rule.options;
    const kind = "cron" in rule ? "cron" : "interval" in rule ? "interval" : "rrule";
    judgeText(construct, `${property}.timezone`, timezone, (name) => rules.timezone(name, kind));
    return {
      ...bindRule(construct, property, rule),
      timezone,
      slug: encodeText(construct, `${property}.slug`, slug),
      replaces: encodeText(construct, `${property}.replaces`, replaces),
      active,
      maxScheduledRuns,
      parameters: encodeJsonObject(construct, `${property}.parameters`, parameters),
    };
  }
}

function bindRule(construct: Construct, property: string, rule: ScheduleRule): BoundSchedule {
  if ("cron" in rule) {
    judgeText(construct, `${property}.cron`, rule.cron, (cron) => rules.cron(cron));
    return { cron: rule.cron, dayOr: rule.options.dayOr };
  }
  if ("rrule" in rule) {
    judgeText(construct, `${property}.rrule`, rule.rrule, rules.rrule);
    return { rrule: rule.rrule };
  }
  const interval = durationSeconds(construct, `${property}.interval`, rule.interval);
  judge(construct, `${property}.interval`, interval, rules.interval);
  const { anchorDate } = rule.options;
  const anchor = anchorDate instanceof Date ? dateText(anchorDate) : anchorDate;
  judgeText(construct, `${property}.anchorDate`, anchor, rules.anchorDate);
  return { interval, anchorDate: anchor };
}
