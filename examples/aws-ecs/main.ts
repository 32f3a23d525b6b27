/**
 * An ECS cluster, an image repository and a bucket of AWS, and a Prefect work pool whose runs are tasks of that
 * cluster. What AWS tells only after apply, such as an ARN, goes into the pool, its job variables, the pull step and
 * the parameters as a token.
 */
import { join } from "node:path";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { App, AssetType, TerraformAsset, TerraformStack } from "cdktf";
import { Deployment, Flow, PrefectProvider, PullStep, Schedule, WorkPool } from "cdktf-provider-prefect";
import type { Construct } from "constructs";

/** The tag under which the image was pushed that has Prefect, prefect-aws and what the flows import. */
const imageTag = "2026.11.1";

class AwsEcs extends TerraformStack {
  constructor(app: App) {
    super(app, "aws-ecs");
    new AwsProvider(this, "aws", { region: "eu-west-1" });
    new PrefectProvider(this, "prefect");

    const cluster = new EcsCluster(this, "cluster", { name: "prefect" });
    const images = new EcrRepository(this, "images", {
      name: "prefect/orders",
      imageTagMutability: "IMMUTABLE",
    });
    const bucket = new S3Bucket(this, "bucket", { bucketPrefix: "prefect-orders-" });
    const code = new S3Object(this, "code", uploadOf(this, bucket, "orders.py"));

    const pool = WorkPool.ecs(this, "pool", {
      name: "ecs",
      description: "Runs flows as Fargate tasks",
      jobVariables: {
        cluster: cluster.arn,
        launch_type: "FARGATE",
        execution_role_arn: executionRole(this).arn,
        task_role_arn: taskRole(this, bucket).arn,
        cpu: 512,
        memory: 1024,
      },
    });

    new Deployment(this, "nightly", {
      name: "nightly",
      flow: new Flow(this, "orders", { name: "orders" }),
      workPool: pool,
      // The type of the pool says which job variables there are: `imaeg`, or a number here, does not compile.
      jobVariables: {
        image: `${images.repositoryUrl}:${imageTag}`,
        env: { AWS_DEFAULT_REGION: bucket.region },
      },
      pullSteps: [PullStep.s3({ bucket: bucket.bucket, folder: "flows" })],
      entrypoint: "orders.py:orders",
      parameters: { bucket: bucket.bucket },
      schedules: [Schedule.cron("30 2 * * *", { timezone: "Europe/Dublin" })],
      dependsOn: [code],
    });
  }
}

/** A file of flows/ for the bucket; when it changes it is uploaded again. */
function uploadOf(scope: Construct, bucket: S3Bucket, file: string) {
  const asset = new TerraformAsset(scope, file, {
    path: join(__dirname, "flows", file),
    type: AssetType.FILE,
  });
  return { bucket: bucket.bucket, key: `flows/${file}`, source: asset.path, sourceHash: asset.assetHash };
}

/** What ECS itself may do to start a task: get its image, write its log. */
function executionRole(scope: Construct): IamRole {
  const role = ecsRole(scope, "execution");
  new IamRolePolicyAttachment(scope, "execution-policy", {
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  });
  return role;
}

/** What a running flow may do: read the bucket. */
function taskRole(scope: Construct, bucket: S3Bucket): IamRole {
  const role = ecsRole(scope, "task");
  const reads = new DataAwsIamPolicyDocument(scope, "reads", {
    statement: [
      { actions: ["s3:ListBucket"], resources: [bucket.arn] },
      { actions: ["s3:GetObject"], resources: [`${bucket.arn}/*`] },
    ],
  });
  new IamRolePolicy(scope, "task-policy", { role: role.name, policy: reads.json });
  return role;
}

function ecsRole(scope: Construct, id: string): IamRole {
  const principals = [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }];
  const trust = new DataAwsIamPolicyDocument(scope, `${id}-trust`, {
    statement: [{ actions: ["sts:AssumeRole"], principals }],
  });
  return new IamRole(scope, id, { namePrefix: `prefect-${id}-`, assumeRolePolicy: trust.json });
}

const app = new App();
new AwsEcs(app);
app.synth();
