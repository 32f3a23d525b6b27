import type { TerraformStack } from "./framework";
import type { RequiredProvider } from "./lock-file";

/** What a stack's `terraform.required_providers` will say, overrides included. */
export function requiredProviders(stack: TerraformStack): RequiredProvider[] {
  const { terraform = {} }: { terraform?: { required_providers?: Record<string, unknown> } } =
    stack.toTerraform();
  return Object.entries(terraform.required_providers ?? {}).flatMap(([name, entry]) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { source = name, version }: { source?: string; version?: string } = entry;
    return [{ source, version }];
  });
}
