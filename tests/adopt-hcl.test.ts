import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { json, text } from "../cli/adopt/expression";
import { attributeLines, type HclFields, record } from "../cli/adopt/hcl/code";
import { jsonHcl, valueHcl } from "../cli/adopt/hcl/values";
import { jsonNumber } from "../client";
import { isolatedEnvironment } from "./support/environment";
import { terraformExecutable } from "./support/terraform";

/** Terraform reads every text, key and number that is written as it was meant, and finds nothing to format. */

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "adopt-hcl-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const terraform = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(terraformExecutable, args, { cwd: folder, env: isolatedEnvironment() })).stdout;

const pieces =
  "$ { } % \" \\ \n \r \t a b EOT é 日 🚀 \u0000 \u2028 \u200f \ufeff ~ u0041 ' ` - < > & if".split(" ");
const lines = ["a", "  b", "", "${x}", "$${x}", "%{ if }", "\tc", "EOT ", "d\\n", 'e"', "é", "   "];

const sample = (from: readonly string[], glue: string, seed: number): readonly string[] =>
  fc.sample(
    fc.array(fc.constantFrom(...from, " "), { maxLength: 12 }).map((parts) => parts.join(glue)),
    { numRuns: 300, seed },
  );

test("texts, as values, as keys, and within JSON", async () => {
  const texts = [...new Set([...sample(pieces, "", 1), ...sample(lines, "\n", 2)])];
  const nowhere = () => undefined;
  const numbers = ["9007199254740993", "-123456789012345678901234567890", "0.1", "5e-324", "1e21", "1.0"];
  const exact = json({ numbers: numbers.map(jsonNumber), odd: null, deep: [[[{ "": [] }]]] });
  const output = (name: string, fields: HclFields) =>
    `output "${name}" {\n${attributeLines(fields, "  ").join("\n")}\n}\n`;
  const written = texts.map((one) => valueHcl(text(one), nowhere));
  await writeFile(
    join(folder, "main.tf"),
    [
      output("values", [["value", record(written.map((value, index) => [`k${index}`, value]))]]),
      output("keys", [["value", record(written.map((value, index) => [texts[index] ?? "", value]))]]),
      output("json", [["value", jsonHcl(json([...texts]), nowhere)]]),
      output("numbers", [["value", jsonHcl(exact, nowhere)]]),
    ].join("\n"),
  );
  expect(await terraform("fmt", "-check", "-diff")).toBe("");
  await terraform("apply", "-auto-approve", "-input=false");
  const read = JSON.parse(await terraform("output", "-json"));
  expect(texts.map((_, index) => read.values.value[`k${index}`])).toEqual(texts);
  expect(read.keys.value).toEqual(Object.fromEntries(texts.map((one) => [one, one])));
  expect(JSON.parse(read.json.value)).toEqual(texts);
  expect(read.numbers.value).toContain("9007199254740993,-123456789012345678901234567890,0.1,");
  expect(JSON.parse(read.numbers.value)).toEqual({
    numbers: numbers.map(Number),
    odd: null,
    deep: [[[{ "": [] }]]],
  });
});
