import type { DeploymentProps } from "../deployment";
import type { ReadDeployment } from "./deployment-entry";
import type { FlowOfFile } from "./flows";
import type { Place } from "./place";
import { versionInfo } from "./version-info";

/** A deployment's properties, of the file and of the flow where the file says nothing. */
export function propsOf(read: ReadDeployment, flow: FlowOfFile, place: Place): DeploymentProps {
  const { triggers: _, versionType, pool, ...same } = read;
  const version = read.version ?? flow.version;
  return {
    ...same,
    flow: flow.flow,
    description: read.description ?? flow.description,
    version,
    versionInfo: versionInfo(versionType, version, place.at("version_type")),
    parameterOpenapiSchema: flow.parameterOpenapiSchema,
    workPool: pool.name,
    workQueue: pool.queue,
    jobVariables: pool.jobVariables,
  };
}
