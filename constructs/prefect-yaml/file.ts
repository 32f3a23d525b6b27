import type { Place } from "./place";
import { list, mapping } from "./shapes";
import { readYaml, type YamlObject, type YamlValue } from "./yaml-text";

/** A deployment as it stands in a file. */
export interface DeploymentEntry {
  readonly given: YamlObject;
  readonly place: Place;
  /** With its placeholders. */
  readonly name: string;
}

export interface PrefectFile {
  /** The top level: steps of all deployments. */
  readonly given: YamlObject;
  readonly place: Place;
  readonly deployments: readonly DeploymentEntry[];
}

/** Keys of the top level. Those of a recipe (`description`, `required_inputs`) mean nothing when deploying. */
const fileKeys = [
  "name",
  "prefect-version",
  "description",
  "required_inputs",
  "definitions",
  "build",
  "push",
  "pull",
  "deployments",
];

const deploymentKeys = [
  "name",
  "version",
  "version_type",
  "tags",
  "description",
  "schedule",
  "schedules",
  "paused",
  "concurrency_limit",
  "flow_name",
  "entrypoint",
  "parameters",
  "enforce_parameter_schema",
  "build",
  "push",
  "pull",
  "work_pool",
  "triggers",
  "sla",
];

/**
 * Reads the text of a `prefect.yaml` and checks its keys. Further keys of the top level may hold what is used
 * elsewhere by anchors.
 *
 * @throws Error naming the place for what is no such file; Prefect itself would pass over unknown keys, and over the
 * whole file where one value is of a wrong type
 */
export function readPrefectFile(text: string, place: Place): PrefectFile {
  const { value, definitions } = readYaml(text, place);
  const given = objectOf(value, place);
  for (const key of Object.keys(given)) {
    if (fileKeys.includes(key) || definitions.has(key) || isExtension(key)) continue;
    throw place.at(key).error(`there is no such key; there are ${fileKeys.join(", ")}`);
  }
  const all = place.at("deployments");
  const deployments = list(given.deployments, all) ?? [];
  if (deployments.length === 0) throw all.error("a list of deployments is needed here");
  return { given, place, deployments: deployments.map((item, index) => readEntry(item, all.at(index))) };
}

function readEntry(value: YamlValue, place: Place): DeploymentEntry {
  const { name } = objectOf(value, place);
  if (typeof name !== "string" || name === "") {
    throw place.at("name").error("a name is needed here; Prefect passes over a deployment without one");
  }
  const called = place.called(name);
  const given = Object.fromEntries(
    Object.entries(objectOf(value, called)).filter(([key]) => !isExtension(key)),
  );
  mapping(given, called, deploymentKeys);
  return { given, place: called, name };
}

const isExtension = (key: string): boolean => /^(?:x-|\.)/.test(key);

/** @throws Error naming the place for anything else */
function objectOf(value: YamlValue, place: Place): YamlObject {
  const found = mapping(value, place);
  if (found === undefined) throw place.error("a mapping is needed here");
  return found;
}
