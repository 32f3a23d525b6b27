import { deploymentEntrypoint, deploymentName } from "../rules";
import type { Automation } from "./automation";
import {
  type AfterOptions,
  reached,
  runOn,
  type TriggeredRunOptions,
  warnOfItself,
} from "./deployment-automation";
import type { Duration } from "./duration";
import { durationSeconds } from "./duration-seconds";
import { encodeJsonObject } from "./encode-json";
import { encodeText, encodeTextMap, encodeTexts } from "./encode-text";
import { Flow, type FlowCode, type FlowReference, flowId } from "./flow";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { Deployment as DeploymentBinding } from "./generated/deployment";
import type { JsonObject } from "./json-input";
import { bindAll, listOf } from "./list-of";
import { checkParameters } from "./parameter-check";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { bindPullStep, type PullStep } from "./pull-step";
import { referenceOf } from "./reference";
import { judgeText, refusal } from "./refusal";
import type { Schedule } from "./schedule";
import { schedulesOfOneDeployment } from "./schedules-of-deployment";
import { checkStackOf } from "./stack-check";
import { isKnownLater } from "./tokens";
import type { Trigger } from "./trigger";
import { type WorkPoolReference, workPoolName } from "./work-pool";
import { WorkQueue, type WorkQueueReference } from "./work-queue";

export interface DeploymentProps<
  Variables extends JsonObject = JsonObject,
  Parameters extends JsonObject = JsonObject,
> extends TerraformMetaArguments,
    WorkspaceProps {
  /** Another name makes another deployment. */
  readonly name: string;
  /** The flow that it runs; another flow makes another deployment. */
  readonly flow: FlowReference<Parameters>;
  /** Default: that of the flow's code, where it is known; `""`: none. */
  readonly description?: string | undefined;
  /** Default: that of the flow's code, where it is known; `""`: none. `commitVersion()` gives that of the commit. */
  readonly version?: string | undefined;
  /** `{ type, version, … }`, for Prefect Cloud; a server of one's own drops it. */
  readonly versionInfo?: JsonObject | undefined;
  /** They have no order, and each counts once. */
  readonly tags?: readonly string[] | undefined;
  /** Another value of a label makes another deployment: a server cannot change them. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Paused, nothing is scheduled. Default: false. */
  readonly paused?: boolean | IResolvable | undefined;
  /** Values for the flow's parameters. The flow's own defaults hold for the rest. */
  readonly parameters?: NoInfer<Partial<Parameters>> | undefined;
  /** The JSON schema of the flow's parameters; default: that of the flow's code, where it is known. */
  readonly parameterOpenapiSchema?: JsonObject | undefined;
  /** Whether parameters have to fit that schema. Default: true. */
  readonly enforceParameterSchema?: boolean | IResolvable | undefined;
  /** Where the flow is: `flows/etl.py:etl`, relative to `path` or to the directory that pull steps leave. */
  readonly entrypoint?: string | undefined;
  readonly path?: string | undefined;
  /** What a worker does to get the code. */
  readonly pullSteps?: readonly PullStep[] | undefined;
  /** Whose workers run it; default: the pool of `workQueue`. */
  readonly workPool?: WorkPoolReference<Variables> | undefined;
  /** A queue of that pool; default: the pool's `default`. */
  readonly workQueue?: WorkQueueReference<Variables> | undefined;
  /** Values for the pool's job variables: image, environment, … Those of the pool's type, where it is known. */
  readonly jobVariables?: NoInfer<Variables> | undefined;
  /**
   * Job variables that are secret, merged over the others: they stand in no plan and no state. Give them as
   * `secretVariable` or `EphemeralBlock`.
   */
  readonly jobVariablesWo?: NoInfer<Variables> | undefined;
  /** Where it is set, a change of it, and nothing else, writes `jobVariablesWo` anew. */
  readonly jobVariablesWoVersion?: number | undefined;
  /** How many of its runs may run at once, from 1. */
  readonly concurrencyLimit?: number | undefined;
  readonly concurrencyOptions?: ConcurrencyOptions | undefined;
  /** A limit shared with others, instead of `concurrencyLimit`: the id of a ConcurrencyLimit, a UUID. */
  readonly globalConcurrencyLimitId?: string | undefined;
  /** The block document with the flow's storage: a UUID. */
  readonly storageDocumentId?: string | undefined;
  /**
   * When it runs by itself. `[]`: never; left out: schedules are not managed here. A `DeploymentSchedule` on the same
   * deployment is an error.
   */
  readonly schedules?: readonly Schedule[] | undefined;
  /** What to do when the flow has a deployment of this name already: default is an error. */
  readonly onConflict?: "error" | "adopt" | undefined;
}

/** What happens to a run that finds its deployment's limit reached. */
export interface ConcurrencyOptions {
  readonly collisionStrategy: "ENQUEUE" | "CANCEL_NEW";
  /** How long a place is kept for a run that is starting: 60 seconds to a day. */
  readonly gracePeriod?: Duration | string | undefined;
}

/**
 * A deployment: a flow with parameters, a place to run and schedules.
 *
 * @example
 * ```ts
 * new Deployment(this, "nightly", {
 *   name: "nightly",
 *   flow,
 *   workPool: pool,
 *   entrypoint: "flows/etl.py:etl",
 *   parameters: { table: "orders", bucket: bucket.name },
 *   jobVariables: { env: { LOG_LEVEL: "debug" } },
 *   schedules: [Schedule.cron("30 2 * * *", { timezone: "Europe/Paris" })],
 * });
 * ```
 */
export class Deployment<
  Variables extends JsonObject = JsonObject,
  Parameters extends JsonObject = JsonObject,
> extends PrefectResource {
  override readonly resource: DeploymentBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: DeploymentProps<Variables, Parameters>) {
    super(scope, id, props);
    if (props.name === "") throw refusal(this, "name", props.name, "a name is needed");
    judgeText(this, "name", props.name, deploymentName);
    judgeText(this, "entrypoint", props.entrypoint, deploymentEntrypoint);
    checkStackOf(this, schedulesOfOneDeployment);
    const code = props.flow instanceof Flow ? props.flow.code : undefined;
    const text = (name: "description" | "version" | "entrypoint" | "path") =>
      encodeText(this, name, props[name] ?? fromCode(code, name));
    const json = (name: JsonProperty) =>
      encodeJsonObject(
        this,
        name,
        props[name] ?? (name === "parameterOpenapiSchema" ? code?.[name] : undefined),
      );
    const encoded = {
      parameters: json("parameters"),
      parameterOpenapiSchema: json("parameterOpenapiSchema"),
    };
    checkParameters(this, { ...encoded, enforceParameterSchema: props.enforceParameterSchema });
    const { flow, workPool, workQueue, schedules, concurrencyOptions, ...same } = props;
    this.resource = this.checked(
      new DeploymentBinding(this, bindingId, {
        ...same,
        name: encodeText(this, "name", props.name),
        flowId: flowId(this, flow),
        description: text("description"),
        version: text("version"),
        versionInfo: json("versionInfo"),
        tags: encodeTexts(this, "tags", props.tags),
        labels: encodeTextMap(this, "labels", props.labels),
        ...encoded,
        entrypoint: text("entrypoint"),
        path: text("path"),
        pullSteps: listOf(this, "pullSteps", props.pullSteps)?.map((step, index) =>
          bindPullStep(this, `pullSteps[${index}]`, step),
        ),
        workPoolName: poolOf(this, workPool, workQueue),
        workQueueName: queueOf(this, workQueue),
        jobVariables: json("jobVariables"),
        jobVariablesWo: json("jobVariablesWo"),
        concurrencyOptions: concurrencyOptions && {
          collisionStrategy: concurrencyOptions.collisionStrategy,
          gracePeriodSeconds: durationSeconds(
            this,
            "concurrencyOptions.gracePeriod",
            concurrencyOptions.gracePeriod,
          ),
        },
        schedules: bindAll(this, "schedules", schedules, "a Schedule, such as Schedule.cron(…),"),
      }),
      (property) => ownNames.get(property) ?? property,
    );
    checkSlugs(this, schedules ?? []);
    this.id = this.resource.id;
    this.name = this.resource.name;
  }

  /**
   * Runs this deployment when a trigger fires: an automation that belongs to the deployment, as the triggers of a
   * `prefect.yaml` make them. A `prefect deploy` of this deployment deletes it, and the next apply makes it again.
   *
   * @example
   * ```ts
   * deployment.triggeredBy(Trigger.event({ expect: ["orders.loaded"] }), {
   *   parameters: { day: "{{ event.payload.day }}" },
   * });
   * ```
   */
  triggeredBy(trigger: Trigger, options: TriggeredRunOptions<Variables, Parameters> = {}): Automation {
    return runOn(this, trigger, options, `prefect.deployment.${this.id}`);
  }

  /**
   * Runs this deployment when a flow run of another one reaches a state.
   *
   * @param other a Deployment, or anything with a deployment's id (such as a data source), or that id
   *
   * @example
   * ```ts
   * report.after(load);
   * cleanup.after(load, { states: ["Failed", "Crashed"], parameters: { run: "{{ flow_run.id }}" } });
   * ```
   */
  after(
    other: { readonly id: string } | string,
    { states = ["Completed"], ...options }: AfterOptions<Variables, Parameters> = {},
  ): Automation {
    if (states.length === 0) throw refusal(this, "states", states, "at least one state is needed");
    const id = referenceOf(this, "other", other, "id", "a Deployment or its id");
    if (id === this.id) warnOfItself(this, states);
    return this.triggeredBy(reached({ id }, states), options);
  }
}

/** Properties that are called otherwise in the binding. */
const ownNames: ReadonlyMap<string, string> = new Map([
  ["flowId", "flow"],
  ["workPoolName", "workPool"],
  ["workQueueName", "workQueue"],
  ["concurrencyOptions.gracePeriodSeconds", "concurrencyOptions.gracePeriod"],
]);

type JsonProperty =
  | "versionInfo"
  | "parameters"
  | "parameterOpenapiSchema"
  | "jobVariables"
  | "jobVariablesWo";

/** What a deployment has from its flow's code, as the ways to deploy with Python have it. */
function fromCode(
  code: FlowCode | undefined,
  name: "description" | "version" | "entrypoint" | "path",
): string | undefined {
  return name === "path" ? undefined : (code?.[name] ?? undefined);
}

/** A server would move a deployment with a queue and no pool to its default agent pool. */
function poolOf(
  deployment: Deployment,
  workPool: WorkPoolReference | undefined,
  workQueue: WorkQueueReference | undefined,
): string | undefined {
  if (workPool !== undefined) {
    const name = workPoolName(deployment, workPool);
    const ofQueue = workQueue instanceof WorkQueue ? workPoolName(deployment, workQueue.workPool) : name;
    // A server would make a queue of that name in the pool.
    if (ofQueue !== name && !isKnownLater(ofQueue) && !isKnownLater(name)) {
      throw refusal(
        deployment,
        "workQueue",
        queueOf(deployment, workQueue),
        `it is a queue of the pool ${JSON.stringify(ofQueue)}, and workPool is ${JSON.stringify(name)}`,
      );
    }
    return name;
  }
  if (workQueue === undefined) return undefined;
  if (workQueue instanceof WorkQueue) return workQueue.workPoolName;
  throw refusal(deployment, "workQueue", queueOf(deployment, workQueue), "give its workPool too");
}

function queueOf(deployment: Deployment, workQueue: WorkQueueReference | undefined): string | undefined {
  if (workQueue === undefined) return undefined;
  return referenceOf(deployment, "workQueue", workQueue, "name", "a WorkQueue or a queue's name");
}

function checkSlugs(deployment: Deployment, schedules: readonly Schedule[]): void {
  const seen = new Map<string, number>();
  for (const [index, { slug }] of schedules.entries()) {
    if (slug === undefined) continue;
    const earlier = seen.get(slug);
    if (earlier !== undefined) {
      throw refusal(deployment, `schedules[${index}].slug`, slug, `schedules[${earlier}] has the same slug`);
    }
    seen.set(slug, index);
  }
}
