import { type Construct, TerraformVariable, type TerraformVariableConfig } from "./framework";

/** There is no default: it would stand in `cdk.tf.json`. */
export interface SecretVariableProps
  extends Pick<TerraformVariableConfig, "description" | "nullable" | "validation"> {
  /** Default: `string`. With another type, the token stands for a value of that type. */
  readonly type?: string | undefined;
}

/**
 * A Terraform variable for a secret: `ephemeral` and `sensitive`, so that its value stands in no plan, no state and no
 * output. Any other variable stands in the plan file in clear, one that is only sensitive included.
 *
 * The value comes from the environment, `TF_VAR_<id>`, or from `cdktf deploy --var <id>=…`. In a construct inside the
 * stack, the variable's name is what synth makes of the construct's path; see `cdk.tf.json`.
 *
 * @returns a token for where nothing is stored: write-only attributes (`dataWo`), a provider's settings. Terraform
 * refuses it elsewhere. Needs Terraform 1.10 or newer; write-only attributes need 1.11.
 *
 * @example
 * ```ts
 * const token = secretVariable(this, "registry_token", { description: "Token of the image registry" });
 * Block.secret(this, "registry", { name: "registry", data: { value: token } });
 * ```
 */
export function secretVariable(scope: Construct, id: string, props: SecretVariableProps = {}): string {
  const { type = "string", ...rest } = props;
  return new SecretVariable(scope, id, { ...rest, type, sensitive: true }).stringValue;
}

/** The framework's variables do not know `ephemeral`. */
class SecretVariable extends TerraformVariable {
  override synthesizeAttributes() {
    return { ...super.synthesizeAttributes(), ephemeral: true };
  }

  override synthesizeHclAttributes() {
    const ephemeral = { value: true, type: "simple", storageClassType: "boolean" };
    return { ...super.synthesizeHclAttributes(), ephemeral };
  }
}
