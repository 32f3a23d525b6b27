import { type BoundTrigger, bindTrigger } from "./bind-trigger";
import { checkTrigger } from "./check-trigger";
import type { Duration } from "./duration";
import type { Construct } from "./framework";
import { encodeTrigger } from "./trigger-json";
import {
  depth,
  type EventTriggerOptions,
  type MetricTriggerOptions,
  type ResourceLabels,
  type TriggerRule,
} from "./trigger-rule";

export type { EventTriggerOptions, MetricTriggerOptions, ResourceLabels };

export interface CompoundTriggerOptions extends SequenceTriggerOptions {
  /** How many of the triggers must fire. */
  readonly require: "any" | "all" | number;
}

export interface SequenceTriggerOptions {
  /** Within which they must all fire. Default: no limit. */
  readonly within?: Duration | string | undefined;
  readonly triggers: readonly Trigger[];
}

/** The provider's typed `trigger` has this many levels of triggers within triggers. */
const typedLevels = 2;

/**
 * What makes an automation act.
 *
 * @example
 * ```ts
 * Trigger.event({ expect: ["prefect.flow-run.Failed"], threshold: 3, within: Duration.minutes(10) });
 *
 * Trigger.compound({
 *   require: "all",
 *   within: "PT1H",
 *   triggers: [
 *     Trigger.event({ expect: ["orders.loaded"] }),
 *     Trigger.event({ expect: ["customers.loaded"] }),
 *   ],
 * });
 * ```
 */
export class Trigger {
  /** Fires when events come or, with the posture `Proactive`, when they stay away. */
  static event(options: EventTriggerOptions): Trigger {
    return new Trigger({ kind: "event", options });
  }

  /** Fires when enough of its triggers have fired, whatever their order. */
  static compound({ require, within, triggers }: CompoundTriggerOptions): Trigger {
    return new Trigger({ kind: "compound", require, within, triggers: rulesOf(triggers, "compound") });
  }

  /** Fires when its triggers have fired in their order. */
  static sequence({ within, triggers }: SequenceTriggerOptions): Trigger {
    return new Trigger({ kind: "sequence", within, triggers: rulesOf(triggers, "sequence") });
  }

  /**
   * Fires by a measurement of flow runs. For Prefect Cloud: a server of one's own refuses it.
   *
   * @example
   * ```ts
   * Trigger.metric({ name: "lateness", operator: ">", threshold: 300, range: "PT1H", firingFor: "PT5M" });
   * ```
   */
  static metric(options: MetricTriggerOptions): Trigger {
    return new Trigger({ kind: "metric", options });
  }

  /** @param rule what it is, the triggers within looked through */
  private constructor(readonly rule: TriggerRule) {}

  /**
   * The trigger as the binding of an automation takes it: by attributes, or as JSON where it is too deep for them.
   *
   * @throws Error naming the construct for what a server would refuse
   */
  bind(construct: Construct): { readonly trigger: BoundTrigger } | { readonly triggerJson: string } {
    checkTrigger(construct, "trigger", this.rule);
    return depth(this.rule) <= typedLevels
      ? { trigger: bindTrigger(construct, "trigger", this.rule) }
      : { triggerJson: encodeTrigger(construct, "trigger", this.rule) };
  }
}

/** @throws Error for what is no list of triggers, which only an unchecked type lets through */
function rulesOf(triggers: readonly Trigger[], kind: "compound" | "sequence"): readonly TriggerRule[] {
  const needed = (place: string, given: unknown) =>
    new Error(
      `Trigger.${kind}: ${place} ${JSON.stringify(given)}: Triggers, such as Trigger.event({ … }), are needed`,
    );
  if (!Array.isArray(triggers)) throw needed("triggers", triggers);
  return triggers.map((one: unknown, index) => {
    if (!(one instanceof Trigger)) throw needed(`triggers[${index}]`, one);
    return one.rule;
  });
}
