import { execFileSync } from "node:child_process";
import { isolatedEnvironment } from "./environment";
import { isOpenTofu, terraformExecutable } from "./terraform";

let told: string | undefined;

/** The version of the Terraform or OpenTofu that runs the tests, such as `1.11.4`. */
export function terraformVersion(): string {
  told ??= askVersion();
  return told;
}

/** Is it Terraform itself, of that version or newer? OpenTofu counts versions of its own. */
export const isTerraformSince = (version: string): boolean =>
  !isOpenTofu && terraformVersion().localeCompare(version, "en", { numeric: true }) >= 0;

function askVersion(): string {
  const answer: unknown = JSON.parse(
    execFileSync(terraformExecutable, ["version", "-json"], {
      encoding: "utf8",
      env: isolatedEnvironment(),
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  if (typeof answer === "object" && answer !== null && "terraform_version" in answer) {
    return String(answer.terraform_version);
  }
  throw new Error(`${terraformExecutable} does not tell its version.`);
}
