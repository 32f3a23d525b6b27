import fc from "fast-check";
import { expect, it } from "vitest";
import { chooseLabels, folded } from "./labels";

const labels = (...names: (readonly string[])[]) =>
  chooseLabels(
    names.map((own) => ({ names: own, kind: "flow" })),
    new Set(),
  );

it("takes the shortest name that nothing else has", () => {
  expect(labels(["Nightly Report"], ["etl"])).toEqual(["nightly-report", "etl"]);
  expect(labels(["nightly", "a nightly"], ["nightly", "b nightly"])).toEqual(["a-nightly", "b-nightly"]);
});

it("tells names apart that differ only in case or punctuation", () => {
  expect(labels(["Nightly"], ["nightly"], ["night-ly"], ["night_ly"])).toEqual([
    "nightly-flow",
    "nightly-flow-2",
    "night-ly-flow-3",
    "night-ly-flow-4",
  ]);
});

it("makes a label of any name", () => {
  expect(labels(["class"], ["100"], ["日本"], ["é"])).toEqual(["class-flow", "flow-100", "flow", "e"]);
});

const anyText = fc
  .array(fc.oneof(fc.nat(0x10ffff), fc.nat(0x7f)), { maxLength: 12 })
  .map((points) => String.fromCodePoint(...points));

it("gives each a label that is an identifier, whatever the names", () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 20 }), (names) => {
      const given = labels(...names.map((name) => [name]));
      expect(new Set(given.map(folded)).size).toBe(names.length);
      expect(given.filter((label) => !/^[a-z][a-z0-9-]*$/.test(label))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
