import { describe, expect, test } from "vitest";
import { versionMeets } from "./version-constraint";

describe("versionMeets", () => {
  test.each([
    ["1.2.3", "1.2.3", true],
    ["1.2.3", "= 1.2.3", true],
    ["1.2.0", "1.2", true],
    ["1.2.3", "1.2.4", false],
    ["1.2.3", "!= 1.2.3", false],
    ["1.2.3", ">= 1.2, < 2", true],
    ["2.0.0", ">= 1.2, < 2", false],
    ["1.9.9", "~> 1.2", true],
    ["2.0.0", "~> 1.2", false],
    ["1.1.0", "~> 1.2", false],
    ["1.2.9", "~> 1.2.3", true],
    ["1.3.0", "~> 1.2.3", false],
    ["0.55.0", "~> 0.4", true],
    ["3.0.0", "~> 1", false],
    ["1.10.0", "> 1.9.0", true],
    ["1.0.0-rc.1", ">= 1.0.0", false],
    ["1.0.0", "> 1.0.0-rc.1", true],
  ])("%s against %s: %s", (version, constraint, expected) => {
    expect(versionMeets(version, constraint)).toBe(expected);
  });

  test.each([
    ["1.2.3", "latest"],
    ["1.2.3", ""],
    ["one", "1"],
  ])("cannot tell %s against %j", (version, constraint) => {
    expect(versionMeets(version, constraint)).toBeUndefined();
  });
});
