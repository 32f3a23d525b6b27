import { describe, expect, it, test } from "vitest";
import { parseJson } from "../../client";
import { differenceKey, differences, plainPath, type Side, same } from "./differences";

const side = (value: Side["value"], marks: Omit<Side, "value"> = {}): Side => ({ value, ...marks });

/** `path: before → after` of each difference. */
const told = (before: Side, after: Side): readonly string[] =>
  differences(before, after).map((one) => {
    const text = (value: (typeof one)["before"]) =>
      value.is === "given" ? JSON.stringify(value.value) : value.is;
    return `${one.path}: ${text(one.before)} → ${text(one.after)}`;
  });

describe("same", () => {
  it.each([
    ['{"a":1,"b":[1,2]}', '{"b":[1,2],"a":1.0}', true],
    ['{"a":1}', '{"a":1,"b":null}', false],
    ["[1,2]", "[2,1]", false],
    ["9007199254740993", "9007199254740992", false],
    ["1e3", "1000", true],
    ["1.10", "1.1", true],
    ['"1"', "1", false],
    ["null", "false", false],
    ["[]", "{}", false],
    ['{"__proto__":{}}', '{"a":1}', false],
    ["[[]]", "[[[]]]", false],
  ])("%s and %s: %s", (one, other, expected) => {
    expect(same(parseJson(one), parseJson(other))).toBe(expected);
    expect(same(parseJson(other), parseJson(one))).toBe(expected);
  });
});

describe("differences", () => {
  it("goes into JSON that attributes hold as text, and says nothing of another order or spelling", () => {
    expect(
      told(
        side({ parameters: '{"a":1,"b":{"c":[1]},"d":2}', x: '{"a":1, "b":2}' }),
        side({ parameters: '{"d":2,"b":{"c":[1,2]}}', x: '{"b":2,"a":1.0}' }),
      ),
    ).toEqual(["parameters.a: 1 → absent", "parameters.b.c: [1] → [1,2]"]);
  });

  it("tells a text from the JSON in it, and leaves what only looks like JSON", () => {
    expect(told(side({ a: "{not json", b: "[1]" }), side({ a: "{not jsom", b: "x" }))).toEqual([
      'a: "{not json" → "{not jsom"',
      'b: [1] → "x"',
    ]);
  });

  it("finds members of a list again by slug, name or id, in any order", () => {
    const one = { slug: "a", cron: "0 1 * * *" };
    const other = { slug: "b", cron: "0 2 * * *" };
    expect(told(side({ s: [one, other] }), side({ s: [other, one] }))).toEqual([]);
    expect(told(side({ s: [one, other] }), side({ s: [{ ...other, cron: "x" }, one] }))).toEqual([
      's[1].cron: "0 2 * * *" → "x"',
    ]);
    expect(told(side({ s: [one] }), side({ s: [other, one] }))).toEqual([
      's[0]: absent → {"slug":"b","cron":"0 2 * * *"}',
    ]);
  });

  it("goes by place where members have no name, or one name twice", () => {
    const twice = [
      { name: "a", x: 1 },
      { name: "a", x: 2 },
    ];
    expect(told(side({ s: twice }), side({ s: [...twice].reverse() }))).toEqual([
      "s[0].x: 1 → 2",
      "s[1].x: 2 → 1",
    ]);
  });

  it("quotes keys that are no words", () => {
    expect(told(side({ l: { "a b": 1, 'q"]': 1 } }), side({ l: { "a b": 2 } }))).toEqual([
      'l["a b"]: 1 → 2',
      'l["q\\"]"]: 1 → absent',
    ]);
    expect(plainPath('l["q\\"]"].x[3].y["[0]"]')).toBe("l.x.y");
  });

  it("knows keys that objects have of themselves as keys like any other", () => {
    expect(told(side({ l: parseJson('{"constructor":1}') }), side({ l: {} }))).toEqual([
      "l.constructor: 1 → absent",
    ]);
  });

  it("tells what is known only later", () => {
    expect(
      told(
        side({ a: 1, b: { c: 1 } }),
        side({ a: null, b: {} }, { unknown: { a: true, b: { c: true }, d: true } }),
      ),
    ).toEqual(["a: 1 → unknown", "b.c: 1 → unknown", "d: absent → unknown"]);
  });

  it("keeps every digit", () => {
    const [only] = differences(side({ p: '{"n":9007199254740993}' }), side({ p: '{"n":9007199254740992}' }));
    expect(only && differenceKey(only)).toContain("9007199254740992");
  });
});

describe("what is sensitive", () => {
  const secret = "planted";

  it.each<[string, Side, Side, readonly string[]]>([
    [
      "an attribute: neither value, nor which part of it",
      side({ v: `{"a":"${secret}","b":1}` }, { sensitive: { v: true } }),
      side({ v: `{"a":"${secret}","b":2}` }, { sensitive: {} }),
      ["v: sensitive → sensitive"],
    ],
    [
      "an attribute that is so on one side alone",
      side({ v: secret }),
      side({ v: `${secret}2` }, { sensitive: { v: true } }),
      ["v: sensitive → sensitive"],
    ],
    [
      "a member of a list that stands at another place now",
      side({ s: [{ c: secret }] }, { sensitive: { s: [{ c: true }] } }),
      side({ s: [{ c: "x" }, { c: secret }] }),
      ["s[0].c: sensitive → sensitive", 's[1]: absent → {"c":"(sensitive)"}'],
    ],
    [
      "words in a list of words",
      side({ tags: ["a", secret] }, { sensitive: { tags: [false, true] } }),
      side({ tags: [secret] }),
      ['tags: ["(sensitive)","(sensitive)"] → ["(sensitive)"]'],
    ],
    [
      "where a list has become something else",
      side({ v: [secret] }, { sensitive: { v: [true] } }),
      side({ v: secret }),
      ['v: ["(sensitive)"] → "(sensitive)"'],
    ],
    [
      "everything",
      side({ v: secret }, { sensitive: true }),
      side({ v: "x", w: secret }),
      ["v: sensitive → sensitive", "w: absent → sensitive"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  test("what is the same is not told", () => {
    expect(told(side({ v: '{"a":1}' }, { sensitive: { v: true } }), side({ v: '{"a": 1}' }))).toEqual([]);
  });
});
