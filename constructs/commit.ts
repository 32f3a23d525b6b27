import { spawnSync } from "node:child_process";

/** The commit that is checked out, as far as Prefect wants to know. */
export interface Commit {
  readonly sha: string;
  readonly branch: string;
  readonly repository: string;
  readonly url: string;
  /** Its first line. */
  readonly message: string;
}

/** Variables by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What services tell of the commit that they build. Source: `prefect/_internal/versioning.py`. */
const services = {
  "vcs:github": (env: Environment) => ({
    sha: env.GITHUB_SHA,
    branch: env.GITHUB_REF_NAME,
    repository: env.GITHUB_REPOSITORY,
    url: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/tree/${env.GITHUB_SHA}`,
  }),
  "vcs:gitlab": (env: Environment) => ({
    sha: env.CI_COMMIT_SHA,
    branch: env.CI_COMMIT_REF_NAME,
    repository: env.CI_PROJECT_NAME,
    url: `${env.CI_PROJECT_URL}/-/tree/${env.CI_COMMIT_SHA}`,
  }),
  "vcs:bitbucket": (env: Environment) => ({
    sha: env.BITBUCKET_COMMIT,
    branch: env.BITBUCKET_BRANCH,
    repository: env.BITBUCKET_REPO_SLUG,
    url: `${env.BITBUCKET_GIT_HTTP_ORIGIN}/src/${env.BITBUCKET_COMMIT}`,
  }),
  "vcs:azuredevops": (env: Environment) => ({
    sha: env.BUILD_SOURCEVERSION,
    branch: env.BUILD_SOURCEBRANCHNAME,
    repository: env.BUILD_REPOSITORY_NAME,
    url: `${env.BUILD_REPOSITORY_URI}?version=GC${env.BUILD_SOURCEVERSION}`,
  }),
} as const;

export type CommitSource = keyof typeof services | "vcs:git";

/** In the order in which Prefect asks them. */
export const commitSources: readonly CommitSource[] = [
  "vcs:github",
  "vcs:gitlab",
  "vcs:bitbucket",
  "vcs:azuredevops",
  "vcs:git",
];

/** The commit in a directory; undefined: the service or git does not tell all of it. */
export function commitOf(
  source: CommitSource,
  environment: Environment,
  directory: string,
): Commit | undefined {
  const git = (...args: readonly string[]): string | undefined => {
    const { status, stdout } = spawnSync("git", args, { cwd: directory, encoding: "utf8" });
    return status === 0 ? stdout.trim() : undefined;
  };
  const { sha, branch, repository, url } =
    source === "vcs:git" ? fromGit(git) : services[source](environment);
  if (!sha || !branch || !repository || !url) return undefined;
  const message = git("log", "-1", "--pretty=%B")?.split("\n")[0];
  return message ? { sha, branch, repository, url, message } : undefined;
}

function fromGit(git: (...args: readonly string[]) => string | undefined) {
  const url = git("config", "--get", "remote.origin.url");
  return {
    sha: git("rev-parse", "HEAD"),
    branch: git("rev-parse", "--abbrev-ref", "HEAD"),
    repository: url === undefined ? undefined : pathOf(url),
    url,
  };
}

/** `org/etl` of `https://github.com/org/etl.git`; what is no URL is a path as a whole. */
function pathOf(url: string): string {
  const path = /^[a-z][a-z\d+.-]*:\/\/[^/]*(\/[^?#]*)?/i.exec(url)?.[1] ?? url;
  return path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
}
