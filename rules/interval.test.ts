import { LosslessNumber } from "lossless-json";
import { expect, it } from "vitest";
import { interval } from "./interval";

it.each([1, 0.001, 3600n, new LosslessNumber("1.0"), new LosslessNumber("2.5e3")])(
  "accepts %s",
  (seconds) => {
    expect(interval(seconds)).toEqual({ verdict: "accepted" });
  },
);

it.each([0, -1, -1n, 1e-7, 86_400_000_000_000, 2n ** 70n, new LosslessNumber("1e400"), Number.NaN])(
  "refuses %s",
  (seconds) => {
    expect(interval(seconds)).toMatchObject({ verdict: "refused" });
  },
);

it.each([5e-7, 1e12])("doubts %s", (seconds) => {
  expect(interval(seconds)).toMatchObject({ verdict: "doubtful" });
});
