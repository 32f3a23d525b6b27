import type { JsonObject } from "../json-input";
import type { PrefectFile } from "./file";
import { splitPlaceholders } from "./placeholders";
import { isMapping } from "./shapes";
import type { YamlValue } from "./yaml-text";

/** Outputs of steps that there are not are without effect. */
export function warnOfUnknownOutputs(
  { given, place }: PrefectFile,
  stepOutputs: JsonObject,
  warn: (message: string) => void,
): void {
  const known = new Set(namesIn(given));
  for (const id of Object.keys(stepOutputs)) {
    if (known.has(id)) continue;
    const there = [...known].sort().join(", ") || "none";
    warn(
      `${place}: stepOutputs: ${JSON.stringify(id)} is neither the id of a step nor used by a placeholder; there are ${there}`,
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
