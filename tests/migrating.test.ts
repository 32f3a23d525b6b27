import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { blockOnServer, makeBlock } from "./support/blocks";
import { isolatedEnvironment } from "./support/environment";
import { goJson, identityOf, official, writeOfficialState } from "./support/official-state";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { makeDeployment, makeFlow } from "./support/prefect-objects";
import { projectRoot } from "./support/project-paths";
import { sharedServer, uniqueName } from "./support/shared-server";
import { terraformExecutable } from "./support/terraform";

const page = join(projectRoot, "docs/migrating.md");

/** Begins the names on the page; the test has another one, since others use the server too. */
const namePrefix = "sales";

const consoleBlock = /^```console\n(.*?)^```$/gms;

/** The commands of a console block: the lines after `$ `. */
const commandsIn = (block: string): readonly string[] =>
  block
    .split("\n")
    .filter((line) => line.startsWith("$ "))
    .map((line) => line.slice(2));

const mark = "-- output of command --";

/** Runs the commands of all blocks in one shell; answers with each block as the page shows it. */
async function run(
  blocks: readonly (readonly string[])[],
  folder: string,
  env: Record<string, string>,
): Promise<string[]> {
  const script = blocks
    .flat()
    .map((command) => `echo '${mark}'\n${command}\n`)
    .join("");
  const output = await new Promise<string>((resolve, reject) => {
    execFile("bash", ["-ec", `exec 2>&1\n${script}`], { cwd: folder, env }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(new Error(stdout)),
    );
  });
  const [, ...outputs] = stripVTControlCharacters(output).split(`${mark}\n`);
  const shown = outputs.map((text) => text.trim());
  return blocks.map((commands) =>
    commands
      .map((command) => [`$ ${command}`, ...shown.splice(0, 1)].join("\n").trim())
      .join("\n")
      .concat("\n"),
  );
}

/** Lines of what goes on at the same time, or is listed in no order. */
const unordered = /(?:^ *prefect_\S+(?:: (?:Refreshing|Creating|Creation|Modifying|Modifications) .*)?\n)+/gm;

/** The same text for runs that differ only in ids, times and order. */
const normalized = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/after \d+s/g, "after 0s")
    .replace(/\d+ unchanged attributes/g, "other unchanged attributes")
    .replace(unordered, (lines) => lines.split("\n").sort().join("\n"));

/** The state that the page begins with, as the official provider stores it. */
async function stateOf(api: PrefectApi, prefix: string) {
  const flow = await makeFlow(api, `${prefix}-etl`);
  const fields = {
    tags: ["finance"],
    parameters: { days: 1 },
    schedules: [{ schedule: { cron: "0 2 * * *" }, active: true }],
  };
  const { id } = await makeDeployment(api, flow, fields, "nightly");
  const deployment = (await api.call("GET", `/deployments/${id}`)).object();
  const [schedule] = (await api.call("GET", `/deployments/${id}/schedules`)).list();
  await makeBlock(api, `${prefix}-token`, { value: "not-so-secret" });
  return [
    official("flow", "etl", {
      ...identityOf((await api.call("GET", `/flows/${flow.id}`)).object()),
      name: flow.name,
      tags: [],
    }),
    official("deployment", "nightly", {
      ...identityOf(deployment),
      flow_id: flow.id,
      name: "nightly",
      tags: ["finance"],
      parameters: goJson({ days: 1 }),
      description: "",
      enforce_parameter_schema: true,
      entrypoint: "",
      job_variables: "{}",
      parameter_openapi_schema: "{}",
      path: "",
      paused: false,
      pull_steps: [],
      version: "",
      work_pool_name: "",
      work_queue_name: "",
    }),
    official("deployment_schedule", "nightly", {
      ...identityOf(schedule ?? {}),
      deployment_id: id,
      active: true,
      anchor_date: "",
      cron: "0 2 * * *",
      day_or: true,
      interval: 0,
      max_scheduled_runs: 0,
      parameters: "{}",
      rrule: "",
      slug: "",
      timezone: "",
    }),
    official("block", "token", {
      ...identityOf(await blockOnServer(api, `${prefix}-token`)),
      type_slug: "secret",
      name: `${prefix}-token`,
      data: goJson({ value: "not-so-secret" }),
    }),
  ];
}

/** As Terraform calls this machine. */
const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

// `vitest --update` writes what was printed into the page.
it.skipIf(terraformExecutable !== "terraform")(
  "docs/migrating.md shows what its commands print",
  async () => {
    const server = await sharedServer();
    const prefix = uniqueName(namePrefix);
    const folder = await mkdtemp(join(tmpdir(), "migrating-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const text = await readFile(page, "utf8");
    const here = (shown: string) => shown.replaceAll(namePrefix, prefix).replaceAll("linux_amd64", platform);
    const there = (printed: string) =>
      printed.replaceAll(prefix, namePrefix).replaceAll(platform, "linux_amd64").replaceAll(folder, ".");

    const [, code = ""] = /^```hcl\n(terraform \{.*?)^```$/ms.exec(text) ?? [];
    await writeFile(join(folder, "main.tf"), here(code));
    await writeFile(join(folder, "cli.tfrc"), "");
    await writeOfficialState({ folder }, await stateOf(prefectApi(server.apiUrl), prefix));
    const env = isolatedEnvironment({
      ...server.env,
      CLONE: projectRoot,
      TF_CLI_CONFIG_FILE: join(folder, "cli.tfrc"),
    });
    const blocks = [...text.matchAll(consoleBlock)].map(([, block = ""]) => block);
    expect(blocks.length).toBeGreaterThan(3);
    const printed = await run(
      blocks.map((block) => commandsIn(here(block))),
      folder,
      env,
    );
    // What stands on the page stays where it says the same.
    const kept = printed.map(there).map((block, index) => {
      const shown = blocks[index] ?? "";
      return normalized(block) === normalized(shown) ? shown : block;
    });
    const rewritten = text.replaceAll(consoleBlock, () => `\`\`\`console\n${kept.shift()}\`\`\``);
    await expect(rewritten).toMatchFileSnapshot(page);
    expect(rewritten).toContain("No changes. Your infrastructure matches the configuration.");
  },
);
