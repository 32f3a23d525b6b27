import type { DeploymentProps } from "../deployment";
import { Duration } from "../duration";
import type { JsonInput } from "../json-input";
import type { Place } from "./place";
import { integer, isMapping, mapping, text } from "./shapes";

/** How many runs at once: a number, or a mapping that says also what happens to one more. */
export function readConcurrency(
  value: JsonInput,
  place: Place,
): Pick<DeploymentProps, "concurrencyLimit" | "concurrencyOptions"> {
  if (!isMapping(value)) return { concurrencyLimit: integer(value, place) };
  const given = mapping(value, place, ["limit", "collision_strategy", "grace_period_seconds"]) ?? {};
  const strategy = text(given.collision_strategy, place.at("collision_strategy"));
  if (strategy !== "ENQUEUE" && strategy !== "CANCEL_NEW") {
    throw place.at("collision_strategy").error("ENQUEUE or CANCEL_NEW is needed here");
  }
  const grace = integer(given.grace_period_seconds, place.at("grace_period_seconds"));
  return {
    concurrencyLimit: integer(given.limit, place.at("limit")),
    concurrencyOptions: {
      collisionStrategy: strategy,
      gracePeriod: grace === undefined ? undefined : Duration.seconds(grace),
    },
  };
}
