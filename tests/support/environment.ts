/** Settings of these programs on the machine that runs the tests must not reach what is tested. */
const foreign = /^(PREFECT|TF|CDKTF|VITEST)_|^(TERRAFORM|VITEST|NODE_OPTIONS|CI|FORCE_COLOR)$/;

/** This process's environment without anyone's Prefect, Terraform or CDKTF settings, plus `own`. */
export function isolatedEnvironment(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !foreign.test(name)) environment[name] = value;
  }
  return {
    ...environment,
    CHECKPOINT_DISABLE: "1",
    // The cache in the home folder has one place for all builds of a version.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    ...own,
  };
}
