import { expect, test } from "vitest";
import { errorFields, logLine } from "./log";

test("a line is hclog JSON", () => {
  const line = logLine("info", "said", { count: 2n, "@level": "no" }, new Date("2026-01-02T03:04:05.678Z"));
  expect(JSON.parse(line)).toEqual({
    "@level": "info",
    "@message": "said",
    "@module": "plugin",
    "@timestamp": "2026-01-02T03:04:05.678000Z",
    count: "2",
  });
  expect(line).not.toContain("\n");
});

test("of an error, no property but message and stack is logged", () => {
  const error = Object.assign(new Error("refused", { cause: "secret" }), { key: "secret" });
  expect(Object.keys(errorFields(error)).sort()).toEqual(["error", "stack"]);
  expect(JSON.stringify(errorFields(error))).not.toContain("secret");
  expect(JSON.stringify(errorFields({ key: "secret" }))).not.toContain("secret");
});
