import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examplesOf } from "./support/examples";
import { importBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type Configuration, ProviderClient } from "./support/provider-client";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import { isTerraformSince } from "./support/terraform-version";

/** Lists and identities. What each kind's list finds is compared with imports in `import-clean.test.ts`. */

const prefix = uniqueName("query");
const names = ["a", "b #1", 'ü "c"'].map((end) => `${prefix} ${end}`);

const objects = `
resource "prefect_flow" "all" {
  for_each = toset(${JSON.stringify(names)})
  name     = each.key
  tags     = [${JSON.stringify(prefix)}]
}

resource "prefect_deployment" "main" {
  name    = "main"
  flow_id = prefect_flow.all[${JSON.stringify(names[0])}].id

  schedules = [{ interval = 3600 }]
}

resource "prefect_variable" "secret" {
  name  = replace(${JSON.stringify(prefix)}, "-", "_")
  value = "hush"
  tags  = [${JSON.stringify(prefix)}]
}
`;

let server: SharedServer;
let maker: Workspace;

beforeAll(async () => {
  server = await sharedServer();
  maker = await Workspace.create({ server });
  await maker.write(objects);
  await maker.apply();
});

afterAll(async () => {
  await maker?.destroy();
  await maker?.remove();
});

describe("over the protocol (defect 26)", () => {
  let provider: ProviderClient;

  beforeAll(async () => {
    provider = await ProviderClient.start(server.env);
    await provider.configure();
  });

  afterAll(() => provider?.end());

  async function listed(type: string, config: Configuration, options?: { limit?: number; whole?: boolean }) {
    const found: unknown[] = [];
    for await (const one of provider.list(type, config, options)) found.push(one);
    return found;
  }

  it("lists what fits, as many as are asked for, and objects only where they are", async () => {
    const tagged = { tags: [prefix] };
    const all = await listed("prefect_flow", tagged);
    expect(all).toHaveLength(names.length);
    expect(all).toContainEqual({
      displayName: names[1],
      identity: { id: expect.any(String) },
      state: null,
    });
    expect(await listed("prefect_flow", tagged, { limit: 2, whole: true })).toMatchObject([
      { state: { tags: [prefix] } },
      { state: { tags: [prefix] } },
    ]);
  });

  it("names deployments and their schedules by where they belong", async () => {
    expect(await listed("prefect_deployment", { flow_name: names[0] ?? "" })).toMatchObject([
      { displayName: `${names[0]}/main` },
    ]);
    expect(await listed("prefect_deployment_schedule", { flow_name: names[0] ?? "" })).toMatchObject([
      { displayName: expect.stringMatching(/\/main\/.+$/), identity: { id: expect.any(String) } },
    ]);
  });

  it("says what is not there", async () => {
    expect(await listed("prefect_work_queue", { work_pool_name: `${prefix} none` })).toMatchObject([
      [{ summary: "No such work pool", detail: expect.stringContaining(`"${prefix} none"`) }],
    ]);
    expect(await listed("prefect_block_schema", { type_slug: "none-such" })).toMatchObject([
      [{ summary: "No such block type", detail: expect.stringContaining('"none-such"') }],
    ]);
  });

  it("says that the server cannot be reached", async () => {
    const lost = await ProviderClient.start({ PREFECT_API_URL: "http://127.0.0.1:9/api" });
    try {
      await lost.configure({ connect_timeout: 0.2 });
      const found: unknown[] = [];
      for await (const one of lost.list("prefect_flow", {})) found.push(one);
      expect(found).toMatchObject([[{ summary: expect.stringContaining("list prefect_flow") }]]);
    } finally {
      await lost.end();
    }
  });

  it("refuses what is malformed before anything is asked", async () => {
    expect(
      await provider.validateList("prefect_deployment_schedule", { deployment_id: "no id" }),
    ).toMatchObject([{ summary: "Invalid value for deployment_id" }]);
    expect(await provider.validateList("prefect_flow", {})).toEqual([]);
  });
});

describe.runIf(isTerraformSince("1.14"))("terraform query (1.14 or newer)", () => {
  it("takes every example of the pages", async () => {
    const finder = await Workspace.create({ server });
    try {
      const text = examplesOf("list-resources", "list-resource.tfquery.hcl").map(({ hcl }) => hcl);
      await writeFile(join(finder.folder, "all.tfquery.hcl"), text.join("\n"));
      expect(await finder.run(["validate", "-query", "-no-color"])).toMatchObject({ code: 0 });
    } finally {
      await finder.remove();
    }
  });

  it("writes code and import blocks that change nothing", async () => {
    const finder = await Workspace.create({ server });
    try {
      await writeFile(
        join(finder.folder, "some.tfquery.hcl"),
        `list "prefect_flow" "some" {
  provider         = prefect
  include_resource = true
  config {
    tags = [${JSON.stringify(prefix)}]
  }
}

list "prefect_deployment" "some" {
  provider         = prefect
  include_resource = true
  config {
    flow_name = ${JSON.stringify(names[0])}
  }
}

list "prefect_variable" "some" {
  provider         = prefect
  include_resource = true
  config {
    tags = [${JSON.stringify(prefix)}]
  }
}
`,
      );
      const result = await finder.run(["query", "-no-color", "-generate-config-out=found.tf"]);
      expect(result).toMatchObject({ code: 0, stderr: "" });
      for (const name of names) expect(result.stdout).toContain(name);
      expect(await readFile(join(finder.folder, "found.tf"), "utf8")).toContain("identity = {");
      const plan = await finder.plan();
      expect(summary(plan)).toEqual({});
      expect(plan.all.filter(({ importing }) => importing)).toHaveLength(names.length + 2);
    } finally {
      await finder.remove();
    }
  });
});

describe.runIf(isTerraformSince("1.12"))("identities (Terraform 1.12 or newer)", () => {
  it("stand in the state, lead imports, and stay with what is updated and replaced", async () => {
    const { id } = (await maker.state())["prefect_variable.secret"] ?? {};
    const stored = () => readFile(join(maker.folder, "terraform.tfstate"), "utf8");
    expect(JSON.parse(await stored()).resources).toContainEqual(
      expect.objectContaining({
        type: "prefect_variable",
        instances: [expect.objectContaining({ identity: { id }, identity_schema_version: 0 })],
      }),
    );
    await maker.forget("prefect_variable.secret");
    const byIdentity = importBlock("prefect_variable.secret", "?").replace(
      'id = "?"',
      `identity = { id = ${JSON.stringify(id)} }`,
    );
    await maker.write(objects + byIdentity);
    const plan = await maker.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.all.filter(({ importing }) => importing)).toHaveLength(1);
    await maker.applyPlanned();
    await maker.write(objects.replace('"hush"', '"more"'));
    expect(await maker.apply()).toEqual([]);
    expect(await stored()).toContain(`"id": "${id}"`);
    await maker.apply({ replace: ["prefect_variable.secret"] });
    const { id: other } = (await maker.state())["prefect_variable.secret"] ?? {};
    expect(other).not.toBe(id);
    expect(await stored()).not.toContain(String(id));
    expect(summary(await maker.plan())).toEqual({});
  });
});
