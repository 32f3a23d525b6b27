import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CdktfProject } from "./support/cdktf";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { projectRoot } from "./support/project-paths";
import { fencedBlocks } from "./support/readme";
import { sharedServer } from "./support/shared-server";
import { parseState } from "./support/terraform-output";

/** examples/two-providers as it stands: its names on the server are its own. */

const example = join(projectRoot, "examples/two-providers");
const stack = "two-providers";
const deployment = "/deployments/name/two-providers/two-providers";

let project: CdktfProject;
let api: PrefectApi;
let made: Awaited<ReturnType<typeof expectOnServer>>;

beforeAll(async () => {
  const server = await sharedServer();
  api = prefectApi(server.apiUrl);
  await promisify(execFile)(process.execPath, ["--import", "tsx", join(example, "registry/build.ts")], {
    cwd: projectRoot,
  });
  project = await CdktfProject.create(join(example, "main.ts"), { ...server.env, TF_INPUT: "0" });
  await project.synth();
});

afterAll(async () => {
  await project?.remove();
});

const terraform = (...args: string[]) => project.terraformOutput(stack, ...args);

/** What the registry has made, and that the server was told of it. */
async function expectOnServer() {
  const state = parseState(await terraform("show", "-json"));
  const { reference: image } = state["registry_image.image"] ?? {};
  const { name: bucket, path: folder } = state["registry_bucket.bucket"] ?? {};
  const path = String(folder);
  expect(bucket).toMatch(/^orders-[0-9a-f]{8}$/);
  expect(image).toMatch(/^registry\.example\.com\/orders@sha256:[0-9a-f]{64}$/);
  const { id, ...deployed } = (await api.call("GET", deployment)).object();
  expect(deployed).toMatchObject({
    work_pool_name: "two-providers",
    job_variables: { volumes: [`${path}:${path}`] },
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: path } }],
    parameters: { bucket: bucket, image: image, retries: 3 },
  });
  expect((await api.call("GET", "/work_pools/two-providers")).object()).toMatchObject({
    base_job_template: {
      variables: {
        properties: {
          image: { default: image },
          env: { default: { ORDERS_BUCKET: bucket } },
        },
      },
    },
  });
  expect((await api.call("GET", "/variables/name/two_providers")).object()).toMatchObject({
    value: { images: [image], bucket: `file://${path}`, deployment: id },
  });
  await readFile(join(path, "orders.py"));
  return { image, path };
}

test("what one provider makes reaches the other's objects, in one apply", async () => {
  await terraform("init");
  const applied = await terraform("apply", "-auto-approve");
  expect(applied).toContain("Apply complete! Resources: 6 added, 0 changed, 0 destroyed.");
  made = await expectOnServer();
  await terraform("plan", "-detailed-exitcode");
});

test("the README shows that apply", async () => {
  const [shown = ""] = await fencedBlocks("examples/two-providers/README.md", "text");
  const { resource } = await project.configuration(stack);
  const declared = Object.entries(Object(resource)).flatMap(([type, named]) =>
    Object.keys(Object(named)).map((name) => `${type}.${name}`),
  );
  const complete = [...shown.matchAll(/(\w+\.\w+) \(.+\): Creation complete/g)].map(([, address]) => address);
  expect(complete.sort()).toEqual(declared.sort());
});

test("a new image goes the same way", async () => {
  const file = join(project.stack(stack), "cdk.tf.json");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("prefect:3-latest", "prefect:3.4-python3.12"));
  expect(await terraform("apply", "-auto-approve")).toContain("Resources: 0 added, 4 changed, 0 destroyed.");
  const { image } = await expectOnServer();
  expect(image).not.toBe(made.image);
  await terraform("plan", "-detailed-exitcode");
});

test("destroyed, nothing is left in either place", async () => {
  expect(await terraform("apply", "-destroy", "-auto-approve")).toContain("6 destroyed.");
  await expect(readFile(join(made.path, "orders.py"))).rejects.toThrow("ENOENT");
  for (const path of [deployment, "/work_pools/two-providers", "/variables/name/two_providers"]) {
    expect((await api.call("GET", path)).status, path).toBe(404);
  }
});
