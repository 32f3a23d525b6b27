import fc from "fast-check";
import { expect, test } from "vitest";
import { ctyTypes, typedValues } from "./arbitrary";
import { CtyDecodeError, CtyEncodeError } from "./errors";
import { decodeJson, encodeJson } from "./json";
import { decodeMsgpack, encodeMsgpack } from "./msgpack";
import { ctyNumber } from "./number";
import { type CtyType, typeFromBytes, typesEqual, typeToBytes } from "./type";
import { unknown } from "./unknown";
import { type CtyValue, Dynamic, isWhollyKnown, rawEqual } from "./value";

function bytes(hex: string): Uint8Array {
  return Buffer.from(hex.replaceAll(" ", ""), "hex");
}

function hexOf(type: CtyType, value: CtyValue): string {
  return Buffer.from(encodeMsgpack(type, value)).toString("hex");
}

test("types round-trip", () => {
  fc.assert(fc.property(ctyTypes, (type) => typesEqual(typeFromBytes(typeToBytes(type)), type)));
});

test("values round-trip through MessagePack, and the second encoding is the first", () => {
  fc.assert(
    fc.property(typedValues(), ([type, value]) => {
      const encoded = encodeMsgpack(type, value);
      const decoded = decodeMsgpack(type, encoded);
      expect(rawEqual(type, decoded, value)).toBe(true);
      expect(isWhollyKnown(decoded)).toBe(isWhollyKnown(value));
      expect(Buffer.from(encodeMsgpack(type, decoded)).equals(encoded)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("known values round-trip through JSON, others are refused", () => {
  fc.assert(
    fc.property(typedValues(), ([type, value]) => {
      if (!isWhollyKnown(value)) expect(() => encodeJson(type, value)).toThrow(CtyEncodeError);
      else expect(rawEqual(type, decodeJson(type, encodeJson(type, value)), value)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("no bytes make a decoder throw anything but CtyDecodeError", () => {
  const decodes = (work: () => CtyValue): void => {
    try {
      work();
    } catch (error) {
      expect(error).toBeInstanceOf(CtyDecodeError);
    }
  };
  fc.assert(
    fc.property(ctyTypes, fc.uint8Array({ maxLength: 40 }), (type, garbage) => {
      decodes(() => decodeMsgpack(type, garbage));
      decodes(() => decodeJson(type, garbage));
      decodes(() =>
        decodeMsgpack("dynamic", Buffer.concat([Buffer.of(0x92, 0xc4, garbage.length), garbage])),
      );
    }),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(typedValues(), fc.nat(), fc.nat({ max: 255 }), ([type, value], at, byte) => {
      const encoded = encodeMsgpack(type, value);
      encoded[at % encoded.length] = byte;
      decodes(() => decodeMsgpack(type, encoded));
      decodes(() => decodeMsgpack(type, encoded.subarray(0, at % encoded.length)));
    }),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(ctyTypes, fc.json(), (type, json) => {
      decodes(() => decodeJson(type, json));
    }),
    { numRuns: 500 },
  );
});

test("depth ends in an error, not in the end of the stack", () => {
  const levels = 200_000;
  const nested = Buffer.concat([Buffer.alloc(levels, 0x91), Buffer.of(0xc0)]);
  let deepType: CtyType = "string";
  for (let level = 0; level < 600; level++) deepType = { list: deepType };
  expect(() => decodeMsgpack(deepType, nested)).toThrow(CtyDecodeError);
  expect(() => decodeMsgpack("dynamic", nested)).toThrow(CtyDecodeError);
  expect(() => decodeJson("dynamic", "[".repeat(levels))).toThrow(CtyDecodeError);
  expect(() => decodeJson("dynamic", `{"type":"dynamic","value":`.repeat(5000))).toThrow(CtyDecodeError);
  const typeBomb = Buffer.from(`${'["list",'.repeat(levels)}"string"${"]".repeat(levels)}`);
  expect(() => typeFromBytes(typeBomb)).toThrow(CtyDecodeError);

  // A dynamic whose type is dynamic, over and over: each level is `[type, value]`.
  const level = Buffer.concat([bytes("92 c4 09"), Buffer.from('"dynamic"')]);
  const dynamics = Buffer.concat([...Array<Buffer>(20_000).fill(level), Buffer.of(0xc0)]);
  expect(() => decodeMsgpack("dynamic", dynamics)).toThrow(CtyDecodeError);

  let deepValue: CtyValue = "x";
  for (let depth = 0; depth < 20_000; depth++) deepValue = new Dynamic("dynamic", deepValue);
  expect(() => encodeMsgpack("dynamic", deepValue)).toThrow(CtyEncodeError);
});

test("a false length reserves no memory", () => {
  expect(() => decodeMsgpack({ list: "string" }, bytes("dd 01ffffff c0"))).toThrow(CtyDecodeError);
  expect(() => decodeMsgpack({ map: "string" }, bytes("df ffffffff a1 61 c0"))).toThrow(CtyDecodeError);
  expect(() => decodeMsgpack("string", bytes("db ffffffff 61"))).toThrow(CtyDecodeError);
});

test("every extension is unknown", () => {
  for (const extension of [
    "d40000",
    "c7030c8101c2",
    "d6ff00000000",
    "d7ff0000000000000000",
    "c70009",
    "d8050102030405060708090a0b0c0d0e0f10",
  ]) {
    expect(decodeMsgpack("string", bytes(extension))).toBe(unknown);
    expect(decodeMsgpack({ object: { a: "number" } }, bytes(`81 a161 ${extension}`))).toEqual({ a: unknown });
  }
  expect(hexOf("string", unknown)).toBe("d40000");
});

test("an object is sent with exactly its attributes", () => {
  const type = { object: { a: "string", b: { list: "bool" } } } as const;
  expect(hexOf(type, { a: "x" })).toBe("82a161a178a162c0");
  expect(() => encodeMsgpack(type, { c: "x" })).toThrow("c: the type has no such attribute");
  expect(() => decodeMsgpack(type, bytes("81 a161 c0"))).toThrow('lacks the attribute "b"');
  expect(() => decodeMsgpack(type, bytes("83 a161 c0 a162 c0 a163 c0"))).toThrow('no attribute "c"');
});

test("JSON may lack attributes, and have others where that is asked for", () => {
  const type = { object: { a: "string", b: "bool" } } as const;
  expect(decodeJson(type, '{"a":"x"}')).toEqual({ a: "x", b: null });
  expect(() => decodeJson(type, '{"c":1}')).toThrow('no attribute "c"');
  expect(decodeJson(type, '{"a":"x","c":[{"d":1}]}', { extraAttributes: "drop" })).toEqual({
    a: "x",
    b: null,
  });
});

test("JSON primitives of another type are converted as Terraform does", () => {
  expect(decodeJson("string", "1.50")).toBe("1.5");
  expect(decodeJson("string", "true")).toBe("true");
  expect(decodeJson("number", '"9007199254740993"')).toBe(9007199254740993n);
  expect(decodeJson("bool", '"false"')).toBe(false);
  expect(() => decodeJson("bool", '"yes"')).toThrow(CtyDecodeError);
  expect(() => decodeJson("number", '"many"')).toThrow(CtyDecodeError);
});

test("keys that objects inherit are ordinary keys", () => {
  const type = { map: "string" } as const;
  const encoded = bytes("82 a9 5f5f70726f746f5f5f a178 ab 636f6e7374727563746f72 a179");
  for (const decoded of [
    decodeMsgpack(type, encoded),
    decodeJson(type, '{"__proto__":"x","constructor":"y"}'),
  ]) {
    expect(Object.entries(decoded ?? {})).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect(Buffer.from(encodeMsgpack(type, decoded)).equals(encoded)).toBe(true);
  }
  const inherited = typeFromBytes(Buffer.from('["object",{"toString":"string"}]'));
  expect(encodeJson(inherited, {})).toBe('{"toString":null}');
});

test("sets are sent without repetition, by Terraform's equality", () => {
  expect(hexOf({ set: "string" }, ["e\u0301", "é", "z"])).toBe("92a2c3a9a17a");
  expect(hexOf({ set: "number" }, [1, 1n, ctyNumber("1.0")])).toBe("9101");
  expect(hexOf({ set: "string" }, [unknown, unknown])).toBe("92d40000d40000");
});

test("half a surrogate pair is replaced, as in UTF-8", () => {
  expect(hexOf("string", "a\ud800b")).toBe("a561efbfbd62");
});

test("errors say where and what kind, never what", () => {
  const type = { object: { blocks: { list: { map: "number" } } } } as const;
  const failure = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof CtyDecodeError || error instanceof CtyEncodeError) return error.message;
    }
    return "none";
  };
  const decoding = failure(() => decodeJson(type, '{"blocks":[{},{"api key":"secret"}]}'));
  expect(decoding).toBe('blocks[1]["api key"]: a number is expected, found a string');
  const encoding = failure(() => encodeMsgpack(type, { blocks: [{ "api key": "secret" }] }));
  expect(encoding).toBe('blocks[0]["api key"]: a number is expected, found a string');
  expect(failure(() => decodeJson("string", '{"a": secret'))).toBe("not well-formed JSON");
  expect(failure(() => encodeMsgpack("dynamic", "x"))).toBe("a Dynamic is expected, found a string");
});
