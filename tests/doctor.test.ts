import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageFacts } from "../constructs/package-facts";
import { unpackedFile } from "../constructs/provider-mirror";
import { sourceAddress } from "../source-address";
import { isolatedEnvironment } from "./support/environment";
import { freePort } from "./support/free-port";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot, virtualEnvironment } from "./support/project-paths";
import { isOpenTofu, terraformExecutable } from "./support/terraform";

/** The built command line against a real server with basic authentication and CSRF protection. */

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly found: string;
  readonly mend: string | null;
}

const { version } = packageFacts();
const terraform = isOpenTofu ? "OpenTofu" : "Terraform";

let server: PrefectServer;
let folder: string;
let project: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
  project = join(folder, "project");
  await mkdir(join(project, "node_modules"), { recursive: true });
  await writeFile(join(project, "cdktf.json"), "{}");
  for (const name of ["cdktf", "cdktf-cli", "constructs"]) {
    await symlink(join(projectRoot, "node_modules", name), join(project, "node_modules", name));
  }
  await symlink(projectRoot, join(project, "node_modules/cdktf-provider-prefect"));
  server = await startPrefectServer({
    env: {
      PREFECT_SERVER_API_AUTH_STRING: "me:s3cret-word",
      PREFECT_SERVER_CSRF_PROTECTION_ENABLED: "true",
    },
  });
});

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = project) {
  const own = {
    HOME: folder,
    XDG_DATA_HOME: "",
    XDG_CONFIG_HOME: "",
    PREFECT_PROFILES_PATH: join(folder, "profiles.toml"),
    VIRTUAL_ENV: virtualEnvironment,
    TERRAFORM_BINARY_NAME: terraformExecutable,
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "",
    ...env,
  };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile(
      join(projectRoot, "dist/cdktf-prefect"),
      ["doctor", ...args],
      { cwd, env: isolatedEnvironment(own) },
      (error, stdout, stderr) => done({ code: error === null ? 0 : 1, stdout, stderr }),
    );
  });
}

/** The findings by check, and the exit code; fails the test where a secret is told. */
async function findings(env: Readonly<Record<string, string>>, cwd = project) {
  const { code, stdout, stderr } = await run(["--format", "json"], env, cwd);
  expect(stderr).toBe("");
  expect(stdout).not.toMatch(/s3cret|wr0ng/);
  const { findings }: { findings: readonly Finding[] } = JSON.parse(stdout);
  return { code, of: (check: string) => findings.filter((finding) => finding.check === check) };
}

test("where all is well, each check says so", async () => {
  const { code, stdout, stderr } = await run(["--color"], {
    PREFECT_API_URL: server.apiUrl,
    PREFECT_API_AUTH_STRING: "me:s3cret-word",
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).not.toContain("s3cret");
  for (const line of [
    `node               Node ${process.versions.node}`,
    "packages           cdktf 0.",
    `packages           cdktf-provider-prefect ${version}`,
    `terraform          ${terraform} `,
    `provider           ${version} starts (`,
    `address            ${server.apiUrl} (PREFECT_API_URL)`,
    "credentials        accepted (PREFECT_API_AUTH_STRING)",
    "csrf               the server wants CSRF tokens and gives them",
  ]) {
    expect(stdout).toContain(`\u001b[32mok     \u001b[39m  ${line}`);
  }
  expect(stdout).toMatch(/ok {5}\S+ {2}server {13}Prefect \d+\.\d+\.\d+ answers\n/);
  expect(stdout).toMatch(/python .* with Prefect \d/);
  expect(stdout).toMatch(/\n0 failed, \d+ warnings?, \d+ ok\n$/);
});

test("credentials that are missing, wrong or held back are named, and none is shown", async () => {
  const missing = await findings({ PREFECT_API_URL: server.apiUrl });
  expect(missing.code).toBe(1);
  expect(missing.of("credentials")).toMatchObject([
    { status: "failed", found: expect.stringContaining("set PREFECT_API_KEY or PREFECT_API_AUTH_STRING") },
  ]);
  await writeFile(
    join(folder, "profiles.toml"),
    `active = "p"\n[profiles.p]\nPREFECT_API_URL = "${server.apiUrl}"\nPREFECT_API_AUTH_STRING = "me:wr0ng-word"\n`,
  );
  const wrong = await findings({});
  expect(wrong.of("address")).toMatchObject([
    { status: "ok", found: expect.stringContaining('of the profile "p" in ') },
  ]);
  expect(wrong.of("credentials")).toMatchObject([
    { status: "failed", found: expect.stringContaining("does not accept the credentials") },
  ]);
  const heldBack = await findings({
    PREFECT_API_AUTH_STRING: "me:s3cret-word",
    PREFECT_CLIENT_CSRF_SUPPORT_ENABLED: "false",
  });
  expect(heldBack.of("csrf")).toMatchObject([
    { status: "failed", found: expect.stringContaining("PREFECT_CLIENT_CSRF_SUPPORT_ENABLED says not to") },
  ]);
});

test("other builds of this version are found where they stand in the way", async () => {
  const home = join(folder, "stale");
  const plugins = join(home, ".terraform.d/plugins");
  const cache = join(home, ".terraform.d/plugin-cache");
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  for (const mirror of [plugins, cache]) {
    const file = unpackedFile(mirror, version, platform);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "another build");
  }
  const cwd = join(home, "work");
  await mkdir(cwd);
  await writeFile(
    join(cwd, ".terraform.lock.hcl"),
    `provider "${sourceAddress}" {\n  version = "${version}"\n  hashes = [\n    "h1:another",\n  ]\n}\n`,
  );
  const refusing = `http://127.0.0.1:${await freePort()}/api`;
  const env = {
    HOME: home,
    PREFECT_API_URL: refusing,
    TF_CLI_CONFIG_FILE: join(home, "absent.tfrc"),
    VIRTUAL_ENV: join(home, "no-environment"),
  };
  const stale = await findings(env, cwd);
  expect(stale.code).toBe(1);
  expect(stale.of("installed")).toMatchObject([
    { status: "warning", mend: expect.stringContaining("`cdktf-prefect install`") },
  ]);
  expect(stale.of("plugin-cache")).toMatchObject([
    { status: "warning", mend: `Delete ${join(cache, sourceAddress, version)}, and run init again.` },
  ]);
  expect(stale.of("lock-file")).toMatchObject([
    { status: "warning", mend: expect.stringContaining(`Delete the block of ${sourceAddress}`) },
  ]);
  expect(stale.of("cli-configuration")).toMatchObject([
    { status: "warning", found: expect.stringContaining("absent.tfrc, which does not exist") },
  ]);
  expect(stale.of("server")).toMatchObject([
    { status: "failed", found: expect.stringContaining("No connection to the Prefect API") },
  ]);
  expect(stale.of("python")).toMatchObject([{ status: "warning" }]);
  expect(stale.of("packages")).toEqual([]);
});

test("quietly, only what is amiss is printed", async () => {
  const { code, stdout } = await run(["--quiet"], {
    PREFECT_API_URL: "127.0.0.1:4200",
    TERRAFORM_BINARY_NAME: "no-terraform",
  });
  expect(code).toBe(1);
  expect(stdout).not.toMatch(/^ok /m);
  expect(stdout).toMatch(
    /^failed +terraform +TERRAFORM_BINARY_NAME names no-terraform, which cannot be started\. /m,
  );
  expect(stdout).toMatch(/^failed +address +.*does not begin with http:\/\/ or https:\/\//m);
});
