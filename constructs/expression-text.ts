import { Token } from "./framework";

/**
 * Text as it has to be spelled so that neither Terraform nor the framework sees anything in it.
 *
 * Terraform reads every string of a stack as a template: `${` and `%{` would begin an expression. The framework
 * searches every string for its own token markers, and for numbers in the range that it uses for number tokens.
 * JSON and HCL both know `\uXXXX`, so a character in the way is spelled so, and reads back as itself.
 */

/**
 * A JSON string literal, quotes included.
 *
 * Terraform normalises strings to NFC. Where that would change the literal, it is spelled in ASCII.
 */
export function jsonText(text: string): string {
  const literal = hideMarkers(JSON.stringify(text));
  return literal === literal.normalize("NFC") ? literal : asciiOnly(literal);
}

/**
 * The inside of an HCL quoted template, or a piece of it, without the quotes. The text has to be well-formed.
 *
 * An expression may follow, so a last `$` is spelled out too: `$${` would be no expression.
 */
export function hclText(text: string): string {
  return hideMarkers(
    text.replace(/["\\\p{Cc}\u2028\u2029]|\$$/gu, (char) => hclEscape[char] ?? unicodeEscape(char)),
  );
}

/** Whether the text holds no half of a surrogate pair, which no Terraform string can hold. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** A JSON or HCL number: the digits as given, spelled so that the framework does not take it for a token. */
export function numberText(digits: string): string {
  return isTokenNumber(digits) ? digits.replace("e", "E") : digits;
}

const hclEscape: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function hideMarkers(literal: string): string {
  const hidden = literal.replace(/[$%#&](?=\{)/g, unicodeEscape);
  if (!hidden.includes("e+")) return hidden;
  return hidden.replace(/[-|\d.+]+e[-|\d.eE+]+/g, (match) =>
    isTokenNumber(match) ? match.replace("e", unicodeEscape("e")) : match,
  );
}

function isTokenNumber(digits: string): boolean {
  return Token.isUnresolved(Number.parseFloat(digits));
}

function asciiOnly(literal: string): string {
  return literal.replace(/\P{ASCII}/gu, (char) => char.split("").map(unicodeEscape).join(""));
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
