import { flowName } from "../rules";
import { encodeText, encodeTextMap, encodeTexts } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { Flow as FlowBinding } from "./generated/flow";
import type { JsonObject } from "./json-input";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import type { PythonFlow } from "./python/python-flow";
import { type ReadFlowOptions, readFlow } from "./python/read-flow";
import { referenceOf } from "./reference";
import { judgeText } from "./refusal";

export interface FlowProps extends TerraformMetaArguments, WorkspaceProps {
  /** The flow's name, as in `@flow(name="etl")`. Another name makes another flow. */
  readonly name: string;
  readonly tags?: readonly string[] | undefined;
  /** Set when the flow is made; a server cannot change them later. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Lets a destroy delete the flow although deployments that this stack does not know still use it. */
  readonly forceDestroy?: boolean | IResolvable | undefined;
}

export interface EntrypointFlowProps<Entrypoint extends string = string>
  extends Omit<FlowProps, "name">,
    Omit<ReadFlowOptions, "entrypoint"> {
  /** The flow's code: `flows/etl.py:etl` or `package.module.etl`, as in `prefect deploy`. */
  readonly entrypoint: Entrypoint;
}

/** What a flow's code says. A deployment of the flow has it too, where its own properties do not say otherwise. */
export interface FlowCode extends PythonFlow {
  readonly entrypoint: string;
}

declare global {
  /** Types of flows' parameters by entrypoint; `cdktf-prefect flow-types` declares them. */
  interface PrefectFlowParameters {}
}

/** The parameters of the flow at an entrypoint; of any shape where they have not been declared. */
export type ParametersOf<Entrypoint extends string> = Entrypoint extends keyof PrefectFlowParameters
  ? PrefectFlowParameters[Entrypoint] extends JsonObject
    ? PrefectFlowParameters[Entrypoint]
    : JsonObject
  : JsonObject;

/**
 * A flow: the name under which deployments and runs are kept.
 *
 * @example
 * ```ts
 * const flow = new Flow(this, "etl", { name: "etl", tags: ["nightly"] });
 * const known = Flow.fromEntrypoint(this, "etl", { entrypoint: "flows/etl.py:etl" });
 * ```
 */
export class Flow<Parameters extends JsonObject = JsonObject> extends PrefectResource {
  /**
   * A flow by its code, which Python is asked about at synth: its name, and what its deployments have where they say
   * nothing else: entrypoint, description, version and parameter schema.
   *
   * @throws Error that says what to do where the flow cannot be read
   */
  static fromEntrypoint<const Entrypoint extends string>(
    scope: Construct,
    id: string,
    props: EntrypointFlowProps<Entrypoint>,
  ): Flow<ParametersOf<Entrypoint>> {
    const { entrypoint, directory, python, ...same } = props;
    const read = readFlow({ entrypoint, directory, python });
    const tags = same.tags ?? (read.tags.length > 0 ? read.tags : undefined);
    return new Flow<ParametersOf<Entrypoint>>(
      scope,
      id,
      { ...same, tags, name: read.name },
      { entrypoint, ...read },
    );
  }

  override readonly resource: FlowBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;
  /** Only the type counts: that of the parameters of deployments of this flow. */
  declare readonly parameters?: Parameters;

  /** @param code what Python tells of the flow; undefined: it was not asked */
  constructor(
    scope: Construct,
    id: string,
    props: FlowProps,
    readonly code?: FlowCode,
  ) {
    super(scope, id, props);
    judgeText(this, "name", props.name, flowName);
    this.resource = this.checked(
      new FlowBinding(this, bindingId, {
        ...props,
        name: encodeText(this, "name", props.name),
        tags: encodeTexts(this, "tags", props.tags),
        labels: encodeTextMap(this, "labels", props.labels),
      }),
    );
    this.id = this.resource.id;
    this.name = this.resource.name;
  }
}

/** A flow, or anything with a flow's id (such as a data source), or that id: a UUID. */
export type FlowReference<Parameters extends JsonObject = JsonObject> =
  | Flow<Parameters>
  | { readonly id: string }
  | string;

/** The flow's id. */
export function flowId(construct: Construct, flow: FlowReference): string {
  return referenceOf(construct, "flow", flow, "id", "a Flow or a flow's id");
}
