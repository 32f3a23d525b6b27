import { expect, it } from "vitest";
import { optional } from "./attribute";
import { problem } from "./diagnostic";
import { jsonObject } from "./json";
import { mergedOver } from "./secret-part";
import { withoutSecrets } from "./secret-text";

const attributes = {
  vars: optional(jsonObject()).secretPart(mergedOver("vars", "vars_wo", { versionedBy: "vars_wo_version" })),
};

const shown = (secret: unknown, message: string): string =>
  withoutSecrets([problem("It failed", message)], attributes, { vars_wo: JSON.stringify({ a: [secret] }) })[0]
    ?.detail ?? "";

const stand = "(secret value)";

it("takes a secret out of a message, however it is spelled", () => {
  const secret = 'it\'s "hush"\n\\é';
  for (const spelled of [
    secret,
    JSON.stringify(secret).slice(1, -1),
    'it\'s "hush"\\n\\\\é',
    'it\\\'s "hush"\\n\\\\é',
    'it\'s \\"hush\\"\\n\\\\\\u00e9',
    'it\'s "hush" \\é',
  ]) {
    expect(shown(secret, `not '${spelled}'.`)).toBe(`not '${stand}'.`);
  }
});

it("takes out a short one where it is quoted, and a number", () => {
  expect(shown("no", "'no' is no boolean, nor is \"no\"")).toBe(
    `'${stand}' is no boolean, nor is "${stand}"`,
  );
  expect(shown(123456, "123456 is no string")).toBe(`${stand} is no string`);
});

it("takes out what a shortened answer has left of one", () => {
  expect(shown("a-long-secret", "the text: a-long-s…")).toBe(`the text: ${stand}…`);
  expect(shown("a-long-secret", "the text: a-lo…")).toBe("the text: a-lo…");
});
