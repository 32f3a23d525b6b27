import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, parseExactJson } from "./exact-json";
import {
  leavesOf,
  mergeJson,
  onlyPlaces,
  overlaps,
  sameApartFrom,
  setPlaces,
  spellPlace,
  withoutPlaces,
} from "./json-parts";

const key = fc.constantFrom("a", "b", "c", "__proto__", "constructor");
const { object } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(null, true, 1, "x", ""),
    fc.array(tie("value"), { maxLength: 2 }),
    tie("object"),
  ),
  object: fc
    .uniqueArray(fc.tuple(key, tie("value")), { selector: ([name]) => name, maxLength: 3 })
    .map((pairs) =>
      parseExactJson(`{${pairs.map(([name, one]) => `"${name}":${canonicalJson(one)}`).join()}}`),
    ),
}));

const spell = canonicalJson;

describe("mergeJson", () => {
  it("merges objects at any depth and takes everything else whole", () => {
    const under = { image: "i", env: { LOG: "debug" }, hosts: ["a"], gone: { x: 1 } };
    const over = { env: { KEY: "k" }, hosts: ["b"], gone: null };
    expect(spell(mergeJson(under, over))).toBe(
      spell({ image: "i", env: { LOG: "debug", KEY: "k" }, hosts: ["b"], gone: null }),
    );
  });

  it("gives back both parts where they do not overlap", () => {
    fc.assert(
      fc.property(object, object, (plain, secret) => {
        fc.pre(overlaps(plain, secret).length === 0);
        const places = setPlaces(secret);
        const setting = onlyPlaces(secret, places);
        const whole = mergeJson(plain, setting);
        expect(sameApartFrom(whole, plain, places)).toBe(true);
        expect(spell(onlyPlaces(whole, places))).toBe(spell(setting));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the places of a document", () => {
  it("are told where two set the same", () => {
    const tell = (a: unknown, b: unknown) => overlaps(a, b).map(spellPlace);
    expect(tell({ a: 1, env: { A: 1, B: 2 } }, { a: 2, env: { B: 3, C: 4 } })).toEqual(["a", "env.B"]);
    expect(tell({ env: {} }, { env: { A: 1 } })).toEqual([]);
    expect(tell({ env: "x" }, { env: { A: 1 } })).toEqual(["env"]);
    expect(tell({ list: [{ a: 1 }] }, { list: [{ b: 1 }] })).toEqual(["list"]);
  });

  it("go with the objects that they empty, whether or not something is there", () => {
    const places = setPlaces({ env: { KEY: "k" }, list: [1, 2] });
    expect(places).toEqual([["env", "KEY"], ["list"]]);
    expect(spell(withoutPlaces({ env: { KEY: "k" }, list: [3], a: 1 }, places))).toBe('{"a":1}');
    expect(spell(withoutPlaces({ env: {}, a: 1 }, places))).toBe('{"a":1}');
    expect(spell(withoutPlaces({ env: { LOG: 1 } }, places))).toBe('{"env":{"LOG":1}}');
    expect(spell(withoutPlaces({ env: "text" }, places))).toBe('{"env":"text"}');
  });

  it("are the same for every spelling", () => {
    fc.assert(
      fc.property(object, (document) => {
        const again = parseExactJson(spell(document));
        expect(leavesOf(again).map(({ path }) => path)).toEqual(leavesOf(document).map(({ path }) => path));
      }),
    );
    expect(leavesOf({ b: [1, { c: {} }], a: [] }).map(({ path }) => spellPlace(path))).toEqual([
      "a",
      "b[0]",
      "b[1].c",
    ]);
    expect(spellPlace(["two words", 0, 'a"b'])).toBe('["two words"][0]["a\\"b"]');
  });
});
