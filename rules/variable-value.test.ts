import { expect, it } from "vitest";
import { variableValue } from "./variable-value";

it.each(["1.5e308", "[5e-324, 1e-400]", "18446744073709551615"])("takes %s", (json) => {
  expect(variableValue(json)).toEqual({ verdict: "accepted" });
});

it.each([
  ["18446744073709551616", /64 bits/],
  ['{"a":[1e309]}', /beyond 1.8e308/],
  ["-1.5e4000", /beyond 1.8e308/],
])("refuses %s", (json, reason) => {
  expect(variableValue(json)).toMatchObject({ verdict: "refused", reason: expect.stringMatching(reason) });
});
