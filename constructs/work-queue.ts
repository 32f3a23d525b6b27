import { workQueueName } from "../rules";
import { encodeText } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { WorkQueue as WorkQueueBinding } from "./generated/work-queue";
import type { JsonObject } from "./json-input";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { judgeText } from "./refusal";
import { type WorkPoolReference, workPoolName } from "./work-pool";

export interface WorkQueueProps<Variables extends JsonObject = JsonObject>
  extends TerraformMetaArguments,
    WorkspaceProps {
  readonly name: string;
  readonly workPool: WorkPoolReference<Variables>;
  readonly description?: string | undefined;
  readonly isPaused?: boolean | IResolvable | undefined;
  /** 1 is handed out first. A new queue at a priority moves the others down. */
  readonly priority?: number | undefined;
  /** How many flow runs of this queue may run at once. */
  readonly concurrencyLimit?: number | undefined;
}

/**
 * A queue of a work pool.
 *
 * @example
 * ```ts
 * const urgent = new WorkQueue(this, "urgent", { name: "urgent", workPool: pool, priority: 1 });
 * new Deployment(this, "report", { name: "report", flow, workQueue: urgent });
 * ```
 */
export class WorkQueue<Variables extends JsonObject = JsonObject> extends PrefectResource {
  override readonly resource: WorkQueueBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;
  /** The name of the pool that it belongs to. */
  readonly workPoolName: string;
  /** The pool that it belongs to, as given. */
  readonly workPool: WorkPoolReference<Variables>;

  constructor(scope: Construct, id: string, props: WorkQueueProps<Variables>) {
    super(scope, id, props);
    const { workPool, ...same } = props;
    judgeText(this, "name", props.name, workQueueName);
    this.resource = this.checked(
      new WorkQueueBinding(this, bindingId, {
        ...same,
        name: encodeText(this, "name", props.name),
        workPoolName: workPoolName(this, workPool),
        description: encodeText(this, "description", props.description),
      }),
    );
    this.id = this.resource.id;
    this.name = this.resource.name;
    this.workPool = workPool;
    this.workPoolName = this.resource.workPoolName;
  }
}

/** A work queue, or anything with a queue's name, or that name. */
export type WorkQueueReference<Variables extends JsonObject = JsonObject> =
  | WorkQueue<Variables>
  | { readonly name: string }
  | string;
