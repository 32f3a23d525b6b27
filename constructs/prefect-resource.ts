import {
  Construct,
  type ITerraformDependable,
  TerraformProvider,
  type TerraformResource,
  type TerraformStack,
} from "./framework";
import { checkLimits } from "./limits/check-limits";
import { refusal } from "./refusal";
import { checkStackOf } from "./stack-check";

/** What every construct here takes besides its own properties: Prefect Cloud's ids. */
export interface WorkspaceProps {
  /** Prefect Cloud's account, a UUID; default: the provider's. */
  readonly accountId?: string | undefined;
  /** Prefect Cloud's workspace, a UUID; default: the provider's. */
  readonly workspaceId?: string | undefined;
}

/** One object of a Prefect server in a stack. The generated binding is at `resource`. */
export abstract class PrefectResource extends Construct implements ITerraformDependable {
  /** The generated binding: the way to whatever this construct does not offer. */
  abstract readonly resource: TerraformResource;

  /** @throws Error where no properties are given, which only an unchecked type lets through */
  constructor(scope: Construct, id: string, props: object) {
    super(scope, id);
    if (typeof props !== "object" || props === null) {
      throw refusal(this, "the properties", props, "an object of them is needed, behind scope and id");
    }
    checkStackOf(this, needsProvider);
  }

  /**
   * The binding, once it is seen that its attributes are within their limits.
   *
   * @param spelled a property of the binding as this construct calls it; default: by the same name
   * @throws Error naming the construct and the property
   */
  protected checked<Binding extends TerraformResource>(
    binding: Binding,
    spelled: (property: string) => string = (property) => property,
  ): Binding {
    checkLimits(this, binding, spelled);
    return binding;
  }

  /** The resource's address, so that the construct can stand in `dependsOn`. */
  get fqn(): string {
    return this.resource.fqn;
  }
}

/** The id of the binding under its construct; it leaves the address to the construct's own id. */
export const bindingId = "Default";

/** Prefect constructs without a provider are told at synth. */
export const needsProvider = (stack: TerraformStack): string[] => {
  const provided = stack.node
    .findAll()
    .some((node) => TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === "prefect");
  return provided
    ? []
    : [
        `the stack ${stack.node.path} has Prefect constructs but no provider: add new PrefectProvider(stack, "prefect")`,
      ];
};
