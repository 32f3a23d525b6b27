/**
 * A placeholder in a text: `{{ $HOME }}`, `{{ prefect.variables.region }}`, `{{ prefect.blocks.secret.token }}`, or the
 * output of a step, `{{ build-image.image }}`.
 */
export interface Placeholder {
  readonly kind: "environment" | "variable" | "block" | "output";
  /** Without the prefix of its kind: `HOME`, `region`, `secret.token`, `build-image.image`. */
  readonly name: string;
  /** As it is written, braces included. */
  readonly source: string;
}

const pattern = /\{\{\s*([\p{L}\p{N}\p{M}_.\-[\]$]+)\s*\}\}/gu;

/** A text cut at its placeholders. Whatever else stands in braces is text. */
export function splitPlaceholders(text: string): ReadonlyArray<string | Placeholder> {
  const pieces: Array<string | Placeholder> = [];
  let end = 0;
  for (const { 0: source, 1: name = "", index } of text.matchAll(pattern)) {
    if (index > end) pieces.push(text.slice(end, index));
    pieces.push(placeholder(name, source));
    end = index + source.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

const variables = "prefect.variables.";
const blocks = "prefect.blocks.";

function placeholder(name: string, source: string): Placeholder {
  if (name.startsWith(blocks)) return { kind: "block", name: name.slice(blocks.length), source };
  if (name.startsWith(variables)) return { kind: "variable", name: name.slice(variables.length), source };
  if (name.startsWith("$")) return { kind: "environment", name: name.replace(/^\$+/, ""), source };
  return { kind: "output", name, source };
}
