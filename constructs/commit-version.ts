import { type CommitSource, commitOf, commitSources, type Environment } from "./commit";
import type { JsonObject } from "./json-input";

export interface CommitVersionOptions {
  /** A directory of the checkout; default: the working directory. */
  readonly directory?: string | undefined;
  /** Who tells of the commit; default: the first of these that does, the service that builds it before git. */
  readonly type?: CommitSource | undefined;
  /** Where services tell of the commit that they build; default: the environment of this process. */
  readonly environment?: Environment | undefined;
}

/** A deployment's version as a commit gives it. */
export interface CommitVersion {
  /** The first eight digits of the commit's hash. */
  readonly version: string;
  /** `{ type, version, commit_sha, branch, repository, url, message }`, for Prefect Cloud. */
  readonly versionInfo: JsonObject;
}

/**
 * The version that `flow.deploy`, `flow.serve` and `prefect deploy` give to a deployment in a checkout: that of the
 * commit. It changes with each commit, whatever is in it. Git tells of a commit where there is a remote called origin;
 * so do GitHub, GitLab, Bitbucket and Azure DevOps of what they build.
 *
 * @returns nothing where the commit is not told of: a deployment then has the version of its flow
 *
 * @example
 * ```ts
 * new Deployment(this, "nightly", { name: "nightly", flow, workPool: pool, ...commitVersion() });
 * ```
 */
export function commitVersion({
  directory = ".",
  type,
  environment = process.env,
}: CommitVersionOptions = {}): CommitVersion | Record<never, never> {
  for (const source of type === undefined ? commitSources : [type]) {
    const commit = commitOf(source, environment, directory);
    if (commit === undefined) continue;
    const { sha, ...others } = commit;
    const version = sha.slice(0, 8);
    return { version, versionInfo: { type: source, version, commit_sha: sha, ...others } };
  }
  return {};
}
