import { describe, expect, it } from "vitest";
import { parseExactJson } from "./exact-json";
import { differingPlaces, digestLeaves, readDigests } from "./leaf-digests";

const secret = parseExactJson('{"b":{"token":"hush","n":1.0},"a":["hush",null]}');

describe("digests of leaves", () => {
  it("fit what means the same, however it is spelled", async () => {
    const digests = await digestLeaves(secret);
    const same = parseExactJson('{"a":["hush",null],"b":{"n":1,"token":"hush"}}');
    expect(await differingPlaces(same, digests)).toEqual([]);
    expect(await differingPlaces(same, readDigests(JSON.parse(JSON.stringify(digests))) ?? digests)).toEqual(
      [],
    );
  });

  it("name each leaf that differs, is new or is gone", async () => {
    const digests = await digestLeaves(secret);
    const other = parseExactJson('{"a":["hush",null,1],"b":{"token":"other"}}');
    expect(await differingPlaces(other, digests)).toEqual([
      ["a", 2],
      ["b", "n"],
      ["b", "token"],
    ]);
    expect(
      await differingPlaces(parseExactJson('{"a":["hush",null],"b":{"n":"1","token":"hush"}}'), digests),
    ).toEqual([["b", "n"]]);
    expect(await differingPlaces("hush", digests)).toContainEqual([]);
  });

  it("show neither the leaves nor which are equal", async () => {
    const digests = await digestLeaves(secret);
    expect(JSON.stringify(digests)).not.toContain("hush");
    expect(new Set(digests.parts.map(({ digest }) => digest)).size).toBe(digests.parts.length);
    const again = await digestLeaves(secret);
    expect(again.parts.map(({ digest }) => digest)).not.toEqual(digests.parts.map(({ digest }) => digest));
  });

  it("cost no more for a document of very many leaves", async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, `v${index}`]));
    const digests = await digestLeaves(many);
    expect(digests.parts.length).toBeLessThanOrEqual(64);
    expect(await differingPlaces(many, digests)).toEqual([]);
    expect(await differingPlaces({ ...many, k500: "other" }, digests)).toContainEqual(["k500"]);
  });

  it("are not made out of anything else", () => {
    for (const strange of [
      null,
      "x",
      {},
      { salt: "00", parts: [{}] },
      { salt: "00", parts: [{ at: [[{}]], digest: "" }] },
    ]) {
      expect(readDigests(strange)).toBeUndefined();
    }
  });
});
