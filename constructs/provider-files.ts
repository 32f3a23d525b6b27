import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { sourceAddress } from "../source-address";
import { mergeLockFile, type RequiredProvider, withoutProvider } from "./lock-file";
import type { PackageFacts } from "./package-facts";

/** Systems that the provider's one file runs on; Windows does not start such a file. */
const platforms = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"];

const lockFileName = ".terraform.lock.hcl";

/**
 * Puts the provider into a stack's folder, where Terraform and OpenTofu look without being told
 * (`terraform.d/plugins`), and its entry into the lock file. Copies, so that the folder can be applied elsewhere.
 *
 * @param folder the stack's folder
 * @param required all providers that the stack requires, this one among them
 * @throws Error when the provider has not been built
 */
export function putProvider(
  folder: string,
  { version, provider }: PackageFacts,
  required: readonly RequiredProvider[],
): void {
  const content = builtProvider(provider);
  const name = `terraform-provider-prefect_v${version}`;
  removeOtherVersions(folder, version);
  for (const platform of platforms) {
    const file = join(pluginFolder(folder), version, platform, name);
    if (!holds(file, content)) replaceFile(file, content, 0o755);
  }
  const lockFile = join(folder, lockFileName);
  const constraints = required.find(({ source }) => source === sourceAddress)?.version ?? version;
  const own = { source: sourceAddress, version, constraints, hash: folderHash(name, content) };
  replaceFile(lockFile, Buffer.from(mergeLockFile(textOf(lockFile), own, required)), 0o644);
}

/** Takes out of a stack's folder what {@link putProvider} put there at an earlier synth. */
export function removeProvider(folder: string): void {
  if (!existsSync(pluginFolder(folder))) return;
  rmSync(pluginFolder(folder), { recursive: true });
  const lockFile = join(folder, lockFileName);
  replaceFile(lockFile, Buffer.from(withoutProvider(textOf(lockFile), sourceAddress)), 0o644);
}

function builtProvider(file: string): Buffer {
  if (existsSync(file)) return readFileSync(file);
  throw new Error(
    `the Prefect provider is missing at ${file}: in a clone run \`make build\`, otherwise install cdktf-provider-prefect again`,
  );
}

function pluginFolder(folder: string): string {
  return join(folder, "terraform.d", "plugins", ...sourceAddress.split("/"));
}

function removeOtherVersions(folder: string, version: string): void {
  const plugins = pluginFolder(folder);
  if (!existsSync(plugins)) return;
  for (const name of readdirSync(plugins)) {
    if (name !== version) rmSync(join(plugins, name), { recursive: true });
  }
}

function holds(file: string, content: Buffer): boolean {
  return existsSync(file) && (statSync(file).mode & 0o777) === 0o755 && readFileSync(file).equals(content);
}

/** In one step: another process may be reading the file. */
function replaceFile(file: string, content: Buffer, mode: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, content);
  chmodSync(fresh, mode);
  renameSync(fresh, file);
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Terraform's `h1:` hash of a folder that holds one file. */
function folderHash(name: string, content: Buffer): string {
  const lines = `${createHash("sha256").update(content).digest("hex")}  ${name}\n`;
  return `h1:${createHash("sha256").update(lines).digest("base64")}`;
}
