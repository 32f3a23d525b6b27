import type { CtyValue } from "../cty/value";

/** Steps with a name of their own in this provider, and the functions that they are. */
const functions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    set_working_directory: "prefect.deployments.steps.set_working_directory",
    git_clone: "prefect.deployments.steps.git_clone",
    run_shell_script: "prefect.deployments.steps.run_shell_script",
    pip_install_requirements: "prefect.deployments.steps.pip_install_requirements",
    pull_from_azure_blob_storage: "prefect_azure.deployments.steps.pull_from_azure_blob_storage",
    pull_from_gcs: "prefect_gcp.deployments.steps.pull_from_gcs",
    pull_from_s3: "prefect_aws.deployments.steps.pull_from_s3",
  }),
);

export const fullStepName = (type: string): string => functions.get(type) ?? type;

export const shortStepName = (name: string): string | undefined =>
  [...functions].find(([, dotted]) => dotted === name)?.[0];

/** A step is one of the known names or a dotted one; `""` takes the whole step from `inputs`. */
export function oneOfOrDotted(type: CtyValue): string | undefined {
  if (typeof type !== "string" || functions.has(type) || type.includes(".") || type === "") return undefined;
  return `"${type}" was given; it must be one of ${[...functions.keys()].join(", ")}, or the dotted name of a function.`;
}
