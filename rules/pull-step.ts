import { entrypoint } from "./entrypoint";
import { accepted, refused, type Verdict } from "./verdict";

/** Steps with a name of their own in this package, and the functions that they are. */
const functions: ReadonlyMap<string, string> = new Map([
  ["set_working_directory", "prefect.deployments.steps.set_working_directory"],
  ["git_clone", "prefect.deployments.steps.git_clone"],
  ["run_shell_script", "prefect.deployments.steps.run_shell_script"],
  ["pip_install_requirements", "prefect.deployments.steps.pip_install_requirements"],
  ["pull_from_azure_blob_storage", "prefect_azure.deployments.steps.pull_from_azure_blob_storage"],
  ["pull_from_gcs", "prefect_gcp.deployments.steps.pull_from_gcs"],
  ["pull_from_s3", "prefect_aws.deployments.steps.pull_from_s3"],
]);

/** `git_clone` in full: `prefect.deployments.steps.git_clone`. Any other name is as it is. */
export const fullStepName = (name: string): string => functions.get(name) ?? name;

/** The short name of a function that has one. */
export const shortStepName = (name: string): string | undefined =>
  [...functions].find(([, dotted]) => dotted === name)?.[0];

/**
 * The name of a step: a short one, or that of a function where a worker imports it from: `package.steps.fetch`,
 * `package.steps:fetch`, `steps.py:fetch`. From Prefect's `import_object`.
 */
export function pullStepName(name: string): Verdict {
  if (functions.has(name) || !("problem" in entrypoint(name))) return accepted;
  const short = [...functions.keys()].join(", ");
  return refused(
    `${JSON.stringify(name)} was given; it must be one of ${short}, or the dotted name of a function such as "company.steps.fetch".`,
  );
}

/** Arguments that a step cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  set_working_directory: ["directory"],
  git_clone: ["repository"],
  pull_from_s3: ["bucket"],
  pull_from_gcs: ["bucket"],
  pull_from_azure_blob_storage: ["container"],
};

/** What is wrong with an argument of a step. */
export interface PullStepFault {
  /** By its name in Python. */
  readonly argument: string;
  readonly problem: string;
}

/**
 * What a worker refuses of a step's arguments when a run begins, and what has no sense for it. Arguments that are not
 * there are not judged: they may be secret, and given elsewhere. From `prefect.deployments.steps` and `GitRepository`.
 *
 * @param name short or in full
 * @param given the arguments that are known
 */
export function pullStepFaults(
  name: string,
  given: Readonly<Record<string, unknown>>,
): readonly PullStepFault[] {
  const short = functions.has(name) ? name : shortStepName(name);
  if (short === undefined) return [];
  const empty = (needed[short] ?? [])
    .filter((argument) => given[argument] === "")
    .map((argument) => ({ argument, problem: "It is empty; a worker could not take the step." }));
  return short === "git_clone" ? [...empty, ...cloneFaults(given)] : empty;
}

function cloneFaults({
  branch,
  commit_sha: commit,
  access_token: token,
  credentials,
}: Readonly<Record<string, unknown>>): readonly PullStepFault[] {
  const faults: PullStepFault[] = [];
  if (isGiven(token) && isGiven(credentials)) {
    faults.push({ argument: "credentials", problem: "There is an access token too; give one of them." });
  }
  if (isGiven(branch) && isGiven(commit)) {
    faults.push({ argument: "commit_sha", problem: "There is a branch too; give one of them." });
  }
  if (typeof branch === "string" && branch.startsWith("-")) {
    faults.push({
      argument: "branch",
      problem: `${JSON.stringify(branch)} was given; git takes no branch that begins with "-".`,
    });
  }
  return faults;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
