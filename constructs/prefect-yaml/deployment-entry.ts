import type { DeploymentProps } from "../deployment";
import { type IResolvable, Token } from "../framework";
import type { JsonInput, JsonObject } from "../json-input";
import type { PullStep } from "../pull-step";
import { readConcurrency } from "./concurrency";
import { defaultPullSteps } from "./default-pull-steps";
import type { DeploymentEntry, PrefectFile } from "./file";
import { meaningsOf } from "./part-meanings";
import type { Place } from "./place";
import { type PoolOfFile, readPool } from "./pool";
import { pythonText } from "./python-text";
import { readSchedules } from "./schedules";
import type { ServerVariable } from "./server-variables";
import { isToken, list, mapping, text, truth } from "./shapes";
import { outputsOf } from "./step-outputs";
import { buildSteps, ownOrShared, pullStep, readStep, type Step, stepValues } from "./steps";
import { fillIn, type Meanings } from "./templates";
import { type DeploymentTrigger, readTrigger } from "./triggers";
import type { YamlValue } from "./yaml-text";

/** What is known when a file is read, apart from the file. */
export interface Surroundings {
  readonly directory: string;
  readonly stepOutputs: JsonObject;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly defaultVersion: "commit" | "flow";
  readonly variable: (name: string) => ServerVariable;
  readonly warn: (message: string) => void;
}

/** A deployment with its placeholders filled in: the properties of the construct that the file says. */
export interface ReadDeployment
  extends Pick<
    DeploymentProps,
    "parameters" | "enforceParameterSchema" | "concurrencyLimit" | "concurrencyOptions" | "schedules"
  > {
  readonly name: string;
  readonly entrypoint: string;
  /** Undefined: that of the flow. */
  readonly description: string | undefined;
  /** Undefined: that of the flow. */
  readonly version: string | undefined;
  readonly versionType: string | undefined;
  readonly tags: readonly string[];
  readonly paused: boolean | IResolvable;
  readonly pool: PoolOfFile;
  readonly pullSteps: readonly PullStep[];
  readonly triggers: readonly DeploymentTrigger[];
}

/** @throws Error naming the place for what Prefect would refuse, and for what is not supported */
export function readDeployment(
  entry: DeploymentEntry,
  file: PrefectFile,
  surroundings: Surroundings,
): ReadDeployment {
  const { given, place } = entry;
  const build = stepsOf(buildSteps(given, place, file.given, file.place));
  const push = stepsOf(ownOrShared("push", given, place, file.given, file.place));
  const meanings = meaningsOf({
    environment: surroundings.environment,
    variable: surroundings.variable,
    warn: surroundings.warn,
    stepsElsewhere: [...build, ...push],
    outputs: outputsOf([...build, ...push], surroundings.stepOutputs, file.place.called("stepOutputs")),
  });
  const filled = (key: string): JsonInput => fillIn(given[key], meanings.deployment, place.at(key));
  const ownText = (key: string) => text(filled(key), place.at(key)) || undefined;
  const needed = (key: string) => {
    const found = ownText(key);
    if (found === undefined) throw place.at(key).error("text is needed here");
    return found;
  };
  const name = needed("name");
  refuseSla(given.sla, place.at("sla"));
  const pool = readPool(
    given.work_pool,
    { names: meanings.deployment, jobVariables: meanings.jobVariables },
    place.at("work_pool"),
  );
  const pull = ownOrShared("pull", given, place, file.given, file.place);
  return {
    name: withoutSuffix(name),
    entrypoint: needed("entrypoint"),
    description: ownText("description"),
    version: ownText("version"),
    versionType: ownText("version_type"),
    tags: readTags(filled("tags"), place.at("tags")),
    paused: truth(filled("paused"), place.at("paused")) ?? false,
    parameters: mapping(filled("parameters"), place.at("parameters")) ?? {},
    enforceParameterSchema: truth(filled("enforce_parameter_schema"), place.at("enforce_parameter_schema")),
    schedules: readSchedules(filled("schedule"), filled("schedules"), place),
    ...readConcurrency(filled("concurrency_limit"), place.at("concurrency_limit")),
    pool,
    pullSteps:
      readPullSteps(stepValues(pull), meanings.pullStep) ??
      defaultPullSteps(
        surroundings.directory,
        stepsOf(ownOrShared("build", given, place, file.given, file.place)),
        pool.jobVariables.image,
        place,
      ),
    triggers: readTriggers(given.triggers, name, meanings, place.at("triggers")),
  };
}

const stepsOf = (steps: ReturnType<typeof buildSteps>): readonly Step[] =>
  (stepValues(steps) ?? []).map(({ value, place }) => readStep(value, place));

/** Prefect takes a deployment named after a file for that file's. */
const withoutSuffix = (name: string): string =>
  name.endsWith(".py") && !isToken(name) ? (name.slice(0, -".py".length).split("/").at(-1) ?? name) : name;

function readTags(value: JsonInput, place: Place): readonly string[] {
  if (isToken(value)) return Token.asList(value);
  if (typeof value === "string") {
    throw place.error("a list is needed here; of a text Prefect would make a tag of each letter");
  }
  const tags = (list(value, place) ?? []).map((tag, index) => pythonText(tag, place.at(index)));
  return tags.filter((tag) => tag.trim() !== "");
}

function readPullSteps(
  values: ReturnType<typeof stepValues>,
  meanings: (steps: readonly Step[], index: number) => Meanings,
): readonly PullStep[] | undefined {
  if (values === undefined) return undefined;
  const steps = values.map(({ value, place }) => readStep(value, place));
  return values.map(({ value, place }, index) =>
    pullStep(fillIn(value, meanings(steps, index), place), place),
  );
}

function readTriggers(
  value: YamlValue | undefined,
  deploymentName: string,
  meanings: ReturnType<typeof meaningsOf>,
  place: Place,
): readonly DeploymentTrigger[] {
  return (list(value, place) ?? []).map((trigger, index) => {
    const at = place.at(index);
    const given = mapping(trigger, at);
    if (given === undefined) throw at.error("a mapping is needed here");
    const { parameters, ...others } = given;
    return readTrigger(
      {
        ...mapping(fillIn(others, meanings.trigger, at), at),
        parameters: fillIn(parameters, meanings.triggerParameters, at.at("parameters")),
      },
      `${deploymentName}__automation_${index + 1}`,
      at,
    );
  });
}

function refuseSla(value: YamlValue | undefined, place: Place): void {
  if (value === null || value === undefined) return;
  throw place.error("service level agreements are not supported; Prefect has them in its Cloud only");
}
