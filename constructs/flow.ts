import { flowName } from "../rules";
import { encodeText, encodeTextMap, encodeTexts } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { Flow as FlowBinding } from "./generated/flow";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { referenceOf } from "./reference";
import { judge } from "./refusal";

export interface FlowProps extends TerraformMetaArguments, WorkspaceProps {
  /** The flow's name, as in `@flow(name="etl")`. Another name makes another flow. */
  readonly name: string;
  readonly tags?: readonly string[] | undefined;
  /** Set when the flow is made; a server cannot change them later. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Lets a destroy delete the flow although deployments that this stack does not know still use it. */
  readonly forceDestroy?: boolean | IResolvable | undefined;
}

/**
 * A flow: the name under which deployments and runs are kept.
 *
 * @example
 * ```ts
 * const flow = new Flow(this, "etl", { name: "etl", tags: ["nightly"] });
 * ```
 */
export class Flow extends PrefectResource {
  override readonly resource: FlowBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: FlowProps) {
    super(scope, id);
    judge(this, "name", props.name, flowName);
    this.resource = new FlowBinding(this, bindingId, {
      ...props,
      name: encodeText(this, "name", props.name),
      tags: encodeTexts(this, "tags", props.tags),
      labels: encodeTextMap(this, "labels", props.labels),
    });
    this.id = this.resource.id;
    this.name = this.resource.name;
  }
}

/** A flow, or anything with a flow's id (such as a data source), or that id: a UUID. */
export type FlowReference = { readonly id: string } | string;

/** The flow's id. */
export function flowId(construct: Construct, flow: FlowReference): string {
  return referenceOf(construct, "flow", flow, "id", "a Flow or a flow's id");
}
