import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Expressions, importBlock, quote, resourceBlock, resourceBlocks } from "./support/hcl";
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

type Blocks = Readonly<Record<string, Expressions>>;

const flows = (prefix: string, blocks: Blocks): string =>
  resourceBlocks("prefect_flow", (label) => ({ name: quote(`${prefix}-${label}`) }), blocks);

const onServer = async (name: string) =>
  (await api.call("GET", `/flows/name/${encodeURIComponent(name)}`)).object();

const makeFlow = async (name: string, more: object = {}): Promise<string> =>
  String((await api.call("POST", "/flows/", { name, ...more })).object().id);

const makeDeployment = async (flowId: string, name: string): Promise<string> => {
  const body = { flow_id: flowId, name, parameter_openapi_schema: {} };
  return String((await api.call("POST", "/deployments/", body)).object().id);
};

describe("prefect_flow", () => {
  it("creates, plans nothing, updates in place, clears, replaces and destroys", async () => {
    const prefix = uniqueName("flow");
    const terraform = await workspace();
    const full = { tags: '["b", "a"]', labels: '{ team = "data" }', force_destroy: "true" };
    await terraform.write(
      flows(prefix, {
        minimal: {},
        full,
        "tags-changed": { tags: '["a"]' },
        "tags-emptied": { tags: '["a"]' },
        "tags-removed": { tags: '["a"]' },
        "tags-null": { tags: '["a"]' },
        "tags-set": {},
        "force-set": {},
        "force-removed": { force_destroy: "true" },
        "labels-removed": { labels: '{ team = "data" }' },
        "label-removed": { labels: '{ team = "data", tier = "1" }' },
        renamed: { tags: '["kept"]' },
        odd: { name: quote(`${prefix} ü#?,:"\${x}é`) },
      }),
    );
    expect(await terraform.apply()).toEqual([]);
    const state = await terraform.state();
    expect(state["prefect_flow.minimal"]).toMatchObject({ tags: [], labels: {}, force_destroy: null });
    expect(state["prefect_flow.full"]).toMatchObject({
      tags: ["a", "b"],
      labels: { team: "data" },
      force_destroy: true,
    });
    expect(await onServer(`${prefix}-full`)).toMatchObject({
      id: state["prefect_flow.full"]?.id,
      tags: expect.arrayContaining(["a", "b"]),
      labels: { team: "data" },
    });
    const quiet = await terraform.plan();
    expect(summary(quiet)).toEqual({});
    expect(quiet.warnings).toEqual([]);

    await terraform.write(
      flows(prefix, {
        minimal: {},
        full,
        "tags-changed": { tags: '["a", "c"]' },
        "tags-emptied": { tags: "[]" },
        "tags-removed": {},
        "tags-null": { tags: "null" },
        "tags-set": { tags: '["new"]' },
        "force-set": { force_destroy: "true" },
        "force-removed": {},
        "labels-removed": {},
        "label-removed": { labels: '{ team = "data" }' },
        renamed: { name: quote(`${prefix}-renamed-2`), tags: '["kept"]' },
        odd: { name: quote(`${prefix} ü#?,:"\${x}é`), tags: '["t"]' },
      }),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      "prefect_flow.tags-changed": "update: tags updated?",
      "prefect_flow.tags-emptied": "update: tags updated?",
      "prefect_flow.tags-removed": "update: tags updated?",
      "prefect_flow.tags-null": "update: tags updated?",
      "prefect_flow.tags-set": "update: tags updated?",
      "prefect_flow.force-set": "update: force_destroy updated?",
      "prefect_flow.force-removed": "update: force_destroy updated?",
      "prefect_flow.renamed": "delete,create for name",
      "prefect_flow.odd": "update: tags updated?",
    });
    expect(plan.warnings).toEqual([]);
    await terraform.applyPlanned();
    const after = await terraform.state();
    expect(after["prefect_flow.tags-changed"]?.id).toBe(state["prefect_flow.tags-changed"]?.id);
    for (const [label, tags] of Object.entries({
      "tags-changed": ["a", "c"],
      "tags-emptied": [],
      "tags-removed": [],
      "tags-null": [],
      "tags-set": ["new"],
    })) {
      expect(await onServer(`${prefix}-${label}`), label).toMatchObject({ tags });
      expect(after[`prefect_flow.${label}`]?.tags, label).toEqual(tags);
    }
    expect(await onServer(`${prefix}-renamed-2`)).toMatchObject({ tags: ["kept"] });
    expect((await api.call("GET", `/flows/name/${prefix}-renamed`)).status).toBe(404);
    expect(summary(await terraform.plan())).toEqual({});

    expect(await terraform.destroy()).toEqual([]);
    expect((await api.call("GET", `/flows/name/${prefix}-minimal`)).status).toBe(404);
    expect(await terraform.state()).toEqual({});
  });

  it("imports by each form, and the next plan is clean", async () => {
    const prefix = uniqueName("imported");
    const workspaceId = randomUUID();
    const id = await makeFlow(`${prefix}-id`);
    await makeFlow(`${prefix}-tagged`, { tags: ["x"], labels: { a: "b" } });
    const forms: Record<string, { name: string; id: string; more?: Record<string, string> }> = {
      id: { name: `${prefix}-id`, id },
      "id-upper": { name: `${prefix}-upper`, id: (await makeFlow(`${prefix}-upper`)).toUpperCase() },
      "id-workspace": { name: `${prefix}-ws`, id: `${await makeFlow(`${prefix}-ws`)},${workspaceId}` },
      tagged: {
        name: `${prefix}-tagged`,
        id: `${prefix}-tagged`,
        more: { tags: '["x"]', labels: '{ a = "b" }' },
      },
    };
    const names = [
      `${prefix} a b`,
      `${prefix}#?`,
      `${prefix},c`,
      `${prefix}-é漢😀`,
      `${prefix},${randomUUID()}`,
    ];
    for (const [index, name] of [...names, randomUUID()].entries()) {
      await makeFlow(name);
      forms[`name-${index}`] = { name, id: name };
    }
    const terraform = await workspace();
    const resources = Object.entries(forms).map(([label, { name, more }]) =>
      resourceBlock("prefect_flow", label, {
        name: quote(name),
        ...(label.endsWith("workspace") ? { workspace_id: quote(workspaceId) } : {}),
        ...more,
      }),
    );
    const imports = Object.entries(forms).map(([label, form]) =>
      importBlock(`prefect_flow.${label}`, form.id),
    );
    await terraform.write([...resources, ...imports].join(""));
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.all.map(({ importing }) => importing)).toEqual(Object.keys(forms).map(() => true));
    await terraform.applyPlanned();
    expect((await terraform.stateOf("prefect_flow.id")).id).toBe(id);
    expect(summary(await terraform.plan())).toEqual({});

    await terraform.forget("prefect_flow.id");
    await terraform.import("prefect_flow.id", id);
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.forget("prefect_flow.id");
    const error = await terraform.importError("prefect_flow.id", `${prefix}-nowhere`);
    expect(error).toContain(`${prefix}-nowhere`);
    expect(error).toContain("<name>");

    // To a new address while the old one leaves the code: two resources of the state stand for one object.
    const name = `${prefix}-upper`;
    await terraform.write(
      resourceBlock("prefect_flow", "moved", { name: quote(name) }) + importBlock("prefect_flow.moved", name),
    );
    const kept = (await terraform.apply()).filter(({ summary }) => summary.includes("is not deleted"));
    expect(kept).toHaveLength(1);
    expect((await terraform.stateOf("prefect_flow.moved")).id).toBe((await onServer(name)).id);
    expect(summary(await terraform.plan())).toEqual({});
  });

  it("finds and heals changes and deletions behind its back", async () => {
    const prefix = uniqueName("drift");
    const terraform = await workspace();
    await terraform.write(flows(prefix, { tags: { tags: '["a"]' }, deleted: {}, unmanaged: {}, gone: {} }));
    await terraform.apply();
    const state = await terraform.state();
    const id = (label: string) => String(state[`prefect_flow.${label}`]?.id);
    await api.call("PATCH", `/flows/${id("tags")}`, { tags: ["other"] });
    await api.call("PATCH", `/flows/${id("unmanaged")}`, { tags: ["other"] });
    await api.call("DELETE", `/flows/${id("deleted")}`);
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      "prefect_flow.tags": "update: tags updated?",
      "prefect_flow.deleted": "create",
    });
    expect(plan.drift.find(({ name }) => name === "tags")?.changed).toEqual(["tags", "updated"]);
    expect(plan.warnings.map(({ address, summary }) => `${address} ${summary}`)).toEqual([
      "prefect_flow.unmanaged tags is set on the server, not in the code",
    ]);
    await terraform.applyPlanned();
    expect(await onServer(`${prefix}-tags`)).toMatchObject({ id: id("tags"), tags: ["a"] });
    expect(await onServer(`${prefix}-deleted`)).not.toMatchObject({ id: id("deleted") });
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.run(["plan", "-destroy", "-out=destroy.tfplan", "-input=false"]);
    await api.call("DELETE", `/flows/${id("gone")}`);
    expect((await terraform.run(["apply", "-input=false", "destroy.tfplan"])).code).toBe(0);
    expect(await terraform.state()).toEqual({});
  });

  it("adopts a flow that exists, with a warning, and refuses other labels (defect 17)", async () => {
    const prefix = uniqueName("adopted");
    const ids = {
      plain: await makeFlow(`${prefix}-plain`, { tags: ["kept"] }),
      tagged: await makeFlow(`${prefix}-tagged`, { tags: ["old"] }),
      labelled: await makeFlow(`${prefix}-labelled`, { labels: { team: "data", more: "x" } }),
    };
    const terraform = await workspace();
    const blocks: Blocks = {
      plain: {},
      tagged: { tags: '["new"]' },
      labelled: { labels: '{ team = "data" }' },
    };
    await terraform.write(flows(prefix, blocks));
    const plan = await terraform.plan();
    expect(plan.warnings.map(({ summary }) => summary).sort()).toEqual(
      ["labelled", "plain", "tagged"].map(
        (label) => `The flow "${prefix}-${label}" exists already and is adopted`,
      ),
    );
    expect(plan.warnings.map(({ detail }) => detail).join()).toContain(ids.plain);
    const warnings = await terraform.applyPlanned();
    expect(warnings.filter(({ summary }) => summary.includes("adopted"))).toHaveLength(3);
    const state = await terraform.state();
    expect(state["prefect_flow.plain"]).toMatchObject({ id: ids.plain, tags: ["kept"] });
    expect(await onServer(`${prefix}-tagged`)).toMatchObject({ id: ids.tagged, tags: ["new"] });
    expect(state["prefect_flow.labelled"]).toMatchObject({ id: ids.labelled, labels: { team: "data" } });
    expect(summary(await terraform.plan())).toEqual({});

    await terraform.write(flows(prefix, { ...blocks, labelled: { labels: '{ team = "other" }' } }));
    const [changed] = await terraform.planErrors();
    expect(changed?.summary).toContain(`The labels of the flow "${prefix}-labelled" cannot be changed`);
    expect(changed?.code).toContain("labels");
    expect((await terraform.run(["taint", "prefect_flow.labelled"])).code).toBe(0);
    expect(summary(await terraform.plan())).toEqual({
      "prefect_flow.labelled": "delete,create",
    });
    await terraform.applyPlanned();
    expect(await onServer(`${prefix}-labelled`)).toMatchObject({ labels: { team: "other" } });

    await makeFlow(`${prefix}-wrong`, { labels: { team: "ops" } });
    await terraform.write(flows(prefix, { wrong: { labels: '{ team = "data" }' } }));
    expect((await terraform.planErrors()).map(({ summary }) => summary)).toEqual([
      `The labels of the flow "${prefix}-wrong" cannot be changed`,
    ]);
  });

  it("does not delete deployments of others, unless forced, and warns before (defect 21)", async () => {
    const prefix = uniqueName("delete");
    const terraform = await workspace();
    const own = resourceBlock("prefect_deployment", "own", {
      name: quote("own"),
      flow_id: "prefect_flow.own.id",
    });
    await terraform.write(flows(prefix, { own: {}, foreign: {} }) + own);
    await terraform.apply();
    const flowId = String((await terraform.stateOf("prefect_flow.foreign")).id);
    const deploymentId = await makeDeployment(flowId, "by hand");
    (await api.call("POST", `/deployments/${deploymentId}/create_flow_run`, {})).object();

    const plan = await terraform.plan({ destroy: true });
    const warned = plan.warnings.find(({ summary }) => summary.includes(`${prefix}-foreign`));
    expect(warned?.detail).toContain('1 deployment(s) ("by hand")');
    // Its deployment is destroyed by the same plan, before it.
    expect(plan.warnings.filter(({ address }) => address === "prefect_flow.own")).toEqual([]);

    await terraform.run(["taint", "prefect_flow.foreign"]);
    expect((await terraform.plan()).warnings.map(({ summary }) => summary)).toEqual([
      `Deleting the flow "${prefix}-foreign" deletes what belongs to it`,
    ]);
    await terraform.run(["untaint", "prefect_flow.foreign"]);

    const replacing = flows(prefix, { own: {}, foreign: { name: quote(`${prefix}-renamed`) } }) + own;
    await terraform.write(replacing);
    expect((await terraform.plan()).warnings).toEqual([
      expect.objectContaining({
        address: "prefect_flow.foreign",
        summary: `Deleting the flow "${prefix}-foreign" deletes what belongs to it`,
        detail: expect.stringContaining('1 deployment(s) ("by hand") and 1 run(s)'),
      }),
    ]);
    const [refused] = await terraform.applyErrors();
    expect(refused?.summary).toBe(`The flow "${prefix}-foreign" still has deployments`);
    expect(refused?.detail).toContain('"by hand"');
    expect((await api.call("GET", `/deployments/${deploymentId}`)).status).toBe(200);

    await terraform.write(flows(prefix, { own: {}, foreign: { force_destroy: "true" } }) + own);
    await terraform.apply();
    await terraform.destroy();
    expect((await api.call("GET", `/deployments/${deploymentId}`)).status).toBe(404);
    expect((await api.call("GET", `/flows/name/${prefix}-own`)).status).toBe(404);
  });
});
