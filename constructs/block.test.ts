import { expect, expectTypeOf, test } from "vitest";
import {
  Block,
  type BlockProps,
  Deployment,
  EphemeralBlock,
  Flow,
  PrefectProvider,
  PullStep,
  secretVariable,
  WorkPool,
} from ".";
import { Fn, TerraformStack, Testing } from "./framework";
import type { BlockConfig } from "./generated/block";

class TestStack extends TerraformStack {
  constructor() {
    super(Testing.app(), "stack");
    new PrefectProvider(this, "prefect", { fromRegistry: true });
  }

  resource(type: string, name: string): Record<string, unknown> {
    const { "//": _, ...attributes } = JSON.parse(Testing.synth(this, true)).resource[type][name];
    return attributes;
  }
}

const block = (stack: TestStack, name: string) => stack.resource("prefect_block", name);

test("data are write-only, and in the state where it is said", () => {
  const stack = new TestStack();
  const token = secretVariable(stack, "token");
  Block.secret(stack, "secret", { name: "secret", data: { value: token }, dataWoVersion: 2 });
  Block.secret(stack, "list", { name: "list", data: { value: [1, { a: "${x}" }] }, storeInState: true });
  new Block(stack, "own", { typeSlug: "crm", name: "crm", data: { anything: [token] } });
  new Block(stack, "empty", { typeSlug: "gcp-credentials", name: "empty" });
  expect(block(stack, "secret")).toEqual({
    type_slug: "secret",
    name: "secret",
    data_wo: '{"value":${jsonencode(var.token)}}',
    data_wo_version: 2,
  });
  expect(block(stack, "list")).toEqual({
    type_slug: "secret",
    name: "list",
    data: '{"value":[1,{"a":"\\u0024{x}"}]}',
  });
  expect(block(stack, "own")).toEqual({
    type_slug: "crm",
    name: "crm",
    data_wo: '{"anything":[${jsonencode(var.token)}]}',
  });
  expect(block(stack, "empty")).toEqual({ type_slug: "gcp-credentials", name: "empty" });
});

test("blocks stand in blocks, pull steps and job variables", () => {
  const stack = new TestStack();
  const aws = Block.awsCredentials(stack, "aws", {
    name: "aws",
    data: { aws_access_key_id: "id", aws_client_parameters: { use_ssl: false } },
  });
  const gcp = Block.gcpCredentials(stack, "gcp", {
    name: "gcp",
    data: { service_account_info: Fn.jsondecode(secretVariable(stack, "key")) },
  });
  Block.s3Bucket(stack, "bucket", {
    name: "bucket",
    data: { bucket_name: "b", credentials: aws.reference },
  });
  new Deployment(stack, "d", {
    name: "d",
    flow: new Flow(stack, "flow", { name: "flow" }),
    jobVariables: { aws_credentials: aws.reference, gcp: gcp.placeholder },
    pullSteps: [
      PullStep.s3({ bucket: "b", folder: "f", credentials: aws }),
      PullStep.gitClone({ repository: "r", credentials: "{{ prefect.blocks.github-credentials.x }}" }),
      PullStep.gitClone({ repository: "r", accessToken: gcp.placeholder }),
    ],
  });
  const template = (name: string) =>
    `{{ prefect.blocks.\${prefect_block.${name}.type_slug}.\${prefect_block.${name}.name} }}`;
  expect(block(stack, "bucket").data_wo).toBe(
    '{"bucket_name":"b","credentials":{"$ref":{"block_document_id":${jsonencode(prefect_block.aws.id)}}}}',
  );
  expect(block(stack, "gcp").data_wo).toBe('{"service_account_info":${jsonencode(jsondecode(var.key))}}');
  expect(stack.resource("prefect_deployment", "d")).toMatchObject({
    job_variables: `{"aws_credentials":{"$ref":{"block_document_id":\${jsonencode(prefect_block.aws.id)}}},"gcp":\${jsonencode("${template("gcp")}")}}`,
    pull_steps: [
      { type: "pull_from_s3", credentials: template("aws") },
      { credentials: "{{ prefect.blocks.github-credentials.x }}" },
      { access_token: template("gcp") },
    ],
  });
});

test("blocks stand in typed job variables, and another block's data are taken whole", () => {
  const stack = new TestStack();
  const cluster = Block.kubernetesClusterConfig(stack, "cluster", {
    name: "cluster",
    data: { config: {}, context_name: "c" },
  });
  const jobVariables = { cluster_config: cluster.reference, image: cluster.placeholder };
  WorkPool.kubernetes(stack, "pool", { name: "pool", jobVariables });
  const shared = new EphemeralBlock(stack, "shared", { typeSlug: "aws-credentials", name: "shared" });
  Block.awsCredentials(stack, "copy", { name: "copy", data: Fn.jsondecode(shared.data) });
  expect(stack.resource("prefect_work_pool", "pool").job_variables).toContain(
    '"$ref":{"block_document_id":${jsonencode(prefect_block.cluster.id)}}',
  );
  expect(block(stack, "copy").data_wo).toBe("${jsonencode(jsondecode(ephemeral.prefect_block.shared.data))}");
});

test("names that a server refuses, and a version of nothing, are told at synth", () => {
  const stack = new TestStack();
  expect(() => Block.secret(stack, "a", { name: "My_secret", data: { value: "" } })).toThrow(
    /^stack\/a: name: "My_secret" cannot be the name of a block: lower-case letters/,
  );
  const versioned = { name: "b", data: { value: "" }, storeInState: true, dataWoVersion: 1 };
  expect(() => Block.secret(stack, "b", versioned)).toThrow("stack/b: dataWoVersion 1: it has no meaning");
});

test("data are those of the type", () => {
  const stack = new TestStack();
  // @ts-expect-error a secret has a value
  Block.secret(stack, "a", { name: "a", data: {} });
  // @ts-expect-error no such field
  Block.githubCredentials(stack, "b", { name: "b", data: { password: "p" } });
  // @ts-expect-error the credentials are a block of their own
  Block.s3Bucket(stack, "c", { name: "c", data: { bucket_name: "b", credentials: "c" } });
  // @ts-expect-error known types are typed by their slug too
  new Block(stack, "d", { typeSlug: "github-credentials", name: "d", data: { password: "p" } });
  new Block<string>(stack, "e", { typeSlug: "github-credentials", name: "e", data: { password: "p" } });
});

test("a block has a property for each attribute of its binding", () => {
  type Bound = Exclude<keyof BlockConfig, "dataWo"> | "storeInState";
  expectTypeOf<keyof BlockProps>().toEqualTypeOf<Bound>();
});
