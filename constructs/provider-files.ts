import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sourceAddress } from "../source-address";
import { mergeLockFile, type RequiredProvider, withoutProvider } from "./lock-file";
import type { PackageFacts } from "./package-facts";
import {
  builtProvider,
  folderHash,
  providerFileName,
  putFile,
  scriptPlatforms,
  unpackedFile,
  versionsFolder,
} from "./provider-mirror";

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
  const mirror = mirrorOf(folder);
  removeOtherVersions(mirror, version);
  for (const platform of scriptPlatforms) putFile(unpackedFile(mirror, version, platform), content, 0o755);
  const lockFile = join(folder, lockFileName);
  const constraints = required.find(({ source }) => source === sourceAddress)?.version ?? version;
  const hash = folderHash(providerFileName(version, "linux_amd64"), content);
  const own = { source: sourceAddress, version, constraints, hash };
  putFile(lockFile, Buffer.from(mergeLockFile(textOf(lockFile), own, required)), 0o644);
}

/** Takes out of a stack's folder what {@link putProvider} put there at an earlier synth. */
export function removeProvider(folder: string): void {
  const versions = versionsFolder(mirrorOf(folder));
  if (!existsSync(versions)) return;
  rmSync(versions, { recursive: true });
  const lockFile = join(folder, lockFileName);
  putFile(lockFile, Buffer.from(withoutProvider(textOf(lockFile), sourceAddress)), 0o644);
}

const mirrorOf = (folder: string): string => join(folder, "terraform.d", "plugins");

function removeOtherVersions(mirror: string, version: string): void {
  const versions = versionsFolder(mirror);
  if (!existsSync(versions)) return;
  for (const name of readdirSync(versions)) {
    if (name !== version) rmSync(join(versions, name), { recursive: true });
  }
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
