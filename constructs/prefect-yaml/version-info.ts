import type { JsonObject } from "../json-input";
import type { Place } from "./place";

/**
 * What a `version_type` adds to a deployment's version.
 *
 * @throws Error for the types that take the version from the commit that is checked out: each commit would change the
 * plan
 */
export function versionInfo(
  type: string | undefined,
  version: string | undefined,
  place: Place,
): JsonObject | undefined {
  if (type === undefined) return undefined;
  if (type === "prefect:simple") return { type, version: version ?? "" };
  throw place.error(
    'only "prefect:simple" is supported: a version that follows the commit would change the plan with each commit; give it as version, for example "{{ $GIT_COMMIT }}"',
  );
}
