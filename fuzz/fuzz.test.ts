import { expect, test } from "vitest";
import { runRound } from "./target";
import { targets } from "./targets";

/** The same inputs each time; `make fuzz` has others, and more. */
const seed = 20_000;
const count = 20_000;

test("the shares add up to a thousand", () => {
  expect(targets.reduce((sum, { share }) => sum + share, 0)).toBe(1000);
});

test.each(targets.map((target) => [target.name, target] as const))(
  "%s",
  { timeout: 300_000 },
  async (_name, target) => {
    const open = await target.open();
    const failure = await runRound(target, open, { seed, count: (count * target.share) / 1000 });
    await open.close();
    expect(failure?.report).toBeUndefined();
  },
);
