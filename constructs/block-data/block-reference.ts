/** A block in the data of another one: a reference to its document. */
export type BlockReference = {
  readonly $ref: { readonly block_document_id: string };
};
