/** TypeScript code as a tree, to be laid out within a width. */
export type Code =
  | { readonly is: "atom"; readonly text: string }
  | { readonly is: "array"; readonly items: readonly Code[] }
  /** A text, by its lines. */
  | { readonly is: "lines"; readonly lines: readonly string[] }
  | { readonly is: "object"; readonly fields: readonly (readonly [key: string, value: Code])[] }
  | { readonly is: "call"; readonly callee: string; readonly args: readonly Code[] };

export type CodeFields = readonly (readonly [key: string, value: Code])[];

export const atom = (text: string): Code => ({ is: "atom", text });
export const array = (items: readonly Code[]): Code => ({ is: "array", items });
export const record = (fields: CodeFields): Code => ({ is: "object", fields });
export const call = (callee: string, ...args: readonly Code[]): Code => ({ is: "call", callee, args });

/** JSON of a text; what no one sees, such as what turns the direction of reading, is written as its code point. */
const visible = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );

/** A string literal, in the quotes that need fewer escapes. */
export function quote(text: string): string {
  const double = visible(text);
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  if (doubles <= singles) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Text of a template literal, between its backticks. */
export const templateText = (text: string): string =>
  visible(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("`", "\\`").replaceAll("${", "\\${");

/** A text; one of several lines that is long is written line by line. */
export function textLiteral(text: string): Code {
  const literal = quote(text);
  const lines = text.split("\n");
  return lines.length < 3 || literal.length < 60 ? atom(literal) : { is: "lines", lines };
}

/** `__proto__` alone would set the prototype. */
export function keyText(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

const width = 100;
const step = "  ";

/** On one line; undefined where it must not be. */
function flat(code: Code): string | undefined {
  switch (code.is) {
    case "atom":
      return code.text;
    case "lines":
      return `${wrap("[", code.lines.map(quote), "]")}.join("\\n")`;
    case "array":
      return isBroken(code.items) ? undefined : wrap("[", code.items.map(flat), "]");
    case "object":
      return code.fields.length === 0 ? "{}" : wrap("{ ", code.fields.map(flatField), " }");
    case "call":
      return wrap(`${code.callee}(`, code.args.map(flat), ")");
  }
}

/** `{ 1 }` and `{ true }` are no objects. */
const isShorthand = (key: string, value: Code): boolean =>
  value.is === "atom" && value.text === key && /^[A-Za-z_$]/.test(key) && !/^(true|false|null)$/.test(key);

const flatField = ([key, value]: readonly [string, Code]): string | undefined => {
  const text = flat(value);
  if (text === undefined) return undefined;
  return isShorthand(key, value) ? key : `${keyText(key)}: ${text}`;
};

function wrap(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(", ")}${close}`;
}

/** Several objects or lists with several parts each stand below each other. */
function isBroken(items: readonly Code[]): boolean {
  if (items.length < 2) return false;
  return (
    items.every((item) => item.is === "object" && item.fields.length > 1) ||
    items.every((item) => item.is === "array" && item.items.length > 1)
  );
}

/**
 * Code laid out within the width, as formatters of TypeScript do it.
 *
 * @param indent of the line that it stands on
 * @param before how many characters stand before it on its line, the indent included
 * @param after how many come after it
 */
export function print(code: Code, indent: string, before: number, after = 0): string {
  const line = flat(code);
  if (code.is === "atom") return code.text;
  if (line !== undefined && before + line.length + after <= width) return line;
  const inner = indent + step;
  switch (code.is) {
    case "lines":
      return `${print(array(code.lines.map((line) => atom(quote(line)))), indent, width)}.join("\\n")`;
    case "array":
      if (code.items.length === 0) return "[]";
      if (code.items.every(isNumber)) return `[\n${fill(code.items, inner)}\n${indent}]`;
      return `[\n${code.items.map((item) => `${inner}${print(item, inner, inner.length, 1)},\n`).join("")}${indent}]`;
    case "object":
      if (code.fields.length === 0) return "{}";
      return `{\n${code.fields.map((field) => `${inner}${printField(field, inner)},\n`).join("")}${indent}}`;
    case "call":
      return printCall(code.callee, code.args, indent, before, after);
  }
}

const isNumber = (code: Code): boolean => code.is === "atom" && /^-?\d[\d.e+-]*$/.test(code.text);

function fill(items: readonly Code[], indent: string): string {
  const lines: string[] = [];
  for (const [index, item] of items.entries()) {
    const text = `${flat(item)}${index === items.length - 1 ? "," : ","}`;
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= width)
      lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(indent + text);
  }
  return lines.join("\n");
}

function printField([key, value]: readonly [string, Code], indent: string): string {
  const line = flatField([key, value]);
  if (isShorthand(key, value)) return key;
  const head = `${keyText(key)}: `;
  if (line !== undefined && indent.length + line.length + 1 <= width) return line;
  // A text that is too long goes below its key.
  if (value.is === "atom") {
    return value.text.startsWith("`")
      ? `${head}${value.text}`
      : `${head.trimEnd()}\n${indent}${step}${value.text}`;
  }
  return head + print(value, indent, indent.length + head.length, 1);
}

function printCall(
  callee: string,
  args: readonly Code[],
  indent: string,
  before: number,
  after: number,
): string {
  const last = args.at(-1);
  const others = args.slice(0, -1).map(flat);
  const isHuggable =
    last !== undefined && (last.is === "object" || last.is === "array") && !(args.at(-2)?.is === last.is);
  if (isHuggable && !others.includes(undefined)) {
    const head = `${callee}(${others.map((text) => `${text}, `).join("")}`;
    if (before + head.length + 1 <= width) return `${head}${print(last, indent, width, after)})`;
  }
  const inner = indent + step;
  const lines = args.map((arg) => `${inner}${print(arg, inner, inner.length, 1)},\n`);
  return `${callee}(\n${lines.join("")}${indent})`;
}
