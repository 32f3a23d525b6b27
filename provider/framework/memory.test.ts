import { expect, it } from "vitest";
import { planMemory, readMemory, settleMemory } from "./memory";

const none = new Uint8Array();
const names = (bytes: Uint8Array) => [...(readMemory(bytes) ?? ["nothing remembered"])].sort();

it("remembers nothing of an empty or strange private state", () => {
  expect(readMemory(none)).toBeUndefined();
  expect(readMemory(Buffer.from("no JSON"))).toBeUndefined();
  expect(readMemory(Buffer.from('{"configured":"bm8="}'))).toBeUndefined();
});

it("remembers what was configured when it was applied", () => {
  const first = settleMemory(planMemory(none, ["b", "a"]), "applied");
  expect(names(first)).toEqual(["a", "b"]);
  expect(names(settleMemory(planMemory(first, ["b"]), "applied"))).toEqual(["b"]);
});

it("still remembers what a failed apply was to reset", () => {
  const first = settleMemory(planMemory(none, ["a", "b"]), "applied");
  const failed = settleMemory(planMemory(first, ["b", "c"]), "failed");
  expect(names(failed)).toEqual(["a", "b", "c"]);
  expect(names(settleMemory(planMemory(failed, ["b"]), "applied"))).toEqual(["b"]);
});

it("keeps what others have put there", () => {
  const foreign = Buffer.from('{"schema":"eyJ4IjoxfQ=="}');
  const kept = settleMemory(planMemory(settleMemory(planMemory(foreign, ["a"]), "applied"), []), "failed");
  expect(JSON.parse(Buffer.from(kept).toString())).toMatchObject({ schema: "eyJ4IjoxfQ==" });
});
