import type { JsonObject } from "../json-input";
import { type Commit, type CommitSource, commitSources } from "./commit";
import type { Place } from "./place";

/** A deployment's version, and what Prefect Cloud is told of it beside. */
export interface Version {
  readonly version: string | undefined;
  readonly versionInfo: JsonObject | undefined;
}

/**
 * The version that a `version_type` makes: with one of a version control, that of the commit where the file gives none.
 * Where the commit cannot be told, it is as without one.
 *
 * @param own of the file
 * @param ofFlow where there is no other
 * @throws Error naming the place for a type that Prefect does not know
 */
export function versionOf(
  type: string | undefined,
  own: string | undefined,
  ofFlow: string | undefined,
  commitOf: (source: CommitSource) => Commit | undefined,
  place: Place,
): Version {
  if (type === undefined) return { version: own ?? ofFlow, versionInfo: undefined };
  const commit = isCommitSource(type) ? commitOf(type) : undefined;
  if (commit !== undefined) {
    const version = own ?? commit.sha.slice(0, 8);
    const { sha, ...others } = commit;
    return { version, versionInfo: { type, version, commit_sha: sha, ...others } };
  }
  if (type !== simple && !isCommitSource(type)) {
    throw place.error(`there is no such type of version; there are ${[simple, ...commitSources].join(", ")}`);
  }
  const version = own ?? ofFlow;
  return { version, versionInfo: { type: simple, version: version ?? "" } };
}

const simple = "prefect:simple";

const isCommitSource = (type: string): type is CommitSource =>
  commitSources.some((source) => source === type);
