/** A text that Prefect fills in when a run starts: `{{ prefect.variables.size }}`. */
export type Template = `${string}{{${string}}}${string}`;

/** A block in job variables: a reference to its document, or the text `{{ prefect.blocks.<type>.<name> }}`. */
export type BlockValue = { readonly $ref: { readonly block_document_id: string } } | Template;
