import { expect, it } from "vitest";
import { array, atom, call, print, quote, record, templateText } from "./code";

it("writes any text so that it is read back", () => {
  for (const text of [
    "plain",
    'say "hi"',
    "it's",
    `both ' and "`,
    "a\\b\n\t\0",
    "${x} `y`",
    "é 日本 🚀",
    "\u2028\ud800",
    "a\u202eb\u{e0041}\u009b2J$\u200b{x}\u007f",
  ]) {
    // biome-ignore lint/security/noGlobalEval: what is tested is how the language reads it
    const read = (code: string): unknown => eval(code);
    expect(read(quote(text))).toBe(text);
    expect(read(`\`${templateText(text)}\``)).toBe(text);
    expect(quote(text) + templateText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

it("keeps on one line what fits there", () => {
  const code = call(
    "f",
    atom("a"),
    record([
      ["b", array([atom("1")])],
      ["c-d", atom("2")],
    ]),
  );
  expect(print(code, "", 0)).toBe('f(a, { b: [1], "c-d": 2 })');
});

it("breaks the last argument first", () => {
  const long = atom(quote("x".repeat(90)));
  expect(print(call("f", atom("a"), record([["b", long]])), "", 0)).toBe(
    `f(a, {\n  b: "${"x".repeat(90)}",\n})`,
  );
});
