import fc from "fast-check";
import { expect, test } from "vitest";
import { typedValues } from "./arbitrary";
import { ctyNumber } from "./number";
import { unknown } from "./unknown";
import { Dynamic, isMapping, isSequence, isWhollyKnown, rawEqual } from "./value";

test("every value equals itself, also with its sets turned round", () => {
  fc.assert(
    fc.property(typedValues(), ([type, value]) => {
      expect(rawEqual({ list: type }, [value, null], [value, null])).toBe(true);
      expect(rawEqual({ set: type }, [value, null], [null, value])).toBe(true);
      expect(rawEqual({ list: type }, [value, null], [null, value])).toBe(value === null);
    }),
  );
  expect(rawEqual({ set: "string" }, ["a", "b"], ["b", "a", "b"])).toBe(true);
  expect(rawEqual({ set: { list: "string" } }, [["a", "b"]], [["b", "a"]])).toBe(false);
  expect(rawEqual({ set: "string" }, [unknown], [unknown, unknown])).toBe(false);
});

test("differences count", () => {
  expect(rawEqual("string", "1", "2")).toBe(false);
  expect(rawEqual({ list: "string" }, [], null)).toBe(false);
  expect(rawEqual({ list: "string" }, ["a"], ["a", "a"])).toBe(false);
  expect(rawEqual({ map: "string" }, { a: null }, {})).toBe(false);
  expect(rawEqual("number", 2 ** 53, 2n ** 53n + 1n)).toBe(false);
  expect(rawEqual("string", unknown, "unknown")).toBe(false);
  expect(rawEqual("string", null, "null")).toBe(false);
  expect(rawEqual("string", unknown, null)).toBe(false);
});

test("spellings do not", () => {
  expect(rawEqual("string", "e\u0301", "é")).toBe(true);
  expect(rawEqual("number", ctyNumber("1e3"), 1000n)).toBe(true);
  expect(rawEqual("number", 0.1, ctyNumber("0.1"))).toBe(true);
  expect(rawEqual({ object: { a: "string", b: "bool" } }, { a: "x", b: null }, { a: "x" })).toBe(true);
  expect(rawEqual("string", unknown, unknown)).toBe(true);
});

test("dynamic values are equal with type and value", () => {
  const list = new Dynamic({ list: "number" }, [1]);
  expect(rawEqual("dynamic", list, new Dynamic({ list: "number" }, [ctyNumber("1.0")]))).toBe(true);
  expect(rawEqual("dynamic", list, new Dynamic({ tuple: ["number"] }, [1]))).toBe(false);
  expect(rawEqual("dynamic", new Dynamic("string", null), null)).toBe(false);
});

test("an unknown anywhere makes a value not wholly known", () => {
  expect(isWhollyKnown({ a: [new Dynamic({ list: "string" }, ["x"])], b: null })).toBe(true);
  expect(isWhollyKnown({ a: [new Dynamic({ list: "string" }, [unknown])] })).toBe(false);
  expect(isWhollyKnown(new Dynamic("string", unknown))).toBe(false);
});

test("arrays and keyed objects are told from the values that are objects too", () => {
  for (const value of [null, unknown, new Dynamic("string", "x"), ctyNumber("0.1"), "x", 5n]) {
    expect(isMapping(value)).toBe(false);
    expect(isSequence(value)).toBe(false);
  }
  expect(isMapping({ kind: "unknown" })).toBe(true);
  expect(isSequence([])).toBe(true);
});
