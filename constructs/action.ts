import { type ActionRule, type BoundAction, bindAction } from "./bind-action";
import type { Deployment } from "./deployment";
import type { Duration } from "./duration";
import type { Construct, IResolvable } from "./framework";
import type { Template } from "./job-variables/values";
import type { JsonInput, JsonObject } from "./json-input";

/**
 * The object that an action is about: a construct, or anything with an id (such as a data source), or that id: a UUID.
 */
export type ActionTarget = { readonly id: string } | string;

/** The same, or the one that the event is about. */
export type InferableTarget = ActionTarget | "inferred";

/** The types of states that a flow run can be set to. */
export type StateType =
  | "SCHEDULED"
  | "PENDING"
  | "RUNNING"
  | "COMPLETED"
  | "FAILED"
  | "CANCELLED"
  | "CRASHED"
  | "PAUSED"
  | "CANCELLING";

/**
 * Values of parameters, in which Prefect fills in what the event says: `"{{ event.resource.id }}"` for a value of any
 * type, or `{ __prefect_kind: "jinja", template: "…" }`.
 */
export type EventParameters<Parameters extends JsonObject = JsonObject> = {
  readonly [Name in keyof Parameters]?: Parameters[Name] | Template | PrefectKind;
};

interface PrefectKind {
  readonly __prefect_kind: string;
  readonly [name: string]: JsonInput;
}

export interface RunDeploymentOptions<
  Variables extends JsonObject = JsonObject,
  Parameters extends JsonObject = JsonObject,
> {
  /** Parameters of the run, over those of the deployment. */
  readonly parameters?: EventParameters<Parameters> | undefined;
  /** Job variables of the run, over those of the deployment. */
  readonly jobVariables?: Variables | undefined;
  /** When the run is to start, after the trigger has fired. Default: at once. */
  readonly scheduleAfter?: Duration | string | undefined;
}

/** A deployment whose parameters and job variables are known by their types, or anything with its id. */
type DeploymentTarget<Variables extends JsonObject, Parameters extends JsonObject> =
  | Deployment<Variables, Parameters>
  | InferableTarget;

/**
 * What an automation does.
 *
 * @example
 * ```ts
 * actions: [
 *   Action.runDeployment(cleanup, { parameters: { run: "{{ flow_run.id }}" } }),
 *   Action.sendNotification(slack, { subject: "Crashed", body: "{{ flow_run.name }} has crashed" }),
 * ]
 * ```
 */
export class Action {
  static readonly pauseDeployment = (deployment: InferableTarget) =>
    new Action({ type: "pause-deployment", target: ["deploymentId", deployment] });
  static readonly resumeDeployment = (deployment: InferableTarget) =>
    new Action({ type: "resume-deployment", target: ["deploymentId", deployment] });
  static readonly pauseWorkPool = (workPool: InferableTarget) =>
    new Action({ type: "pause-work-pool", target: ["workPoolId", workPool] });
  static readonly resumeWorkPool = (workPool: InferableTarget) =>
    new Action({ type: "resume-work-pool", target: ["workPoolId", workPool] });
  static readonly pauseWorkQueue = (workQueue: InferableTarget) =>
    new Action({ type: "pause-work-queue", target: ["workQueueId", workQueue] });
  static readonly resumeWorkQueue = (workQueue: InferableTarget) =>
    new Action({ type: "resume-work-queue", target: ["workQueueId", workQueue] });
  static readonly pauseAutomation = (automation: InferableTarget) =>
    new Action({ type: "pause-automation", target: ["automationId", automation] });
  static readonly resumeAutomation = (automation: InferableTarget) =>
    new Action({ type: "resume-automation", target: ["automationId", automation] });
  /** Cancels the flow run that the event is about. */
  static readonly cancelFlowRun = () => new Action({ type: "cancel-flow-run" });
  /** Deletes the flow run that the event is about. */
  static readonly deleteFlowRun = () => new Action({ type: "delete-flow-run" });
  /** Suspends the flow run that the event is about. */
  static readonly suspendFlowRun = () => new Action({ type: "suspend-flow-run" });
  /** Resumes the flow run that the event is about. */
  static readonly resumeFlowRun = () => new Action({ type: "resume-flow-run" });
  /** Shows in the event feed that the trigger has fired, and no more. */
  static readonly doNothing = () => new Action({ type: "do-nothing" });

  /**
   * Runs a deployment.
   *
   * @example
   * ```ts
   * Action.runDeployment(report, { parameters: { day: "{{ event.payload.day }}" }, scheduleAfter: "PT5M" })
   * ```
   */
  static runDeployment<Variables extends JsonObject = JsonObject, Parameters extends JsonObject = JsonObject>(
    deployment: DeploymentTarget<Variables, Parameters>,
    options: RunDeploymentOptions<NoInfer<Variables>, NoInfer<Parameters>> = {},
  ): Action {
    return new Action({ type: "run-deployment", target: ["deploymentId", deployment], ...options });
  }

  /** Sets the state of the flow run that the event is about. */
  static changeFlowRunState(
    state: StateType,
    options: {
      /** Name of the state. Default: that of its type. */
      readonly name?: string | undefined;
      readonly message?: string | undefined;
      /** Also where the transition is not allowed? Default: false. */
      readonly force?: boolean | IResolvable | undefined;
    } = {},
  ): Action {
    return new Action({ type: "change-flow-run-state", state, ...options });
  }

  /**
   * Sends a notification through a block such as a `slack-webhook`. Both texts are Jinja templates.
   *
   * @example
   * ```ts
   * Action.sendNotification(slack, { body: "{{ flow.name }} ended as {{ flow_run.state.name }}" })
   * ```
   */
  static sendNotification(
    block: ActionTarget,
    message: {
      readonly body: string;
      /** Default: `Prefect automated notification`. */
      readonly subject?: string | undefined;
    },
  ): Action {
    return new Action({ type: "send-notification", target: ["blockDocumentId", block], ...message });
  }

  /** Calls what a `webhook` block says. The payload is a Jinja template; an object is sent as JSON. */
  static callWebhook(
    block: ActionTarget,
    options: { readonly payload?: string | JsonObject | undefined } = {},
  ): Action {
    return new Action({ type: "call-webhook", target: ["blockDocumentId", block], ...options });
  }

  /** Sends mail. For Prefect Cloud: a server of one's own refuses it. */
  static sendEmailNotification(message: {
    readonly emails: readonly string[];
    readonly subject?: string | undefined;
    readonly body?: string | undefined;
  }): Action {
    return new Action({ type: "send-email-notification", ...message });
  }

  /** Declares an incident. For Prefect Cloud: a server of one's own refuses it. */
  static readonly declareIncident = () => new Action({ type: "declare-incident" });

  /** Pauses a schedule, by default the one that made the event's flow run. For Prefect Cloud. */
  static pauseScheduleForFlowRun(schedule?: ActionTarget): Action {
    return new Action({ type: "pause-schedule-for-flow-run", target: ["scheduleId", schedule] });
  }

  /** Resumes a schedule, by default the one that made the event's flow run. For Prefect Cloud. */
  static resumeScheduleForFlowRun(schedule?: ActionTarget): Action {
    return new Action({ type: "resume-schedule-for-flow-run", target: ["scheduleId", schedule] });
  }

  private constructor(private readonly rule: ActionRule) {}

  /** Which deployment it runs: a selected one, or the one of the event; undefined: none. */
  get runs(): "selected" | "inferred" | undefined {
    const { type, target } = this.rule;
    if (type !== "run-deployment") return undefined;
    return target?.[1] === "inferred" ? "inferred" : "selected";
  }

  /**
   * The action as the bindings take it.
   *
   * @param property where it stands, for errors: `actions[1]`
   * @throws Error naming the construct for what a server would refuse
   */
  bind(construct: Construct, property: string): BoundAction {
    return bindAction(construct, property, this.rule);
  }
}
