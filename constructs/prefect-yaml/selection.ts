import type { DeploymentEntry, PrefectFile } from "./file";

/**
 * The deployments that patterns choose: `nightly`, `etl/nightly`, `etl/*`, as with `prefect deploy --name`. The flow is
 * named by its function, in which `-` and `_` are one.
 *
 * @throws Error for a pattern that chooses none
 */
export function selectDeployments(
  { deployments, place }: PrefectFile,
  patterns: readonly string[] | undefined,
): readonly DeploymentEntry[] {
  if (patterns === undefined) return deployments;
  const chosen = new Set<DeploymentEntry>();
  for (const pattern of patterns) {
    const found = deployments.filter((entry) => isMatch(pattern, entry));
    if (found.length === 0) {
      const names = deployments.map((entry) => titleOf(entry)).join(", ");
      throw place.error(`no deployment is called ${JSON.stringify(pattern)} (names); there are ${names}`);
    }
    for (const entry of found) chosen.add(entry);
  }
  return deployments.filter((entry) => chosen.has(entry));
}

function isMatch(pattern: string, entry: DeploymentEntry): boolean {
  const slash = pattern.indexOf("/");
  const isFlow = slash < 0 || wildcard(spelled(pattern.slice(0, slash))).test(spelled(functionOf(entry)));
  return isFlow && wildcard(pattern.slice(slash + 1)).test(entry.name);
}

/** `etl/nightly`: the flow's function and the deployment's name, as they stand in the file. */
export const titleOf = (entry: DeploymentEntry): string => `${functionOf(entry)}/${entry.name}`;

const spelled = (name: string): string => name.replaceAll("_", "-");

/** The flow's function. */
export function functionOf({ given: { entrypoint } }: DeploymentEntry): string {
  return typeof entrypoint === "string" ? (entrypoint.split(/[:.]/).at(-1) ?? "") : "";
}

function wildcard(pattern: string): RegExp {
  const words = pattern.split("*").map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${words.join(".*")}$`, "s");
}
