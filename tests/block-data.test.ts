import { beforeAll, describe, expect, it } from "vitest";
import { jsonString, quote, resourceBlock } from "./support/hcl";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

const fields = {
  type: "object",
  properties: {
    url: { type: "string", format: "password" },
    port: { type: "integer", default: 80 },
    credentials: { type: "object", properties: { user: { type: "string" } } },
  },
  required: ["url"],
};

/** What a flow cannot load, and the field that is why; `planted-` is nowhere to be shown. */
const refused: Readonly<Record<string, readonly [attribute: string, data: object, field: string]>> = {
  typed: ["data", { url: "planted-u", port: "planted-p" }, "port"],
  hidden: ["data_wo", { url: "planted-u", port: ["planted-p"] }, "port"],
  inside: ["data", { url: "planted-u", credentials: { user: 5 } }, "credentials.user"],
  missing: ["data", { port: 1 }, "url"],
};

/** What one can or may load, and what is said of it. */
const accepted = (
  blockId: string,
): Readonly<Record<string, readonly [attribute: string, data: object, said: RegExp | null]>> => ({
  whole: ["data", { url: "planted-u", port: 1, stranger: true }, null],
  referring: ["data_wo", { url: "u", credentials: { $ref: { block_document_id: blockId } } }, null],
  read: ["data", { url: "planted-u", port: "5" }, /"port" of data .* may fail/],
  emptied: ["data", {}, /data is empty/],
  not_given: ["is_anonymous", {}, null],
});

describe("the data of a block", () => {
  let server: SharedServer;
  let api: PrefectApi;
  let blockId: string;
  const slug = uniqueName("checked");

  const block = (label: string, attribute: string, data: object, more = {}) =>
    resourceBlock("prefect_block", label, {
      type_slug: quote(slug),
      name: quote(label.replaceAll("_", "-")),
      ...(attribute.startsWith("data") ? { [attribute]: jsonString(data) } : {}),
      ...more,
    });
  const all = (
    labelled: Readonly<Record<string, readonly [attribute: string, data: object, ...unknown[]]>>,
  ) =>
    Object.entries(labelled)
      .map(([label, [attribute, data]]) => block(label, attribute, data))
      .join("");
  const addSchema = async (schema: object) => {
    const type = (await api.call("GET", `/block_types/slug/${slug}`)).object();
    // A server takes schemas of one content for the same, whatever their type.
    const body = { block_type_id: type.id, fields: { title: slug, ...schema } };
    return String((await api.call("POST", "/block_schemas/", body)).object().id);
  };

  beforeAll(async () => {
    server = await sharedServer();
    api = prefectApi(server.apiUrl);
    const { id } = (await api.call("POST", "/block_types/", { name: slug, slug })).object();
    const schema = await addSchema(fields);
    const body = { name: "there", data: { url: "u" }, block_type_id: id, block_schema_id: schema };
    blockId = String((await api.call("POST", "/block_documents/", body)).object().id);
  });

  it("are held against the newest schema of the type, or the chosen one, when planning", async () => {
    const terraform = await temporaryWorkspace({ server });
    await terraform.write(all(refused));
    const errors = await terraform.planErrors();
    for (const [label, [attribute, , field]] of Object.entries(refused)) {
      const own = errors.filter(({ address }) => address === `prefect_block.${label}`);
      expect({ label, own }).toEqual({
        label,
        own: [expect.objectContaining({ detail: expect.stringContaining(`"${field}" of ${attribute} `) })],
      });
    }
    expect(errors).toHaveLength(Object.keys(refused).length);
    expect(JSON.stringify(errors)).not.toContain("planted-");

    const taken = accepted(blockId);
    await terraform.write(all(taken));
    const { changes, warnings } = await terraform.plan();
    expect(changes).toHaveLength(Object.keys(taken).length);
    for (const [label, [, , said]] of Object.entries(taken)) {
      const own = warnings.filter(({ address }) => address === `prefect_block.${label}`);
      expect({ label, details: own.map(({ detail }) => detail) }).toEqual({
        label,
        details: said === null ? [] : [expect.stringMatching(said)],
      });
    }
    expect(JSON.stringify(warnings)).not.toContain("planted-");

    const { whole } = taken;
    await terraform.write(all({ whole: whole ?? ["data", {}] }));
    await terraform.apply();
    await terraform.write(all({ whole: ["data", { url: "u", port: "planted-p" }] }));
    expect((await terraform.planErrors()).map(({ detail }) => detail)).toEqual([
      expect.stringContaining('"port" of data '),
    ]);
    const other = await addSchema({ type: "object", properties: { port: { type: "string" } } });
    await terraform.write(block("whole", "data", { port: "p" }, { block_schema_id: quote(other) }));
    await terraform.apply();
    await terraform.write(block("whole", "data", { port: 5 }, { block_schema_id: quote(other) }));
    expect(await terraform.planErrors()).toHaveLength(1);
    await terraform.write("");
    await terraform.apply();
  });

  it("wait for a type or schema of the same apply, which says so, and are checked before the block is written", async () => {
    const own = uniqueName("own");
    const terraform = await temporaryWorkspace({ server });
    const withType = (type: string, data: object) =>
      terraform.write(
        resourceBlock("prefect_block_type", "own", { name: quote(own), slug: quote(own) }) +
          resourceBlock("prefect_block_schema", "own", {
            block_type_id: "prefect_block_type.own.id",
            fields: jsonString({ title: own, type: "object", properties: { port: { type } } }),
          }) +
          block("late", "data", data, {
            type_slug: "prefect_block_type.own.slug",
            depends_on: "[prefect_block_schema.own]",
          }),
      );
    const waiting = expect.objectContaining({
      address: "prefect_block.late",
      summary: "The block's data are checked when applying",
    });
    await withType("integer", { port: "planted-p" });
    expect((await terraform.plan()).warnings).toEqual([waiting]);
    expect(await terraform.applyErrors()).toEqual([
      expect.objectContaining({
        address: "prefect_block.late",
        detail: expect.stringContaining('"port" of data '),
      }),
    ]);
    expect(await terraform.state()).not.toHaveProperty("prefect_block.late");
    // The type is there now, and its schema is to be another.
    await withType("string", { port: "p" });
    expect((await terraform.plan()).warnings).toEqual([waiting]);
    await terraform.apply();
    expect(await terraform.stateOf("prefect_block.late")).toMatchObject({ data: '{"port":"p"}' });
    await terraform.destroy();
  });
});
