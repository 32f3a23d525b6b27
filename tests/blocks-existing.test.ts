import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { blockOnServer, blocks, makeBlock, secret } from "./support/blocks";
import { importBlock, jsonString, quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

const workspace = () => temporaryWorkspace({ server });

const onServer = (name: string, type?: string) => blockOnServer(api, name, type);
const make = (name: string, data: object, slug?: string) => makeBlock(api, name, data, slug);

describe("a block that exists", () => {
  it("imports by each form, and the next plan is clean (defect 20)", async () => {
    const prefix = uniqueName("imported");
    const workspaceId = randomUUID();
    const byId = await make(`${prefix}-id`, { value: { a: [1.0, null] } });
    await make(`${prefix}-name`, { value: "hush" });
    const withWorkspace = await make(`${prefix}-workspace`, {});
    const writeOnly = await make(`${prefix}-wo`, { value: "hush" });
    await make(`${prefix}-silent`, { value: "hush" });
    const credentials = await make(`${prefix}-cred`, { aws_secret_access_key: "hush" }, "aws-credentials");
    const reference = { $ref: { block_document_id: credentials } };
    await make(`${prefix}-bucket`, { bucket_name: "b", credentials: reference }, "s3-bucket");
    const terraform = await workspace();
    const code = blocks(prefix, {
      id: { data: "jsonencode({ value = { a = [1, null] } })" },
      name: { data: secret("hush") },
      workspace: {},
      wo: { data_wo: secret("hush") },
      silent: {},
      bucket: {
        type_slug: '"s3-bucket"',
        data: `jsonencode({ bucket_name = "b", credentials = { "$ref" = { block_document_id = ${quote(credentials)} } } })`,
      },
    });
    await terraform.write(
      code +
        importBlock("prefect_block.id", byId) +
        importBlock("prefect_block.name", `secret/${prefix}-name`) +
        importBlock("prefect_block.workspace", `${withWorkspace},${workspaceId}`) +
        importBlock("prefect_block.wo", writeOnly) +
        importBlock("prefect_block.silent", `secret/${prefix}-silent`) +
        importBlock("prefect_block.bucket", `s3-bucket/${prefix}-bucket`),
    );
    const plan = await terraform.plan();
    // No import brings data into the state, and yet both ways to give them are compared with the server's.
    expect(summary(plan)).toEqual({});
    expect(plan.warnings.map(({ address, summary }) => `${address}: ${summary}`)).toEqual([
      "prefect_block.silent: data is set on the server, not in the code",
    ]);
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    expect((await onServer(`${prefix}-silent`)).data).toEqual({ value: "hush" });
    expect((await onServer(`${prefix}-wo`)).data).toEqual({ value: "hush" });
    expect(await readFile(join(terraform.folder, "terraform.tfstate"), "utf8")).not.toContain("hush");
    await terraform.write(
      code
        .replace('data_wo = jsonencode({ value = "hush" })', 'data_wo = jsonencode({ value = "new" })')
        .replace('data = jsonencode({ value = "hush" })', 'data = jsonencode({ value = "new" })'),
    );
    expect(summary(await terraform.plan())).toEqual({
      "prefect_block.name": "update: data updated?",
      "prefect_block.wo": "update: data updated?",
    });
    await terraform.applyPlanned();
    expect((await onServer(`${prefix}-wo`)).data).toEqual({ value: "new" });
    expect(await terraform.stateOf("prefect_block.wo")).toMatchObject({ data: null });
    expect(await terraform.stateOf("prefect_block.name")).toMatchObject({ data: '{"value":"new"}' });
    expect(summary(await terraform.plan())).toEqual({});
    expect(await terraform.importError("prefect_block.nowhere", "secret/nowhere")).toContain(
      "does not exist",
    );
    await terraform.destroy();
  });

  it("needs a type that is there or planned, and takes nothing over (defects 2 and 17)", async () => {
    const prefix = uniqueName("needs");
    await make(`${prefix}-taken`, { value: "theirs" });
    await make(`${prefix}-taken-wo`, { value: "theirs" });
    const equal = await make(`${prefix}-equal`, { value: "same" });
    const equalWo = await make(`${prefix}-equal-wo`, { value: "same" });
    const terraform = await workspace();
    await terraform.write(
      blocks(prefix, {
        taken: { data: secret("ours") },
        "taken-wo": { data_wo: secret("ours") },
        nowhere: { type_slug: '"nowhere"', data: secret("ours") },
        named: { name: '"Bad Name"' },
        both: { data: secret("ours"), data_wo: secret("ours") },
        version: { data_wo_version: "1" },
        malformed: { data: '"{ours"' },
      }),
    );
    const malformed = await terraform.planErrors();
    expect(malformed.map(({ address, summary }) => `${address}: ${summary}`).sort()).toEqual([
      "prefect_block.both: Conflicting attributes",
      "prefect_block.both: Conflicting attributes",
      "prefect_block.malformed: Invalid value for data",
      "prefect_block.named: Invalid value for name",
      "prefect_block.version: data_wo_version without data_wo",
    ]);
    await terraform.write(
      blocks(prefix, {
        taken: { data: secret("ours") },
        "taken-wo": { data_wo: secret("ours") },
        nowhere: { type_slug: '"nowhere"', data: secret("ours") },
      }),
    );
    const refused = await terraform.planErrors();
    expect(refused.map(({ summary }) => summary).sort()).toEqual([
      `The block "secret/${prefix}-taken" exists already`,
      `The block "secret/${prefix}-taken-wo" exists already`,
      'There is no block type "nowhere"',
    ]);
    const words = JSON.stringify([malformed, refused]);
    expect(words).not.toContain("theirs");
    expect(malformed.map(({ detail }) => detail).join()).not.toContain("ours");

    await terraform.write(
      blocks(prefix, {
        equal: { data: secret("same") },
        "equal-wo": { data_wo: secret("same") },
        "of-own-type": {
          type_slug: "prefect_block_type.own.slug",
          data: secret("x"),
          depends_on: "[prefect_block_schema.own]",
        },
      }) +
        resourceBlock("prefect_block_type", "own", { name: quote(`Type ${prefix}`), slug: quote(prefix) }) +
        resourceBlock("prefect_block_schema", "own", {
          block_type_id: "prefect_block_type.own.id",
          fields: jsonString({ title: prefix }),
        }),
    );
    expect((await terraform.apply()).map(({ summary }) => summary).sort()).toEqual([
      `The block "secret/${prefix}-equal" was there already, just as planned`,
      `The block "secret/${prefix}-equal-wo" was there already, just as planned`,
      "The block's data are checked when applying",
    ]);
    expect(await terraform.stateOf("prefect_block.equal")).toMatchObject({ id: equal });
    expect(await terraform.stateOf("prefect_block.equal-wo")).toMatchObject({ id: equalWo });
    expect((await onServer(`${prefix}-of-own-type`, prefix)).data).toEqual({ value: "x" });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });
});
