import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { sourceAddress } from "../source-address";

/** Systems that the provider's one file runs on; Windows does not start such a file. */
export const scriptPlatforms = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"];

/** A provider's file, as Terraform looks for it in a mirror. */
export const providerFileName = (version: string, platform: string): string =>
  `terraform-provider-prefect_v${version}${platform.startsWith("windows_") ? ".exe" : ""}`;

/** The folder of all versions of the provider in a mirror: `HOST/NAMESPACE/TYPE`. */
export const versionsFolder = (mirror: string, source: string = sourceAddress): string =>
  join(mirror, ...source.split("/"));

/** The provider's file in a mirror of the layout that Terraform calls unpacked. */
export const unpackedFile = (mirror: string, version: string, platform: string, source?: string): string =>
  join(versionsFolder(mirror, source), version, platform, providerFileName(version, platform));

/** The built provider; an error that says what to do where it is missing. */
export function builtProvider(file: string): Buffer {
  if (existsSync(file)) return readFileSync(file);
  throw new Error(
    `the Prefect provider is missing at ${file}: in a clone run \`make build\`, otherwise install cdktf-provider-prefect again`,
  );
}

/** What became of a file that was to have a content. */
export type Put = "new" | "replaced" | "same";

/** Gives a file its content and mode, in one step: another process may be reading it. */
export function putFile(file: string, content: Buffer, mode: number): Put {
  return put(file, content, mode, (fresh) => writeFileSync(fresh, content));
}

/** The same with the content of another file of the same mode, which takes no further space where that can be. */
export function putLink(file: string, other: string): Put {
  const content = readFileSync(other);
  return put(file, content, statSync(other).mode & 0o777, (fresh) => {
    try {
      linkSync(other, fresh);
    } catch {
      writeFileSync(fresh, content);
    }
  });
}

function put(file: string, content: Buffer, mode: number, write: (fresh: string) => void): Put {
  const before = existsSync(file);
  // Windows has no such modes.
  const hasMode = before && (process.platform === "win32" || (statSync(file).mode & 0o777) === mode);
  if (hasMode && statSync(file).size === content.length && readFileSync(file).equals(content)) return "same";
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  try {
    write(fresh);
    chmodSync(fresh, mode);
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  return before ? "replaced" : "new";
}

/** Terraform's `h1:` hash of a folder that holds one file, packed or not. */
export function folderHash(name: string, content: Buffer): string {
  const lines = `${createHash("sha256").update(content).digest("hex")}  ${name}\n`;
  return `h1:${createHash("sha256").update(lines).digest("base64")}`;
}
