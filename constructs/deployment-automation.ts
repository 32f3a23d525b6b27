import { Action, type RunDeploymentOptions } from "./action";
import { Automation, type AutomationProps } from "./automation";
import type { Deployment } from "./deployment";
import { Annotations } from "./framework";
import type { JsonObject } from "./json-input";
import { Trigger } from "./trigger";

/** How a trigger runs a deployment. */
export interface TriggeredRunOptions<
  Variables extends JsonObject = JsonObject,
  Parameters extends JsonObject = JsonObject,
> extends RunDeploymentOptions<Variables, Parameters>,
    Partial<Omit<AutomationProps, "trigger" | "actions" | "ownerResource" | "accountId" | "workspaceId">> {
  /** The automation's id below the deployment. Default: `automation_1` and so on, in the order of the code. */
  readonly id?: string | undefined;
}

/** How a deployment follows another one. */
export interface AfterOptions<
  Variables extends JsonObject = JsonObject,
  Parameters extends JsonObject = JsonObject,
> extends TriggeredRunOptions<Variables, Parameters> {
  /** The states, by their names, that a run of the other one has to reach: any of them. Default: `Completed`. */
  readonly states?: readonly StateName[] | undefined;
}

/** The name of a flow run's state: one of Prefect's, or one that a flow gives. */
export type StateName =
  | "Scheduled"
  | "Late"
  | "AwaitingRetry"
  | "Pending"
  | "Running"
  | "Retrying"
  | "Paused"
  | "Suspended"
  | "Completed"
  | "Cached"
  | "RolledBack"
  | "Failed"
  | "TimedOut"
  | "Crashed"
  | "Cancelling"
  | "Cancelled"
  | (string & {});

/**
 * An automation as `prefect deploy` makes it of a trigger of a deployment.
 *
 * @param ownerResource what it belongs to, if anything
 */
export function runOn<Variables extends JsonObject, Parameters extends JsonObject>(
  deployment: Deployment<Variables, Parameters>,
  trigger: Trigger,
  options: TriggeredRunOptions<Variables, Parameters>,
  ownerResource: string | undefined,
): Automation {
  const { id, parameters, jobVariables, scheduleAfter, ...others } = options;
  const number = deployment.node.children.filter((child) => child instanceof Automation).length + 1;
  const { resource } = deployment;
  return new Automation(deployment, id ?? `automation_${number}`, {
    ...(resource.provider === undefined ? {} : { provider: resource.provider }),
    accountId: resource.accountIdInput,
    workspaceId: resource.workspaceIdInput,
    ...others,
    name: others.name ?? `${deployment.name}__automation_${number}`,
    trigger,
    actions: [Action.runDeployment(deployment, { parameters, jobVariables, scheduleAfter })],
    ownerResource,
  });
}

/** Fires when a flow run of a deployment reaches one of the states. */
export function reached(deployment: { readonly id: string }, states: readonly StateName[]): Trigger {
  return Trigger.event({
    expect: states.map((state) => `prefect.flow-run.${state}`),
    match: { "prefect.resource.id": "prefect.flow-run.*" },
    matchRelated: {
      "prefect.resource.role": "deployment",
      "prefect.resource.id": `prefect.deployment.${deployment.id}`,
    },
  });
}

/** A deployment that follows itself is not refused, since it may stop: after a crash, say. */
export function warnOfItself(deployment: Deployment, states: readonly StateName[]): void {
  Annotations.of(deployment).addWarning(
    `it runs after itself: each run that is ${states.join(" or ")} makes another one`,
  );
}
