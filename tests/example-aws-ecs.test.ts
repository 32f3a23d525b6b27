import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CdktfProject } from "./support/cdktf";
import { projectRoot } from "./support/project-paths";
import { fencedBlocks } from "./support/readme";
import type { Values } from "./support/terraform-output";

/** examples/aws-ecs as far as it goes without an account of AWS: type-checked with the rest, and synthesised. */

let project: CdktfProject;
let configuration: Values;

beforeAll(async () => {
  project = await CdktfProject.create(join(projectRoot, "examples/aws-ecs/main.ts"), {});
  await project.synth();
  configuration = await project.configuration("aws-ecs");
});

afterAll(async () => {
  await project?.remove();
});

test("what AWS makes goes into pool, job variables, pull step and parameters", async () => {
  const [shown = ""] = await fencedBlocks("examples/aws-ecs/README.md", "json");
  expect(configuration.resource).toMatchObject(JSON.parse(shown));
  expect(shown.match(/aws_\w+\.\w+\.\w+/g)).toEqual([
    "aws_ecs_cluster.cluster.arn",
    "aws_iam_role.execution.arn",
    "aws_iam_role.task.arn",
    "aws_ecr_repository.images.repository_url",
    "aws_s3_bucket.bucket.region",
    "aws_s3_bucket.bucket.bucket",
    "aws_s3_bucket.bucket.bucket",
  ]);
});

test("each reference leads to a resource or data source of the stack", () => {
  const text = JSON.stringify(configuration);
  const references = [...text.matchAll(/(data\.)?\b(aws_\w+|prefect_\w+)\.([\w-]+)\.\w+/g)];
  expect(references.length).toBeGreaterThan(10);
  for (const [reference, isData, type = "", name = ""] of references) {
    expect(configuration, reference).toHaveProperty([isData ? "data" : "resource", type, name]);
  }
});

test("both providers are asked for, and the flow's code lies in the stack's folder", async () => {
  expect(Object(configuration.terraform).required_providers).toMatchObject({
    aws: { source: "aws" },
    prefect: { source: expect.stringContaining("prefect") },
  });
  const { source } = Object(configuration.resource).aws_s3_object.code;
  await access(join(project.stack("aws-ecs"), source));
});
