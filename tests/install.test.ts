import { execFile, execFileSync } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageFacts } from "../constructs/package-facts";
import { sourceAddress } from "../source-address";
import { isolatedEnvironment } from "./support/environment";
import { projectRoot } from "./support/project-paths";
import { type CommandResult, terraformExecutable } from "./support/terraform";

/** The built command line, and what a real `init` makes of what it installs. */

const { version } = packageFacts();
const configuration = `
terraform {
  required_providers {
    prefect = { source = "cdktf-prefect/prefect", version = "${version}" }
  }
}
resource "prefect_flow" "a" {
  name = "a"
}
`;

let folder: string;
let terraform: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "install-"));
  terraform = execFileSync("/bin/sh", ["-c", `command -v ${terraformExecutable}`], {
    encoding: "utf8",
  }).trim();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const own = { XDG_DATA_HOME: "", XDG_CONFIG_HOME: "", ...env };
  return new Promise((done) => {
    execFile(file, args, { cwd, env: isolatedEnvironment(own) }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : 1, stdout, stderr: stderr.replace(/[\s│╷╵]+/g, " ") }),
    );
  });
}

/** Somebody's home folder, in which nothing is configured. */
async function makeHome(name: string): Promise<string> {
  const home = join(folder, name);
  await mkdir(home);
  return home;
}

const command = (home: string, ...args: string[]) =>
  run(join(projectRoot, "dist/cdktf-prefect"), ["install", ...args], folder, { HOME: home });

async function makeProject(name: string): Promise<string> {
  const project = join(folder, name);
  await mkdir(project);
  await writeFile(join(project, "main.tf"), configuration);
  return project;
}

const init = (project: string, env: Readonly<Record<string, string>>) =>
  run(terraform, ["init", "-no-color", "-input=false"], project, env);

const validate = (project: string, env: Readonly<Record<string, string>>) =>
  run(terraform, ["validate", "-no-color"], project, env);

/** The provider's file for this machine, as what was printed names it. */
function fileIn({ stdout }: CommandResult): string {
  const file = stdout
    .split("\n")
    .find((line) => line.includes(sourceAddress))
    ?.trim()
    .split(/\s+/)
    .at(-1);
  return file ?? expect.fail(`no file in:\n${stdout}`);
}

test("init finds what was installed for a user; another build is replaced, and that is said", async () => {
  const home = await makeHome("user");
  const first = await command(home);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toContain(`prefect = { source = "cdktf-prefect/prefect", version = "${version}" }`);
  const file = fileIn(first);
  expect(file).toContain(join(home, ".terraform.d/plugins", sourceAddress, version));
  expect((await stat(file)).mode & 0o777).toBe(0o755);

  await appendFile(file, "\n");
  const project = await makeProject("user-project");
  expect(await init(project, { HOME: home })).toMatchObject({ code: 0 });
  const second = await command(home);
  expect(second.stdout).toContain(`replaced   ${file}`);
  expect(second.stderr).toContain(".terraform.lock.hcl");
  await rm(join(project, ".terraform"), { recursive: true });
  const refused = await init(project, { HOME: home });
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("match any of the checksums") });
  await rm(join(project, ".terraform.lock.hcl"));
  expect(await init(project, { HOME: home })).toMatchObject({ code: 0 });
  expect(await validate(project, { HOME: home })).toMatchObject({ code: 0 });

  const third = await command(home, "--color");
  expect(third.stderr).toBe("");
  expect(third.stdout).toContain("\u001b[2munchanged\u001b[22m");
  expect(third.stdout).not.toMatch(/new {2}|replaced/);
  expect(await command(home, "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("mirrors of both layouts serve init with the lines that were printed, and do not mix", async () => {
  const home = await makeHome("mirrors");
  const project = await makeProject("mirrors-project");
  for (const layout of [[], ["--packed"]]) {
    const mirror = join(folder, `mirror${layout.join("")}`);
    const made = await command(home, "--dir", mirror, ...layout);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toContain(`${sourceAddress}/`);
    const config = join(folder, "printed.tfrc");
    const [lines = ""] = /^provider_installation \{[\s\S]*?^\}/m.exec(made.stdout) ?? [];
    await writeFile(config, lines);
    await rm(join(project, ".terraform"), { recursive: true, force: true });
    // Both layouts have one hash: the lock file stays.
    const env = { HOME: home, TF_CLI_CONFIG_FILE: config };
    expect(await init(project, env)).toMatchObject({ code: 0, stderr: "" });
    expect(await validate(project, env)).toMatchObject({ code: 0 });
    const other = await command(home, "--dir", mirror, ...(layout.length === 0 ? ["--packed"] : []));
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("or remove it first") });
    expect((await command(home, "--dir", mirror, ...layout)).stdout).not.toMatch(/new {2}|replaced/);
  }
  const described = join(folder, "mirror--packed", sourceAddress, `${version}.json`);
  const { archives } = JSON.parse(await readFile(described, "utf8"));
  expect(archives.linux_arm64).toEqual({
    url: `terraform-provider-prefect_${version}_linux_arm64.zip`,
    hashes: [expect.stringMatching(/^h1:/), expect.stringMatching(/^zh:[0-9a-f]{64}$/)],
  });
  expect(await readFile(join(project, ".terraform.lock.hcl"), "utf8")).toContain(
    archives.linux_arm64.hashes[0],
  );
});

test("a standalone executable serves Terraform where there is no Node", async () => {
  const home = await makeHome("standalone");
  const env = { HOME: home, PATH: folder };
  await command(home);
  const project = await makeProject("standalone-project");
  await init(project, env);
  const without = await validate(project, env);
  expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining("there is no node on PATH") });

  const installed = await command(home, "--standalone");
  expect(installed.stdout).toContain(`replaced   ${fileIn(installed)}`);
  await rm(join(project, ".terraform"), { recursive: true });
  await rm(join(project, ".terraform.lock.hcl"));
  expect(await init(project, env)).toMatchObject({ code: 0 });
  expect(await validate(project, env)).toMatchObject({ code: 0 });
});

test("what gets in the way is told", async () => {
  const home = await makeHome("problems");
  const file = join(home, "file");
  await writeFile(file, "");
  expect(await command(home, "--dir", join(file, "below"))).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /file\/below\/\S+ cannot be written: a part of its path is a file\. Name another/,
    ),
  });
  expect((await command(home, "--standalone", "--node", "/bin/sh")).stderr).toContain("/bin/sh is no Node");
  expect((await command(home, "--packed")).stderr).toContain("packed -> dir");

  await writeFile(join(home, ".terraformrc"), "provider_installation {\n  direct {}\n}\n");
  const other = join(home, ".local/share/terraform/plugins", sourceAddress, version, "linux_amd64");
  const name = `terraform-provider-prefect_v${version}`;
  const platforms = ["amd64", "arm64"].map((arch) => join(other, "..", `linux_${arch}`));
  for (const platform of platforms) {
    await mkdir(platform, { recursive: true });
    await writeFile(join(platform, name), "");
  }
  const { stderr } = await command(home);
  expect(stderr).toContain(`${home}/.terraformrc has a provider_installation block`);
  if (process.platform === "linux") expect(stderr).toContain(join(platforms[0] ?? "", name));
});
