import { uuid } from "../rules";
import { encodeText } from "./encode-text";
import { type Construct, Token, Tokenization } from "./framework";
import { judge, refusal } from "./refusal";

/**
 * The id or name by which a property refers to another object: that of a construct or data source, or the text
 * itself, or a token.
 *
 * @param what what is needed, for the error: `a Flow or a flow's id`
 * @throws Error naming the construct where there is none
 */
export function referenceOf<Key extends "id" | "name">(
  construct: Construct,
  property: string,
  given: { readonly [key in Key]: string } | string,
  key: Key,
  what: string,
): string {
  if (Tokenization.isResolvable(given)) return Token.asString(given);
  const text = typeof given === "object" ? given?.[key] : given;
  if (typeof text === "string" && text !== "") {
    if (key === "id") judge(construct, property, text, uuid);
    return encodeText(construct, property, text);
  }
  throw refusal(construct, property, given, `${what} is needed`);
}
