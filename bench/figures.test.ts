import { describe, expect, it } from "vitest";
import { figures, grown, isBroken } from "./figures";

describe("grown", () => {
  const before = figures({ counts: { created: 2, changed: 2, deleted: 1 } });

  it("names what is larger, and by how much", () => {
    const now = figures({ counts: { created: 3, changed: 1, deleted: 1 } });
    expect(grown(before, now)).toEqual(["created: 3, and it was 2"]);
  });

  it("has nothing to say of what was not counted before, or is counted no more", () => {
    expect(grown(before, figures({ counts: { imported: 5 } }))).toEqual([]);
    expect(grown(undefined, before)).toEqual([]);
  });
});

describe("isBroken", () => {
  it.each([
    [1.2, false],
    [1.21, true],
    [Number.NaN, true],
  ])("of at most 1.2, %d: %s", (measured, broken) => {
    expect(isBroken({ what: "", measured, atMost: 1.2 })).toBe(broken);
  });
});
