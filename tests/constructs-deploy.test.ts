import { copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "lossless-json";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sourceAddress } from "../source-address";
import { CdktfProject } from "./support/cdktf";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { projectRoot, providerFolder } from "./support/project-paths";
import { sharedServer, uniqueName } from "./support/shared-server";

/** `cdktf deploy` with no flag, no CLI configuration and no registry, on a real server. */

const prefix = uniqueName("constructs");
const variable = (name: string) => `${prefix}_${name}`;

let project: CdktfProject;
let api: PrefectApi;
let firstDeploy = "";

beforeAll(async () => {
  const server = await sharedServer();
  api = prefectApi(server.apiUrl);
  project = await CdktfProject.create(join(projectRoot, "tests/constructs-app/main.ts"), {
    ...server.env,
    NAME_PREFIX: prefix,
  });
  await putOtherProvider(project.stack("producer"));
  firstDeploy = await project.run("deploy", "--auto-approve", "*");
});

afterAll(async () => {
  await project?.remove();
});

describe("cdktf deploy", () => {
  test("makes everything, in both stacks", async () => {
    expect(firstDeploy).toContain("Resources: 8 added, 0 changed, 0 destroyed");
    expect(firstDeploy).toContain("Resources: 2 added, 0 changed, 0 destroyed");
  });

  test("puts what was written onto the server", async () => {
    const [flow] = (await api.call("POST", "/flows/filter", filterByName("flows", `${prefix}-flow`))).list();
    const pool = (await api.call("GET", `/work_pools/${prefix}-pool`)).object();
    const answer = await api.call("GET", `/deployments/name/${prefix}-flow/nightly`);
    expect(answer.object()).toMatchObject({
      flow_id: flow?.id,
      description: "costs ${5}",
      work_pool_name: `${prefix}-pool`,
      work_queue_name: "urgent",
      parameters: { flow: flow?.id, text: '<a "b" ${c}>', nothing: null },
    });
    expect(answer.text).toContain('"exact":9007199254740993');
    const schedules = answer.object().schedules;
    expect(schedules).toHaveLength(2);
    expect(schedules).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          slug: "mornings",
          schedule: { cron: "0 7 * * mon-fri", timezone: "Europe/Paris", day_or: true },
        }),
        expect.objectContaining({ slug: "often", parameters: { pool: pool.id } }),
      ]),
    );
    const queue = (await api.call("GET", `/work_pools/${prefix}-pool/queues/urgent`)).object();
    expect(queue.description).toBe("100% ${sure}");
    const mixed = (await api.call("GET", `/variables/name/${variable("mixed")}`)).object();
    expect(mixed.value).toEqual({
      id: answer.object().id,
      list: [1, "two", null, { three: 3.5 }],
      text: "${x}",
    });
    expect((await api.call("GET", `/variables/name/${variable("five")}`)).object().value).toBe(5);
    expect((await api.call("GET", `/variables/name/${variable("nothing")}`)).object().value).toBeNull();
    const elsewhere = (await api.call("GET", `/deployments/name/${prefix}-flow/elsewhere`)).object();
    expect(elsewhere).toMatchObject({
      parameters: { flow: flow?.id, of: `the flow ${prefix}-flow` },
      schedules: [{ slug: "daily" }],
    });
  });

  test("leaves the provider and real lock entries in the stack's folder", async () => {
    const { version } = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8"));
    for (const platform of ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"]) {
      const file = join(
        project.stack("producer"),
        "terraform.d/plugins",
        sourceAddress,
        version,
        platform,
        `terraform-provider-prefect_v${version}`,
      );
      expect((await stat(file)).mode & 0o777).toBe(0o755);
    }
    const lock = await readFile(join(project.stack("producer"), ".terraform.lock.hcl"), "utf8");
    expect(lock).toMatch(/^provider "registry.terraform.io\/acme\/other" \{\n {2}version/m);
    expect(lock).toMatch(/^provider "registry.terraform.io\/cdktf-prefect\/prefect" \{\n {2}version/m);
  });

  test("again changes nothing", async () => {
    const again = await project.run("deploy", "--auto-approve", "*");
    expect(again.match(/Resources: 0 added, 0 changed, 0 destroyed/g)).toHaveLength(2);
    const lock = await readFile(join(project.stack("producer"), ".terraform.lock.hcl"), "utf8");
    expect(lock.match(/^ {2}version/gm)).toHaveLength(2);
  });

  test("holds no secret in clear in the configuration", async () => {
    const text = await readFile(join(project.stack("producer"), "cdk.tf.json"), "utf8");
    expect(Object(parse(text)).resource.prefect_deployment.deployment.parameters).toContain(
      '"text":${jsonencode("<${var.secret}>")}',
    );
  });
});

test("cdktf diff names what was changed behind its back, and deploy heals it", async () => {
  const { id } = (await api.call("GET", `/deployments/name/${prefix}-flow/elsewhere`)).object();
  expect((await api.call("PATCH", `/deployments/${id}`, { description: "by hand" })).status).toBe(204);
  const diff = await project.run("diff", "consumer");
  expect(diff).toContain("1 to change");
  expect(diff).toMatch(/~ description\s+= "by hand" -> "by the stack"/);
  await project.run("deploy", "--auto-approve", "--ignore-missing-stack-dependencies", "consumer");
  expect((await api.call("GET", `/deployments/${id}`)).object().description).toBe("by the stack");
});

test("plain terraform goes on in the stack's folder", async () => {
  const planned = await project.terraform(
    "consumer",
    "plan",
    "-detailed-exitcode",
    "-input=false",
    "-no-color",
  );
  expect(`${planned.stdout}${planned.stderr}`).toContain("No changes");
});

test("cdktf destroy leaves nothing", async () => {
  await project.run("destroy", "--auto-approve", "*");
  for (const path of [
    `/flows/name/${prefix}-flow`,
    `/flows/name/${prefix}-theirs`,
    `/work_pools/${prefix}-pool`,
    `/variables/name/${variable("five")}`,
    `/deployments/name/${prefix}-flow/nightly`,
  ]) {
    expect((await api.call("GET", path)).status, path).toBe(404);
  }
});

/** Our own executable under another address: a provider that no registry has. */
async function putOtherProvider(stackFolder: string): Promise<void> {
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const folder = join(stackFolder, "terraform.d/plugins/registry.terraform.io/acme/other/1.4.0", platform);
  await mkdir(folder, { recursive: true });
  await copyFile(
    join(providerFolder, "terraform-provider-prefect"),
    join(folder, "terraform-provider-other_v1.4.0"),
  );
}

function filterByName(kind: string, name: string): Record<string, unknown> {
  return { [kind]: { name: { any_: [name] } } };
}
