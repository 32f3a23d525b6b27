import * as rules from "../rules";
import { encodeJsonObject } from "./encode-json";
import { encodeText } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { WorkPool as WorkPoolBinding } from "./generated/work-pool";
import type { JsonObject } from "./json-input";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { referenceOf } from "./reference";
import { judge } from "./refusal";

export interface WorkPoolProps extends TerraformMetaArguments, WorkspaceProps {
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
  readonly storageConfiguration?: WorkPoolStorageConfiguration | undefined;
}

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
 * A pool that hands flow runs to workers.
 *
 * @example
 * ```ts
 * const pool = new WorkPool(this, "local", { name: "local", type: "process", concurrencyLimit: 5 });
 * ```
 */
export class WorkPool extends PrefectResource {
  override readonly resource: WorkPoolBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: WorkPoolProps) {
    super(scope, id);
    judge(this, "name", props.name, rules.workPoolName);
    const storage = props.storageConfiguration;
    this.resource = new WorkPoolBinding(this, bindingId, {
      ...props,
      name: encodeText(this, "name", props.name),
      type: encodeText(this, "type", props.type),
      description: encodeText(this, "description", props.description),
      baseJobTemplate: encodeJsonObject(this, "baseJobTemplate", props.baseJobTemplate),
      storageConfiguration: storage && {
        bundleUploadStep: this.step("bundleUploadStep", storage.bundleUploadStep),
        bundleExecutionStep: this.step("bundleExecutionStep", storage.bundleExecutionStep),
        defaultResultStorageBlockId: storage.defaultResultStorageBlockId,
      },
    });
    this.id = this.resource.id;
    this.name = this.resource.name;
  }

  private step(property: string, step: JsonObject | undefined): string | undefined {
    return encodeJsonObject(this, `storageConfiguration.${property}`, step);
  }
}

/** A work pool, or anything with a pool's name (such as a data source), or that name. */
export type WorkPoolReference = { readonly name: string } | string;

/** The pool's name. */
export function workPoolName(construct: Construct, workPool: WorkPoolReference): string {
  return referenceOf(construct, "workPool", workPool, "name", "a WorkPool or a pool's name");
}
