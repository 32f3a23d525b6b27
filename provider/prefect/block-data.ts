import type { components } from "../../client";
import { isUnknown, type Unknown } from "../cty/unknown";
import { type Diagnostic, type Path, problem } from "../framework/diagnostic";
import { canonicalJson, isJsonObject, parseExactJson } from "../framework/exact-json";
import { jsonObject } from "../framework/json";
import { isUuid } from "../framework/scalars";

type BlockDocument = components["schemas"]["BlockDocument"];

/** The data of a block, as a JSON object. Its values are secrets: nothing here says them. */
export const blockData = jsonObject();

/** Refuses what the server cannot take for a reference to another block: they stand at the top level of the data. */
export function checkReferences(value: string | null | Unknown, path: Path): readonly Diagnostic[] {
  if (isUnknown(value) || value === null) return [];
  const data = parseExactJson(value);
  return Object.entries(isJsonObject(data) ? data : {})
    .filter(([, field]) => isJsonObject(field) && "$ref" in field && !isReference(field.$ref))
    .map(([name]) =>
      problem(
        "Invalid reference to a block",
        `${JSON.stringify(name)} must be { "$ref" = { block_document_id = "<id of a block>" } }.`,
        path,
      ),
    );
}

const isReference = (reference: unknown): boolean =>
  isJsonObject(reference) &&
  typeof reference.block_document_id === "string" &&
  isUuid(reference.block_document_id);

/** The data of an answer (asked for with its secrets) as code writes it: a block that is referred to, by its id. */
export function blockDataAttribute({ data, block_document_references: references }: BlockDocument): string {
  const written: Record<string, unknown> = { ...data };
  for (const [name, reference] of Object.entries(references ?? {})) {
    const block = isJsonObject(reference) ? reference.block_document : undefined;
    if (isJsonObject(block)) written[name] = { $ref: { block_document_id: block.id } };
  }
  return canonicalJson(written);
}
