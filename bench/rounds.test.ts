import { expect, it } from "vitest";
import { median } from "./median";
import { turns } from "./rounds";

it("turns go there and back, and each gives its median", async () => {
  const order: string[] = [];
  const measure = (name: string, values: number[]) => async () => {
    order.push(name);
    return values.shift() ?? 0;
  };
  expect(await turns(3, [measure("a", [5, 1, 3]), measure("b", [2, 2, 90])])).toEqual([3, 2]);
  expect(order.join("")).toBe("abbaab");
});

it("median of an even count is between the two in the middle", () => {
  expect(median([10, 1, 4, 2])).toBe(3);
  expect(() => median([])).toThrow("no values");
});
