import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  folderHash,
  type Put,
  providerFileName,
  putFile,
  putLink,
  unpackedFile,
  versionsFolder,
} from "../../constructs/provider-mirror";
import { addresses } from "./cli-configuration";
import { zipped } from "./zipped";

/** A build of the provider, and where it is to stand. */
export interface Placing {
  readonly mirror: string;
  readonly version: string;
  readonly platforms: readonly string[];
  readonly content: Buffer;
  /** As ZIP files with the index that makes the mirror, on a web server, one for `network_mirror`. */
  readonly packed: boolean;
}

/** A file, and what became of it. */
export interface Placed {
  readonly file: string;
  readonly put: Put;
}

/**
 * Puts the provider into a mirror, under Terraform's address and OpenTofu's.
 *
 * @throws Error where the mirror holds the same version in the other layout: which one counts would not be known
 */
export function placeProvider(placing: Placing): readonly Placed[] {
  for (const address of addresses) refuseOtherLayout(placing, address);
  return placing.packed ? placePacked(placing) : placeUnpacked(placing);
}

function placeUnpacked({ mirror, version, platforms, content }: Placing): readonly Placed[] {
  let first: string | undefined;
  return addresses.flatMap((address) =>
    platforms.map((platform) => {
      const file = unpackedFile(mirror, version, platform, address);
      const put =
        first === undefined || platform.startsWith("windows_")
          ? putFile(file, content, 0o755)
          : putLink(file, first);
      first ??= file;
      return { file, put };
    }),
  );
}

function placePacked({ mirror, version, platforms, content }: Placing): readonly Placed[] {
  return addresses.flatMap((address) => {
    const folder = versionsFolder(mirror, address);
    const archives = platforms.map((platform) => {
      const name = providerFileName(version, platform);
      const { zip, hash } = zipped(name, content);
      const url = archiveName(version, platform);
      return { platform, url, zip, hashes: [folderHash(name, content), hash] };
    });
    const described = archives.map(({ platform, url, hashes }) => [platform, { hashes, url }]);
    return [
      ...archives.map(({ url, zip }) => place(join(folder, url), zip)),
      merged(join(folder, `${version}.json`), "archives", Object.fromEntries(described)),
      merged(join(folder, "index.json"), "versions", { [version]: {} }),
    ];
  });
}

const place = (file: string, content: Buffer): Placed => ({ file, put: putFile(file, content, 0o644) });

/** Adds to the one object in a JSON file of the provider network mirror protocol. */
function merged(file: string, key: string, more: Readonly<Record<string, unknown>>): Placed {
  const before: Readonly<Record<string, unknown>> = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : {};
  const known = typeof before[key] === "object" ? before[key] : {};
  return place(file, Buffer.from(`${JSON.stringify({ [key]: { ...known, ...more } }, null, 2)}\n`));
}

const archiveName = (version: string, platform: string): string =>
  `terraform-provider-prefect_${version}_${platform}.zip`;

function refuseOtherLayout({ mirror, version, platforms, packed }: Placing, address: string): void {
  const folder = versionsFolder(mirror, address);
  for (const platform of platforms) {
    const other = join(folder, packed ? join(version, platform) : archiveName(version, platform));
    if (!existsSync(other)) continue;
    const layout = packed ? "unpacked" : "packed";
    throw new Error(
      `${other} is this version in the ${layout} layout: ${packed ? "leave --packed out" : "add --packed"}, or remove it first.`,
    );
  }
}

/** Other mirrors that hold another build of the same version: Terraform takes the first it comes to. */
export function otherBuilds(
  mirrors: readonly string[],
  { mirror, version, platforms, content }: Placing,
): readonly string[] {
  return mirrors
    .filter((other) => other !== mirror)
    .flatMap((other) =>
      addresses.flatMap((address) => platforms.map((each) => unpackedFile(other, version, each, address))),
    )
    .filter((file) => existsSync(file) && !holds(file, content));
}

/** Whether a file has just this content. */
export const holds = (file: string, content: Buffer): boolean =>
  statSync(file).size === content.length && readFileSync(file).equals(content);
