import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { beforeAll, describe, expect, it } from "vitest";
import {
  EphemeralBlock,
  EphemeralVariable,
  encodeJson,
  generated,
  PrefectProvider,
  secretVariable,
} from "../constructs";
import { sourceAddress } from "../source-address";
import { blockOnServer, blocks, makeBlock } from "./support/blocks";
import { type Expressions, quote } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";
import { isOpenTofu } from "./support/terraform";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

const ephemeral = (type: string, label: string, attributes: Expressions): string =>
  `ephemeral "${type}" "${label}" {\n${Object.entries(attributes)
    .map(([name, expression]) => `  ${name} = ${expression}\n`)
    .join("")}}\n`;

const makeVariable = async (name: string, value: unknown) =>
  (await api.call("POST", "/variables/", { name, value, tags: ["b", "a"] })).object();

const dataOf = async (name: string) => (await blockOnServer(api, name)).data;

describe("ephemeral resources", () => {
  it("give their values to write-only attributes, and to nothing that Terraform writes (defects 22 and 26)", async () => {
    const prefix = uniqueName("ephemeral");
    const blockId = await makeBlock(api, `${prefix}-block`, { value: "planted-block", more: 1 });
    const variable = await makeVariable(`${prefix}_variable`, {
      token: "planted-variable",
      big: 12345678901,
    });
    const terraform = await temporaryWorkspace({ server });
    terraform.env.TF_VAR_secret = "planted-made";
    terraform.env.TF_LOG = "trace";
    const written: [what: string, text: string][] = [];
    const logged = async (operation: string, run: () => Promise<unknown>) => {
      terraform.env.TF_LOG_PATH = join(terraform.folder, `${operation}.log`);
      written.push([operation, JSON.stringify(await run())]);
      const log = await readFile(terraform.env.TF_LOG_PATH, "utf8");
      written.push([`log of ${operation}`, log]);
      return log;
    };

    // OpenTofu takes no value that is not known yet, as one is while the provider's address is not.
    const endpoint = isOpenTofu ? quote(server.apiUrl) : "terraform_data.address.output";
    const found = ["block.named", "variable.named", "variable.by_id", "variable.later"]
      .map((address) => `    ${quote(address)} = ephemeral.prefect_${address}\n`)
      .concat('    "block.inner" = module.reader.data\n')
      .join("");
    await mkdir(join(terraform.folder, "reader"));
    await writeFile(
      join(terraform.folder, "reader", "main.tf"),
      `terraform {\n  required_providers {\n    prefect = { source = ${quote(sourceAddress)} }\n  }\n}\n` +
        ephemeral("prefect_block", "inner", { id: quote(blockId) }) +
        'output "data" {\n  value = ephemeral.prefect_block.inner.data\n  ephemeral = true\n}\n',
    );
    await terraform.write(
      [
        'variable "secret" {\n  type = string\n  ephemeral = true\n}',
        `resource "terraform_data" "address" { input = ${quote(server.apiUrl)} }`,
        `provider "prefect" {\n  alias = "later"\n  endpoint = ${endpoint}\n}`,
        'module "reader" { source = "./reader" }',
        ephemeral("prefect_block", "named", { type_slug: '"secret"', name: quote(`${prefix}-block`) }),
        ephemeral("prefect_block", "made", { id: "prefect_block.made.id" }),
        ephemeral("prefect_variable", "named", { name: quote(`${prefix}_variable`) }),
        ephemeral("prefect_variable", "by_id", { id: quote(String(variable.id)) }),
        ephemeral("prefect_variable", "later", {
          provider: "prefect.later",
          name: quote(`${prefix}_variable`),
        }),
        blocks(prefix, {
          made: { data_wo: "jsonencode({ value = var.secret })" },
          copy: { data_wo: "ephemeral.prefect_block.made.data" },
          all: { data_wo: `jsonencode({ value = {\n${found}  } })` },
        }),
      ].join("\n"),
    );
    await terraform.run(["get"]);

    const read = "POST /block_documents/filter";
    const planLog = await logged("plan", () => terraform.plan());
    expect(planLog).toContain(read);
    written.push(["plan file", (await terraform.run(["show", "-json", "planned.tfplan"])).stdout]);
    const applyLog = await logged("apply", () => terraform.applyPlanned());
    expect(applyLog).toContain(read);

    expect(await dataOf(`${prefix}-copy`)).toEqual({ value: "planted-made" });
    const block = await blockOnServer(api, `${prefix}-block`);
    const scope = { account_id: null, workspace_id: null };
    const blockData = '{"more":1,"value":"planted-block"}';
    const variableFacts = {
      ...scope,
      id: variable.id,
      name: `${prefix}_variable`,
      value: variable.value,
      tags: ["a", "b"],
      created: variable.created,
      updated: variable.updated,
    };
    expect(await dataOf(`${prefix}-all`)).toEqual({
      value: {
        "block.named": {
          ...scope,
          id: blockId,
          name: `${prefix}-block`,
          type_slug: "secret",
          block_type_id: block.block_type_id,
          block_schema_id: block.block_schema_id,
          block_document_references: {},
          capabilities: [],
          is_anonymous: false,
          data: blockData,
          created: block.created,
          updated: block.updated,
        },
        "block.inner": blockData,
        "variable.named": variableFacts,
        "variable.by_id": variableFacts,
        "variable.later": variableFacts,
      },
    });

    // What was changed elsewhere is read anew.
    expect(summary(await terraform.plan())).toEqual({});
    await api.call("PATCH", `/variables/${variable.id}`, { value: { token: "planted-second" } });
    await logged("second apply", () => terraform.apply());
    expect(await dataOf(`${prefix}-all`)).toMatchObject({
      value: { "variable.later": { value: { token: "planted-second" } } },
    });

    const state = await readFile(join(terraform.folder, "terraform.tfstate"), "utf8");
    written.push(["state", state]);
    const shown = ({ stdout }: { stdout: string }) => stdout;
    written.push(["shown state", shown(await terraform.run(["show", "-json"]))]);
    expect(written.filter(([, text]) => text.includes("planted-")).map(([what]) => what)).toEqual([]);
    await terraform.destroy();
  });

  it("say what they looked for when there is no such thing", async () => {
    const prefix = uniqueName("missing");
    const id = randomUUID();
    const blockId = await makeBlock(api, prefix, { value: "planted-block" });
    const variable = await makeVariable(prefix, "planted-variable");
    const terraform = await temporaryWorkspace({ server });
    await terraform.write(
      [
        ephemeral("prefect_block", "id", { id: quote(id) }),
        ephemeral("prefect_block", "name", { type_slug: '"secret"', name: quote(`${prefix}-none`) }),
        ephemeral("prefect_block", "type", { type_slug: '"no-type"', name: quote(prefix) }),
        ephemeral("prefect_block", "both", { id: quote(blockId), name: '"another"' }),
        ephemeral("prefect_variable", "id", { id: quote(id) }),
        ephemeral("prefect_variable", "name", { name: quote(`${prefix}-none`) }),
        ephemeral("prefect_variable", "both", { id: quote(String(variable.id)), name: '"another"' }),
      ].join("\n"),
    );
    const errors = await terraform.planErrors();
    const later = " If the same apply is to make it, refer to it by its id:";
    const said = (detail: string) => [detail.split(later)[0], detail.includes(later)];
    expect(Object.fromEntries(errors.map(({ address, detail }) => [address, said(detail)]))).toEqual({
      "ephemeral.prefect_block.id": [`The server has no block with the id ${id}.`, false],
      "ephemeral.prefect_block.name": [`The server has no block named "secret/${prefix}-none".`, true],
      "ephemeral.prefect_block.type": [`The server has no block named "no-type/${prefix}".`, true],
      "ephemeral.prefect_block.both": [
        `The server has no block with the id ${blockId} and the name "*/another".`,
        false,
      ],
      "ephemeral.prefect_variable.id": [`The server has no variable with the id ${id}.`, false],
      "ephemeral.prefect_variable.name": [`The server has no variable named "${prefix}-none".`, true],
      "ephemeral.prefect_variable.both": [
        `The server has no variable with the id ${variable.id} and the name "another".`,
        false,
      ],
    });
    expect(JSON.stringify(errors)).not.toContain("planted-");
  });

  it("are refused by validate when they do not say which, or not by a UUID", async () => {
    const terraform = await temporaryWorkspace();
    await terraform.write(
      [
        ephemeral("prefect_block", "nothing", {}),
        ephemeral("prefect_block", "half", { name: '"a"' }),
        ephemeral("prefect_block", "later", { id: "terraform_data.later.output" }),
        ephemeral("prefect_block", "malformed", { id: '""' }),
        ephemeral("prefect_variable", "nothing", {}),
        ephemeral("prefect_variable", "malformed", { id: '"no uuid"' }),
        'resource "terraform_data" "later" { input = "a" }',
      ].join("\n"),
    );
    const { diagnostics }: { diagnostics: { severity: string; summary: string; detail: string }[] } =
      JSON.parse((await terraform.run(["validate", "-json"])).stdout);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const example = "123e4567-e89b-12d3-a456-426614174000";
    expect(errors.map(({ summary: short, detail }) => [short, detail]).sort()).toEqual([
      ["Invalid value for id", `"" is not a UUID such as ${example}.`],
      ["Invalid value for id", `"no uuid" is not a UUID such as ${example}.`],
      ["Which block?", "Set either id, or both type_slug and name."],
      ["Which block?", "Set either id, or both type_slug and name."],
      ["Which variable?", "Set either id or name."],
    ]);
  });

  it("come from constructs too, with secret variables", async () => {
    const prefix = uniqueName("constructs");
    await makeVariable(`${prefix}_v`, ["planted-variable", 1]);
    const stack = new TerraformStack(Testing.app(), "stack");
    new PrefectProvider(stack, "prefect", { fromRegistry: true });
    const token = secretVariable(stack, "token", { description: "Its value", nullable: false });
    const block = (id: string, dataWo: string | undefined) =>
      new generated.block.Block(stack, id, { typeSlug: "secret", name: `${prefix}-${id}`, dataWo });
    const made = block("made", encodeJson(stack, "dataWo", { value: token }));
    const opened = new EphemeralBlock(stack, "opened", { id: made.id });
    const variable = new EphemeralVariable(stack, "variable", { name: `${prefix}_v` });
    block("copy", opened.data);
    const all = { name: opened.name, data: `<${opened.data}>`, variable: variable.value, token };
    block("all", encodeJson(stack, "dataWo", { value: all }));
    const { terraform: _, ...configuration } = JSON.parse(Testing.synth(stack, true));

    const workspace = await temporaryWorkspace({ server });
    workspace.env.TF_VAR_token = 'planted-"${token}"';
    await workspace.writeJson(configuration);
    expect(JSON.stringify(await workspace.plan())).not.toContain("planted-");
    expect(await workspace.applyPlanned()).toEqual([]);
    const value = 'planted-"${token}"';
    expect(await dataOf(`${prefix}-copy`)).toEqual({ value });
    expect(await dataOf(`${prefix}-all`)).toEqual({
      value: {
        name: `${prefix}-made`,
        data: `<${JSON.stringify({ value })}>`,
        variable: ["planted-variable", 1],
        token: value,
      },
    });
    expect(await readFile(join(workspace.folder, "terraform.tfstate"), "utf8")).not.toContain("planted-");
    await workspace.destroy();
  });
});
