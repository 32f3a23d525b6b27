import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { Fn, Lazy, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import fc, { type JsonValue } from "fast-check";
import { LosslessNumber, parse } from "lossless-json";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeDynamic, encodeJson } from "../constructs/encode-json";
import type { JsonInput, JsonObject } from "../constructs/json-input";
import { isolatedEnvironment } from "./support/environment";
import { terraformExecutable } from "./support/terraform";

/**
 * Any JSON value, with and without tokens in it, goes through synth and a real apply and comes out equal.
 * One apply carries all values: outputs hold what was encoded, variables are what the tokens stand for.
 */

interface Case {
  /** What is encoded, made in a stack so that it can hold tokens. */
  input(tokens: Tokens): JsonInput;
  /** What has to come out. */
  value: JsonValue;
  /** No tokens: JSON text then keeps even what Terraform's own strings do not, which are NFC. */
  plain?: true;
}

/** Makes tokens that stand for given values at apply. */
class Tokens {
  readonly variables: Record<string, JsonValue> = {};
  constructor(private readonly stack: TerraformStack) {}

  variable(value: JsonValue): TerraformVariable {
    const name = `v${Object.keys(this.variables).length}`;
    this.variables[name] = value;
    return new TerraformVariable(this.stack, name, { type: "any" });
  }

  /** A token for the value, of the kind that `choice` picks. */
  of(value: JsonValue, choice: number): JsonInput {
    const variable = this.variable(value);
    const kinds: (() => JsonInput)[] = [
      () => variable.value,
      () => variable,
      () => variable.stringValue,
      () => Lazy.anyValue({ produce: () => variable.value }),
      () => Lazy.stringValue({ produce: () => variable.stringValue }),
      () => Fn.jsondecode(Fn.jsonencode(variable.value)),
      () => variable.numberValue,
      () => variable.listValue,
      () => Token.asAnyMap(variable.value),
    ];
    return kinds[choice % kinds.length]?.();
  }
}

/** Puts tokens into a value at the places that `choices` tell. */
function withTokens(value: JsonValue, choices: number[], tokens: Tokens): JsonInput {
  const choice = choices.shift() ?? 0;
  if (choice % 3 === 1) return tokens.of(value, Math.floor(choice / 3));
  if (typeof value === "string" && choice % 3 === 2) {
    const middle = Math.floor(value.length / 2);
    if (!isWhole(value.slice(0, middle))) return value;
    return `${value.slice(0, middle)}${tokens.variable(value.slice(middle)).stringValue}`;
  }
  if (Array.isArray(value)) return value.map((item) => withTokens(item, choices, tokens));
  if (typeof value === "object" && value !== null) {
    return objectOf(
      Object.entries(value).map(([key, item = null]) => {
        const input = withTokens(item, choices, tokens);
        return [choice % 3 === 2 ? tokens.variable(key).stringValue : key, input];
      }),
    );
  }
  return value;
}

/** Own members even for the key `__proto__`. */
function objectOf(entries: [string, JsonInput][]): JsonObject {
  return Object.fromEntries(entries);
}

const isWhole = (text: string) => !/\p{Surrogate}/u.test(text);

const awkward: JsonValue[] = [
  null,
  true,
  "",
  0,
  -1.5,
  1e21,
  1e-7,
  5e-324,
  1.7976931348623157e308,
  "${x}",
  "%{ if true }",
  "$${x}",
  "$$${x} %%%{y}",
  "$",
  "${",
  '"',
  "\\",
  '\\"${"\\"}',
  "\\${x}",
  "a\nb\r\n\tc\b\f\u0000\u007f\u0085",
  "\u2028\u2029",
  "😀 né 日本 \u{10ffff}",
  "e\u0301 \u212b",
  "String Map Token Value",
  "#{TfToken[TOKEN.999999]}",
  "${TfToken[TOKEN.999999]}",
  "&{TfToken[TOKEN.999999]}",
  "-8.12e+298",
  -8.12e298,
  [-8.12e298],
  [-1.8881545897087505e289],
  "<a href='x'>&amp;</a>",
  [],
  {},
  [[], [[]], {}, null, [null, null]],
  { "": "" },
  { "a b": { 'q"uote': { "back\\slash": { "${x}": { "%{y}": { "new\nline": 1 } } } } } },
  JSON.parse('{"__proto__": {"__proto__": 1}, "constructor": 2, "toString": null}'),
  { a: null, b: [null, { c: null }] },
  "{{ prefect.variables.x }} #{y} &{z}",
  Array.from({ length: 60 }).reduce<JsonValue>((inner) => ({ a: [inner] }), "deep"),
];

const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }),
  fc.stringMatching(/^[${}%"\\a#&]{1,12}$/),
  fc.dictionary(fc.stringMatching(/^[${}%"\\a=:]{1,6}$/), fc.jsonValue({ maxDepth: 1 })),
);

/** Exact in JSON text only: half a surrogate pair, and an accent after what JSON spells with a letter. */
const jsonOnly: JsonValue = { "\n\u0301": ["\ud800", "e\u0301"] };

const seed = Math.floor(Math.random() * 2 ** 31);

const cases: Case[] = [
  ...awkward.map((value) => ({ value, input: () => value, plain: true as const })),
  ...awkward
    .map((value) => ({ value, input: (tokens: Tokens) => ({ t: tokens.variable(value), value }) }))
    .map(({ value, input }) => ({ value: { t: value, value }, input })),
  ...fc
    .sample(anyJson, { numRuns: 150, seed })
    .map((value) => ({ value, input: () => value, plain: true as const })),
  ...fc
    .sample(fc.tuple(anyJson, fc.array(fc.nat(26), { minLength: 20, maxLength: 40 })), { numRuns: 250, seed })
    .map(([value, choices]) => ({
      value,
      input: (tokens: Tokens): JsonInput => withTokens(value, [...choices], tokens),
    })),
];

const exact: readonly (readonly [JsonInput, string])[] = [
  [9007199254740993n, "9007199254740993"],
  [new LosslessNumber("1.0"), "1.0"],
  [new LosslessNumber("0.1000000000000000055511151231257827"), "0.1000000000000000055511151231257827"],
  [-123456789012345678901234567890n, "-123456789012345678901234567890"],
  [new LosslessNumber("1e400"), "1e400"],
];

const folders: string[] = [];
let outputs: Record<string, { value: unknown }> = {};
let exactOutputs = "";

beforeAll(async () => {
  const stack = new TerraformStack(Testing.app(), "values");
  const tokens = new Tokens(stack);
  cases.forEach(({ input }, index) => {
    const value = input(tokens);
    new TerraformOutput(stack, `json${index}`, { value: encodeJson(stack, `json${index}`, value) });
    new TerraformOutput(stack, `native${index}`, { value: encodeDynamic(stack, `native${index}`, value) });
  });
  new TerraformOutput(stack, "jsonOnly", { value: encodeJson(stack, "jsonOnly", jsonOnly) });
  const mixed: JsonObject = { token: tokens.variable("t").value, numbers: exact.map(([input]) => input) };
  new TerraformOutput(stack, "exactJson", { value: encodeJson(stack, "exact", mixed) });
  new TerraformOutput(stack, "exactNative", { value: encodeDynamic(stack, "exact", mixed) });
  const text = Lazy.anyValue({ produce: () => "secret" });
  new TerraformOutput(stack, "lazy", { value: encodeJson(stack, "lazy", { lazy: text, none: undefined }) });
  const folder = await mkdtemp(join(tmpdir(), "encode-json-"));
  folders.push(folder);
  await writeFile(join(folder, "cdk.tf.json"), Testing.synth(stack));
  await writeFile(join(folder, "terraform.tfvars.json"), JSON.stringify(tokens.variables));
  const cliConfig = join(folder, "cli.tfrc");
  await writeFile(cliConfig, "");
  const options = {
    cwd: folder,
    env: isolatedEnvironment({ TF_CLI_CONFIG_FILE: cliConfig }),
    maxBuffer: 256 * 1024 * 1024,
  };
  const run = promisify(execFile);
  await run(terraformExecutable, ["init", "-input=false"], options);
  await run(terraformExecutable, ["apply", "-auto-approve", "-input=false"], options);
  exactOutputs = (await run(terraformExecutable, ["output", "-json"], options)).stdout;
  outputs = JSON.parse(exactOutputs);
});

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe("through synth and apply", () => {
  test("JSON text holds the same value", () => {
    const wrong = cases.filter(({ value, plain }, index) => {
      const actual: unknown = JSON.parse(String(outputs[`json${index}`]?.value));
      return plain ? !isDeepStrictEqual(actual, plainJson(value)) : !same(actual, value);
    });
    expect(
      wrong.map(({ value }) => value),
      `seed ${seed}`,
    ).toEqual([]);
  });

  test("a native expression holds the same value", () => {
    const wrong = cases.filter(({ value }, index) => !same(outputs[`native${index}`]?.value ?? null, value));
    expect(
      wrong.map(({ value }) => value),
      `seed ${seed}`,
    ).toEqual([]);
  });

  test("JSON text without tokens is exact where Terraform's own strings are not", () => {
    expect(JSON.parse(String(outputs.jsonOnly?.value))).toStrictEqual(jsonOnly);
  });

  test("numbers keep their digits in JSON text", () => {
    expect(outputs.exactJson?.value).toBe(
      `{"token":"t","numbers":[${exact.map(([, digits]) => digits).join(",")}]}`,
    );
  });

  test("numbers keep their value in a native expression", () => {
    const { exactNative }: { exactNative?: { value: { numbers: LosslessNumber[] } } } = Object(
      parse(exactOutputs),
    );
    expect(exactNative?.value.numbers.map(String)).toEqual([
      "9007199254740993",
      "1",
      "0.1000000000000000055511151231257827",
      "-123456789012345678901234567890",
      `1${"0".repeat(400)}`,
    ]);
  });

  test("a lazy text is resolved at synth, and undefined is left out", () => {
    expect(outputs.lazy?.value).toBe('{"lazy":"secret"}');
  });
});

function same(actual: unknown, expected: JsonValue): boolean {
  return isDeepStrictEqual(normalised(actual), normalised(plainJson(expected)));
}

/** Without what JSON does not tell: negative zero, prototypes. */
function plainJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function normalised(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.normalize("NFC"), normalised(item)]),
  );
}
