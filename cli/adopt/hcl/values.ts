import { stringifyJson } from "../../../client";
import { type Expression, plainJson, type Reference } from "../expression";
import { atom, call, type Hcl, heredoc, record, tuple } from "./code";
import { quote } from "./literals";

/** How a resource writes what is not in it: the address of an attribute; undefined: it cannot be referred to. */
export type AddressOf = (reference: Reference) => string | undefined;

/** A value as HCL. */
export function valueHcl(expression: Expression, addressOf: AddressOf): Hcl {
  switch (expression.is) {
    case "text":
      return textHcl(expression.parts, addressOf);
    case "value":
      return atom(scalar(expression.value));
    case "list":
      return tuple(expression.items.map((item) => valueHcl(item, addressOf)));
    case "object":
      return record(expression.fields.map(([name, value]) => [name, valueHcl(value, addressOf)]));
    case "reference":
      return atom(addressOf(expression) ?? quote(expression.literal));
    case "secret":
      return atom(`var.${expression.variable}`);
  }
}

function textHcl(parts: readonly (string | Reference)[], addressOf: AddressOf): Hcl {
  const written = parts.map((part) => {
    if (typeof part === "string") return { text: part };
    const address = addressOf(part);
    return address === undefined ? { text: part.literal } : { text: part.literal, address };
  });
  if (written.some(({ address }) => address !== undefined)) {
    const inner = written.map(({ text, address }) =>
      address === undefined ? quote(text).slice(1, -1) : `\${${address}}`,
    );
    return atom(`"${inner.join("")}"`);
  }
  const whole = written.map(({ text }) => text).join("");
  return heredoc(whole) ?? atom(quote(whole));
}

const scalar = (value: number | boolean | null | { readonly digits: string }): string =>
  value !== null && typeof value === "object" ? value.digits : stringifyJson(value);

/** A value as a text of JSON: `jsonencode({ … })`. */
export function jsonHcl(expression: Expression, addressOf: AddressOf): Hcl {
  if (isEncodable(expression)) return call("jsonencode", valueHcl(expression, addressOf));
  return atom(quote(stringifyJson(plainJson(expression))));
}

/** Terraform's numbers have 512 bits: some 154 digits. */
const mostDigits = 150;

/** Does `jsonencode` write the same JSON? */
function isEncodable(expression: Expression): boolean {
  switch (expression.is) {
    case "value": {
      const { value } = expression;
      return value === null || typeof value !== "object" || value.digits.length < mostDigits;
    }
    case "list":
      return expression.items.every(isEncodable);
    case "object":
      return expression.fields.every(([, value]) => isEncodable(value));
    default:
      return true;
  }
}
