import { afterEach, expect, it, vi } from "vitest";
import { failedBecause } from "../doctor/finding";
import { complain } from "./complain";

afterEach(() => vi.restoreAllMocks());

it("shows what a terminal would obey, line by line", () => {
  const mockError = vi.spyOn(console, "error").mockImplementation(() => {});
  complain("a\u001b[31m\r\nb\u202e");
  expect(mockError.mock.calls).toEqual([["a\\u001b[31m\nb\\u202e"]]);
});

it("so does a check that has failed, on one line", () => {
  expect(failedBecause("server", new Error("a\u001b[31m\r\nb\u009b.")).found).toBe("a\\u001b[31m b\\u009b");
});
