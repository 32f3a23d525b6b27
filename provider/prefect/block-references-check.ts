import type { PrefectClient } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { Uncertain } from "../framework/attribute";
import { at, type Diagnostic, problem, warning } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import type { Reach } from "../framework/resource";
import { jsonObjectField } from "./json-field";
import { type ReferredObjects, reviewReferences } from "./referred-objects";

/** A block that is to be written. */
interface Review {
  readonly client: PrefectClient;
  readonly objects: ReferredObjects;
  readonly seen: Reach<unknown>["seen"];
  /** Its id; undefined: it is created. */
  readonly id: string | undefined;
  readonly typeSlug: string;
  readonly schemaId: Uncertain<string | null>;
  /** The attribute that code gives the data by, and what it gives. */
  readonly name: "data" | "data_wo";
  readonly data: Uncertain<string | null>;
}

/** Schemas and blocks that a block refers to and the server does not have, or would not take. */
export async function reviewBlockReferences(review: Review): Promise<readonly Diagnostic[]> {
  return (await Promise.all([reviewSchema(review), reviewBlocks(review)])).flat();
}

/** Other blocks that the data refer to. The line of code holds secrets: Terraform is not to show it. */
async function reviewBlocks(review: Review): Promise<readonly Diagnostic[]> {
  const { name, data } = review;
  if (isUnknown(data) || data === null || data === "") return [];
  const blocks = Object.entries(jsonObjectField(data)).flatMap(([field, value]) => {
    const reference: unknown = isJsonObject(value) ? value.$ref : undefined;
    const id = isJsonObject(reference) ? reference.block_document_id : undefined;
    return typeof id === "string" ? [{ field, id }] : [];
  });
  const references = blocks.map(({ field, id }) => ({
    kind: "block" as const,
    id,
    path: at(name),
    isHidden: true,
    place: `The field "${field}" of ${name}`,
  }));
  const circles = blocks.map(({ field, id }) => reviewCircle(review, field, id));
  return [...(await reviewReferences(review, references)), ...(await Promise.all(circles)).flat()];
}

/** Does the block that is referred to refer back? */
async function reviewCircle(
  { client, id, name }: Review,
  field: string,
  other: string,
): Promise<readonly Diagnostic[]> {
  if (id === undefined) return [];
  if (other.toLowerCase() === id) {
    const rule = `The field "${field}" of ${name} refers to this very block, which the server refuses. Name another one.`;
    return [problem("A block that refers to itself", rule)];
  }
  const block = await client.read.block(other);
  if (!refersTo(block?.block_document_references, id)) return [];
  const rule = `The field "${field}" of ${name} refers to the block ${other}, which refers to this one. The server refuses that, unless the other reference is removed before.`;
  return [warning("Blocks that refer to each other", rule)];
}

const refersTo = (references: unknown, id: string): boolean =>
  isJsonObject(references) &&
  Object.values(references).some((reference) => {
    const block: unknown = isJsonObject(reference) ? reference.block_document : undefined;
    return isJsonObject(block) && (block.id === id || refersTo(block.block_document_references, id));
  });

/** The schema that code chooses. A creation is taken with one of another type; a change is refused. */
async function reviewSchema(review: Review): Promise<readonly Diagnostic[]> {
  const { client, id, typeSlug, schemaId } = review;
  if (isUnknown(schemaId) || schemaId === null) return [];
  const path = at("block_schema_id");
  const missing = await reviewReferences(review, [{ kind: "block schema", id: schemaId, path }]);
  if (missing.length > 0) return missing;
  const slug = (await client.read.blockSchema(schemaId))?.block_type?.slug;
  if (slug === undefined || slug === typeSlug) return [];
  const rule = `The block schema ${schemaId} is of the type "${slug}", and the block of the type "${typeSlug}".`;
  return [
    id === undefined
      ? warning(
          "A schema of another block type",
          `${rule} The server takes that at creation, and no flow can load the block.`,
          path,
        )
      : problem(
          "A schema of another block type",
          `${rule} The server refuses that. Choose a schema of the block's own type.`,
          path,
        ),
  ];
}
