import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { executable, sourceAddress, version } from "./address";

/** Puts the built provider into a stack's folder, where Terraform looks before it asks a registry of providers. */
export function putRegistryProvider(stackFolder: string): void {
  if (!existsSync(executable)) throw new Error(`${executable} is missing: run npx tsx registry/build.ts`);
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const folder = join(stackFolder, "terraform.d/plugins", sourceAddress, version, platform);
  mkdirSync(folder, { recursive: true });
  copyFileSync(executable, join(folder, `terraform-provider-registry_v${version}`));
}
