import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sourceAddress } from "../source-address";

/**
 * What `terraform providers schema -json` prints for the built provider, as text.
 *
 * `dev_overrides` let terraform ask a provider from a folder, with no init and no registry.
 *
 * @param folder the folder with the executable `terraform-provider-prefect`
 * @throws when terraform is not on the PATH (or in TERRAFORM) or the provider does not start
 */
export function readProviderSchema(folder: string): string {
  const work = mkdtempSync(join(tmpdir(), "prefect-schema-"));
  try {
    const cliConfig = join(work, "cli.tfrc");
    writeFileSync(
      cliConfig,
      `provider_installation {\n  dev_overrides {\n    ${JSON.stringify(sourceAddress)} = ${JSON.stringify(folder)}\n  }\n}\n`,
    );
    writeFileSync(
      join(work, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: { prefect: { source: sourceAddress } } } }),
    );
    return execFileSync(process.env.TERRAFORM ?? "terraform", ["providers", "schema", "-json"], {
      cwd: work,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, TF_CLI_CONFIG_FILE: cliConfig, CHECKPOINT_DISABLE: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
