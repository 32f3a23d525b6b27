import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isolatedEnvironment } from "./support/environment";
import { projectRoot } from "./support/project-paths";

/** What `npm pack` makes, used by a project of its own, beside the dependencies that npm would install. */

const run = promisify(execFile);
const name = "cdktf-provider-prefect";

const app = `
import { App, TerraformStack } from "cdktf";
import { Deployment, Flow, generated, PrefectProvider, Schedule, WorkPool, WorkQueue } from "${name}";
import { createPrefectClient, type PrefectClient } from "${name}/client";

const app = new App();
for (const fromRegistry of [false, true]) {
  const stack = new TerraformStack(app, fromRegistry ? "registry" : "own");
  new PrefectProvider(stack, "prefect", { fromRegistry });
  const flow = new Flow(stack, "flow", { name: "flow" });
  const found = new generated.dataPrefectWorkPool.DataPrefectWorkPool(stack, "pool", { name: "pool" });
  new Deployment(stack, "d", { name: "d", flow, workPool: found, schedules: [Schedule.cron("@daily")] });
  // @ts-expect-error a schedule is no text
  () => new Deployment(stack, "wrong", { name: "d", flow, schedules: ["@daily"] });

  const pool = WorkPool.kubernetes(stack, "cluster", { name: "k8s", jobVariables: { namespace: "flows" } });
  const queue = new WorkQueue(stack, "queue", { name: "q", workPool: pool });
  const common = { name: "k", flow };
  const image = pool.resource.description;
  const ttl = "{{ prefect.variables.ttl }}" as const;
  new Deployment(stack, "k", { ...common, workPool: pool, jobVariables: { image, finished_job_ttl: ttl } });
  new Deployment(stack, "k2", { ...common, workPool: "any", jobVariables: { whatever: [1] } });
  const own = WorkPool.ofType<{ gpu?: number }>(stack, "own", "mine", { name: "own" });
  new Deployment(stack, "o", { ...common, workPool: own, jobVariables: { gpu: 1 } });
  // @ts-expect-error a Kubernetes pool has no such job variable
  () => new Deployment(stack, "wrong", { ...common, workPool: pool, jobVariables: { imaeg: "i" } });
  // @ts-expect-error seconds are a number
  () => new Deployment(stack, "wrong", { ...common, workPool: pool, jobVariables: { finished_job_ttl: "x" } });
  // @ts-expect-error a queue has its pool's job variables
  () => new Deployment(stack, "wrong", { ...common, workQueue: queue, jobVariables: { cluster: "x" } });
  // @ts-expect-error a policy that there is not
  () => WorkPool.kubernetes(stack, "wrong", { name: "k", jobVariables: { image_pull_policy: "Often" } });
  // @ts-expect-error a pool of one's own type takes its own
  () => new Deployment(stack, "wrong", { ...common, workPool: own, jobVariables: { image: "i" } });
}
app.synth();
export const client: PrefectClient | undefined = process.env.NEVER ? createPrefectClient() : undefined;
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "package-"));
  const env = isolatedEnvironment();
  const packed = await run("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: projectRoot,
    env,
  });
  await run("tar", ["xzf", packed.stdout.trim().split("\n").at(-1) ?? ""], { cwd: folder });
  const modules = join(folder, "node_modules");
  await mkdir(modules);
  await rename(join(folder, "package"), join(modules, name));
  for (const installed of await readdir(join(projectRoot, "node_modules"))) {
    if (installed !== name && !installed.startsWith(".")) {
      await symlink(join(projectRoot, "node_modules", installed), join(modules, installed));
    }
  }
  await writeFile(join(folder, "package.json"), '{ "name": "app", "private": true }');
  await writeFile(join(folder, "main.ts"), app);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const node = (...args: string[]) => run(process.execPath, args, { cwd: folder, env: isolatedEnvironment() });

test.each([
  ["commonjs", "node10"],
  ["node16", "node16"],
  ["esnext", "bundler"],
])("its types hold under --module %s --moduleResolution %s", async (module, moduleResolution) => {
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--esModuleInterop", "--skipLibCheck"];
  const options = ["--noEmit", "--target", "es2022", "--types", "node", ...strict];
  const compiler = join(projectRoot, "node_modules/typescript/bin/tsc");
  await node(
    compiler,
    ...options,
    "--module",
    module,
    "--moduleResolution",
    moduleResolution,
    "main.ts",
  ).catch(({ stdout }: { stdout: string }) => expect.fail(stdout));
});

test("it synthesizes, and brings the provider only where it is to", async () => {
  await node("--import", "tsx", "main.ts");
  const stacks = join(folder, "cdktf.out/stacks");
  expect(await readdir(join(stacks, "own"))).toEqual([".terraform.lock.hcl", "cdk.tf.json", "terraform.d"]);
  expect(await readdir(join(stacks, "registry"))).toEqual(["cdk.tf.json"]);
  expect(await readFile(join(stacks, "own/cdk.tf.json"), "utf8")).toContain("prefect_deployment");
});

test("it is there for require and for import", async () => {
  const script = `Promise.all([import("${name}"), import("${name}/client")]).then(([a, b]) => {
    console.log([require("${name}").Flow === a.Flow, typeof b.createPrefectClient].join())
  })`;
  expect((await node("-e", script)).stdout.trim()).toBe("true,function");
});
