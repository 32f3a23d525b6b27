import { realpathSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { JsonInput } from "../json-input";
import type { PullStep } from "../pull-step";
import type { Place } from "./place";
import { mapping } from "./shapes";
import type { Step } from "./steps";

const dockerBuild = "prefect_docker.deployments.steps.build_docker_image";

/**
 * The pull steps that Prefect chooses where a file has none: the directory that is deployed from, or that of an image.
 *
 * @param directory where the file's entrypoints are
 * @param image the job variable
 */
export function defaultPullSteps(
  directory: string,
  buildSteps: readonly Step[],
  image: JsonInput,
  place: Place,
): readonly PullStep[] {
  const build = buildSteps.find(({ name }) => name === dockerBuild);
  const source = realpathSync(resolve(directory));
  if (build !== undefined) {
    const { dockerfile } = mapping(build.inputs, place) ?? {};
    // Whoever writes a Dockerfile knows where the code is in it.
    return dockerfile === "auto" ? workingIn(`/opt/prefect/${basename(source)}`) : [];
  }
  const isImage = image !== undefined && image !== null && image !== "";
  return workingIn(isImage ? "/opt/prefect" : source);
}

const workingIn = (directory: string): readonly PullStep[] => [
  { type: "prefect.deployments.steps.set_working_directory", inputs: { directory } },
];
