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

describe("prefect_global_concurrency_limit", () => {
  const type = "prefect_global_concurrency_limit";
  const limits = (prefix: string, blocks: Blocks): string =>
    resourceBlocks(type, (label) => ({ name: quote(`${prefix}-${label}`), limit: "5" }), blocks);
  const onServer = async (name: string) => (await api.call("GET", `/v2/concurrency_limits/${name}`)).object();
  const make = async (name: string, fields: object = {}) =>
    String((await api.call("POST", "/v2/concurrency_limits/", { name, limit: 5, ...fields })).object().id);

  it("updates, renames and resets in place, never touches the slots that are held, heals and destroys (defect 13)", async () => {
    const prefix = uniqueName("limit");
    const terraform = await workspace();
    await terraform.write(
      limits(prefix, {
        held: {},
        "held-renamed": {},
        rate: { slot_decay_per_second: "0.1" },
        "rate-changed": { slot_decay_per_second: "0.5" },
        "rate-removed": { slot_decay_per_second: "0.5" },
        off: { active: "false", limit: "0" },
        "off-removed": { active: "false" },
        slots: { active_slots: "0" },
        unmanaged: {},
        drifted: {},
        deleted: {},
        gone: {},
      }),
    );
    expect(await terraform.apply()).toEqual([]);
    expect(summary(await terraform.plan())).toEqual({});
    const state = await terraform.state();
    const id = (label: string) => String(state[`${type}.${label}`]?.id);
    expect(state[`${type}.held`]).toMatchObject({ active: true, slot_decay_per_second: 0, active_slots: 0 });

    const held = ["held", "held-renamed", "slots"].map((label) => `${prefix}-${label}`);
    await api.call("POST", "/v2/concurrency_limits/increment", { names: held, slots: 3 });
    await api.call("PATCH", `/v2/concurrency_limits/${id("unmanaged")}`, { active: false });
    await api.call("PATCH", `/v2/concurrency_limits/${id("drifted")}`, { limit: 9 });
    await api.call("DELETE", `/v2/concurrency_limits/${id("deleted")}`);
    await terraform.write(
      limits(prefix, {
        held: { limit: "6" },
        "held-renamed": { name: quote(`${prefix}-other`) },
        rate: { slot_decay_per_second: "0.1" },
        "rate-changed": { slot_decay_per_second: "2.5" },
        "rate-removed": {},
        off: { active: "false", limit: "0" },
        "off-removed": {},
        slots: { active_slots: "0", limit: "7" },
        unmanaged: {},
        drifted: {},
        deleted: {},
        gone: {},
      }),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      [`${type}.held`]: "update: limit updated?",
      [`${type}.held-renamed`]: "update: name updated?",
      [`${type}.rate-changed`]: "update: slot_decay_per_second updated?",
      [`${type}.rate-removed`]: "update: slot_decay_per_second updated?",
      [`${type}.off-removed`]: "update: active updated?",
      [`${type}.slots`]: "update: limit updated?",
      [`${type}.drifted`]: "update: limit updated?",
      [`${type}.deleted`]: "create",
    });
    expect(plan.warnings.map(({ address, summary }) => `${address}: ${summary}`)).toEqual([
      `${type}.unmanaged: active is set on the server, not in the code`,
    ]);
    await terraform.applyPlanned();
    const expected: Record<string, object> = {
      held: { id: id("held"), limit: 6, active_slots: 3 },
      other: { id: id("held-renamed"), limit: 5, active_slots: 3 },
      rate: { slot_decay_per_second: 0.1 },
      "rate-changed": { slot_decay_per_second: 2.5 },
      "rate-removed": { slot_decay_per_second: 0 },
      off: { active: false, limit: 0 },
      "off-removed": { active: true },
      slots: { limit: 7, active_slots: 3 },
      unmanaged: { active: false },
      drifted: { limit: 5 },
      deleted: { limit: 5 },
    };
    for (const [label, fields] of Object.entries(expected)) {
      expect(await onServer(`${prefix}-${label}`), label).toMatchObject(fields);
    }
    expect(summary(await terraform.plan())).toEqual({});

    await terraform.plan({ destroy: true });
    await api.call("DELETE", `/v2/concurrency_limits/${id("gone")}`);
    await terraform.applyPlanned();
    expect(await terraform.state()).toEqual({});
    expect((await api.call("GET", `/v2/concurrency_limits/${prefix}-other`)).status).toBe(404);
  });

  it("imports by each form, refuses what exists and what the server would refuse", async () => {
    const prefix = uniqueName("limit-import");
    const workspaceId = randomUUID();
    const full = await make(`${prefix}-id`, { active: false, slot_decay_per_second: 0.25 });
    await make(`${prefix}-name, with comma`);
    const ws = await make(`${prefix}-ws`);
    const forms: Record<string, { name: string; id: string; more: Expressions }> = {
      id: { name: `${prefix}-id`, id: full, more: { active: "false", slot_decay_per_second: "0.25" } },
      name: { name: `${prefix}-name, with comma`, id: `${prefix}-name, with comma`, more: {} },
      workspace: { name: `${prefix}-ws`, id: `${ws},${workspaceId}`, more: {} },
    };
    const terraform = await workspace();
    await terraform.write(
      Object.entries(forms)
        .map(
          ([label, { name, id, more }]) =>
            resourceBlock(type, label, { name: quote(name), limit: "5", ...more }) +
            importBlock(`${type}.${label}`, id),
        )
        .join(""),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.warnings).toEqual([]);
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();

    await make(`${prefix}-taken`);
    await terraform.write(limits(prefix, { taken: { limit: "6" } }));
    const [refused] = await terraform.planErrors();
    expect(refused?.summary).toBe(`The global concurrency limit "${prefix}-taken" exists already`);
    await terraform.write(
      limits(prefix, {
        slash: { name: '"a/b"' },
        negative: { limit: "-1" },
        decay: { slot_decay_per_second: "-0.5" },
      }),
    );
    const refusals = await terraform.planErrors();
    expect(refusals.map(({ address, code }) => `${address}: ${code?.trim()}`).sort()).toEqual([
      `${type}.decay: slot_decay_per_second = -0.5`,
      `${type}.negative: limit = -1`,
      `${type}.slash: name = "a/b"`,
    ]);
  });
});

describe("prefect_task_run_concurrency_limit", () => {
  const type = "prefect_task_run_concurrency_limit";
  const limits = (prefix: string, blocks: Blocks): string =>
    resourceBlocks(type, (label) => ({ tag: quote(`${prefix}-${label}`), concurrency_limit: "5" }), blocks);
  const onServer = (tag: string) => api.call("GET", `/concurrency_limits/tag/${encodeURIComponent(tag)}`);
  const make = async (tag: string) =>
    String((await api.call("POST", "/concurrency_limits/", { tag, concurrency_limit: 5 })).object().id);

  it("is replaced by a change, heals, imports by each form, refuses what exists", async () => {
    const prefix = uniqueName("tag");
    const imported = await make(`${prefix}-id`);
    await make(`${prefix}-by tag`);
    const taken = await make(`${prefix}-taken`);
    const terraform = await workspace();
    const more = { zero: { concurrency_limit: "0" }, spaced: { tag: quote(`${prefix}-a b é`) }, deleted: {} };
    const imports = importBlock(`${type}.id`, imported) + importBlock(`${type}.tag`, `${prefix}-by tag`);
    const both = { id: {}, tag: { tag: quote(`${prefix}-by tag`) } };
    await terraform.write(limits(prefix, { changed: {}, ...more, ...both }) + imports);
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({
      [`${type}.changed`]: "create",
      [`${type}.zero`]: "create",
      [`${type}.spaced`]: "create",
      [`${type}.deleted`]: "create",
    });
    await terraform.applyPlanned();
    const before = await terraform.stateOf(`${type}.changed`);
    expect((await onServer(`${prefix}-a b é`)).object()).toMatchObject({ concurrency_limit: 5 });
    await api.call("DELETE", `/concurrency_limits/tag/${prefix}-deleted`);
    await terraform.write(limits(prefix, { changed: { concurrency_limit: "7" }, ...more, ...both }));
    expect(summary(await terraform.plan())).toEqual({
      [`${type}.changed`]: "delete,create for concurrency_limit",
      [`${type}.deleted`]: "create",
    });
    await terraform.applyPlanned();
    const after = (await onServer(`${prefix}-changed`)).object();
    expect(after).toMatchObject({ concurrency_limit: 7 });
    expect(after.id).not.toBe(before.id);
    expect(summary(await terraform.plan())).toEqual({});

    await terraform.write(limits(prefix, { taken: { concurrency_limit: "6" } }));
    const [refused] = await terraform.planErrors();
    expect(refused?.summary).toBe(
      `The task run concurrency limit of the tag "${prefix}-taken" exists already`,
    );
    expect((await onServer(`${prefix}-taken`)).object()).toMatchObject({ id: taken, concurrency_limit: 5 });
    await terraform.write("");
    await terraform.apply();
    expect((await onServer(`${prefix}-zero`)).status).toBe(404);
  });
});
