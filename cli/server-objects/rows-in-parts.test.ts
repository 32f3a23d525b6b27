import { describe, expect, it } from "vitest";
import { PrefectApiError } from "../../client";
import { rowsInParts } from "./rows-in-parts";

const failure = (status: number) =>
  new PrefectApiError({ status, method: "POST", path: "/work_pools/filter", detail: "no", fields: [] });

/** A fake server's rows 0 to `count`, and an error for each page that holds one of `broken`. */
function fakePage(count: number, broken: readonly number[], status = 500) {
  const asked: string[] = [];
  const page = async (limit: number, offset: number) => {
    asked.push(`${limit}@${offset}`);
    if (broken.some((row) => row >= offset && row < offset + limit)) throw failure(status);
    return Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, index) => offset + index);
  };
  return { page, asked };
}

describe("rowsInParts", () => {
  it.each([
    [0, []],
    [1, [0]],
    [5, [4]],
    [5, [0, 1]],
    [200, [199]],
    [401, [0, 200, 400]],
    [400, []],
    [733, [3, 4, 5, 399, 400, 401, 732]],
  ])("of %i rows answers all but %j", async (count, broken) => {
    const { page } = fakePage(count, broken);
    const all = Array.from({ length: count }, (_, index) => index);
    expect(await rowsInParts(page)).toEqual(all.filter((row) => !broken.includes(row)));
  });

  it("costs few requests", async () => {
    const { page, asked } = fakePage(200, [77]);
    await rowsInParts(page);
    expect(asked.length).toBeLessThan(20);
  });

  it("does not go on at other failures, nor for ever", async () => {
    const refused = fakePage(10, [1], 403);
    await expect(rowsInParts(refused.page)).rejects.toThrow("403");
    expect(refused.asked).toEqual(["200@0"]);
    const down = fakePage(
      1000,
      Array.from({ length: 1000 }, (_, row) => row),
    );
    await expect(rowsInParts(down.page)).rejects.toThrow("500");
    expect(down.asked.length).toBeLessThan(200);
  });
});
