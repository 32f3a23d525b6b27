/** The built executable: started by hand, by a client, and by a real terraform. Needs no Prefect server. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { call } from "../provider/goplugin/test-client";
import {
  clientCertificate,
  connectPlugin,
  type StartedPlugin,
  startPlugin,
} from "../provider/goplugin/test-plugin";
import { sourceAddress } from "../source-address";
import { providerFolder } from "./support/project-paths";
import { Workspace } from "./support/terraform";

const executable = join(providerFolder, "terraform-provider-prefect");
const nodeFolder = dirname(process.execPath);

let folder: string;
let temporary: string;
let started: StartedPlugin[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "goplugin-"));
  temporary = join(folder, "t");
  mkdirSync(temporary);
  started = [];
});

afterEach(() => {
  for (const plugin of started) plugin.process.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** What Terraform gives a plugin in its environment. */
function clientEnvironment(path = `${nodeFolder}:/usr/bin:/bin`): Record<string, string> {
  return {
    PATH: path,
    TMPDIR: temporary,
    TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: clientCertificate.pem,
  };
}

function start(file: string, env: Record<string, string>, ...args: string[]): StartedPlugin {
  const plugin = startPlugin([file, ...args], env);
  started.push(plugin);
  return plugin;
}

/** Whether the executable at this path answers a call, and ends when it is told to. */
async function answers(file: string): Promise<boolean> {
  const plugin = start(file, clientEnvironment());
  const session = await connectPlugin(plugin);
  const reply = await call(session, "/tfplugin6.Provider/GetMetadata", Buffer.alloc(0));
  await call(session, "/plugin.GRPCController/Shutdown", Buffer.alloc(0));
  const { code } = await plugin.ended;
  return reply.status === "0" && code === 0;
}

test("terraform reads its schema, and nothing is left behind", async () => {
  const workspace = await Workspace.create({ env: { TMPDIR: temporary }, providerStartedBy: "terraform" });
  const { code, stdout, stderr } = await workspace.run(["providers", "schema", "-json"]);
  await workspace.remove();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(Object.keys(JSON.parse(stdout).provider_schemas)).toEqual([sourceAddress]);
  expect(readdirSync(temporary)).toEqual([]);
});

test("terraform's log shows no complaint of the plugin client", async () => {
  const workspace = await Workspace.create({ env: { TMPDIR: temporary, TF_LOG: "trace" } });
  const { code, stderr } = await workspace.run(["providers", "schema", "-json"]);
  await workspace.remove();
  expect(code).toBe(0);
  expect(stderr).toContain("plugin process exited");
  expect(stderr.split("\n").filter((line) => /\[(WARN|ERROR)\]/.test(line))).toEqual([]);
});

test("started by a person, it says what it is and how to debug", async () => {
  const plugin = start(executable, { PATH: `${nodeFolder}:/usr/bin:/bin` });
  expect((await plugin.ended).code).toBe(1);
  expect(plugin.output.stdout).toBe("");
  expect(plugin.output.stderr).toMatch(/not run by hand.*--debug/s);
});

test("a client of another protocol is told so", async () => {
  const plugin = start(executable, { ...clientEnvironment(), PLUGIN_PROTOCOL_VERSIONS: "5" });
  expect((await plugin.ended).code).toBe(1);
  // Terraform shows what is on stdout; stderr goes to its log.
  for (const said of Object.values(plugin.output)) expect(said).toContain("protocol version 6");
});

test("the one file works anywhere: other name, below a module package, through a link", async () => {
  const copy = join(folder, "a folder with 'quotes'", "terraform-provider-prefect_v0.1.0");
  mkdirSync(dirname(copy));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  copyFileSync(executable, copy);
  expect(await answers(copy)).toBe(true);
  const link = join(folder, "link");
  symlinkSync(copy, link);
  expect(await answers(link)).toBe(true);
  const nameless = join(folder, "terraform-provider-prefect");
  copyFileSync(executable, nameless);
  expect(await answers(nameless)).toBe(true);
});

test("without Node it says what it needs", async () => {
  const plugin = start(executable, clientEnvironment("/nowhere"));
  expect((await plugin.ended).code).toBe(1);
  // Terraform shows what is on stdout; stderr goes to its log.
  for (const said of Object.values(plugin.output)) expect(said).toContain("needs Node 20.3 or newer");
});

test.each(["18.20.0", "20.2.0"])("with Node %s it says what it needs", async (version) => {
  // A real Node that claims to be an old one.
  const claim = join(folder, "claim.js");
  writeFileSync(
    claim,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
  );
  const node = join(folder, "node");
  writeFileSync(node, `#!/bin/sh\nexec '${process.execPath}' -r '${claim}' "$@"\n`);
  chmodSync(node, 0o755);
  const plugin = start(executable, clientEnvironment(`${folder}:/usr/bin:/bin`));
  expect((await plugin.ended).code).toBe(1);
  const tooOld = expect.stringMatching(new RegExp(`needs Node 20.3 or newer.*${version}`));
  expect(plugin.output).toEqual({ stdout: tooOld, stderr: tooOld });
});

test("killed with its parent, it leaves nothing behind", async () => {
  const launcher = `require("node:child_process").spawn(process.argv[1], { stdio: "inherit" })`;
  const parent = startPlugin([process.execPath, "-e", launcher, executable], clientEnvironment());
  started.push(parent);
  await connectPlugin(parent);
  parent.process.kill("SIGKILL");
  await parent.ended;
  expect(readdirSync(temporary)).toEqual([]);
});

test("--debug serves terraform again and again, until SIGINT", async () => {
  const plugin = start(executable, { PATH: `${nodeFolder}:/usr/bin:/bin`, TMPDIR: temporary }, "--debug");
  let variable: RegExpExecArray | null = null;
  while (variable === null) {
    await new Promise((resolve) => plugin.process.stdout?.once("data", resolve));
    variable = /TF_REATTACH_PROVIDERS='(.*)'/.exec(plugin.output.stdout);
  }
  const workspace = await Workspace.create({
    env: { TF_REATTACH_PROVIDERS: variable[1] ?? "", PREFECT_API_URL: "http://127.0.0.1:1/api" },
    providerFolder: join(folder, "nowhere"),
    providerStartedBy: "terraform",
  });
  await workspace.write('output "a" {\n  value = 1\n}\n');
  for (let round = 0; round < 2; round++) {
    const { code, stderr } = await workspace.run(["plan", "-no-color", "-input=false"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect((await workspace.run(["providers", "schema", "-json"])).code).toBe(0);
  }
  await workspace.remove();
  plugin.process.kill("SIGINT");
  expect((await plugin.ended).code).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});
