import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { versionMeets } from "../../constructs/version-constraint";
import { oldestNode } from "../../provider/launcher/oldest-node";
import { standaloneText } from "../../provider/launcher/standalone-text";

/** What marks the place in Node that tells it of a script inside itself. */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/**
 * The provider as one executable that holds Node as well: Node's single executable application.
 *
 * @param provider the text of the provider's file
 * @param node the Node to put into it, which has to run on this machine
 * @throws Error that says what to do where that Node, or this machine, is not fit for it
 */
export function standalone(provider: string, node: string): Buffer {
  checkNode(node);
  const folder = mkdtempSync(join(tmpdir(), "prefect-standalone-"));
  try {
    const result = join(folder, process.platform === "win32" ? "provider.exe" : "provider");
    writeFileSync(join(folder, "main.js"), standaloneText(provider));
    // Names without a folder: they become a part of the result, which is to be the same each time.
    const configuration = { main: "main.js", output: "main.blob", disableExperimentalSEAWarning: true };
    writeFileSync(join(folder, "sea.json"), JSON.stringify(configuration));
    run(node, ["--experimental-sea-config", "sea.json"], folder);
    copyFileSync(node, result);
    chmodSync(result, 0o755);
    // macOS starts nothing whose signature does not fit its content.
    if (process.platform === "darwin") run("codesign", ["--remove-signature", result]);
    const segment = process.platform === "darwin" ? ["--macho-segment-name", "NODE_SEA"] : [];
    const blob = join(folder, "main.blob");
    run(process.execPath, [injector(), result, "NODE_SEA_BLOB", blob, "--sentinel-fuse", fuse, ...segment]);
    if (process.platform === "darwin") run("codesign", ["--sign", "-", result]);
    tryOut(result);
    return readFileSync(result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkNode(node: string): void {
  const { error, stdout } = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" });
  const version = stdout?.trim() ?? "";
  if (error !== undefined || !/^\d+\./.test(version)) {
    throw new Error(
      `${node} is no Node that runs on this machine${error === undefined ? "" : ` (${error.message})`}: name one with --node FILE.`,
    );
  }
  if (versionMeets(version, `>= ${oldestNode}`) === false) {
    throw new Error(
      `${node} is Node ${version}, and ${oldestNode} or newer is needed: name one with --node FILE.`,
    );
  }
  if (!readFileSync(node).includes(fuse)) {
    throw new Error(
      `${node} cannot hold a script: it is not the whole of Node, as in packages of some Linux distributions. ` +
        "Name one from nodejs.org with --node FILE.",
    );
  }
}

function injector(): string {
  try {
    return createRequire(__filename).resolve("postject/dist/cli.js");
  } catch {
    throw new Error(
      "The package postject, which puts the provider into Node, is not installed: `npm install postject@1.0.0-alpha.6`.",
    );
  }
}

function run(command: string, args: readonly string[], cwd?: string): void {
  const { error, status, signal, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (error === undefined && status === 0) return;
  const reason = error?.message ?? (`${stderr}${stdout}`.trim() || `exit code ${status ?? signal}`);
  throw new Error(`The executable could not be made: ${command} ${args[0]}: ${reason}`);
}

/** A person who starts the provider is told what it is. */
function tryOut(executable: string): void {
  const { TF_PLUGIN_MAGIC_COOKIE: _, ...env } = process.env;
  const { error, stderr } = spawnSync(executable, [], { env, encoding: "utf8" });
  if (error !== undefined || !stderr.includes("This is the Prefect provider")) {
    throw new Error(`The executable was made, and does not run: ${error?.message ?? stderr.trim()}`);
  }
}
