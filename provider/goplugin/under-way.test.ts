import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { UnderWay } from "./under-way";

test("what was added is there until it is deleted", () => {
  const [one, two, three] = [{ name: "one" }, { name: "two" }, { name: "three" }];
  const underWay = new UnderWay<{ readonly name: string }>();
  for (const item of [one, two, three]) underWay.add(item);

  expect(underWay.oldest).toBe(one);

  expect(underWay.delete(one)).toBe(true);
  expect(underWay.delete(one)).toBe(false);
  expect([...underWay]).toEqual([two, three]);
  expect(underWay.oldest).toBe(two);
  expect(underWay.has(one)).toBe(false);
  expect(underWay.find(({ name }) => name === "three")).toBe(three);
  expect(underWay.find(({ name }) => name === "one")).toBeUndefined();

  expect(underWay.delete(two)).toBe(true);
  expect(underWay.delete(three)).toBe(true);
  expect(underWay.size).toBe(0);
  expect(underWay.oldest).toBeUndefined();
});

test("each is met once, though it goes meanwhile", () => {
  const items = Array.from({ length: 10 }, (_, index) => ({ index }));
  const underWay = new UnderWay<object>();
  for (const item of items) underWay.add(item);
  const met: object[] = [];
  for (const item of underWay) {
    met.push(item);
    underWay.delete(item);
  }
  expect(met).toEqual(items);
  expect(underWay.size).toBe(0);
});

const countAtOnce = 10;
const count = 1000;
const numbersEach = 1000;

/** Bytes that the old generation takes in while objects come and go. */
function grownOld(underWay: { add(item: object): unknown; delete(item: object): unknown }): number {
  setFlagsFromString("--expose-gc");
  const collect: (what?: { type: "minor" }) => void = runInNewContext("gc");
  const size = () =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === "old_space")?.space_used_size ?? 0;
  const now: object[] = [];
  const pass = () => {
    const item = { numbers: Array.from({ length: numbersEach }, (_, index) => index + 0.5) };
    underWay.add(item);
    now.push(item);
    const first = now.length > countAtOnce ? now.shift() : undefined;
    if (first !== undefined) underWay.delete(first);
  };
  for (let made = 0; made < 2 * countAtOnce; made++) pass();
  collect();
  const before = size();
  for (let made = 0; made < count; made++) {
    pass();
    if (made % (4 * countAtOnce) === 0) collect({ type: "minor" });
  }
  return size() - before;
}

test("collections of the young generation are enough to free what has gone", () => {
  const all = count * numbersEach * 8;
  // With a Set in its place it is more than a third.
  expect(grownOld(new UnderWay<object>())).toBeLessThan(all / 10);
});
