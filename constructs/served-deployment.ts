import type { Automation } from "./automation";
import { Deployment, type DeploymentProps } from "./deployment";
import { runOn, type TriggeredRunOptions } from "./deployment-automation";
import type { Construct, TerraformResourceLifecycle } from "./framework";
import type { JsonObject } from "./json-input";
import type { Trigger } from "./trigger";

export interface ServedDeploymentProps<Parameters extends JsonObject = JsonObject>
  extends Omit<
    DeploymentProps<JsonObject, Parameters>,
    | "workPool"
    | "workQueue"
    | "jobVariables"
    | "jobVariablesWo"
    | "jobVariablesWoVersion"
    | "pullSteps"
    | "paused"
  > {
  /** What `entrypoint` is relative to; default: `"."`, the working directory of the serving process. */
  readonly path?: string | undefined;
}

/**
 * A deployment whose runs a serving process executes: it has no work pool. The process pauses it when it ends and
 * resumes it when it starts, so that is left to the process; everything else is the stack's.
 *
 * @example
 * ```ts
 * const flow = Flow.fromEntrypoint(this, "etl", { entrypoint: "etl.py:etl" });
 * new ServedDeployment(this, "hourly", {
 *   name: "hourly",
 *   flow,
 *   parameters: { table: "orders" },
 *   schedules: [Schedule.interval(Duration.hours(1), { slug: "hourly" })],
 * });
 * ```
 */
export class ServedDeployment<Parameters extends JsonObject = JsonObject> extends Deployment<
  JsonObject,
  Parameters
> {
  constructor(scope: Construct, id: string, props: ServedDeploymentProps<Parameters>) {
    super(scope, id, { ...props, path: props.path ?? ".", lifecycle: leavingPaused(props.lifecycle) });
  }

  /**
   * Runs this deployment when a trigger fires. The automation belongs to no one: `flow.serve` deletes those of its
   * deployment whenever it starts.
   */
  override triggeredBy(
    trigger: Trigger,
    options: TriggeredRunOptions<JsonObject, Parameters> = {},
  ): Automation {
    return runOn(this, trigger, options, undefined);
  }
}

function leavingPaused(lifecycle: TerraformResourceLifecycle | undefined): TerraformResourceLifecycle {
  const ignored = lifecycle?.ignoreChanges ?? [];
  return { ...lifecycle, ignoreChanges: ignored === "all" ? ignored : [...ignored, "paused"] };
}
