import { heredocLines, keyText, quote } from "./literals";

/** HCL as a tree, to be laid out as `terraform fmt` lays it out. */
export type Hcl =
  | { readonly is: "atom"; readonly text: string }
  /** @param chomp is the last line break no part of the text? */
  | {
      readonly is: "heredoc";
      readonly lines: readonly string[];
      readonly chomp: boolean;
      readonly text: string;
    }
  | { readonly is: "tuple"; readonly items: readonly Hcl[] }
  | { readonly is: "object"; readonly fields: HclFields }
  | { readonly is: "call"; readonly callee: string; readonly argument: Hcl };

export type HclFields = readonly (readonly [key: string, value: Hcl])[];

export const atom = (text: string): Hcl => ({ is: "atom", text });
export const tuple = (items: readonly Hcl[]): Hcl => ({ is: "tuple", items });
export const record = (fields: HclFields): Hcl => ({ is: "object", fields });
export const call = (callee: string, argument: Hcl): Hcl => ({ is: "call", callee, argument });

/** A heredoc, where a text has several lines and one can stand for it; little of no last line break is shorter without. */
export function heredoc(text: string): Hcl | undefined {
  const lines = heredocLines(text);
  const chomp = !text.endsWith("\n");
  if (lines === undefined || (chomp && lines.length < 3 && text.length < 70)) return undefined;
  return { is: "heredoc", lines, chomp, text };
}

const width = 100;
const step = "  ";

/** On one line; undefined where it has several. */
function flat(code: Hcl): string | undefined {
  switch (code.is) {
    case "atom":
      return code.text;
    case "heredoc":
      return undefined;
    case "tuple":
      return joined("[", code.items.map(flat), "]");
    case "object":
      return code.fields.length === 0
        ? "{}"
        : joined(
            "{ ",
            code.fields.map(([key, value]) => {
              const text = flat(value);
              return text && `${keyText(key)} = ${text}`;
            }),
            " }",
          );
    case "call": {
      const argument = flat(code.argument);
      return argument && `${code.callee}(${argument})`;
    }
  }
}

const joined = (open: string, parts: readonly (string | undefined)[], close: string): string | undefined =>
  parts.includes(undefined) ? undefined : `${open}${parts.join(", ")}${close}`;

/** Several objects, or one within another, each want lines of their own. */
function isCrowded(code: Hcl): boolean {
  if (code.is === "call") return isCrowded(code.argument);
  if (code.is === "tuple") return code.items.some((item) => item.is === "object" && item.fields.length > 1);
  if (code.is !== "object") return false;
  return code.fields.some(([, value]) => value.is === "object" && value.fields.length > 1);
}

/** @param before how many columns of the line are taken already */
export function print(code: Hcl, indent: string, before: number): string {
  const line = isCrowded(code) ? undefined : flat(code);
  if (line !== undefined && before + line.length <= width) return line;
  const inner = indent + step;
  switch (code.is) {
    case "atom":
      return code.text;
    case "heredoc": {
      const lines = code.lines.map((each) => (each === "" ? "" : inner + each));
      const body = [code.chomp ? "chomp(<<-EOT" : "<<-EOT", ...lines, `${indent}EOT`];
      return [...body, ...(code.chomp ? [`${indent})`] : [])].join("\n");
    }
    case "call":
      return `${code.callee}(${print(code.argument, indent, before + code.callee.length + 2)})`;
    case "tuple": {
      if (code.items.length === 0) return "[]";
      const items = code.items.map((item) => `${inner}${print(asItem(item), inner, inner.length + 1)},`);
      return ["[", ...items, `${indent}]`].join("\n");
    }
    case "object":
      return code.fields.length === 0
        ? "{}"
        : ["{", ...attributeLines(code.fields, inner), `${indent}}`].join("\n");
  }
}

/** No comma can follow the end of a heredoc on its line. */
const asItem = (item: Hcl): Hcl => (item.is === "heredoc" && !item.chomp ? atom(quote(item.text)) : item);

/** `name = value`, each on lines of its own; the signs of neighbours that begin and end on one line stand in a column. */
export function attributeLines(fields: HclFields, indent: string): readonly string[] {
  const entries = fields.map(([key, value]) => {
    const name = keyText(key);
    return { name, text: print(value, indent, indent.length + columns(name) + 3), value };
  });
  const isAligned = ({ text, value }: (typeof entries)[number]) =>
    !text.includes("\n") || (value.is === "heredoc" && !value.chomp);
  const lines: string[] = [];
  for (let start = 0; start < entries.length; ) {
    let end = start + 1;
    const first = entries[start];
    if (first !== undefined && isAligned(first)) {
      for (let next = entries[end]; next !== undefined && isAligned(next); next = entries[end]) end += 1;
    }
    const chain = entries.slice(start, end);
    const widest = Math.max(...chain.map(({ name }) => columns(name)));
    for (const { name, text } of chain)
      lines.push(`${indent}${name}${" ".repeat(widest - columns(name))} = ${text}`);
    start = end;
  }
  return lines;
}

const segments = new Intl.Segmenter("en", { granularity: "grapheme" });

const columns = (text: string): number => [...segments.segment(text)].length;
