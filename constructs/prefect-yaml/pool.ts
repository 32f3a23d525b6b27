import type { JsonObject } from "../json-input";
import type { Place } from "./place";
import { mapping, text } from "./shapes";
import { fillIn, type Meanings } from "./templates";
import type { YamlValue } from "./yaml-text";

/** Where a deployment runs. */
export interface PoolOfFile {
  readonly name: string;
  readonly queue: string | undefined;
  readonly jobVariables: JsonObject;
}

/** @param meanings in names, and in job variables */
export function readPool(
  value: YamlValue | undefined,
  meanings: { readonly names: Meanings; readonly jobVariables: Meanings },
  place: Place,
): PoolOfFile {
  const given = mapping(value, place, ["name", "work_queue_name", "job_variables"]) ?? {};
  const nameOf = (key: "name" | "work_queue_name") =>
    text(fillIn(given[key], meanings.names, place.at(key)), place.at(key)) || undefined;
  const name = nameOf("name");
  if (name === undefined) {
    throw place
      .at("name")
      .error("a work pool is needed here; a deployment without one is served, not deployed");
  }
  const at = place.at("job_variables");
  const jobVariables = mapping(fillIn(given.job_variables, meanings.jobVariables, at), at) ?? {};
  return { name, queue: nameOf("work_queue_name"), jobVariables };
}
