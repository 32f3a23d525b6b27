import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillPath } from "./path-parameters";

describe("fillPath", () => {
  it("escapes what has a meaning in a path", () => {
    expect(fillPath("/a/{x}/b/{y}", { x: "p/q%#? é", y: "{x}$&" })).toBe(
      "/a/p%2Fq%25%23%3F%20%C3%A9/b/%7Bx%7D%24%26",
    );
  });
  it("refuses an empty or missing parameter, which would name another operation", () => {
    for (const parameters of [{}, { name: "" }, { name: null }]) {
      expect(() => fillPath("/work_pools/{name}", parameters)).toThrow(
        "Nothing was sent: the name in /work_pools/{name} is empty",
      );
    }
  });
  it("keeps every name whole (property)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (name) => {
        const parts = fillPath("/x/{name}/y", { name }).split("/");
        expect(parts).toHaveLength(4);
        expect(decodeURIComponent(parts[2] ?? "")).toBe(name);
      }),
    );
  });
});
