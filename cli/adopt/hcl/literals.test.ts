import fc from "fast-check";
import { expect, it } from "vitest";
import { atom, attributeLines, record } from "./code";
import { heredocLines, keyText, quote } from "./literals";

it("doubles what would begin a template, and no other sign", () => {
  expect(quote("${x} %{ if } $x 5% {}")).toBe('"$${x} %%{ if } $x 5% {}"');
  expect(quote("$${x} %%%{")).toBe('"\\u0024$${x} \\u0025\\u0025%%{"');
});

it("escapes what no one sees", () => {
  expect(quote('a"\\\n\r\t\0\u2028\u200f')).toBe('"a\\"\\\\\\n\\r\\t\\u0000\\u2028\\u200f"');
  expect(quote("é 日本 🚀 👩‍💻")).toBe('"é 日本 🚀 👩‍💻"');
});

it("quotes keys that are no names, or mean something else", () => {
  expect(["a_b", "a-b", "for", "1st", "a b", "", "ü"].map(keyText)).toEqual([
    "a_b",
    "a-b",
    '"for"',
    '"1st"',
    '"a b"',
    '""',
    '"ü"',
  ]);
});

it("takes a heredoc for lines alone that it gives back as they are", () => {
  expect(heredocLines("a\n  b\n\nc ${x}\n")).toEqual(["a", "  b", "", "c $${x}"]);
  for (const text of ["one line\n", " a\n b", "a\r\nb", "a\nEOT\nb", "a \nb", "a\n\t\nb", "a\n$${x}"]) {
    expect(heredocLines(text), text).toBeUndefined();
  }
});

it("puts the signs of neighbours in a column", () => {
  expect(
    attributeLines(
      [
        ["日本", atom("1")],
        ["abc", atom("2")],
        ["d", record([])],
      ],
      "",
    ),
  ).toEqual(['"日本" = 1', "abc  = 2", "d    = {}"]);
});

it("writes any text on one line", () => {
  const points = fc.array(fc.oneof(fc.nat(0x10ffff), fc.nat(0x7f)), { maxLength: 12 });
  const texts = fc.sample(points, 200).map((each) => String.fromCodePoint(...each));
  expect(texts.map(quote).filter((literal) => !/^"[^\n\r\0]*"$/.test(literal))).toEqual([]);
});
