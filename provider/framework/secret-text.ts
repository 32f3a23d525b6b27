import { isCtyNumber, numberText } from "../cty/number";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import type { Diagnostic } from "./diagnostic";
import { type Leaf, leavesOf } from "./json-parts";
import { secretParts } from "./secret-memory";
import type { SecretPart } from "./secret-part";
import type { Words } from "./words";

const stand = "(secret value)";

/** Shorter ones stand in too many words: they are taken out only where they are quoted. */
const shortestWord = 5;

/** A text as a server, JSON or Python may spell it inside of quotes. */
function spellings(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const python = json.replaceAll('\\"', '"');
  const oneLine = text.replace(/\s+/g, " ").trim();
  return [text, json, ascii, python, python.replaceAll("'", "\\'"), oneLine].filter((one) => one !== "");
}

type Attributes = { readonly [name: string]: { readonly words: Words } };
type Fields = { readonly [name: string]: CtyValue };

/** What code gives write-only, or for an attribute that is all secret. */
function secretLeaves(name: string, part: SecretPart, config: Fields): readonly Leaf[] {
  const given = part.given(config);
  const open = config[name] ?? null;
  return [
    ...(given === undefined || isUnknown(given) ? [] : leavesOf(given.json)),
    ...(part.withheld === undefined || isUnknown(open) ? [] : leavesOf(part.withheld.json(open))),
  ];
}

/** Every spelling of every leaf, the longest first. */
function textsOf(leaves: readonly Leaf[]): readonly string[] {
  const texts = leaves.flatMap(({ value }) => {
    if (typeof value === "string") return spellings(value);
    return isCtyNumber(value) ? [String(value), numberText(value)] : [];
  });
  return [...new Set(texts)].sort((a, b) => b.length - a.length);
}

function withoutText(message: string, text: string): string {
  if (text.length >= shortestWord) return withoutBeginning(message.replaceAll(text, stand), text);
  return message.replaceAll(`'${text}'`, `'${stand}'`).replaceAll(`"${text}"`, `"${stand}"`);
}

/** A long answer is cut short, and with it perhaps a secret. */
function withoutBeginning(message: string, text: string): string {
  return message
    .split("…")
    .map((piece, index, pieces) => {
      if (index === pieces.length - 1) return piece;
      for (let length = Math.min(text.length - 1, piece.length); length >= shortestWord; length -= 1) {
        if (piece.endsWith(text.slice(0, length))) return piece.slice(0, -length) + stand;
      }
      return piece;
    })
    .join("…");
}

/** Diagnostics without the secrets that code gives: a server quotes what it does not like. */
export function withoutSecrets(
  diagnostics: readonly Diagnostic[],
  attributes: Attributes,
  config: Fields,
): readonly Diagnostic[] {
  if (diagnostics.length === 0) return diagnostics;
  const texts = textsOf(secretParts(attributes).flatMap(([name, part]) => secretLeaves(name, part, config)));
  const clean = (message: string) => texts.reduce(withoutText, message);
  return diagnostics.map((one) => ({ ...one, summary: clean(one.summary), detail: clean(one.detail) }));
}

/** Takes every value that stands in these JSON documents out of what a server says. */
export function withoutValues(documents: readonly unknown[]): (message: string) => string {
  const texts = textsOf(documents.flatMap((one) => leavesOf(one)));
  return (message) => texts.reduce(withoutText, message);
}
