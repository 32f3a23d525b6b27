import type { Expression, Reference, Secret } from "../expression";
import { array, atom, type Code, call, quote, record, templateText, textLiteral } from "./code";

/** How a file writes what is not in it. */
export interface Outside {
  /** An attribute of another object: `pool.name`; undefined: it cannot be referred to here. */
  reference(reference: Reference): string | undefined;
  secret(secret: Secret): Code;
}

/** A value as TypeScript. */
export function valueCode(expression: Expression, outside: Outside): Code {
  switch (expression.is) {
    case "text":
      return textCode(expression.parts, outside);
    case "value":
      return atom(scalar(expression.value));
    case "list":
      return array(expression.items.map((item) => valueCode(item, outside)));
    case "object":
      return record(expression.fields.map(([name, value]) => [name, valueCode(value, outside)]));
    case "reference":
      return atom(outside.reference(expression) ?? quote(expression.literal));
    case "secret":
      return outside.secret(expression);
  }
}

function textCode(parts: readonly (string | Reference)[], outside: Outside): Code {
  const written = parts.map((part) => {
    if (typeof part === "string") return { text: part };
    const reference = outside.reference(part);
    return reference === undefined ? { text: part.literal } : { text: part.literal, reference };
  });
  if (!written.some(({ reference }) => reference !== undefined)) {
    return textLiteral(written.map(({ text }) => text).join(""));
  }
  const inner = written.map(({ text, reference }) =>
    reference === undefined ? templateText(text) : `\${${reference}}`,
  );
  return atom(`\`${inner.join("")}\``);
}

/** A whole number beyond those that a double holds is a bigint. */
function scalar(value: number | boolean | null | { readonly digits: string }): string {
  if (value === null || typeof value !== "object") return String(value);
  return /^-?\d+$/.test(value.digits) ? `${value.digits}n` : String(Number(value.digits));
}

const units = [
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
] as const;

/** `Duration.hours(6)` */
export function durationCode(seconds: number): Code {
  const [name, length] = units.find(([, length]) => seconds !== 0 && seconds % length === 0) ?? [
    "seconds",
    1,
  ];
  return call(`Duration.${name}`, atom(String(seconds / length)));
}

/** Text for a generated binding, where Terraform would read `${…}` and `%{…}` as its own. */
export const bindingText = (text: string): Code =>
  atom(quote(text.replaceAll("${", () => "$${").replaceAll("%{", "%%{")));
