import {
  type Construct,
  ref,
  TerraformDataSource,
  type TerraformMetaArguments,
  type TerraformResourceLifecycle,
  Token,
} from "./framework";
import { needsProvider } from "./prefect-resource";
import { checkStackOf } from "./stack-check";

/** What an `ephemeral` block takes besides its own attributes. */
export interface EphemeralMetaArguments
  extends Omit<TerraformMetaArguments, "connection" | "lifecycle" | "provisioners"> {
  /** Conditions; there is nothing that could be created or destroyed. */
  readonly lifecycle?: Pick<TerraformResourceLifecycle, "precondition" | "postcondition"> | undefined;
}

/** The value of each attribute that code sets, under its name in Terraform. */
type Written = { readonly [attribute: string]: string | undefined };

/**
 * An `ephemeral` block. The framework has no class for it; it is like a data source, under another address.
 *
 * Its values are tokens for places where nothing is stored: write-only attributes, a provider's settings, ephemeral
 * outputs and variables of modules. Terraform refuses them elsewhere, and so in another stack.
 */
export abstract class EphemeralResource extends TerraformDataSource {
  private written: Written = {};

  constructor(
    scope: Construct,
    id: string,
    terraformResourceType: string,
    { lifecycle, ...meta }: EphemeralMetaArguments,
  ) {
    super(scope, id, {
      terraformResourceType,
      terraformGeneratorMetadata: { providerName: "prefect" },
      ...meta,
      ...(lifecycle === undefined ? {} : { lifecycle }),
    });
    checkStackOf(this, needsProvider);
  }

  override get fqn(): string {
    return Token.asString(ref(this.address, this.cdktfStack));
  }

  override interpolationForAttribute(attribute: string) {
    const each = this.forEach === undefined ? "" : ".*";
    return ref(`${this.address}${each}.${attribute}`, this.cdktfStack);
  }

  // The framework's own types say `any` here.
  override toTerraform() {
    return { ephemeral: super.toTerraform().data };
  }

  /** @throws Error since the framework leaves unknown kinds of blocks out of HCL without a word */
  override toHclTerraform(): never {
    throw new Error(
      `${this.node.path}: an ephemeral resource can be synthesized to JSON only; leave out hclOutput`,
    );
  }

  protected override synthesizeAttributes(): { [attribute: string]: unknown } {
    return { ...this.written };
  }

  /** Sets the attributes of the block. */
  protected write(written: Written): void {
    this.written = written;
  }

  private get address(): string {
    return `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }
}
