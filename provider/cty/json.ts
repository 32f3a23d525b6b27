import { LosslessNumber, parse, stringify } from "lossless-json";
import { CtyDecodeError } from "./errors";
import { type CtyNumber, ctyNumber, isCtyNumber, numberText } from "./number";
import { readTree, type TreeSpelling } from "./read-tree";
import { type CtyType, typeFromJson, typeToJson } from "./type";
import type { CtyValue } from "./value";
import { type LeafWriter, writeTree } from "./write-tree";

/** As Terraform reads a state: leaves that were written as another primitive type are converted. */
const spelling: TreeSpelling = {
  string(leaf) {
    if (typeof leaf === "string") return leaf;
    if (typeof leaf === "boolean") return String(leaf);
    return isCtyNumber(leaf) ? numberText(leaf) : undefined;
  },
  bool(leaf) {
    if (leaf === "true" || leaf === "1") return true;
    if (leaf === "false" || leaf === "0") return false;
    return typeof leaf === "boolean" ? leaf : undefined;
  },
  number: (leaf) => (typeof leaf === "string" ? numberFrom(leaf) : isCtyNumber(leaf) ? leaf : undefined),
  dynamic(tree) {
    if (typeof tree !== "object" || tree === null || !("type" in tree) || !("value" in tree))
      return undefined;
    return { type: typeFromJson(tree.type), tree: tree.value };
  },
  fromTreeKey: (key) => key,
  toTreeKey: (key) => key,
  extraAttributes: "refuse",
  missingAttributes: "null",
};

const lenient: TreeSpelling = { ...spelling, extraAttributes: "drop" };

const writer: LeafWriter<LosslessNumber> = {
  unknown: undefined,
  dynamic: (type, tree) => ({ value: tree, type: typeToJson(type) }),
  number: (value) =>
    Number.isFinite(value) || typeof value !== "number" ? new LosslessNumber(numberText(value)) : undefined,
};

/**
 * Reads a value of the type from the JSON that Terraform keeps in a state. Attributes that are absent are null;
 * `extraAttributes: "drop"` also passes over those that the type lacks (a state of an older schema).
 * @throws CtyDecodeError
 */
export function decodeJson(
  type: CtyType,
  json: string | Uint8Array,
  options: { readonly extraAttributes?: "refuse" | "drop" } = {},
): CtyValue {
  return readTree(options.extraAttributes === "drop" ? lenient : spelling, type, parseExactly(json));
}

/**
 * Writes a value of the type as Terraform's state JSON.
 * @throws CtyEncodeError when the value is not of the type, or not wholly known
 */
export function encodeJson(type: CtyType, value: CtyValue): string {
  return stringify(writeTree(writer, type, value)) ?? "null";
}

function parseExactly(json: string | Uint8Array): unknown {
  try {
    const text = typeof json === "string" ? json : new TextDecoder("utf-8", { fatal: true }).decode(json);
    return parse(text, undefined, { parseNumber: ctyNumber, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    throw new CtyDecodeError([], "not well-formed JSON");
  }
}

function numberFrom(text: string): CtyNumber | undefined {
  try {
    return ctyNumber(text);
  } catch {
    return undefined;
  }
}
