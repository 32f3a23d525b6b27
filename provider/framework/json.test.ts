import { expect, it } from "vitest";
import { json } from "./json";

const nested = (levels: number): string => `${'{"a":['.repeat(levels / 2)}1${"]}".repeat(levels / 2)}`;

it("refuses what a server stores and then cannot answer with", () => {
  expect(json.fault?.(nested(250))).toBeUndefined();
  expect(json.fault?.(nested(252))).toBe("It is nested more than 250 levels deep.");
  expect(json.fault?.('{"a": [1e400]}')).toContain("1e400");
  expect(json.fault?.(`[${"1".repeat(4300)}, 1e308]`)).toBeUndefined();
  expect(json.fault?.(`[${"1".repeat(4301)}]`)).toContain("4300 digits");
  expect(json.fault?.('{"a": "\\ud800"}')).toContain("half a character");
});
