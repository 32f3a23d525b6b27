import { encodeDynamic } from "./encode-json";
import { type IConstruct, Token } from "./framework";
import { listOf } from "./list-of";
import { isPlain } from "./plain-object";
import { refusal } from "./refusal";
import { splitText } from "./tokens";

/*
 * The framework gives some tokens (`variable.value`, `iterator.value`) as objects of type `any`: they come here as
 * texts, lists and maps, and pass as they are.
 */

/**
 * A text for an attribute, so that it arrives as written: to Terraform `${x}` and `%{x}` would be expressions.
 * Tokens in it keep their meaning.
 */
export function encodeText(construct: IConstruct, attribute: string, text: string): string;
export function encodeText(
  construct: IConstruct,
  attribute: string,
  text: string | undefined,
): string | undefined;
export function encodeText(
  construct: IConstruct,
  attribute: string,
  text: string | undefined,
): string | undefined {
  if (typeof text !== "string" || !looksLikeTemplate(text)) return text;
  return Token.asString(encodeDynamic(construct, attribute, text));
}

/** Each text of a list. */
export function encodeTexts(
  construct: IConstruct,
  attribute: string,
  texts: readonly string[] | undefined,
): string[] | undefined {
  // `Fn.concat` and others give a list as a text.
  if (!Array.isArray(texts) && Token.isUnresolved(texts)) return Token.asList(texts);
  return listOf(construct, attribute, texts)?.map((text, index) =>
    encodeText(construct, `${attribute}[${index}]`, text),
  );
}

/** Each key and text of a map. */
export function encodeTextMap(
  construct: IConstruct,
  attribute: string,
  texts: Readonly<Record<string, string>> | undefined,
): Record<string, string> | undefined {
  if (texts === undefined || texts === null || Token.isUnresolved(texts)) return texts;
  if (!isPlain(texts)) throw refusal(construct, attribute, texts, "an object of texts is needed");
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      encodeText(construct, attribute, key),
      encodeText(construct, `${attribute}.${key}`, text),
    ]),
  );
}

/**
 * A last `$` counts too: with a token after it, it would make `$${`, which is no expression. And so does a number
 * token, which the framework overlooks after a `-`.
 */
function looksLikeTemplate(text: string): boolean {
  return (
    /e\+\d{3}/.test(text) ||
    splitText(text).some((piece) => typeof piece === "string" && /[$%]\{|\$$/.test(piece))
  );
}
