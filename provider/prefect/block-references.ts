import type { BlockDocument } from "../../client";
import { computed } from "../framework/attribute";
import { map, object } from "../framework/collections";
import { isJsonObject } from "../framework/exact-json";
import { found } from "./data-attributes";

const reference = object({
  block_document_id: found("Id of that block."),
  name: found("Its name."),
  type_slug: found("Slug of its type."),
});

/** The blocks that a block's data refer to, as data sources tell them. */
export const blockReferences = computed(map(reference)).doc(
  "The blocks that its data refer to, by the name of the field.",
);

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

export function blockReferencesAttribute({ block_document_references: references }: BlockDocument) {
  return Object.fromEntries(
    Object.entries(references ?? {}).map(([field, to]) => {
      const document: unknown = isJsonObject(to) ? to.block_document : undefined;
      const { id, name, block_type: type } = isJsonObject(document) ? document : {};
      const slug = isJsonObject(type) ? text(type.slug) : null;
      return [field, { block_document_id: text(id), name: text(name), type_slug: slug }];
    }),
  );
}
