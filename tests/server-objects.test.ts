import { beforeAll, describe, expect, it } from "vitest";
import { makeBlock } from "./support/blocks";
import { importBlock, quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { can, prefectVersion } from "./support/server-version";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

describe("prefect_default_result_storage", () => {
  const address = "prefect_default_result_storage.this";
  const storage = (expression: string, further = {}) =>
    resourceBlock("prefect_default_result_storage", "this", {
      default_result_storage_block_id: expression,
      ...further,
    });
  const onServer = async () =>
    (await api.call("GET", "/admin/storage")).object().default_result_storage_block_id;
  const put = (id: string) => api.call("PUT", "/admin/storage", { default_result_storage_block_id: id });

  it("is set, changed, healed, imported and unset; another one is taken over only when asked", async () => {
    const prefix = uniqueName("storage");
    const made = async (label: string) =>
      makeBlock(api, `${prefix}-${label}`, { basepath: "/tmp" }, "local-file-system");
    const [one, two] = [await made("one"), await made("two")];
    const unfit = await makeBlock(api, `${prefix}-unfit`, { value: "x" });
    const terraform = await temporaryWorkspace({ server });
    const block = resourceBlock("prefect_block", "own", {
      type_slug: '"local-file-system"',
      name: quote(`${prefix}-own`),
      data: 'jsonencode({ basepath = "/tmp" })',
    });

    if (!can.storeResultsByDefault) {
      await terraform.write(storage(quote(one)));
      const [refusal] = await terraform.planErrors();
      expect(refusal?.detail).toContain(`needs a newer Prefect than ${prefectVersion}`);
      return;
    }
    await terraform.write(block + storage("prefect_block.own.id"));
    expect(await terraform.apply()).toEqual([]);
    expect(await onServer()).toBe((await terraform.stateOf("prefect_block.own")).id);
    expect(summary(await terraform.plan())).toEqual({});

    await terraform.write(block + storage(quote(one)));
    expect(summary(await terraform.plan())).toEqual({ [address]: "update: default_result_storage_block_id" });
    await terraform.applyPlanned();
    expect(await onServer()).toBe(one);
    await put(two);
    expect(summary(await terraform.plan())).toEqual({ [address]: "update: default_result_storage_block_id" });
    await api.call("DELETE", "/admin/storage");
    expect(summary(await terraform.plan())).toEqual({ [address]: "create" });
    await terraform.applyPlanned();
    expect(await onServer()).toBe(one);

    await terraform.forget(address);
    await terraform.write(block + storage(quote(two)));
    const [refusal] = await terraform.planErrors();
    expect(refusal?.summary).toBe(`The default result storage (the block ${one}) exists already`);
    expect(refusal?.detail).toContain('id = "default"');
    await terraform.write(block + storage(quote(two), { on_conflict: '"adopt"' }));
    const told = new Set((await terraform.apply()).map(({ summary }) => summary));
    expect([...told]).toEqual(["The server has a default result storage already, which is overwritten"]);
    expect(await onServer()).toBe(two);

    await terraform.forget(address);
    await terraform.write(
      block + storage(quote(two), { on_conflict: '"adopt"' }) + importBlock(address, "default"),
    );
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.apply();

    const missing = "00000000-0000-4000-8000-000000000000";
    for (const [id, summary] of [
      [unfit, "The block cannot store results"],
      [missing, "No such block"],
    ] as const) {
      await terraform.write(block + storage(quote(id)));
      expect((await terraform.planErrors()).map((error) => error.summary)).toEqual([summary]);
    }
    await terraform.write(block + storage(quote(two)));
    await terraform.destroy();
    expect(await onServer()).toBeNull();
  });
});

describe("prefect_saved_search", () => {
  it("is made, changed in place, healed, imported and deleted; an existing one is not overwritten", async () => {
    const name = uniqueName("search");
    const address = "prefect_saved_search.late";
    const filter = (value: string) =>
      `[{ object = "flow_run", property = "tags", type = "string", operation = "all", value_json = jsonencode(${value}) }]`;
    const search = (filters: Record<string, string>) =>
      resourceBlock("prefect_saved_search", "late", { name: quote(name), ...filters });
    const onServer = async () =>
      (await api.call("POST", "/saved_searches/filter", {})).list().find((one) => one.name === name);
    const terraform = await temporaryWorkspace({ server });

    await terraform.write(search({ filters: filter('["b", 1.50, null]') }));
    expect(await terraform.apply()).toEqual([]);
    expect(summary(await terraform.plan())).toEqual({});
    expect((await onServer())?.filters).toEqual([
      { object: "flow_run", property: "tags", type: "string", operation: "all", value: ["b", 1.5, null] },
    ]);
    const { id } = await terraform.stateOf(address);
    await api.call("PUT", "/saved_searches/", { name, filters: [] });
    await terraform.write(search({ filters: filter("null") }));
    expect(summary(await terraform.plan())).toEqual({ [address]: "update: filters updated?" });
    await terraform.applyPlanned();
    expect(await onServer()).toMatchObject({ id, filters: [{ value: null }] });
    await terraform.write(search({}));
    await terraform.apply();
    expect(await onServer()).toMatchObject({ id, filters: [] });

    await api.call("PUT", "/saved_searches/", {
      name,
      filters: [{ object: "flow", property: "name", type: "string", operation: "equals", value: "x" }],
    });
    await terraform.forget(address);
    expect((await terraform.planErrors()).map(({ summary }) => summary)).toEqual([
      `The saved search "${name}" exists already`,
    ]);
    await terraform.import(address, name);
    expect((await terraform.stateOf(address)).id).toBe(id);
    await terraform.destroy();
    expect(await onServer()).toBeUndefined();
  });
});
