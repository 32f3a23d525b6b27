import assert from "node:assert/strict";
import fc from "fast-check";
import { ctyTypes, typedValues } from "../provider/cty/arbitrary";
import { CtyDecodeError } from "../provider/cty/errors";
import { decodeJson, encodeJson } from "../provider/cty/json";
import { decodeMsgpack, encodeMsgpack } from "../provider/cty/msgpack";
import { typeFromBytes, typesEqual, typeToBytes } from "../provider/cty/type";
import { isWhollyKnown, rawEqual } from "../provider/cty/value";
import { byteChanges, changeBytes } from "./mutate-bytes";
import { expectForPeople, type Target } from "./target";

/** Whatever the bytes are: a value, which can be written again, or a CtyDecodeError. */
function decodes(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    assert(error instanceof CtyDecodeError, error instanceof Error ? error : String(error));
    expectForPeople(error.message);
  }
}

const exactly = fc.property(typedValues(), ([type, value]) => {
  assert(typesEqual(typeFromBytes(typeToBytes(type)), type));
  const encoded = encodeMsgpack(type, value);
  const decoded = decodeMsgpack(type, encoded);
  assert(rawEqual(type, decoded, value), "MessagePack gives back another value");
  assert.deepEqual(Buffer.from(encodeMsgpack(type, decoded)), Buffer.from(encoded));
  if (!isWhollyKnown(value)) return;
  assert(rawEqual(type, decodeJson(type, encodeJson(type, value)), value), "JSON gives back another value");
});

const garbage = fc.property(ctyTypes, fc.uint8Array({ maxLength: 60 }), (type, bytes) => {
  decodes(() => encodeMsgpack(type, decodeMsgpack(type, bytes)));
  decodes(() => decodeJson(type, bytes));
  decodes(() => typeFromBytes(bytes));
});

const mutated = fc.property(typedValues({ known: true }), byteChanges, ([type, value], changes) => {
  const msgpack = changeBytes(encodeMsgpack(type, value), changes);
  decodes(() => encodeMsgpack(type, decodeMsgpack(type, msgpack)));
  const json = changeBytes(Buffer.from(encodeJson(type, value)), changes);
  decodes(() => encodeJson(type, decodeJson(type, json)));
  decodes(() => typeFromBytes(changeBytes(typeToBytes(type), changes)));
});

const ofMsgpack = (name: string, share: number, property: Parameters<typeof fc.check>[0]): Target => ({
  name,
  share,
  lanes: 1,
  open: async () => ({ property, close: async () => {} }),
});

/** Terraform's values: random ones come back exactly, and no bytes do more than be refused. */
export const ctyTargets: readonly Target[] = [
  ofMsgpack("cty-exact", 150, exactly),
  ofMsgpack("cty-garbage", 130, garbage),
  ofMsgpack("cty-mutated", 170, mutated),
];
