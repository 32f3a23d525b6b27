import type { Put } from "../../constructs/provider-mirror";
import { sourceAddress } from "../../source-address";
import { type CliConfiguration, installationLines } from "./cli-configuration";
import type { Placed } from "./put-provider";
import { mayColor, painted } from "./terminal-color";

const words: Readonly<Record<Put, string>> = { new: "new      ", replaced: "replaced ", same: "unchanged" };

/** How what became of a file is shown. */
export function paintPut(color: boolean | undefined): (put: Put) => string {
  const styles = { new: "green", replaced: "yellow", same: "faint" } as const;
  const colored = mayColor(color, process.stdout);
  return (put) => (colored ? painted(words[put], styles[put]) : words[put]);
}

/** What was written, file by file. */
export function installed(
  version: string,
  platforms: readonly string[],
  content: Buffer,
  placed: readonly Placed[],
  paint: (put: Put) => string,
): string {
  const size = `${(content.length / 1e6).toFixed(1)} MB`;
  const head = `terraform-provider-prefect ${version} for ${platforms.join(", ")} (${size})`;
  return [head, ...placed.map(({ file, put }) => `  ${paint(put)}  ${file}`)].join("\n");
}

export const findsIt =
  "\n`terraform init` and `tofu init` find it there, in any folder and without configuration.";

/** How a CLI configuration names a mirror. */
export function mirrorUse(mirror: string, packed: boolean): string {
  const served = packed
    ? `\nOn a web server, \`network_mirror { url = "https://…/" … }\` in the place of the second line.`
    : "";
  return `\nIn ~/.terraformrc (OpenTofu: ~/.tofurc), or in the file that TF_CLI_CONFIG_FILE names:\n\n${installationLines(mirror)}${served}`;
}

const shortSource = sourceAddress.split("/").slice(1).join("/");

/** What a configuration says to use it. */
export const requirement = (version: string): string => `
terraform {
  required_providers {
    prefect = { source = "${shortSource}", version = "${version}" }
  }
}`;

/** Said where a build took the place of another one of the same version. */
export const lockNote = `warning: another build of this version was replaced. Where that one was used before, \`init\` now finds that it does not match
  .terraform.lock.hcl ("doesn't match any of the checksums", also with -upgrade): delete the provider's block there, and run \`init\` again.`;

export function otherBuildsNote(files: readonly string[]): readonly string[] {
  if (files.length === 0) return [];
  return [
    `warning: there are other builds of this version, and Terraform takes the first it comes to. Delete them:\n${files.map((file) => `  ${file}`).join("\n")}`,
  ];
}

/** Where a CLI configuration says where providers come from, Terraform looks nowhere else. */
export function configurationNote(
  configurations: readonly CliConfiguration[],
  mirror: string,
): readonly string[] {
  const notes = configurations.flatMap(({ file, source, settings }) => {
    const named = source === undefined ? file : `${file} (${source})`;
    if (settings?.override !== undefined) {
      return [`warning: dev_overrides in ${named} has the provider taken from ${settings.override} instead.`];
    }
    if (settings?.hasInstallation !== true || settings.namesProvider) return [];
    return [
      `warning: ${named} has a provider_installation block, so only what it names counts. Add the two lines inside of:\n${installationLines(mirror)}`,
    ];
  });
  return [...new Set(notes)];
}
