import { hclText, jsonText, numberText } from "./expression-text";
import type { JsonNode, TextPart } from "./json-node";

/**
 * JSON text, as a Terraform template: what is known stands there digit by digit, each expression is spliced in
 * as `${jsonencode(…)}`.
 */
export function printJson(node: JsonNode): string {
  switch (node.kind) {
    case "literal":
      return node.text;
    case "number":
      return numberText(node.digits);
    case "expression":
      return `\${jsonencode(${node.expression})}`;
    case "text":
      return printText(node.parts);
    case "list":
      return `[${node.items.map(printJson).join(",")}]`;
    case "object":
      return `{${node.members.map(({ key, value }) => `${printText(key)}:${printJson(value)}`).join(",")}}`;
  }
}

/** A value for Terraform itself: an HCL expression, without `${` and `}` around it. */
export function printHcl(node: JsonNode): string {
  switch (node.kind) {
    case "literal":
      return node.text;
    case "number":
      return numberText(node.digits);
    case "expression":
      return node.expression;
    case "text":
      return printQuoted(node.parts);
    case "list":
      return `[${node.items.map(printHcl).join(", ")}]`;
    case "object":
      return `{${node.members.map(({ key, value }) => `${printKey(key)} = ${printHcl(value)}`).join(", ")}}`;
  }
}

function printText(parts: readonly TextPart[]): string {
  const words = wordsOnly(parts);
  return words === undefined ? `\${jsonencode(${printQuoted(parts)})}` : jsonText(words);
}

/** A quoted template. The only expression of a text is made a string: alone in a template it would keep its type. */
function printQuoted(parts: readonly TextPart[]): string {
  const [first, ...rest] = parts;
  if (first && "expression" in first && rest.length === 0) return `tostring(${first.expression})`;
  return `"${parts.map((part) => ("words" in part ? hclText(part.words) : `\${${part.expression}}`)).join("")}"`;
}

function printKey(parts: readonly TextPart[]): string {
  const quoted = printQuoted(parts);
  return quoted.startsWith('"') ? quoted : `(${quoted})`;
}

function wordsOnly(parts: readonly TextPart[]): string | undefined {
  let words = "";
  for (const part of parts) {
    if (!("words" in part)) return undefined;
    words += part.words;
  }
  return words;
}
