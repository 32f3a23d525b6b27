import { describe, expect, it } from "vitest";
import { parseExactJson, sameJson } from "./exact-json";

const same = (a: string, b: string) => sameJson(parseExactJson(a), parseExactJson(b));

describe("sameJson", () => {
  it("compares integers digit by digit", () => {
    expect(same("9007199254740993", "9007199254740992")).toBe(false);
    expect(same("12345678901234567890", "12345678901234567890")).toBe(true);
    expect(same("1", "1.0")).toBe(true);
    expect(same("1e3", "1000")).toBe(true);
  });

  it("compares other numbers as the doubles that a server keeps", () => {
    expect(same(`0.${"3".repeat(100)}`, "0.3333333333333333")).toBe(true);
    expect(same("0.1", "0.10000000000000001")).toBe(true);
    expect(same("0.1", "0.2")).toBe(false);
    expect(same("1e-400", "0.0")).toBe(true);
    expect(same("1e-400", "1")).toBe(false);
    expect(same("1e2000", "1e3000")).toBe(false);
  });

  it("ignores the order of keys, and nothing else", () => {
    expect(same('{"a":1,"b":[{"c":null}]}', '{"b":[{"c":null}],"a":1}')).toBe(true);
    expect(same('{"a":null}', "{}")).toBe(false);
    expect(same("[1,2]", "[2,1]")).toBe(false);
    expect(same('{"__proto__":1}', '{"__proto__":2}')).toBe(false);
    expect(same('"1"', "1")).toBe(false);
  });
});
