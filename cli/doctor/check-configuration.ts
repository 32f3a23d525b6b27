import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { type CliConfiguration, cliConfiguration, type Program } from "../install/cli-configuration";
import type { Machine } from "../install/machine";
import { type Finding, failed, failedBecause, ok, warning } from "./finding";

const check = "cli-configuration";

/** The CLI configurations of the programs that are there, as far as they decide where the provider comes from. */
export function checkConfiguration(machine: Machine, programs: readonly Program[]): readonly Finding[] {
  const findings = programs.flatMap((program) => {
    try {
      return judge(cliConfiguration(machine, program));
    } catch (error) {
      return [failedBecause(check, error)];
    }
  });
  // Both programs may read one file.
  return findings.filter(
    ({ found }, index) => findings.findIndex((other) => other.found === found) === index,
  );
}

function judge({ file, source, settings }: CliConfiguration): readonly Finding[] {
  const named = source === undefined ? file : `${file} (${source})`;
  if (settings === undefined) {
    if (source === undefined) return [ok(check, `${file} is not there, and need not be`)];
    const found = `${source} names ${file}, which does not exist: its settings count for nothing, and some versions of Terraform stop`;
    return [warning(check, found, `Unset ${source}, or make the file (it may be empty).`)];
  }
  if (settings.override !== undefined) {
    const found = `dev_overrides in ${named} has the provider taken from ${settings.override}, whatever is locked or installed`;
    const folder = settings.override;
    if (isAbsolute(folder) && !existsSync(resolve(folder, "terraform-provider-prefect"))) {
      return [failed(check, `${found}, and there is none`, "Correct the folder, or take the line out.")];
    }
    return [warning(check, found, "Take the line out when development is done.")];
  }
  if (settings.hasInstallation && !settings.namesProvider) {
    const found = `provider_installation in ${named} does not name this provider, so that neither the plugins folders nor the folders of CDKTF stacks count`;
    const mend = "Name a mirror there: `cdktf-prefect install --dir DIR` makes one and prints the lines.";
    return [warning(check, found, mend)];
  }
  return [ok(check, named)];
}
