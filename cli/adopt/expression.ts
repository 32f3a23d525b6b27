import { isJsonNumber, type JsonValue, jsonNumber } from "../../client";

/** What an object refers to another one by. */
export type ReferenceAttribute = "id" | "name" | "slug";

/** A value in code, whatever the language: some JSON with references to other objects and secrets in it. */
export type Expression =
  | { readonly is: "text"; readonly parts: readonly (string | Reference)[] }
  | { readonly is: "value"; readonly value: number | boolean | null | { readonly digits: string } }
  | { readonly is: "list"; readonly items: readonly Expression[] }
  | { readonly is: "object"; readonly fields: Fields }
  | Reference
  | Secret;

export type Fields = readonly (readonly [name: string, value: Expression])[];

/** Another object, by what stands for it where that one is not in the code. */
export interface Reference {
  readonly is: "reference";
  /** Id of the object on the server. */
  readonly to: string;
  readonly attribute: ReferenceAttribute;
  /** The value of the attribute. */
  readonly literal: string;
}

/** A value that is in no file: a variable of the project. */
export interface Secret {
  readonly is: "secret";
  readonly variable: string;
  /** What it is, for the person who has to give it. */
  readonly description: string;
  /** Terraform's type. */
  readonly type: "string" | "any";
}

/** Terraform puts every text into this normal form, in its states too. */
const normal = (value: string): string => value.normalize("NFC");

export const text = (value: string): Expression => ({ is: "text", parts: [normal(value)] });
export const list = (items: readonly Expression[]): Expression => ({ is: "list", items });
export const object = (fields: Fields): Expression => ({ is: "object", fields });

/** Any JSON value; what `within` gives for a text stands in its place. */
export function json(value: JsonValue, within: (value: string) => Expression = text): Expression {
  if (typeof value === "string") return within(value);
  if (value === null || typeof value !== "object") return { is: "value", value };
  if (isJsonNumber(value)) return { is: "value", value: { digits: value.value } };
  if (Array.isArray(value)) return list(value.map((item) => json(item, within)));
  return object(Object.entries(value).map(([name, field]) => [normal(name), json(field, within)]));
}

/** All references and secrets in an expression. */
export function* leaves(expression: Expression): Generator<Reference | Secret> {
  switch (expression.is) {
    case "text":
      for (const part of expression.parts) if (typeof part !== "string") yield part;
      return;
    case "list":
      for (const item of expression.items) yield* leaves(item);
      return;
    case "object":
      for (const [, value] of expression.fields) yield* leaves(value);
      return;
    case "reference":
    case "secret":
      yield expression;
  }
}

/** The JSON that an expression stands for; a secret is some text. */
export function plainJson(expression: Expression): JsonValue {
  switch (expression.is) {
    case "text":
      return expression.parts.map((part) => (typeof part === "string" ? part : part.literal)).join("");
    case "value":
      return expression.value !== null && typeof expression.value === "object"
        ? jsonNumber(expression.value.digits)
        : expression.value;
    case "list":
      return expression.items.map(plainJson);
    case "object":
      return Object.fromEntries(expression.fields.map(([name, value]) => [name, plainJson(value)]));
    case "reference":
      return expression.literal;
    case "secret":
      return "";
  }
}
