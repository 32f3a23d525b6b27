import * as rules from "../rules";
import { encodeJsonObject } from "./encode-json";
import { encodeText } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { WorkPool as WorkPoolBinding } from "./generated/work-pool";
import type { CloudJobVariablesByType } from "./job-variables/cloud-types";
import type { JobVariablesByType } from "./job-variables/generated/types";
import type { JsonObject } from "./json-input";
import { knownObject } from "./known-object";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { referenceOf } from "./reference";
import { judgeText } from "./refusal";

export interface WorkPoolProps<Variables extends JsonObject = JsonObject>
  extends TerraformMetaArguments,
    WorkspaceProps {
  /** Names that begin with "prefect" are the server's own. Another name makes another pool. */
  readonly name: string;
  /** The kind of workers it is for: `process`, `docker`, `kubernetes`, … Another type makes another pool. */
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly paused?: boolean | IResolvable | undefined;
  /** How many flow runs may run at once. */
  readonly concurrencyLimit?: number | undefined;
  /** What a worker makes jobs from, and which job variables there are; default: the type's own. */
  readonly baseJobTemplate?: JsonObject | undefined;
  /** Defaults of the job variables, written into the template that the pool has; the rest of it is left alone. */
  readonly jobVariables?: Variables | undefined;
  readonly storageConfiguration?: WorkPoolStorageConfiguration | undefined;
}

/** Properties of a pool whose type is said otherwise. */
export type TypedWorkPoolProps<Variables extends JsonObject> = Omit<WorkPoolProps<Variables>, "type">;

/** Where code and results of the pool's runs are kept. */
export interface WorkPoolStorageConfiguration {
  /** The step that uploads a bundle of code, as `{ "prefect_aws.experimental.bundles.upload": { … } }`. */
  readonly bundleUploadStep?: JsonObject | undefined;
  /** The step that fetches and runs such a bundle. */
  readonly bundleExecutionStep?: JsonObject | undefined;
  /** The block document for results: a UUID. */
  readonly defaultResultStorageBlockId?: string | undefined;
}

/**
 * A pool that hands flow runs to workers. A pool made for a type of worker (`WorkPool.kubernetes`) takes that type's
 * job variables and no others, and so does a deployment on it.
 *
 * @example
 * ```ts
 * const local = WorkPool.process(this, "local", { name: "local", concurrencyLimit: 5 });
 * const cluster = WorkPool.kubernetes(this, "cluster", { name: "cluster", jobVariables: { namespace: "flows" } });
 * ```
 */
export class WorkPool<Variables extends JsonObject = JsonObject> extends PrefectResource {
  /** Runs are processes on the worker's machine. */
  static readonly process = maker("process");
  /** Runs are Docker containers. */
  static readonly docker = maker("docker");
  /** Runs are Kubernetes jobs. */
  static readonly kubernetes = maker("kubernetes");
  /** Runs are tasks of the AWS Elastic Container Service. */
  static readonly ecs = maker("ecs");
  /** Runs are Google Cloud Run jobs, by version 1 of its API. */
  static readonly cloudRun = maker("cloud-run");
  /** Runs are Google Cloud Run jobs. */
  static readonly cloudRunV2 = maker("cloud-run-v2");
  /** Runs are Google Vertex AI custom jobs. */
  static readonly vertexAi = maker("vertex-ai");
  /** Runs are Azure Container Instances. */
  static readonly azureContainerInstance = maker("azure-container-instance");
  /** Prefect Cloud submits the runs to AWS ECS: no worker. */
  static readonly ecsPush = cloudMaker("ecs:push");
  /** Prefect Cloud submits the runs to Google Cloud Run: no worker. */
  static readonly cloudRunPush = cloudMaker("cloud-run:push");
  /** Prefect Cloud submits the runs to version 2 of Google Cloud Run: no worker. */
  static readonly cloudRunV2Push = cloudMaker("cloud-run-v2:push");
  /** Prefect Cloud submits the runs to Azure Container Instances: no worker. */
  static readonly azureContainerInstancePush = cloudMaker("azure-container-instance:push");
  /** Prefect Cloud submits the runs to Modal: no worker. */
  static readonly modalPush = cloudMaker("modal:push");
  /** Prefect Cloud submits the runs to Coiled: no worker. */
  static readonly coiledPush = cloudMaker("coiled:push");
  /** Prefect Cloud runs them itself. */
  static readonly prefectManaged = cloudMaker("prefect:managed");

  /**
   * A pool of any other type.
   *
   * @example
   * ```ts
   * WorkPool.ofType<{ gpu?: number }>(this, "own", "my-worker", { name: "own", jobVariables: { gpu: 1 } });
   * ```
   */
  static ofType<Variables extends JsonObject = JsonObject>(
    scope: Construct,
    id: string,
    type: string,
    props: TypedWorkPoolProps<Variables>,
  ): WorkPool<Variables> {
    return new WorkPool<Variables>(scope, id, { ...props, type });
  }

  override readonly resource: WorkPoolBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;
  /** Defaults of the job variables, as given. */
  readonly jobVariables: Variables | undefined;

  constructor(scope: Construct, id: string, props: WorkPoolProps<Variables>) {
    super(scope, id, props);
    judgeText(this, "name", props.name, rules.workPoolName);
    const storage = props.storageConfiguration;
    const baseJobTemplate = encodeJsonObject(this, "baseJobTemplate", props.baseJobTemplate);
    for (const fault of rules.jobTemplateFaults(knownObject(baseJobTemplate) ?? {})) {
      throw new Error(`${this.node.path}: baseJobTemplate: ${fault}`);
    }
    this.resource = this.checked(
      new WorkPoolBinding(this, bindingId, {
        ...props,
        name: encodeText(this, "name", props.name),
        type: encodeText(this, "type", props.type),
        description: encodeText(this, "description", props.description),
        jobVariables: encodeJsonObject(this, "jobVariables", props.jobVariables),
        baseJobTemplate,
        storageConfiguration: storage && {
          bundleUploadStep: this.step("bundleUploadStep", storage.bundleUploadStep),
          bundleExecutionStep: this.step("bundleExecutionStep", storage.bundleExecutionStep),
          defaultResultStorageBlockId: storage.defaultResultStorageBlockId,
        },
      }),
    );
    this.id = this.resource.id;
    this.name = this.resource.name;
    this.jobVariables = props.jobVariables;
  }

  private step(property: string, step: JsonObject | undefined): string | undefined {
    return encodeJsonObject(this, `storageConfiguration.${property}`, step);
  }
}

function maker<Type extends keyof JobVariablesByType>(type: Type) {
  return (scope: Construct, id: string, props: TypedWorkPoolProps<JobVariablesByType[Type]>) =>
    WorkPool.ofType(scope, id, type, props);
}

function cloudMaker<Type extends keyof CloudJobVariablesByType>(type: Type) {
  return (scope: Construct, id: string, props: TypedWorkPoolProps<CloudJobVariablesByType[Type]>) =>
    WorkPool.ofType(scope, id, type, props);
}

/** A work pool, or anything with a pool's name (such as a data source), or that name. */
export type WorkPoolReference<Variables extends JsonObject = JsonObject> =
  | WorkPool<Variables>
  | { readonly name: string }
  | string;

/** The pool's name. */
export function workPoolName(construct: Construct, workPool: WorkPoolReference): string {
  return referenceOf(construct, "workPool", workPool, "name", "a WorkPool or a pool's name");
}
