import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonNumber, jsonNumber, parseJson, stringifyJson } from "./json";

describe("parseJson and stringifyJson", () => {
  it.each([
    "9007199254740993",
    "1.0",
    "0.1",
    "-0",
    "1e400",
    "1E5",
    "123456789012345678901234567890",
    "-1.50",
    "0",
    "5",
  ])("keep the number %s as it is written, wherever it stands", (number) => {
    for (const text of [number, `[${number}]`, `{"a":${number},"b":[{"c":${number}},"x"]}`]) {
      expect(stringifyJson(parseJson(text))).toBe(text);
    }
  });

  it("make plain numbers of those that JavaScript holds exactly", () => {
    expect(parseJson('{"a":1,"b":0.1,"c":-3.25,"d":1e21}')).toEqual({
      a: 1,
      b: 0.1,
      c: -3.25,
      d: jsonNumber("1e21"),
    });
  });

  it("tell exact numbers from objects that look like them", () => {
    const [exact, object] = Object.values(
      parseJson('{"a":1.0,"b":{"value":"1.0","isLosslessNumber":true}}') ?? {},
    );
    expect([isJsonNumber(exact), isJsonNumber(object)]).toEqual([true, false]);
  });

  it("leave digits inside strings alone", () => {
    const text = '["1.0","a: 1.0, b",", 9007199254740993]","\\"1.0\\""]';
    expect(stringifyJson(parseJson(text))).toBe(text);
  });

  it("keep a key __proto__, with and without exact numbers beside it", () => {
    for (const text of ['{"__proto__":{"a":1},"b":2}', '{"__proto__":{"a":1.0},"b":2}']) {
      expect(stringifyJson(parseJson(text))).toBe(text);
      expect(Object.keys(parseJson(text) ?? {})).toEqual(["__proto__", "b"]);
    }
  });

  it("take the last of two equal keys", () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(stringifyJson(parseJson('{"a":1.0,"a":2.0}'))).toBe('{"a":2.0}');
  });

  it("refuse what is not JSON", () => {
    for (const text of ["", "{", "01", "[1.0", "nul", "{'a':1}", "[1.0,]"])
      expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it("write bigints, drop undefined properties, refuse what has no JSON form", () => {
    expect(stringifyJson({ a: 2n ** 70n, b: undefined, c: null })).toBe(
      '{"a":1180591620717411303424,"c":null}',
    );
    for (const value of [Number.NaN, { a: Number.POSITIVE_INFINITY }, undefined]) {
      expect(() => stringifyJson(value)).toThrow(TypeError);
    }
  });

  it("change no JSON value (property)", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(stringifyJson(parseJson(text)))).toEqual(parseJson(text));
        expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("change no number (property)", () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/);
    fc.assert(
      fc.property(digits, (number) => {
        const text = `{"a":[${number}]}`;
        expect(stringifyJson(parseJson(text))).toBe(text);
      }),
    );
  });
});
