import { encodeText } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { GlobalConcurrencyLimit as GlobalConcurrencyLimitBinding } from "./generated/global-concurrency-limit";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";

export interface ConcurrencyLimitProps extends TerraformMetaArguments, WorkspaceProps {
  readonly name: string;
  /** How many slots there are, from 0. */
  readonly limit: number;
  /** Default: true. An inactive limit holds nothing back. */
  readonly active?: boolean | IResolvable | undefined;
  /** For a rate limit: how many slots free themselves each second. Default: none, slots are released by who holds them. */
  readonly slotDecayPerSecond?: number | undefined;
}

/**
 * A global concurrency limit: slots that flows take with `concurrency(…)` or `rate_limit(…)`, or that several
 * deployments share.
 *
 * @example
 * ```ts
 * const database = new ConcurrencyLimit(this, "database", { name: "database", limit: 5 });
 * new Deployment(this, "load", { name: "load", flow, globalConcurrencyLimitId: database.id });
 * ```
 */
export class ConcurrencyLimit extends PrefectResource {
  override readonly resource: GlobalConcurrencyLimitBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: ConcurrencyLimitProps) {
    super(scope, id, props);
    this.resource = this.checked(
      new GlobalConcurrencyLimitBinding(this, bindingId, {
        ...props,
        name: encodeText(this, "name", props.name),
      }),
    );
    this.id = this.resource.id;
    this.name = this.resource.name;
  }
}
