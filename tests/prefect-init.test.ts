import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App, TerraformStack, Testing } from "cdktf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PrefectProvider, PrefectYaml, type PrefectYamlOptions } from "../constructs";
import { isolatedEnvironment } from "./support/environment";
import { virtualEnvironment } from "./support/project-paths";

/** What `prefect init` writes, read as it stands and filled in as its user would. */

let folder: string;

/** Each recipe in a folder of its own, and what Prefect's reader makes of some scalars. */
const script = `
import json, os, sys, yaml
from pathlib import Path
import pydantic
import prefect.deployments.base as base

root, scalars = Path(sys.argv[1]), json.loads(sys.argv[2])
recipes = Path(base.__file__).parent / "recipes"
for recipe in sorted(path.name for path in recipes.iterdir() if path.is_dir()):
    (root / recipe).mkdir()
    os.chdir(root / recipe)
    inputs = yaml.safe_load((recipes / recipe / "prefect.yaml").read_text()).get("required_inputs") or {}
    base.initialize_project(name="project", recipe=recipe, inputs={name: "my-" + name for name in inputs})
read = [yaml.safe_load(text) for text in scalars]
(root / "scalars.json").write_bytes(pydantic.TypeAdapter(list).dump_json(read))
`;

const scalars = [
  ..."yes No ON off y n true TRUE tRue ~ null Null nULL".split(" "),
  ..."0 -0 +5 007 08 0o17 0x1F -0xff 0b101 1_000 1_0.5 12345678901234567890".split(" "),
  ..."1.0 -1.50 1. .5 +.5 1e3 1.0e3 1.0e+3 1.0E-3 1:30:00 10:30 1:30.5 -1:00 01:30:00 190:20:30".split(" "),
  ..."2026-01-02 2026-1-2 2026-01-02T03:04:05Z 2026-01-02T03:04:05.5+02:00 2026-01-02T03:04:05-5 1e400".split(
    " ",
  ),
  "2026-01-02 03:04:05",
  "2026-01-02 03:04:05.123456789 +01:30",
  '"yes"',
  "'1'",
  "!!str 1",
  '!!int "3"',
  "|-\n  a\n  b",
  ">-\n  a\n  b",
  "",
  "0 7 * * mon-fri",
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "prefect-init-"));
  await promisify(execFile)(
    join(virtualEnvironment, "bin/python"),
    ["-c", script, folder, JSON.stringify(scalars)],
    { env: isolatedEnvironment({ PREFECT_HOME: join(folder, "home") }) },
  );
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function deployment(file: string, options: PrefectYamlOptions): Record<string, unknown> {
  const stack = new TerraformStack(new App({ skipValidation: true }), "stack");
  new PrefectProvider(stack, "prefect", { fromRegistry: true });
  PrefectYaml.fromFile(stack, "prod", file, {
    flows: { "etl.py:etl": { name: "etl" } },
    environment: {},
    ...options,
  });
  const [made] = Object.values<Record<string, unknown>>(
    JSON.parse(Testing.synth(stack)).resource.prefect_deployment,
  );
  return made ?? {};
}

const image = { build_image: { image: "image:7" } };
const bucket = { push_code: { bucket: "b", folder: "f" } };
const container = { push_code: { container: "c", folder: "f" } };
const repository = { repository: "https://example.com/r.git", branch: "main" };

const step = (name: string, inputs: Record<string, unknown>) => [
  { type: name, inputs: JSON.stringify(inputs) },
];
const pulled = (id: string, requires: string, inputs: Record<string, unknown>) =>
  step(id, { id: "pull_code", requires, ...inputs });

const azure = "prefect_azure.deployments.steps.pull_from_azure_blob_storage";
const s3 = "prefect_aws.deployments.steps.pull_from_s3";
const gcs = "prefect_gcp.deployments.steps.pull_from_gcs";
const clone = step("prefect.deployments.steps.git_clone", { ...repository, access_token: null });

const ofAzure = pulled(azure, "prefect-azure[blob_storage]>=0.2.8", { container: "c", folder: "f" });
const ofS3 = pulled(s3, "prefect-aws>=0.3.4", { bucket: "b", folder: "f" });

describe("a recipe of prefect init", () => {
  test.each([
    ["azure", container, ofAzure],
    ["docker-azure", { ...image, ...container }, ofAzure],
    ["s3", bucket, ofS3],
    ["docker-s3", { ...image, ...bucket }, ofS3],
    // This recipe's folder is that of its own output: only the value can be given.
    [
      "gcs",
      { ...bucket, pull_code: { folder: "f" } },
      pulled(gcs, "prefect-gcp>=0.4.3", { bucket: "b", folder: "f" }),
    ],
    ["docker-gcs", { ...image, ...bucket }, pulled(gcs, "prefect-gcp>=0.4.3", { bucket: "b", folder: "f" })],
    ["git", repository, clone],
    ["docker-git", { ...image, ...repository }, clone],
    [
      "docker",
      image,
      step("prefect.deployments.steps.set_working_directory", { directory: "/opt/prefect/docker" }),
    ],
  ])("%s", async (recipe, stepOutputs, steps) => {
    const file = join(folder, recipe, "prefect.yaml");
    expect(() => deployment(file, { stepOutputs })).toThrow(
      "stack/prod: prefect.yaml: deployments[0].name: a name is needed here",
    );
    await fillIn(file);
    expect(() => deployment(file, {})).toThrow(/stepOutputs: \{ "(push_code|build_image|repository)"/);
    expect(deployment(file, { stepOutputs })).toMatchObject({
      name: "nightly",
      pull_steps: steps,
      job_variables: recipe.startsWith("docker") ? '{"image":"image:7"}' : "{}",
    });
  });

  test("local", async () => {
    const file = join(folder, "local/prefect.yaml");
    await fillIn(file);
    const { pull_steps } = deployment(file, {});
    expect(pull_steps).toEqual([
      expect.objectContaining({ inputs: expect.stringMatching(/^\{"directory":".*\/local"\}$/) }),
    ]);
  });
});

async function fillIn(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const filled = text
    .replace("- name: null", "- name: nightly")
    .replace("entrypoint: null", "entrypoint: etl.py:etl")
    .replace("    name: null", "    name: pool");
  await writeFile(file, filled);
}

test("scalars are what they are to Prefect", async () => {
  const expected = JSON.parse(await readFile(join(folder, "scalars.json"), "utf8"));
  const file = join(folder, "scalars.yaml");
  const base = "name: a\n    entrypoint: etl.py:etl\n    work_pool: { name: p }\n    parameters:\n";
  const lines = scalars.map((text, index) => `      k${index}: ${text.replaceAll("\n", "\n      ")}`);
  await writeFile(file, `deployments:\n  - ${base}${lines.join("\n")}\n`);
  const { parameters } = deployment(file, {});
  const read: unknown = JSON.parse(String(parameters));
  expect(read).toEqual(
    Object.fromEntries(expected.map((value: unknown, index: number) => [`k${index}`, value])),
  );
});
