import fc from "fast-check";
import { LosslessNumber, parse, stringify } from "lossless-json";
import { expect, test } from "vitest";
import { CtyEncodeError } from "./errors";
import { fromJson, impliedType, type Json, toPlainJson } from "./implied";
import { decodeMsgpack, encodeMsgpack } from "./msgpack";
import { ctyNumber } from "./number";
import { typeToJson } from "./type";
import { unknown } from "./unknown";
import { Dynamic, rawEqual } from "./value";

test("arrays are tuples, objects are objects, null is dynamic", () => {
  expect(typeToJson(impliedType({ a: [1, "x", null], b: { c: true } }))).toEqual([
    "object",
    { a: ["tuple", ["number", "string", "dynamic"]], b: ["object", { c: "bool" }] },
  ]);
  expect(impliedType([])).toEqual({ tuple: [] });
});

test("a number is the decimal that it prints as", () => {
  expect(fromJson(0.1).value).toEqual(new LosslessNumber("0.1"));
  expect(fromJson(1e21).value).toBe(10n ** 21n);
  expect(fromJson(new LosslessNumber("1.0")).value).toBe(1);
  expect(() => fromJson([Number.NaN])).toThrow("[0]: a finite number is expected");
});

test("any JSON survives as a dynamic value", () => {
  const numbers = (value: unknown): Json => parse(JSON.stringify(value), undefined, ctyNumber) as Json;
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (plain) => {
      const { type, value } = fromJson(numbers(plain));
      const dynamic = value === null ? null : new Dynamic(type, value);
      const decoded = decodeMsgpack("dynamic", encodeMsgpack("dynamic", dynamic));
      expect(rawEqual("dynamic", decoded, dynamic)).toBe(true);
      const text = stringify(toPlainJson("dynamic", decoded)) ?? "";
      const again = fromJson(numbers(JSON.parse(text)));
      expect(rawEqual("dynamic", new Dynamic(again.type, again.value), new Dynamic(type, value))).toBe(true);
    }),
  );
});

test("numbers leave exactly as they came", () => {
  const text = "[9007199254740993,0.1,18446744073709551616,1.5e+2000,-2.5]";
  const { type, value } = fromJson(parse(text, undefined, ctyNumber) as Json);
  expect(stringify(toPlainJson(type, value))).toBe(text);
});

test("what is not known, or not finite, is no JSON", () => {
  expect(() => toPlainJson({ list: "string" }, ["a", unknown])).toThrow("[1]: the value is not known");
  expect(() => toPlainJson("number", Number.POSITIVE_INFINITY)).toThrow(CtyEncodeError);
});

test("nesting ends in an error", () => {
  let json: Json = 1;
  for (let depth = 0; depth < 10_000; depth++) json = [json];
  expect(() => fromJson(json)).toThrow(CtyEncodeError);
});
