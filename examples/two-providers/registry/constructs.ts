/** The registry's constructs, as `cdktf get` writes them for a provider. */
import { TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { sourceAddress, version } from "./address";

const metadata = { providerName: "registry", providerVersion: version, providerVersionConstraint: version };

export class RegistryProvider extends TerraformProvider {
  /** @param props the folder in which the registry keeps what it has */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: { readonly folder: string },
  ) {
    super(scope, id, {
      terraformResourceType: "registry",
      terraformProviderSource: sourceAddress,
      terraformGeneratorMetadata: metadata,
    });
  }

  protected override synthesizeAttributes() {
    return { folder: this.props.folder };
  }
}

export class Bucket extends TerraformResource {
  /** @param props what the name begins with, and a folder whose files are put into it */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: { readonly namePrefix: string; readonly source: string },
  ) {
    super(scope, id, { terraformResourceType: "registry_bucket", terraformGeneratorMetadata: metadata });
  }

  /** Known after apply. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /** The folder with what is in it, known after apply. */
  get path(): string {
    return this.getStringAttribute("path");
  }

  protected override synthesizeAttributes() {
    return { name_prefix: this.props.namePrefix, source: this.props.source };
  }
}

export class Image extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: { readonly repository: string; readonly dockerfile: string },
  ) {
    super(scope, id, { terraformResourceType: "registry_image", terraformGeneratorMetadata: metadata });
  }

  /** What to run, known after apply. */
  get reference(): string {
    return this.getStringAttribute("reference");
  }

  protected override synthesizeAttributes() {
    return { ...this.props };
  }
}
