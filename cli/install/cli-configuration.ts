import { existsSync, readFileSync } from "node:fs";
import { sourceAddress } from "../../source-address";
import { applicationData, type Machine, pathsOf } from "./machine";

export const openTofuAddress = sourceAddress.replace(/^registry\.terraform\.io\//, "registry.opentofu.org/");

/** The provider's addresses where a configuration's `source` names no host: Terraform's, then OpenTofu's. */
export const addresses: readonly string[] = [sourceAddress, openTofuAddress];

/** Whom a CLI configuration is for. */
export type Program = "terraform" | "tofu";

/** What the CLI configuration says that matters for where this provider comes from. */
export interface CliConfiguration {
  readonly file: string;
  /** Where the file's path comes from, if a variable names it. */
  readonly source: string | undefined;
  /** Undefined: there is no such file. */
  readonly settings: CliSettings | undefined;
}

export interface CliSettings {
  /** Whether installation is configured, so that the implied folders count for nothing. */
  readonly hasInstallation: boolean;
  /** Whether a line of it names this provider. */
  readonly namesProvider: boolean;
  /** The folder that `dev_overrides` gives for this provider, without init and without a lock. */
  readonly override: string | undefined;
  readonly pluginCache: string | undefined;
}

/** The file that the program reads, and what it says. */
export function cliConfiguration(machine: Machine, program: Program): CliConfiguration {
  const named = machine.env.TF_CLI_CONFIG_FILE || machine.env.TERRAFORM_CONFIG;
  const source = machine.env.TF_CLI_CONFIG_FILE ? "TF_CLI_CONFIG_FILE" : "TERRAFORM_CONFIG";
  const file = named || standardFile(machine, program);
  const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  return {
    file,
    source: named ? source : undefined,
    settings: text === undefined ? undefined : readSettings(text),
  };
}

function standardFile(machine: Machine, program: Program): string {
  const { home, env, platform } = machine;
  const { join } = pathsOf(machine);
  const windows = platform === "win32";
  const folder = windows ? applicationData(machine) : home;
  const terraforms = join(folder, windows ? "terraform.rc" : ".terraformrc");
  if (program === "terraform") return terraforms;
  const own = join(folder, windows ? "tofu.rc" : ".tofurc");
  if (existsSync(own) || existsSync(terraforms)) return existsSync(own) ? own : terraforms;
  return !windows && env.XDG_CONFIG_HOME ? join(env.XDG_CONFIG_HOME, "opentofu", "tofurc") : own;
}

/** Reads what it needs, no more: the text may be HCL or JSON, and programs know more of it than this one. */
export function readSettings(text: string): CliSettings {
  const said = withoutComments(text);
  const type = sourceAddress.split("/").slice(1).join("/");
  const address = `(?:[\\w.-]+/)?${type.replace("/", "\\/")}`;
  return {
    hasInstallation: /\bprovider_installation\b/.test(said),
    namesProvider: new RegExp(`"${address}"`).test(said),
    override: new RegExp(`dev_overrides[^}]*"${address}"\\s*[=:]\\s*"([^"]*)"`).exec(said)?.[1],
    pluginCache: /\bplugin_cache_dir"?\s*[=:]\s*"([^"]*)"/.exec(said)?.[1],
  };
}

/** Comments of HCL; what looks like one inside a string, such as `https://`, is none. */
const withoutComments = (text: string): string =>
  text.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|(?:#|\/\/).*$/gm,
    (_, string?: string) => string ?? "",
  );

/** The lines that make a folder the only source of this provider. */
export function installationLines(mirror: string): string {
  const names = `[${addresses.map((address) => JSON.stringify(address)).join(", ")}]`;
  return `provider_installation {
  filesystem_mirror { path = ${JSON.stringify(mirror)}, include = ${names} }
  direct { exclude = ${names} }
}`;
}
