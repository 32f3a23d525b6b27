import { expect, it } from "vitest";
import { compoundRequire, eventWithin, waitingSeconds } from "./trigger";

it.each([
  ["Reactive", 0],
  ["Reactive", 0.5],
  [undefined, 5],
  ["Proactive", 10],
])("a %s trigger may wait %d seconds", (posture, seconds) => {
  expect(eventWithin(posture, seconds)).toEqual({ verdict: "accepted" });
});

it("a Proactive trigger waits at least 10 seconds, and 0 are 10", () => {
  expect(eventWithin("Proactive", 9.5)).toMatchObject({ verdict: "refused" });
  expect(eventWithin("Proactive", 0)).toMatchObject({ verdict: "doubtful" });
});

it("no time is below 0", () => {
  expect(eventWithin("Reactive", -1)).toMatchObject({ verdict: "refused" });
  expect(waitingSeconds(-0.1)).toMatchObject({ verdict: "refused" });
  expect(waitingSeconds(0)).toEqual({ verdict: "accepted" });
});

it.each(["any", "all", 1, 2, "2"])("%j of two triggers may be required", (require) => {
  expect(compoundRequire(require, 2)).toEqual({ verdict: "accepted" });
});

it.each([0, 3, -1, 1.5, "0", "3", "some", "", null, {}])("%j of two triggers may not", (require) => {
  expect(compoundRequire(require, 2)).toEqual({
    verdict: "refused",
    reason: expect.stringContaining('"any", "all" or a whole number from 1 to 2'),
  });
});
