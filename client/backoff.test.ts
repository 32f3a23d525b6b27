import { describe, expect, it } from "vitest";
import { backoff, retryAfter } from "./backoff";

describe("backoff", () => {
  it("doubles its bound from 100 ms up to 5 s, and takes any part of it", () => {
    expect([1, 2, 3, 6, 7, 50].map((tries) => backoff(tries, 1))).toEqual([100, 200, 400, 3200, 5000, 5000]);
    expect(backoff(3, 0)).toBe(0);
    expect(backoff(3, 0.25)).toBe(100);
  });
});

describe("retryAfter", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  it("reads seconds and dates", () => {
    expect(retryAfter({ "retry-after": "2" }, now)).toBe(2000);
    expect(retryAfter({ "retry-after": " 0.5 " }, now)).toBe(500);
    expect(retryAfter({ "retry-after": "Thu, 01 Jan 2026 00:00:07 GMT" }, now)).toBe(7000);
    expect(retryAfter({ "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" }, now)).toBe(0);
  });
  it("takes a date by the clock of the server that says it", () => {
    const date = "Thu, 01 Jan 2026 05:00:00 GMT";
    expect(retryAfter({ "retry-after": "Thu, 01 Jan 2026 05:00:07 GMT", date }, now)).toBe(7000);
  });
  it("knows nothing of anything else", () => {
    for (const header of [undefined, "", "soon", "-", "-5", "in 5"]) {
      expect(retryAfter({ "retry-after": header }, now)).toBeUndefined();
    }
  });
});
