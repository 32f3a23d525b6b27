import { expect, it } from "vitest";
import { parseOnly } from "./selection";

it("takes every other character than * and ? as it is", () => {
  for (const name of ["daily-report/prod", "a.b", "a+b(c)[d]{e}|f^g$h\\i", "é 日本 🚀", "a\nb"]) {
    expect(parseOnly(`deployments:${name}`).matches(name), name).toBe(true);
    expect(parseOnly(`deployments:${name}`).matches(`${name}x`), name).toBe(false);
  }
  expect(parseOnly("deployments:a.b").matches("axb")).toBe(false);
});

it("takes * for any characters, and ? for one", () => {
  const { matches } = parseOnly("deployments:night*-?");
  expect(["nightly-1", "night-🚀", "night\n-1"].map(matches)).toEqual([true, true, true]);
  expect(["nightly-", "nightly-10", "a nightly-1"].map(matches)).toEqual([false, false, false]);
});

it("takes a kind without a name for all of it, and names with colons", () => {
  expect(parseOnly("variables").matches("anything")).toBe(true);
  expect(parseOnly("tag:team:data").matches("team:data")).toBe(true);
});

it("names what can be chosen by", () => {
  expect(() => parseOnly("deployment:a")).toThrow(
    /--only deployment:a: "deployment" .* one of flows, deployments,/,
  );
});
