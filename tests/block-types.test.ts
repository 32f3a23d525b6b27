import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Expressions,
  importBlock,
  jsonString,
  quote,
  resourceBlock,
  resourceBlocks,
} from "./support/hcl";
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

const blockTypes = (prefix: string, blocks: Readonly<Record<string, Expressions>>): string =>
  resourceBlocks(
    "prefect_block_type",
    (label) => ({ name: quote(`Type ${prefix} ${label}`), slug: quote(`${prefix}-${label}`) }),
    blocks,
  );
const typeOnServer = async (slug: string) => (await api.call("GET", `/block_types/slug/${slug}`)).object();
const makeType = async (prefix: string, label: string, more: object = {}) =>
  String(
    (
      await api.call("POST", "/block_types/", {
        name: `Type ${prefix} ${label}`,
        slug: `${prefix}-${label}`,
        ...more,
      })
    ).object().id,
  );

describe("prefect_block_type and prefect_block_schema", () => {
  it("updates a type in place without replacing its schemas, clears, heals and destroys (defects 9 and 18)", async () => {
    const prefix = uniqueName("bt");
    const full = {
      logo_url: '"https://example.com/logo.png"',
      documentation_url: '"https://example.com"',
      description: '"d"',
      code_example: '"```python\\n```"',
    };
    // A server has one schema of a content: the one without fields is this test's alone.
    const fields = jsonString({ title: prefix, type: "object", properties: { u: { type: "string" } } });
    const schemas =
      resourceBlock("prefect_block_schema", "minimal", { block_type_id: "prefect_block_type.full.id" }) +
      resourceBlock("prefect_block_schema", "full", {
        block_type_id: "prefect_block_type.full.id",
        fields,
        capabilities: '["b", "a"]',
        version: '"1.0"',
      }) +
      resourceBlock("prefect_block_schema", "referring", {
        block_type_id: "prefect_block_type.minimal.id",
        fields: "jsonencode({ block_schema_references = {} })",
      });
    const terraform = await workspace();
    await terraform.write(
      blockTypes(prefix, { minimal: {}, full, emptied: full, removed: full, renamed: {}, deleted: {} }) +
        schemas,
    );
    expect(await terraform.apply()).toEqual([]);
    expect(summary(await terraform.plan())).toEqual({});
    const state = await terraform.state();
    const id = (label: string) => String(state[`prefect_block_type.${label}`]?.id);
    const schema = state["prefect_block_schema.full"];
    expect(schema).toMatchObject({ capabilities: ["b", "a"], version: "1.0" });
    expect(state["prefect_block_schema.minimal"]).toMatchObject({
      fields: "{}",
      capabilities: [],
      version: "non-versioned",
    });

    await api.call("DELETE", `/block_types/${id("deleted")}`);
    await terraform.write(
      blockTypes(prefix, {
        minimal: {},
        full: { ...full, description: '"new"' },
        emptied: { logo_url: '""', documentation_url: '""', description: '""', code_example: '""' },
        removed: {},
        renamed: { name: quote(`Other ${prefix}`) },
        deleted: {},
      }) + schemas,
    );
    expect(summary(await terraform.plan())).toEqual({
      "prefect_block_type.full": "update: description updated?",
      "prefect_block_type.emptied": "update: code_example description documentation_url logo_url updated?",
      "prefect_block_type.removed": "update: code_example description documentation_url logo_url updated?",
      "prefect_block_type.renamed": "delete,create for name",
      "prefect_block_type.deleted": "create",
    });
    await terraform.applyPlanned();
    const cleared = { logo_url: null, documentation_url: null, description: null, code_example: null };
    expect(await typeOnServer(`${prefix}-full`)).toMatchObject({ id: id("full"), description: "new" });
    expect(await typeOnServer(`${prefix}-emptied`)).toMatchObject({ id: id("emptied"), ...cleared });
    expect(await typeOnServer(`${prefix}-removed`)).toMatchObject({ id: id("removed"), ...cleared });
    expect(await typeOnServer(`${prefix}-renamed`)).toMatchObject({ name: `Other ${prefix}` });
    expect((await api.call("GET", `/block_schemas/${schema?.id}`)).object()).toMatchObject({
      checksum: schema?.checksum,
      version: "1.0",
    });
    expect(summary(await terraform.plan())).toEqual({});

    await terraform.write(
      blockTypes(prefix, { minimal: {} }) +
        resourceBlock("prefect_block_schema", "referring", {
          block_type_id: "prefect_block_type.minimal.id",
          fields,
        }),
    );
    expect(summary(await terraform.plan())).toMatchObject({
      "prefect_block_schema.referring": "delete,create for fields",
    });
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.plan({ destroy: true });
    await api.call("DELETE", `/block_types/${id("minimal")}`);
    await terraform.applyPlanned();
    expect(await terraform.state()).toEqual({});
    expect((await api.call("GET", `/block_types/slug/${prefix}-full`)).status).toBe(404);
  });

  it("imports by each form; a schema that exists is adopted with a warning, a type is refused (defects 9 and 20)", async () => {
    const prefix = uniqueName("bti");
    const workspaceId = randomUUID();
    const typeId = await makeType(prefix, "id", { description: "d" });
    await makeType(prefix, "slug");
    const makeSchema = async (fields: object, version: string) =>
      (await api.call("POST", "/block_schemas/", { block_type_id: typeId, fields, version })).object();
    const byId = await makeSchema({ title: `${prefix} a`, type: "object" }, "1");
    const byChecksum = await makeSchema({ title: `${prefix} b` }, "1");
    const existing = await makeSchema({ title: `${prefix} c` }, "2");
    const schema = (title: string, version: string, more = ""): Expressions => ({
      block_type_id: "prefect_block_type.id.id",
      fields: `jsonencode({ title = ${quote(`${prefix} ${title}`)}${more} })`,
      version: quote(version),
    });
    const terraform = await workspace();
    const imported =
      blockTypes(prefix, { id: { description: '"d"' }, slug: {} }) +
      resourceBlock("prefect_block_schema", "a", schema("a", "1", ', type = "object"')) +
      resourceBlock("prefect_block_schema", "b", schema("b", "1"));
    await terraform.write(
      imported +
        importBlock("prefect_block_type.id", `${typeId},${workspaceId}`) +
        importBlock("prefect_block_type.slug", `${prefix}-slug`) +
        importBlock("prefect_block_schema.a", String(byId.id)) +
        importBlock("prefect_block_schema.b", String(byChecksum.checksum)),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.warnings).toEqual([]);
    await terraform.applyPlanned();

    await terraform.write(imported + resourceBlock("prefect_block_schema", "c", schema("c", "2")));
    expect((await terraform.apply()).map(({ summary }) => summary)).toEqual([
      "The block schema exists already and is adopted",
    ]);
    expect(await terraform.stateOf("prefect_block_schema.c")).toMatchObject({ id: existing.id });
    expect(summary(await terraform.plan())).toEqual({});

    await makeType(prefix, "taken", { description: "theirs" });
    const nameOf = (label: string) => quote(`Type ${prefix} ${label}`);
    await terraform.write(
      imported +
        blockTypes(prefix, {
          taken: { description: '"ours"' },
          "name-taken": { name: nameOf("taken") },
          reserved: { name: '"Prefect Thing"' },
        }),
    );
    const refusals = (await terraform.planErrors()).map(({ address, summary }) => `${address}: ${summary}`);
    expect(refusals.sort()).toEqual([
      `prefect_block_type.name-taken: The block type "${prefix}-taken" exists already`,
      "prefect_block_type.reserved: Invalid value for name",
      `prefect_block_type.taken: The block type "${prefix}-taken" exists already`,
    ]);
    expect(await typeOnServer(`${prefix}-taken`)).toMatchObject({ description: "theirs" });
    await terraform.write(blockTypes(prefix, { bad: { slug: '"Bad_Slug"' } }));
    expect((await terraform.planErrors()).map(({ code }) => code?.trim())).toEqual(['slug = "Bad_Slug"']);
    await terraform.write("");
    await terraform.apply();
  });

  it("refuses in the plan to delete what the server protects, and blocks that it could not read", async () => {
    const { id } = await typeOnServer("secret");
    const block_schemas = { block_type_id: { any_: [id] } };
    const [newest] = (await api.call("POST", "/block_schemas/filter", { block_schemas })).list();
    const terraform = await workspace();
    const slug = uniqueName("bts");
    // The server tells schemas apart by what is not secret_fields.
    const fields = (given: unknown) => ({
      fields: jsonString({ title: `${slug} ${typeof given}`, secret_fields: given }),
    });
    const ofType = { block_type_id: "prefect_block_type.own.id" };
    const own = resourceBlock("prefect_block_type", "own", { name: quote(slug), slug: quote(slug) });
    const odd = resourceBlock("prefect_block_schema", "odd", { ...ofType, ...fields([1]) });
    await terraform.write(
      own +
        odd +
        resourceBlock("prefect_block_schema", "doubtful", { ...ofType, ...fields("token") }) +
        importBlock("prefect_block_type.secret", "secret") +
        importBlock("prefect_block_schema.secret", String(newest?.id)) +
        resourceBlock("prefect_block_type", "secret", { name: quote("Secret"), slug: quote("secret") }) +
        resourceBlock("prefect_block_schema", "secret", {
          block_type_id: "prefect_block_type.secret.id",
          fields: jsonString(newest?.fields),
          capabilities: JSON.stringify(newest?.capabilities),
          version: quote(String(newest?.version)),
        }),
    );
    const warned = (await terraform.apply()).map(({ address, detail }) => [address, detail.split(" ")[1]]);
    expect(warned.filter(([, what]) => what === "`secret_fields`").map(([address]) => address)).toEqual(
      expect.arrayContaining(["prefect_block_schema.odd", "prefect_block_schema.doubtful"]),
    );
    const data = { name: quote(slug), type_slug: quote(slug), data: jsonString({ a: 1 }) };
    const schema_id = { block_schema_id: "prefect_block_schema.odd.id" };
    await terraform.write(own + odd + resourceBlock("prefect_block", "unread", { ...data, ...schema_id }));
    // Terraform gives no address where code has the resource no more.
    const refusals = (await terraform.planErrors()).map(({ summary }) => summary);
    expect(refusals.sort()).toEqual([
      "A block that the server cannot read",
      'A schema of the block type "Secret" cannot be deleted',
      'The block type "secret" cannot be deleted',
    ]);
    await terraform.write(
      ["prefect_block_type", "prefect_block_schema"]
        .map((type) => `removed {\n  from = ${type}.secret\n  lifecycle {\n    destroy = false\n  }\n}\n`)
        .join(""),
    );
    await terraform.apply();
    expect(await typeOnServer("secret")).toMatchObject({ id });
  });
});
