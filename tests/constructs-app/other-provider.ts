import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";

/** Another provider, which is in no registry: the test puts it into the stack's folder itself. */
export class OtherProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "other",
      terraformGeneratorMetadata: { providerName: "other", providerVersionConstraint: "~> 1.0" },
      terraformProviderSource: "registry.terraform.io/acme/other",
    });
  }
}
