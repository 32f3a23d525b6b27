import { blockName } from "../rules";
import type { BlockReference } from "./block-data/block-reference";
import type { BlockDataByType } from "./block-data/generated/types";
import { encodeJsonObject } from "./encode-json";
import { encodeText } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { Block as BlockBinding } from "./generated/block";
import type { Template } from "./job-variables/values";
import type { JsonObject } from "./json-input";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { judgeText, refusal } from "./refusal";

/** The data of a block: typed for the block types that come with Prefect and its integrations. */
export type BlockData<Type extends string> = Type extends keyof BlockDataByType
  ? BlockDataByType[Type]
  : JsonObject;

export interface BlockProps<Type extends string = string> extends TerraformMetaArguments, WorkspaceProps {
  /** The slug of the block type: `secret`, `s3-bucket`, or one of your own. Another type makes another block. */
  readonly typeSlug: Type;
  /** Small letters, digits and `-`, unique among blocks of the type. Another name makes another block. */
  readonly name: string;
  /**
   * The block's fields, by their names in Python. They are written to the server and stand in no state; give secrets
   * as `secretVariable` or `EphemeralBlock`, so that they stand in no plan either. Another block is referred to by its
   * `reference`. Needs Terraform 1.11 or newer, unless `storeInState` is set.
   */
  readonly data?: NoInfer<BlockData<Type>> | undefined;
  /** Keeps the data, secrets too, in the state, where plans show which of them change. Default: false. */
  readonly storeInState?: boolean | undefined;
  /** Where it is set, a change of it, and nothing else, writes the data anew. Not with `storeInState`. */
  readonly dataWoVersion?: number | undefined;
  /** The block schema that the data are made for, a UUID; default: the newest one of the type, at each write. */
  readonly blockSchemaId?: string | undefined;
  /** Keeps the block out of lists and the UI, as one that only others refer to. Default: false. */
  readonly isAnonymous?: boolean | IResolvable | undefined;
}

/** Properties of a block whose type is said otherwise. */
export type TypedBlockProps<Type extends string> = Omit<BlockProps<Type>, "typeSlug">;

/**
 * A block: configuration and secrets that flows, workers and automations load by type and name.
 *
 * A server has the types below by itself, and those of Prefect's other integrations. Any other type is there once it has
 * been registered: `prefect block register -m <module>`, or a `generated.blockType.BlockType` and its schema.
 *
 * @example
 * ```ts
 * const aws = Block.awsCredentials(this, "aws", {
 *   name: "prod",
 *   data: { aws_access_key_id: keyId, aws_secret_access_key: secretVariable(this, "aws_secret") },
 * });
 * Block.s3Bucket(this, "results", {
 *   name: "results",
 *   data: { bucket_name: bucket.bucket, credentials: aws.reference },
 * });
 * new Block(this, "own", { typeSlug: "crm", name: "crm", data: { endpoint: "https://crm.example.org" } });
 * ```
 */
export class Block<Type extends string = string> extends PrefectResource {
  static readonly secret = maker("secret");
  static readonly webhook = maker("webhook");
  static readonly localFileSystem = maker("local-file-system");
  static readonly remoteFileSystem = maker("remote-file-system");
  static readonly smb = maker("smb");
  static readonly awsCredentials = maker("aws-credentials");
  static readonly minioCredentials = maker("minio-credentials");
  static readonly s3Bucket = maker("s3-bucket");
  static readonly gcpCredentials = maker("gcp-credentials");
  static readonly gcsBucket = maker("gcs-bucket");
  static readonly azureBlobStorageCredentials = maker("azure-blob-storage-credentials");
  static readonly azureBlobStorageContainer = maker("azure-blob-storage-container");
  static readonly azureContainerInstanceCredentials = maker("azure-container-instance-credentials");
  static readonly dockerRegistryCredentials = maker("docker-registry-credentials");
  static readonly kubernetesClusterConfig = maker("kubernetes-cluster-config");
  static readonly kubernetesCredentials = maker("kubernetes-credentials");
  static readonly githubCredentials = maker("github-credentials");
  static readonly gitlabCredentials = maker("gitlab-credentials");
  static readonly bitbucketCredentials = maker("bitbucket-credentials");
  static readonly databaseCredentials = maker("database-credentials");
  static readonly snowflakeCredentials = maker("snowflake-credentials");
  static readonly slackCredentials = maker("slack-credentials");
  static readonly slackWebhook = maker("slack-webhook");
  static readonly msTeamsWebhook = maker("ms-teams-webhook");
  static readonly discordWebhook = maker("discord-webhook");
  static readonly pagerDutyWebhook = maker("pager-duty-webhook");
  static readonly emailServerCredentials = maker("email-server-credentials");

  override readonly resource: BlockBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;
  /** The slug of its type. */
  readonly typeSlug: string;
  /** For the data of another block, and for job variables: `{ $ref: { block_document_id } }`. */
  readonly reference: BlockReference;
  /** For pull steps and job variables, filled in by the worker: `{{ prefect.blocks.<type>.<name> }}`. */
  readonly placeholder: Template;

  constructor(scope: Construct, id: string, props: BlockProps<Type>) {
    super(scope, id, props);
    const { data, storeInState = false, ...same } = props;
    judgeText(this, "name", props.name, blockName);
    if (storeInState && props.dataWoVersion !== undefined) {
      throw refusal(this, "dataWoVersion", props.dataWoVersion, "it has no meaning with storeInState");
    }
    const encoded = encodeJsonObject(this, "data", data);
    this.resource = this.checked(
      new BlockBinding(this, bindingId, {
        ...same,
        name: encodeText(this, "name", props.name),
        typeSlug: encodeText(this, "typeSlug", props.typeSlug),
        ...(storeInState ? { data: encoded } : { dataWo: encoded }),
      }),
    );
    this.id = this.resource.id;
    this.name = this.resource.name;
    this.typeSlug = this.resource.typeSlug;
    this.reference = { $ref: { block_document_id: this.id } };
    this.placeholder = `{{ prefect.blocks.${this.typeSlug}.${this.name} }}`;
  }
}

function maker<Type extends keyof BlockDataByType>(typeSlug: Type) {
  return (scope: Construct, id: string, props: TypedBlockProps<Type>): Block<Type> =>
    new Block<Type>(scope, id, { ...props, typeSlug });
}
