import type { DeploymentProps } from "../deployment";
import { commitOf } from "./commit";
import type { ReadDeployment, Surroundings } from "./deployment-entry";
import type { FlowOfFile } from "./flows";
import type { Place } from "./place";
import { versionOf } from "./version";

/** A deployment's properties, of the file and of the flow where the file says nothing. */
export function propsOf(
  read: ReadDeployment,
  flow: FlowOfFile,
  { environment, directory }: Surroundings,
  place: Place,
): DeploymentProps {
  const { triggers: _, versionType, pool, ...same } = read;
  return {
    ...same,
    ...versionOf(
      versionType,
      read.version,
      flow.version,
      (source) => commitOf(source, environment, directory),
      place.at("version_type"),
    ),
    flow: flow.flow,
    description: read.description ?? flow.description,
    parameterOpenapiSchema: flow.parameterOpenapiSchema,
    workPool: pool.name,
    workQueue: pool.queue,
    jobVariables: pool.jobVariables,
  };
}
