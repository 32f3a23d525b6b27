import { describe, expect, test } from "vitest";
import { EphemeralBlock, EphemeralVariable, encodeJson, PrefectProvider, secretVariable, WorkPool } from ".";
import { Fn, TerraformIterator, TerraformOutput, TerraformStack, Testing, Token } from "./framework";
import { Block } from "./generated/block";

class TestStack extends TerraformStack {
  constructor(provider = true) {
    super(Testing.app(), "stack");
    if (provider) new PrefectProvider(this, "prefect", { fromRegistry: true });
  }

  synthesized(): { [kind: string]: { [type: string]: { [name: string]: object } } } {
    return JSON.parse(Testing.synth(this, true));
  }
}

const withoutMetadata = (blocks: { [name: string]: object } | undefined) =>
  Object.fromEntries(
    Object.entries(blocks ?? {}).map(([name, block]) => [name, { ...block, "//": undefined }]),
  );

describe("ephemeral resources", () => {
  test("are blocks of their own kind, with the framework's meta-arguments", () => {
    const stack = new TestStack();
    const pool = new WorkPool(stack, "pool", { name: "pool" });
    const staging = new PrefectProvider(stack, "staging", { alias: "staging", fromRegistry: true });
    new EphemeralBlock(stack, "by-name", { typeSlug: "secret", name: "a${b}", accountId: "a" });
    new EphemeralBlock(stack, "by-id", {
      id: pool.id,
      dependsOn: [pool],
      provider: staging,
      count: 2,
      lifecycle: { postcondition: [{ condition: "${true}", errorMessage: "no" }] },
    });
    const each = new EphemeralVariable(stack, "each", {
      name: "x",
      forEach: TerraformIterator.fromList(["a"]),
    });
    new TerraformOutput(stack, "ids", { value: each.id });
    const { ephemeral, data, output } = stack.synthesized();
    expect(data).toBeUndefined();
    expect(withoutMetadata(ephemeral?.prefect_block)).toEqual({
      "by-name": { type_slug: "secret", name: '${"a\\u0024{b}"}', account_id: "a" },
      "by-id": {
        id: "${prefect_work_pool.pool.id}",
        depends_on: ["prefect_work_pool.pool"],
        provider: "prefect.staging",
        count: 2,
        lifecycle: { postcondition: [{ condition: "${true}", error_message: "no" }] },
      },
    });
    expect(withoutMetadata(ephemeral?.prefect_variable)).toEqual({
      each: { name: "x", for_each: '${toset(["a"])}' },
    });
    expect(output).toEqual({ ids: { value: "${ephemeral.prefect_variable.each.*.id}" } });
  });

  test("give tokens of their attributes, as text, inside JSON and as dependencies", () => {
    const stack = new TestStack();
    const block = new EphemeralBlock(stack, "shared", { id: "i" });
    const variable = new EphemeralVariable(stack, "settings", { name: "settings" });
    const secret = secretVariable(stack, "token");
    new Block(stack, "copy", { typeSlug: "secret", name: "copy", dataWo: block.data, dependsOn: [variable] });
    new Block(stack, "all", {
      typeSlug: "secret",
      name: "all",
      dataWo: encodeJson(stack, "dataWo", {
        value: [
          `<${block.data}>`,
          variable.value,
          Fn.lookup(Token.asAnyMap(variable.value), "key"),
          secret,
          variable.tags,
        ],
      }),
    });
    const { resource } = stack.synthesized();
    expect(withoutMetadata(resource?.prefect_block)).toEqual({
      copy: {
        type_slug: "secret",
        name: "copy",
        data_wo: "${ephemeral.prefect_block.shared.data}",
        depends_on: ["ephemeral.prefect_variable.settings"],
      },
      all: {
        type_slug: "secret",
        name: "all",
        data_wo:
          '{"value":[${jsonencode("<${ephemeral.prefect_block.shared.data}>")},${jsonencode(ephemeral.prefect_variable.settings.value)},${jsonencode(ephemeral.prefect_variable.settings.value.key)},${jsonencode(var.token)},${jsonencode(ephemeral.prefect_variable.settings.tags)}]}',
      },
    });
  });

  test("have to say which, and need a provider", () => {
    const stack = new TestStack(false);
    expect(() => new EphemeralBlock(stack, "a", { name: "x" })).toThrow(
      "stack/a: id undefined: give either id, or both typeSlug and name",
    );
    expect(() => new EphemeralVariable(stack, "b", {})).toThrow(
      "stack/b: id undefined: give either id or name",
    );
    new EphemeralVariable(stack, "c", { name: "c" });
    expect(() => stack.synthesized()).toThrow("the stack stack has Prefect constructs but no provider");
  });

  test("are not lost in HCL without a word", () => {
    const stack = new TestStack();
    new EphemeralVariable(stack, "c", { name: "c" });
    expect(() => Testing.synthHcl(stack)).toThrow(
      "stack/c: an ephemeral resource can be synthesized to JSON",
    );
  });
});

describe("secretVariable", () => {
  const declare = (stack: TestStack) =>
    secretVariable(stack, "token", {
      description: "Token of the registry",
      nullable: false,
      validation: [{ condition: '${var.token != ""}', errorMessage: "Give one." }],
    });

  test("declares an ephemeral, sensitive variable and gives its token", () => {
    const stack = new TestStack();
    new TerraformOutput(stack, "given", { value: declare(stack) });
    secretVariable(stack, "keys", { type: "map(string)" });
    const { output, variable } = stack.synthesized();
    expect(output).toEqual({ given: { value: "${var.token}" } });
    expect(variable).toEqual({
      token: {
        description: "Token of the registry",
        nullable: false,
        type: "string",
        sensitive: true,
        ephemeral: true,
        validation: [{ condition: '${var.token != ""}', error_message: "Give one." }],
      },
      keys: { type: "map(string)", sensitive: true, ephemeral: true },
    });
  });

  test("in HCL too", () => {
    const stack = new TestStack();
    declare(stack);
    expect(Testing.synthHcl(stack)).toMatch(/^sensitive = true$[\s\S]*^ephemeral = true$/m);
  });
});
