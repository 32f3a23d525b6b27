import { type CommitSource, commitSources } from "../commit";
import type { CommitVersion } from "../commit-version";
import type { JsonObject } from "../json-input";
import type { Place } from "./place";

/** A deployment's version, and what Prefect Cloud is told of it beside. */
export interface Version {
  readonly version: string | undefined;
  readonly versionInfo: JsonObject | undefined;
}

/** What may be the version of a deployment whose entry has none. */
export interface Versions {
  readonly ofFlow: string | undefined;
  /** @param type who tells of the commit; default: anyone. Undefined: nobody does. */
  readonly ofCommit: (type?: CommitSource) => Partial<CommitVersion>;
  /** Which of them it is where there is no `version_type` either. */
  readonly default: "commit" | "flow";
}

/**
 * The version as `prefect deploy` has it: the file's, else that of the commit, else the flow's. With a `version_type` of
 * its own the commit is told of beside the file's version too.
 *
 * @param own of the file
 * @throws Error naming the place for a type that Prefect does not know
 */
export function versionOf(
  type: string | undefined,
  own: string | undefined,
  { ofFlow, ofCommit, default: otherwise }: Versions,
  place: Place,
): Version {
  if (type === undefined) {
    if (own !== undefined || otherwise === "flow") return { version: own ?? ofFlow, versionInfo: undefined };
    return { version: ofFlow, versionInfo: undefined, ...ofCommit() };
  }
  if (type !== simple && !isCommitSource(type)) {
    throw place.error(`there is no such type of version; there are ${[simple, ...commitSources].join(", ")}`);
  }
  const { versionInfo, ...commit } = isCommitSource(type) ? ofCommit(type) : {};
  const version = own ?? commit.version ?? ofFlow;
  return { version, versionInfo: { ...(versionInfo ?? { type: simple }), version: version ?? "" } };
}

const simple = "prefect:simple";

const isCommitSource = (type: string): type is CommitSource =>
  commitSources.some((source) => source === type);
