import type { JsonObject } from "../json-input";
import type { PrefectFile } from "./file";
import { splitPlaceholders } from "./placeholders";
import { isMapping } from "./shapes";
import type { YamlValue } from "./yaml-text";

/**
 * Checks that outputs are given of steps that there are: a mistyped id would be without effect.
 *
 * @throws Error naming the id
 */
export function checkGivenOutputs({ given, place }: PrefectFile, stepOutputs: JsonObject): void {
  const known = new Set(namesIn(given));
  for (const id of Object.keys(stepOutputs)) {
    if (known.has(id)) continue;
    throw place.error(
      `stepOutputs: ${JSON.stringify(id)} is neither the id of a step nor used by a placeholder; there are ${[...known].sort().join(", ") || "none"}`,
    );
  }
}

/** Ids of steps, and the beginnings of placeholders for outputs. */
function namesIn(value: YamlValue): readonly string[] {
  if (typeof value === "string") {
    return splitPlaceholders(value).flatMap((piece) =>
      typeof piece === "object" && piece.kind === "output" ? (piece.name.split(/[.[]/)[0] ?? []) : [],
    );
  }
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isMapping(value)) return [];
  const { id } = value;
  return [...(typeof id === "string" ? [id] : []), ...Object.values(value).flatMap(namesIn)];
}
