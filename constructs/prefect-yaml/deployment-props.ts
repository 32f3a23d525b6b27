import type { CommitSource } from "../commit";
import { commitVersion } from "../commit-version";
import type { DeploymentProps } from "../deployment";
import type { ReadDeployment, Surroundings } from "./deployment-entry";
import type { FlowOfFile } from "./flows";
import type { Place } from "./place";
import { versionOf } from "./version";

/** A deployment's properties, of the file and of the flow where the file says nothing. */
export function propsOf(
  read: ReadDeployment,
  flow: FlowOfFile,
  { environment, directory, defaultVersion }: Surroundings,
  place: Place,
): DeploymentProps {
  const { triggers: _, versionType, pool, ...same } = read;
  const versions = {
    ofFlow: flow.version,
    ofCommit: (type?: CommitSource) => commitVersion({ directory, type, environment }),
    default: defaultVersion,
  };
  return {
    ...same,
    ...versionOf(versionType, read.version, versions, place.at("version_type")),
    flow: flow.flow,
    description: read.description ?? flow.description,
    parameterOpenapiSchema: flow.parameterOpenapiSchema,
    workPool: pool.name,
    workQueue: pool.queue,
    jobVariables: pool.jobVariables,
  };
}
