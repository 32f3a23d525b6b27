import type { JsonValue } from "../../../client";
import { recordOf } from "../../server-objects/records";
import type { ServerObjects } from "../../server-objects/server-objects";
import { field } from "../adopted";
import { type Expression, plainJson } from "../expression";
import { fitsType } from "../fits-type";
import type { Named } from "../layout";
import { fieldsOf, textOf } from "./triggers";

/** What the types of the constructs take, as far as code depends on it. */
export interface TypeFacts {
  /** The maker of `WorkPool` for a pool: `kubernetes`; undefined: there is none, or its variables are not of the type. */
  poolMaker(pool: Named): string | undefined;
  /** Do a deployment's job variables fit the type of its pool? */
  fitsPool(deployment: Named): boolean;
  /** Do an action's job variables fit the type of its deployment's pool? */
  fitsAction(action: Expression): boolean;
  /** The maker of `Block` for a block: `secret`; undefined: there is none, or its data are not of the type. */
  blockMaker(block: Named): string | undefined;
  fitsBlock(block: Named): boolean;
  /** Name of a deployment. */
  nameOf(deployment: string): string | undefined;
}

/** Types of pools whose job variables have a type, by the maker. */
const poolMakers: Readonly<Record<string, string>> = {
  process: "process",
  docker: "docker",
  kubernetes: "kubernetes",
  ecs: "ecs",
  "cloud-run": "cloudRun",
  "cloud-run-v2": "cloudRunV2",
  "vertex-ai": "vertexAi",
  "azure-container-instance": "azureContainerInstance",
};

const untypedPoolMakers: Readonly<Record<string, string>> = {
  "ecs:push": "ecsPush",
  "cloud-run:push": "cloudRunPush",
  "cloud-run-v2:push": "cloudRunV2Push",
  "azure-container-instance:push": "azureContainerInstancePush",
  "modal:push": "modalPush",
  "coiled:push": "coiledPush",
  "prefect:managed": "prefectManaged",
};

const blockMakers: Readonly<Record<string, string>> = {
  secret: "secret",
  webhook: "webhook",
  "local-file-system": "localFileSystem",
  "remote-file-system": "remoteFileSystem",
  smb: "smb",
  "aws-credentials": "awsCredentials",
  "minio-credentials": "minioCredentials",
  "s3-bucket": "s3Bucket",
  "gcp-credentials": "gcpCredentials",
  "gcs-bucket": "gcsBucket",
  "azure-blob-storage-credentials": "azureBlobStorageCredentials",
  "azure-blob-storage-container": "azureBlobStorageContainer",
  "azure-container-instance-credentials": "azureContainerInstanceCredentials",
  "docker-registry-credentials": "dockerRegistryCredentials",
  "kubernetes-cluster-config": "kubernetesClusterConfig",
  "kubernetes-credentials": "kubernetesCredentials",
  "github-credentials": "githubCredentials",
  "gitlab-credentials": "gitlabCredentials",
  "bitbucket-credentials": "bitbucketCredentials",
  "database-credentials": "databaseCredentials",
  "snowflake-credentials": "snowflakeCredentials",
  "slack-credentials": "slackCredentials",
  "slack-webhook": "slackWebhook",
  "ms-teams-webhook": "msTeamsWebhook",
  "discord-webhook": "discordWebhook",
  "pager-duty-webhook": "pagerDutyWebhook",
  "email-server-credentials": "emailServerCredentials",
};

const own = (makers: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(makers, key) ? makers[key] : undefined;

/** @param pools the pools that are written; those of older code have no type of their own */
export function typeFacts(server: ServerObjects, pools: readonly Named[]): TypeFacts {
  const { jobTemplates, blockTypes } = server.shipped;
  const deployments = new Map(server.deployments.map((one) => [one.id, one]));
  const blocks = new Map(server.blocks.map((one) => [one.id, one]));

  const fitsVariables = (type: string, value: JsonValue): boolean => {
    const variables = recordOf(jobTemplates.get(type)?.variables);
    return fitsType({ ...variables, required: [] }, value, true);
  };
  const poolMaker = (pool: Named): string | undefined => {
    const type = textOf(field(pool.fields, "type")) ?? "";
    const untyped = own(untypedPoolMakers, type);
    if (untyped !== undefined) return untyped;
    // A template of its own may have other variables.
    if (field(pool.fields, "base_job_template") !== undefined || !jobTemplates.has(type)) return undefined;
    const variables = field(pool.fields, "job_variables");
    const fits = variables === undefined || fitsVariables(type, plainJson(variables));
    return fits ? own(poolMakers, type) : undefined;
  };
  const typed = new Map(
    pools
      .filter((pool) => own(poolMakers, textOf(field(pool.fields, "type")) ?? "") !== undefined)
      .filter((pool) => poolMaker(pool) !== undefined)
      .map((pool) => [textOf(field(pool.fields, "name")), textOf(field(pool.fields, "type")) ?? ""]),
  );
  const fitsPoolOf = (
    poolName: string | null | undefined,
    variables: readonly (Expression | undefined)[],
  ) => {
    const type = typed.get(poolName ?? undefined);
    return (
      type === undefined || variables.every((one) => one === undefined || fitsVariables(type, plainJson(one)))
    );
  };
  const fitsDeployment = ({ id, fields }: Pick<Named, "id" | "fields">): boolean =>
    fitsPoolOf(deployments.get(id)?.work_pool_name, [
      field(fields, "job_variables"),
      field(fields, "job_variables_wo"),
    ]);
  const fitsBlock = (block: Named): boolean => {
    const slug = textOf(field(block.fields, "type_slug")) ?? slugOf(block);
    if (slug === undefined || !blockTypes.has(slug)) return true;
    const schema = recordOf(blocks.get(block.id)?.block_schema?.fields);
    const data = field(block.fields, "data_wo");
    return data === undefined || fitsType(schema, plainJson(data), false);
  };
  const slugOf = ({ id }: Named): string | undefined => blocks.get(id)?.block_type?.slug;
  return {
    poolMaker,
    fitsPool: fitsDeployment,
    fitsAction: (action) => {
      const fields = fieldsOf(action);
      const target = field(fields, "deployment_id");
      const deployment = deployments.get(target?.is === "reference" ? target.to : "");
      return fitsPoolOf(deployment?.work_pool_name, [field(fields, "job_variables")]);
    },
    blockMaker: (block) => (fitsBlock(block) ? own(blockMakers, slugOf(block) ?? "") : undefined),
    fitsBlock,
    nameOf: (id) => deployments.get(id)?.name,
  };
}
