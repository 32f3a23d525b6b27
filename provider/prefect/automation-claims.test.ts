import { expect, it } from "vitest";
import { AutomationClaims } from "./automation-claims";

it("lets one after the other work on a name, also after a failure", async () => {
  const claims = new AutomationClaims();
  const done: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = claims.inTurn("a", async () => {
    await held;
    done.push("first");
    throw new Error("failed");
  });
  const second = claims.inTurn("a", async () => done.push("second"));
  await claims.inTurn("b", async () => done.push("other"));
  release();
  await expect(first).rejects.toThrow("failed");
  await second;
  expect(done).toEqual(["other", "first", "second"]);
});
