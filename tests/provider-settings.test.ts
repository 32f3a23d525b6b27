import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startCountingProxy } from "./support/counting-proxy";
import { freePort } from "./support/free-port";
import { quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";
import type { Diagnostic } from "./support/terraform-output";

const said = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`).join("\n");

const flowNamed = (name: string): string => resourceBlock("prefect_flow", "f", { name: quote(name) });

async function proxyOf(apiUrl: string, prefix?: string) {
  const proxy = await startCountingProxy(apiUrl, prefix);
  onTestFinished(() => proxy.stop());
  return proxy;
}

describe("the provider's address", () => {
  let server: SharedServer;

  beforeAll(async () => {
    server = await sharedServer();
  });

  it("may be given without /api, with slashes at the end, below a path, in the environment and in a profile (defect 29)", async () => {
    const host = new URL(server.apiUrl).origin;
    const terraform = await temporaryWorkspace({
      provider: 'alias = "never"\nendpoint = "http://127.0.0.1:1/api"',
      env: { PREFECT_API_URL: server.apiUrl },
    });
    const home = join(terraform.folder, "prefect-home");
    await mkdir(home);
    const profiles = join(terraform.folder, "other.toml");
    await writeFile(profiles, `[profiles.mine]\nPREFECT_API_URL = "${host}/api/"\n`);
    const below = await proxyOf(server.apiUrl, "/team/prefect");
    const ways: Readonly<Record<string, string>> = {
      path: `endpoint = "${below.apiUrl}/"`,
      "path-bare": `endpoint = "${below.apiUrl.replace(/\/api$/, "")}"`,
      bare: `endpoint = "${host}"`,
      slash: `endpoint = "${host}/"`,
      "api-slash": `endpoint = "${host}/api/"`,
      profile: `profile = "mine"\n  profile_file = ${quote(profiles)}`,
    };
    const prefix = uniqueName("address");
    await terraform.write(
      Object.entries(ways)
        .map(
          ([alias, settings]) =>
            `provider "prefect" {\n  alias = "${alias}"\n  ${settings}\n}\n` +
            resourceBlock("prefect_flow", alias, {
              provider: `prefect.${alias}`,
              name: quote(`${prefix}-${alias}`),
            }),
        )
        .join("") + flowNamed(`${prefix}-environment`),
    );
    await terraform.apply();
    const api = prefectApi(server.apiUrl);
    for (const way of [...Object.keys(ways), "environment"]) {
      expect((await api.call("GET", `/flows/name/${prefix}-${way}`)).status, way).toBe(200);
    }
    await terraform.destroy();
  });

  it("is missed with the ways to give it, and needed by nothing but the server's answers", async () => {
    const terraform = await temporaryWorkspace();
    await terraform.write(flowNamed("f"));
    const message = said(await terraform.planErrors());
    for (const way of ["endpoint", "PREFECT_API_URL", "profiles.toml"]) expect(message).toContain(way);
    expect((await terraform.run(["validate"])).code).toBe(0);
    expect((await terraform.run(["providers", "schema", "-json"])).code).toBe(0);
  });

  it("is named when nobody answers there", async () => {
    const address = `http://127.0.0.1:${await freePort()}/api`;
    const terraform = await temporaryWorkspace({
      provider: `endpoint = "${address}"\nconnect_timeout = 0.5`,
    });
    await terraform.write(resourceBlock("prefect_variable", "v", { name: '"v"', value: "1" }));
    const message = said(await terraform.planErrors());
    expect(message).toContain(address);
    expect(message).toContain("ECONNREFUSED");
  });

  it("is doubted when what answers there is no Prefect server", async () => {
    const proxy = await proxyOf(server.apiUrl);
    const page = { headers: { "content-type": "text/html" }, body: "<html><title>Welcome</title></html>" };
    const terraform = await temporaryWorkspace({ provider: `endpoint = "${proxy.apiUrl}"` });
    await terraform.write(flowNamed("f"));
    for (const status of [200, 404]) {
      proxy.inject({ effect: { kind: "answer", status, ...page } });
      const message = said(await terraform.planErrors());
      expect(message).toContain('a web page titled "Welcome"');
      expect(message).toContain(`Does ${proxy.apiUrl} name the API of a Prefect server?`);
    }
  });

  it("is warned of once where a secret goes there unencrypted, and the secret is not shown", async () => {
    const terraform = await temporaryWorkspace({ env: { PREFECT_API_KEY: "PlantedKey" } });
    const plan = async (endpoint: string) => {
      const block = `provider "prefect" {\n  endpoint = ${quote(endpoint)}\n}\n`;
      await terraform.write(block + flowNamed(uniqueName("plain")));
      return (await terraform.plan()).warnings;
    };
    expect(await plan(server.apiUrl)).toEqual([]);
    // No loopback address, and yet this machine.
    const warnings = await plan(server.apiUrl.replace("127.0.0.1", "0.0.0.0"));
    expect(warnings.map(({ severity, summary }) => `${severity}: ${summary}`)).toEqual([
      "warning: A secret goes over the network unencrypted",
    ]);
    expect(said(warnings)).toContain("PREFECT_API_KEY");
    expect(said(warnings)).not.toContain("PlantedKey");
  });

  it("may be known only at apply: nothing else is asked, and what is new is made (defect 30)", async () => {
    const prefix = uniqueName("unknown");
    const decoy = await proxyOf(server.apiUrl);
    const terraform = await temporaryWorkspace({
      provider: "endpoint = terraform_data.address.output",
      env: { PREFECT_API_URL: decoy.apiUrl },
    });
    const address = (way: string) =>
      resourceBlock("terraform_data", "address", {
        input: quote(server.apiUrl),
        triggers_replace: quote(way),
      });
    const resources =
      flowNamed(prefix) +
      resourceBlock("prefect_variable", "v", { name: quote(prefix), value: "1" }) +
      resourceBlock("prefect_work_pool", "p", { name: quote(prefix) });
    await terraform.write(address("a") + resources);
    const plan = await terraform.plan();
    expect(plan.warnings.map(({ summary }) => summary)).toEqual(["The server is not asked yet"]);
    expect(said(plan.warnings)).toContain("endpoint");
    await terraform.applyPlanned();
    expect(await terraform.stateOf("prefect_flow.f")).toMatchObject({ name: prefix });
    expect(summary(await terraform.plan())).toEqual({});

    // Later on the same: what exists cannot be looked at, and is left as the state has it.
    await terraform.write(address("b") + resources);
    const again = await terraform.plan();
    expect(again.warnings.map(({ summary }) => summary)).toEqual(["The server is not asked yet"]);
    expect(Object.keys(summary(again))).toEqual(["terraform_data.address"]);
    await terraform.applyPlanned();

    await terraform.write(
      `${address("c")}${resources}data "prefect_flow" "d" {\n  name = ${quote(prefix)}\n}\n`,
    );
    expect(said(await terraform.planErrors())).toContain("endpoint will be known only after");
    expect(decoy.requests).toEqual([]);
    await terraform.write(address("b") + resources);
    await terraform.destroy();
  });

  it("takes account and workspace, the resource's before the provider's", async () => {
    const proxy = await proxyOf(server.apiUrl);
    const [account, workspace, other] = [randomUUID(), randomUUID(), randomUUID()];
    const terraform = await temporaryWorkspace({
      provider: `endpoint = "${proxy.apiUrl}"\naccount_id = "${account}"\nworkspace_id = "${workspace}"`,
    });
    await terraform.write(
      resourceBlock("prefect_variable", "a", { name: '"a"', value: "1" }) +
        resourceBlock("prefect_variable", "b", { name: '"b"', value: "1", workspace_id: quote(other) }),
    );
    expect(await terraform.planErrors()).toHaveLength(2);
    const filters = Object.keys(proxy.counts()).filter((request) => request.startsWith("POST "));
    expect(filters.sort()).toEqual(
      [workspace, other]
        .map((id) => `POST /api/accounts/${account}/workspaces/${id}/variables/filter`)
        .sort(),
    );
  });
});

describe("the provider's credentials", () => {
  const user = "admin:correct-horse-7f3a";
  let guarded: PrefectServer;

  beforeAll(async () => {
    guarded = await startPrefectServer({
      env: { PREFECT_SERVER_API_AUTH_STRING: user, PREFECT_SERVER_CSRF_PROTECTION_ENABLED: "true" },
    });
  });
  afterAll(() => guarded.stop());

  it("work as basic_auth_key and in the environment, CSRF tokens included (defect 29)", async () => {
    const prefix = uniqueName("auth");
    const terraform = await temporaryWorkspace({
      server: guarded,
      provider: `alias = "given"\nbasic_auth_key = "${user}"`,
    });
    await terraform.write(
      resourceBlock("prefect_flow", "given", {
        provider: "prefect.given",
        name: quote(`${prefix}-given`),
      }) + flowNamed(`${prefix}-environment`),
    );
    terraform.env.PREFECT_API_AUTH_STRING = user;
    await terraform.apply();
    delete terraform.env.PREFECT_API_AUTH_STRING;
    terraform.env.PREFECT_BASIC_AUTH_KEY = user;
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });

  it("go with a CSRF token that is renewed when it is refused, custom headers too (defect 29)", async () => {
    const proxy = await proxyOf(guarded.apiUrl);
    const terraform = await temporaryWorkspace({
      provider: `endpoint = "${proxy.apiUrl}"\nbasic_auth_key = "${user}"\ncsrf_enabled = true\ncustom_headers = ${quote(JSON.stringify({ "X-One": "1" }))}`,
    });
    await terraform.write(flowNamed(uniqueName("csrf")));
    await terraform.plan();
    proxy.reset();
    const refusal = { status: 403, body: '{"detail":"Invalid CSRF token or client identifier."}' };
    proxy.inject({ method: "POST", path: "/api/flows/", effect: { kind: "answer", ...refusal } });
    await terraform.applyPlanned();
    expect(proxy.counts()).toMatchObject({ "GET /api/csrf-token": 2, "POST /api/flows/": 2 });
    const posts = proxy.requests.filter(({ path }) => path === "/api/flows/");
    const [first, second] = posts.map(({ headers }) => headers["prefect-csrf-token"]);
    expect(first).toEqual(expect.any(String));
    expect(second).not.toBe(first);
    for (const { headers } of proxy.requests) expect(headers).toMatchObject({ "x-one": "1" });
    await terraform.destroy();
  });

  it("are refused with what to do, and never shown", async () => {
    const secrets = ["wrong-user:wrong-pass-1", "wrong-pass-1", "wrong-key-2", "header-value-3"];
    const encoded = Buffer.from("wrong-user:wrong-pass-1").toString("base64");
    const terraform = await temporaryWorkspace({ server: guarded, env: { TF_LOG: "DEBUG" } });
    const headers = quote(JSON.stringify({ "X-Secret": "header-value-3" }));
    await terraform.write(flowNamed("f"));
    for (const [settings, attribute] of [
      [`basic_auth_key = "wrong-user:wrong-pass-1"`, "basic_auth_key"],
      [`api_key = "wrong-key-2"`, "api_key"],
      ["", "basic_auth_key"],
    ]) {
      await writeFile(
        join(terraform.folder, "settings.tf"),
        `provider "prefect" {\n  ${settings}\n  custom_headers = ${headers}\n}\n`,
      );
      const { code, stdout, stderr } = await terraform.run(["plan", "-no-color", "-input=false"]);
      expect(code).toBe(1);
      const output = stdout + stderr;
      expect(output).toContain("401");
      expect(output).toContain(attribute);
      for (const secret of [...secrets, encoded]) expect(output).not.toContain(secret);
    }
  });

  it("go to the server with the headers that are asked for", async () => {
    const proxy = await proxyOf((await sharedServer()).apiUrl);
    const headers = { "X-One": "1", "X-Two": "ü" };
    const terraform = await temporaryWorkspace({
      provider: `endpoint = "${proxy.apiUrl}"\napi_key = "key-1"\ncustom_headers = ${quote(JSON.stringify({ "X-One": "1" }))}`,
    });
    await terraform.write(`data "prefect_flow" "none" {\n  name = ${quote(uniqueName("none"))}\n}\n`);
    await terraform.planErrors();
    expect(proxy.requests.length).toBeGreaterThan(0);
    for (const request of proxy.requests) {
      expect(request.headers).toMatchObject({ authorization: "Bearer key-1", "x-one": headers["X-One"] });
    }
  });
});

describe("the provider's settings", () => {
  it("are refused when they cannot be right, without a server", async () => {
    const terraform = await temporaryWorkspace({
      provider: [
        "connect_timeout = -1",
        "request_timeout = 0",
        "retry_timeout = -0.5",
        "max_concurrency = 0",
        'custom_headers = "{ X-One"',
        'account_id = "mine"',
      ].join("\n"),
    });
    await terraform.write(flowNamed("f"));
    const { code, stdout } = await terraform.run(["validate", "-json"]);
    expect(code).toBe(1);
    const { diagnostics }: { diagnostics: { snippet?: { code: string } }[] } = JSON.parse(stdout);
    const pointed = diagnostics.map(({ snippet }) => snippet?.code.trim().split(" ")[0]);
    expect(pointed.filter((name) => name !== undefined).sort()).toEqual([
      "account_id",
      "connect_timeout",
      "custom_headers",
      "max_concurrency",
      "request_timeout",
      "retry_timeout",
    ]);
  });

  it("are not shown when they are secret and cannot be right", async () => {
    const terraform = await temporaryWorkspace({
      provider: 'endpoint = "http://127.0.0.1:1"\ncustom_headers = var.headers',
      env: { TF_VAR_headers: "{ secret-header-9" },
    });
    await terraform.write(`variable "headers" {}\n${flowNamed("f")}`);
    const { code, stdout, stderr } = await terraform.run(["plan", "-no-color", "-input=false"]);
    expect(code).toBe(1);
    expect(stderr).toContain("custom_headers");
    expect(stdout + stderr).not.toContain("secret-header-9");
  });
});
