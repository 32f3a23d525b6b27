import { encodeText } from "./encode-text";
import { type EphemeralMetaArguments, EphemeralResource } from "./ephemeral-resource";
import type { Construct, IResolvable } from "./framework";
import type { WorkspaceProps } from "./prefect-resource";
import { refusal } from "./refusal";

export interface EphemeralVariableProps extends EphemeralMetaArguments, WorkspaceProps {
  /**
   * A UUID; either this or `name`. The id of a variable that the same apply makes is known only then, and the value is
   * asked for only then.
   */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * A variable of the workspace that exists, for as long as Terraform runs: its value stands in no plan and no state.
 * Needs Terraform 1.10 or newer; write-only attributes need 1.11.
 *
 * @throws Error naming the construct when it is not said which variable
 *
 * @example
 * ```ts
 * const token = new EphemeralVariable(this, "token", { name: "registry_token" });
 * new generated.block.Block(this, "registry", {
 *   typeSlug: "secret",
 *   name: "registry",
 *   dataWo: encodeJson(this, "dataWo", { value: token.value }),
 * });
 * ```
 */
export class EphemeralVariable extends EphemeralResource {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  /** Its value, of any type: a token for {@link JsonInput}, or `Token.asString(…)` of it. */
  readonly value: IResolvable;
  readonly tags: string[];
  /** RFC 3339. */
  readonly created: string;
  /** RFC 3339. */
  readonly updated: string;

  constructor(scope: Construct, id: string, props: EphemeralVariableProps) {
    const { id: variableId, name, accountId, workspaceId, ...meta } = props;
    super(scope, id, "prefect_variable", meta);
    if (variableId === undefined && name === undefined) {
      throw refusal(this, "id", variableId, "give either id or name");
    }
    this.write({
      id: variableId,
      name: encodeText(this, "name", name),
      account_id: accountId,
      workspace_id: workspaceId,
    });
    this.id = this.getStringAttribute("id");
    this.name = this.getStringAttribute("name");
    this.value = this.interpolationForAttribute("value");
    this.tags = this.getListAttribute("tags");
    this.created = this.getStringAttribute("created");
    this.updated = this.getStringAttribute("updated");
  }
}
