import { expect, it } from "vitest";
import { problem } from "./diagnostic";
import { printable } from "./printable";
import { writeDiagnostics } from "./rpc/messages";

it.each([
  ["a\u001b[31mb\u001b]0;c\u0007", "a\\u001b[31mb\\u001b]0;c\\u0007"],
  ["\u009b2J\u202e\u{e0041}", "\\u009b2J\\u202e\\udb40\\udc41"],
  ["one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour"],
  ["é 日本 👩‍🚀", "é 日本 👩‍🚀"],
])("of %j is shown %j", (text, shown) => expect(printable(text)).toBe(shown));

it("is what diagnostics are", () => {
  const [told] = writeDiagnostics([problem("a\u001b", "b\u202e")]);
  expect(told).toMatchObject({ summary: "a\\u001b", detail: "b\\u202e" });
});
