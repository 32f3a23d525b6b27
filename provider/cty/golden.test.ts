import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Made by go-cty: see golden/main.go. */
const vectors: { name: string; type: unknown; msgpack: string; json?: string }[] = JSON.parse(
  readFileSync(join(__dirname, "golden/golden.json"), "utf8"),
);

import { decodeJson, encodeJson } from "./json";
import { decodeMsgpack, encodeMsgpack } from "./msgpack";
import { typeFromJson, typeToJson } from "./type";
import { isUnknown } from "./unknown";
import { rawEqual } from "./value";

test.each(vectors)("$name: MessagePack, byte for byte", ({ type: typeJson, msgpack }) => {
  const type = typeFromJson(typeJson);
  const value = decodeMsgpack(type, Buffer.from(msgpack, "hex"));
  const expected = isUnknown(value) ? "d40000" : msgpack;
  expect(Buffer.from(encodeMsgpack(type, value)).toString("hex")).toBe(expected);
  expect(typeToJson(type)).toEqual(typeJson);
});

test.each(vectors.filter(({ json }) => json !== undefined))(
  "$name: JSON",
  ({ type: typeJson, msgpack, json = "" }) => {
    const type = typeFromJson(typeJson);
    const value = decodeMsgpack(type, Buffer.from(msgpack, "hex"));
    expect(rawEqual(type, decodeJson(type, json), value)).toBe(true);
    expect(rawEqual(type, decodeJson(type, encodeJson(type, value)), value)).toBe(true);
  },
);
