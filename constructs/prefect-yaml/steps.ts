import { entrypoint } from "../../rules";
import type { JsonInput } from "../json-input";
import type { PullStep } from "../pull-step";
import type { Place } from "./place";
import { isMapping, list, mapping, text } from "./shapes";
import type { YamlObject, YamlValue } from "./yaml-text";

/** A step that somebody else takes, at least as much of it as others need to know. */
export interface Step {
  /** The dotted name of its function. */
  readonly name: string;
  readonly id: string | undefined;
  readonly inputs: JsonInput;
}

/** Where steps stand: a list, one step alone, or nothing. */
export interface StepsOfFile {
  readonly value: YamlValue | undefined;
  readonly place: Place;
}

const isEmpty = (value: YamlValue | undefined): boolean =>
  value === null || value === undefined || (isMapping(value) && Object.keys(value).length === 0);

const isEmptyList = (value: YamlValue | undefined): boolean => Array.isArray(value) && value.length === 0;

/** The build steps of a deployment: its own, even where there are none, else those of the file. */
export function buildSteps(
  deployment: YamlObject,
  ofDeployment: Place,
  file: YamlObject,
  ofFile: Place,
): StepsOfFile {
  return "build" in deployment
    ? { value: deployment.build, place: ofDeployment.at("build") }
    : { value: file.build, place: ofFile.at("build") };
}

/** The steps of a kind: the deployment's own, or where it has none, those of the file. `pull: []` is its own. */
export function ownOrShared(
  kind: "build" | "push" | "pull",
  deployment: YamlObject,
  ofDeployment: Place,
  file: YamlObject,
  ofFile: Place,
): StepsOfFile {
  const own = deployment[kind];
  const isOwn = kind === "pull" ? !isEmpty(own) : !isEmpty(own) && !isEmptyList(own);
  return isOwn ? { value: own, place: ofDeployment.at(kind) } : { value: file[kind], place: ofFile.at(kind) };
}

/** Undefined: the file says nothing. `[]`: it says that there are none. */
export function stepValues({
  value,
  place,
}: StepsOfFile): readonly { value: YamlValue; place: Place }[] | undefined {
  if (value === undefined || isEmpty(value)) return undefined;
  if (isMapping(value)) return [{ value, place }];
  return list(value, place)?.map((step, index) => ({ value: step, place: place.at(index) }));
}

/** @throws Error naming the place for what is no step of one function with its arguments */
export function readStep(value: JsonInput, place: Place): Step {
  const [call, ...more] = Object.entries(mapping(value, place) ?? {});
  if (call === undefined || more.length > 0) {
    throw place.error("a step is a mapping with one key, the dotted name of a function");
  }
  const [name, inputs] = call;
  const given = mapping(inputs, place.at(name));
  if (given === undefined) throw place.at(name).error("arguments are needed here; for none write {}");
  return { name, id: text(given.id, place.at(name).at("id")), inputs: given };
}

/** A pull step as a deployment has it, with whatever arguments it has. */
export function pullStep(value: JsonInput, place: Place): PullStep {
  const { name, inputs } = readStep(value, place);
  if (!isFunction(name)) throw place.at(name).error("a step's name is the dotted name of a function");
  return { type: name, inputs: mapping(inputs, place.at(name)) };
}

/** `package.steps.fetch`, or `package.steps:fetch`. Short names mean nothing to Prefect. */
const isFunction = (name: string): name is `${string}.${string}` | `${string}:${string}` =>
  !("problem" in entrypoint(name));
