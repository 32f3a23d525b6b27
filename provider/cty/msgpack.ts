import { Decoder, Encoder, ExtData, type ExtensionCodecType } from "@msgpack/msgpack";
import { CtyDecodeError } from "./errors";
import { type CtyNumber, ctyNumber, numberText } from "./number";
import { readTree, type TreeSpelling } from "./read-tree";
import { type CtyType, deepest, typeFromBytes, typeToBytes } from "./type";
import { unknown } from "./unknown";
import type { CtyValue } from "./value";
import { type LeafWriter, writeTree } from "./write-tree";

/** Every extension is an unknown: type 0, and type 12 with what Terraform knows of it, which is not kept. */
const extensionCodec: ExtensionCodecType<undefined> = {
  tryToEncode: (object) => (object instanceof ExtData ? object : null),
  decode: () => unknown,
};

const encoder = new Encoder({ extensionCodec, useBigInt64: true, maxDepth: 3 * deepest });

const wireUnknown = new ExtData(0, new Uint8Array(1));

/** The library refuses the map key `__proto__`. This stands for it: no text in UTF-8 has half a surrogate pair. */
const protoKey = "\ud800__proto__";

const decodeOptions = {
  extensionCodec,
  useBigInt64: true,
  keyDecoder: {
    canBeCached: (byteLength: number) => byteLength === "__proto__".length,
    decode: (bytes: Uint8Array, offset: number, byteLength: number) =>
      toTreeKey(Buffer.from(bytes.buffer, bytes.byteOffset + offset, byteLength).toString("utf8")),
  },
  mapKeyConverter(key: unknown): string {
    if (typeof key !== "string") throw new TypeError("a map key that is not a string");
    return key;
  },
};

const spelling: TreeSpelling = {
  string: (leaf) => (typeof leaf === "string" ? leaf : undefined),
  bool: (leaf) => (typeof leaf === "boolean" ? leaf : undefined),
  number: readNumber,
  dynamic(tree) {
    if (!Array.isArray(tree) || tree.length !== 2) return undefined;
    const [type, inner]: unknown[] = tree;
    if (type instanceof Uint8Array) return { type: typeFromBytes(type), tree: inner };
    if (typeof type === "string") return { type: typeFromBytes(new TextEncoder().encode(type)), tree: inner };
    return undefined;
  },
  fromTreeKey: (key) => (key === protoKey ? "__proto__" : key),
  toTreeKey,
  extraAttributes: "refuse",
  missingAttributes: "refuse",
};

const writer: LeafWriter<number | bigint | ExtData | Uint8Array> = {
  unknown: wireUnknown,
  dynamic: (type, tree) => [typeToBytes(type), tree],
  number: writeNumber,
};

/**
 * Reads a value of the type from Terraform's MessagePack. An object holds exactly its type's attributes.
 * @throws CtyDecodeError for any bytes that are not such a value
 */
export function decodeMsgpack(type: CtyType, bytes: Uint8Array): CtyValue {
  return readTree(spelling, type, parse(bytes));
}

/**
 * Writes a value of the type as Terraform's MessagePack.
 * @throws CtyEncodeError when the value is not of the type
 */
export function encodeMsgpack(type: CtyType, value: CtyValue): Uint8Array {
  return encoder.encode(writeTree(writer, type, value));
}

function toTreeKey(key: string): string {
  return key === "__proto__" ? protoKey : key;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return decoderFor(bytes.byteLength).decode(bytes);
  } catch {
    throw new CtyDecodeError([], "not well-formed MessagePack");
  }
}

/** By the most elements that they take: a new decoder for each value would cost more than most values do. */
const decoders = new Map<number, Decoder<undefined>>();

/** No collection has more elements than there are bytes: a false length must not reserve much more memory. */
function decoderFor(byteLength: number): Decoder<undefined> {
  const most = 2 ** Math.ceil(Math.log2(byteLength + 1));
  const known = decoders.get(most);
  if (known !== undefined) return known;
  const made = new Decoder({ ...decodeOptions, maxArrayLength: most, maxMapLength: most });
  decoders.set(most, made);
  return made;
}

function readNumber(leaf: unknown): CtyNumber | undefined {
  if (typeof leaf === "bigint") return ctyNumber(String(leaf));
  if (typeof leaf === "number") {
    if (Number.isNaN(leaf)) return undefined;
    return Number.isInteger(leaf) ? ctyNumber(numberText(leaf)) : leaf;
  }
  if (typeof leaf !== "string") return undefined;
  try {
    return ctyNumber(leaf);
  } catch {
    return undefined;
  }
}

/** Integers of 64 bits as such, doubles as such, all other numbers as decimal text. */
function writeNumber(value: CtyNumber): number | bigint | string | undefined {
  if (typeof value === "number" && !Number.isInteger(value)) return Number.isNaN(value) ? undefined : value;
  const text = numberText(value);
  if (!/^-?\d{1,20}$/.test(text)) return text;
  const integer = BigInt(text);
  if (integer >= -(2n ** 31n) && integer < 2n ** 32n) return Number(integer);
  return integer >= -(2n ** 63n) && integer < 2n ** 64n ? integer : text;
}
