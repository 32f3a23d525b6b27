import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageFacts } from "../../constructs/package-facts";
import {
  builtProvider,
  folderHash,
  providerFileName,
  versionsFolder,
} from "../../constructs/provider-mirror";
import { oldestNode } from "../../provider/launcher/oldest-node";
import { addresses, cliConfiguration, type Program } from "../install/cli-configuration";
import { impliedMirrors } from "../install/implied-mirrors";
import { type Machine, platformName } from "../install/machine";
import { Build } from "./build";
import { type Finding, failed, failedBecause, ok, warning } from "./finding";
import { runProgram } from "./run-program";

/** The provider of this package, and the copies of it that Terraform may come to. */
export function checkProvider(
  machine: Machine,
  { version, provider }: PackageFacts,
  programs: readonly Program[],
  folder: string,
): readonly Finding[] {
  try {
    const build = new Build(builtProvider(provider), version, platformName(machine));
    return [
      starts(provider, version, machine),
      ...installedCopies(machine, build, folder),
      ...caches(machine, build, programs),
      ...locked(build, machine, folder),
    ];
  } catch (error) {
    return [failedBecause("provider", error)];
  }
}

/** Started by a person, it says what it is. */
function starts(provider: string, version: string, { env, platform }: Machine): Finding {
  if (platform === "win32") {
    const found = "Terraform for Windows does not start the provider's file, which is a script";
    return warning("provider", found, "Run `cdktf-prefect install --standalone`, or use WSL.");
  }
  const { stdout, stderr } = runProgram(provider, [], { ...env, TF_PLUGIN_MAGIC_COOKIE: undefined });
  if (stderr.includes("This is the Prefect provider"))
    return ok("provider", `${version} starts (${provider})`);
  const said = `${stderr}${stdout}`.trim().split("\n")[0] || "it says nothing";
  const mend = `Put Node ${oldestNode} or newer on the PATH that Terraform runs with, or install the provider anew.`;
  return failed("provider", `${version} does not start (${provider}): ${said}`, mend);
}

function installedCopies(machine: Machine, build: Build, folder: string): readonly Finding[] {
  const mirrors = [join(folder, "terraform.d", "plugins"), ...impliedMirrors(machine)];
  const present = mirrors.flatMap((mirror) =>
    addresses.map((address) => versionsFolder(mirror, address)).filter((versions) => existsSync(versions)),
  );
  if (present.length === 0) {
    return [ok("installed", "in no plugins folder; only plain Terraform needs it (`cdktf-prefect install`)")];
  }
  return present.map((versions) => {
    const copy = build.in(versions);
    if (copy === undefined) {
      const others = readdirSync(versions).join(", ") || "nothing";
      const mend = `Run \`cdktf-prefect install\` to have ${build.version} there too.`;
      return warning("installed", `${versions} holds ${others}, and not ${build.version}`, mend);
    }
    if (copy.isThis) return ok("installed", copy.file);
    return warning(
      "installed",
      `${copy.file} is another build of ${build.version}`,
      "Run `cdktf-prefect install`, or delete the file.",
    );
  });
}

/** Two builds of one version have one place in a plugin cache: what the one left, the other's init takes or overwrites. */
function caches(machine: Machine, build: Build, programs: readonly Program[]): readonly Finding[] {
  const { TF_PLUGIN_CACHE_DIR, CDKTF_DISABLE_PLUGIN_CACHE_ENV } = machine.env;
  const folders = [
    TF_PLUGIN_CACHE_DIR,
    ...programs.map((program) => cliConfiguration(machine, program).settings?.pluginCache),
    // CDKTF sets this one where the variable is not set.
    TF_PLUGIN_CACHE_DIR || CDKTF_DISABLE_PLUGIN_CACHE_ENV
      ? undefined
      : join(machine.home, ".terraform.d", "plugin-cache"),
  ].flatMap((folder) => (folder ? [expanded(folder, machine)] : []));
  return [...new Set(folders)].flatMap((cache) =>
    addresses.flatMap((address) => {
      const copy = build.in(versionsFolder(cache, address));
      if (copy === undefined) return [];
      if (copy.isThis) return [ok("plugin-cache", copy.file)];
      const stale = join(versionsFolder(cache, address), build.version);
      const found = `the plugin cache holds another build of ${build.version}, which fails with "checksums" or is used instead`;
      return [warning("plugin-cache", found, `Delete ${stale}, and run init again.`)];
    }),
  );
}

/** Variables in `plugin_cache_dir`, which Terraform fills in. */
const expanded = (path: string, { env }: Machine): string =>
  path.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced?: string, plain?: string) => env[braced ?? plain ?? ""] ?? "",
  );

/** The lock file of the folder in which the doctor was called. */
function locked(build: Build, machine: Machine, folder: string): readonly Finding[] {
  const file = join(folder, ".terraform.lock.hcl");
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  return addresses.flatMap((address) => {
    const from = text.indexOf(`provider "${address}" {`);
    const block = from < 0 ? "" : text.slice(from, text.indexOf("\n}", from));
    const version = /version\s*=\s*"([^"]+)"/.exec(block)?.[1];
    if (version !== build.version) return [];
    const copies = impliedMirrors(machine).map((mirror) => build.in(versionsFolder(mirror, address)));
    const hashes = [build.script, ...copies.flatMap((copy) => (copy?.isThis ? [copy.content] : []))].map(
      (content) => folderHash(providerFileName(version, build.platform), content),
    );
    if (hashes.some((hash) => block.includes(hash))) return [ok("lock-file", `${file} has this build`)];
    const mend = `Delete the block of ${address} there, and run init again.`;
    return [warning("lock-file", `${file} has another build of ${version}, and init refuses this one`, mend)];
  });
}
