import { encodeText } from "./encode-text";
import { type EphemeralMetaArguments, EphemeralResource } from "./ephemeral-resource";
import type { Construct } from "./framework";
import type { WorkspaceProps } from "./prefect-resource";
import { refusal } from "./refusal";

export interface EphemeralBlockProps extends EphemeralMetaArguments, WorkspaceProps {
  /**
   * A UUID; either this, or `typeSlug` and `name`. The id of a block that the same apply makes is known only then, and
   * the values are asked for only then.
   */
  readonly id?: string | undefined;
  /** The slug of its block type, such as `secret` or `s3-bucket`. */
  readonly typeSlug?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * A block that exists, with its secrets, for as long as Terraform runs: they stand in no plan and no state. Needs
 * Terraform 1.10 or newer; write-only attributes need 1.11.
 *
 * @throws Error naming the construct when it is not said which block
 *
 * @example
 * ```ts
 * const shared = new EphemeralBlock(this, "shared", { typeSlug: "aws-credentials", name: "shared" });
 * Block.awsCredentials(this, "copy", { name: "copy", data: Fn.jsondecode(shared.data) });
 * ```
 */
export class EphemeralBlock extends EphemeralResource {
  /** A UUID. */
  readonly id: string;
  readonly typeSlug: string;
  readonly name: string;
  /** Its data with the secrets, as JSON text; `Fn.jsondecode` takes it apart. */
  readonly data: string;
  /** A UUID. */
  readonly blockTypeId: string;
  /** A UUID. */
  readonly blockSchemaId: string;
  /** RFC 3339. */
  readonly created: string;
  /** RFC 3339. */
  readonly updated: string;

  constructor(scope: Construct, id: string, props: EphemeralBlockProps) {
    const { id: blockId, typeSlug, name, accountId, workspaceId, ...meta } = props;
    super(scope, id, "prefect_block", meta);
    if (blockId === undefined && (typeSlug === undefined || name === undefined)) {
      throw refusal(this, "id", blockId, "give either id, or both typeSlug and name");
    }
    this.write({
      id: blockId,
      type_slug: encodeText(this, "typeSlug", typeSlug),
      name: encodeText(this, "name", name),
      account_id: accountId,
      workspace_id: workspaceId,
    });
    this.id = this.getStringAttribute("id");
    this.typeSlug = this.getStringAttribute("type_slug");
    this.name = this.getStringAttribute("name");
    this.data = this.getStringAttribute("data");
    this.blockTypeId = this.getStringAttribute("block_type_id");
    this.blockSchemaId = this.getStringAttribute("block_schema_id");
    this.created = this.getStringAttribute("created");
    this.updated = this.getStringAttribute("updated");
  }
}
