/** A piece of a text: words as they stand, or a Terraform expression to put in their place at apply. */
export type TextPart = { readonly words: string } | { readonly expression: string };

/** A JSON value with its tokens looked through: what is known as data, what is not as Terraform expressions. */
export type JsonNode =
  | { readonly kind: "literal"; readonly text: "null" | "true" | "false" }
  | { readonly kind: "number"; readonly digits: string }
  | { readonly kind: "text"; readonly parts: readonly TextPart[] }
  | { readonly kind: "expression"; readonly expression: string }
  | { readonly kind: "list"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly members: readonly JsonMember[] };

/** One member of an object. The key is a text, so that it too may hold expressions. */
export interface JsonMember {
  readonly key: readonly TextPart[];
  readonly value: JsonNode;
}
