import { describe, expect, it } from "vitest";
import { unknown } from "../../cty/unknown";
import type * as wire from "../../tfplugin6/generated/messages";
import * as rpc from "../../tfplugin6/generated/rpcs";
import { computed, optional, required } from "../attribute";
import { identityType } from "../identity";
import type { Fields } from "../plan";
import { resource } from "../resource";
import { string } from "../scalars";
import { callProvider } from "./call-provider.fixture";
import { readFields, writeFields } from "./messages";

const schema = {
  id: computed(string).stable().doc("Id."),
  house: required(string).replaces().doc("Id of the house."),
  name: optional(string),
};

interface Room {
  readonly house: string;
  readonly id: string;
  name: string | null;
}

const room = resource<typeof schema, Room[]>("test_room", {
  doc: "A room of a house.",
  schema,
  importForms: ["<house>/<id>", "<house>/<name>"],
  identity: ["house", "id"],
  create: async ({ plan, api }) => {
    const made = { house: plan.house, id: `r${api.length + 1}`, name: plan.name };
    api.push(made);
    return made;
  },
  read: async ({ state, api }) => api.find(({ id }) => id === state.id),
  update: async ({ plan, prior, api }) => {
    const found = api.find(({ id }) => id === prior.id);
    if (found === undefined) throw new Error("It is gone.");
    found.name = plan.name;
    return found;
  },
  delete: async () => {},
  import: async ({ id, api }) => {
    const [house, own] = id.split("/");
    return api.find((one) => one.house === house && (one.id === own?.toLowerCase() || one.name === own));
  },
});

const type = identityType(room);
const data = (fields: Fields) => ({ identityData: writeFields(type, fields) });

async function start(given: readonly Room[]) {
  const rooms = given.map((one) => ({ ...one }));
  const { call } = await callProvider({ api: rooms }, { resources: [room] });
  const typeName = "test_room";
  const told = (identity: { identityData?: wire.DynamicValue | undefined } | undefined) =>
    readFields(type, identity?.identityData);
  return {
    call,
    schemas: () => call("GetResourceIdentitySchemas", rpc.GetResourceIdentitySchemas, {}),
    read: async (state: Fields) =>
      told(
        (
          await call("ReadResource", rpc.ReadResource, {
            typeName,
            currentState: writeFields(room.type, state),
          })
        ).newIdentity,
      ),
    plan: async (prior: Fields | null, proposed: Fields | null, priorIdentity?: Fields) =>
      told(
        (
          await call("PlanResourceChange", rpc.PlanResourceChange, {
            typeName,
            priorState: writeFields(room.type, prior),
            proposedNewState: writeFields(room.type, proposed),
            config: writeFields(room.type, proposed === null ? null : { ...proposed, id: null }),
            ...(priorIdentity === undefined ? {} : { priorIdentity: data(priorIdentity) }),
          })
        ).plannedIdentity,
      ),
    apply: async (prior: Fields | null, planned: Fields | null) =>
      told(
        (
          await call("ApplyResourceChange", rpc.ApplyResourceChange, {
            typeName,
            priorState: writeFields(room.type, prior),
            plannedState: writeFields(room.type, planned),
            config: writeFields(room.type, planned === null ? null : { ...planned, id: null }),
          })
        ).newIdentity,
      ),
    import: async (wanted: Fields | string) => {
      const { importedResources, diagnostics } = await call("ImportResourceState", rpc.ImportResourceState, {
        typeName,
        ...(typeof wanted === "string" ? { id: wanted } : { identity: data(wanted) }),
      });
      const [found] = importedResources;
      return { identity: told(found?.identity), state: readFields(room.type, found?.state), diagnostics };
    },
    upgrade: async (json: string) => {
      const { upgradedIdentity, diagnostics } = await call(
        "UpgradeResourceIdentity",
        rpc.UpgradeResourceIdentity,
        { typeName, version: 1n, rawIdentity: { json: new TextEncoder().encode(json) } },
      );
      return { identity: told(upgradedIdentity), diagnostics };
    },
  };
}

const kitchen = { house: "h1", id: "r1", name: "kitchen" };
const identity = { house: "h1", id: "r1" };

describe("resource identity", () => {
  it("is described: all of it is needed for an import", async () => {
    const { identitySchemas } = await (await start([])).schemas();
    expect(identitySchemas.test_room).toMatchObject({
      version: 0n,
      identityAttributes: [
        { name: "house", requiredForImport: true, description: "Id of the house." },
        { name: "id", requiredForImport: true, description: "Id." },
      ],
    });
  });

  it("comes with a read, also where the state had none", async () => {
    expect(await (await start([kitchen])).read(kitchen)).toEqual(identity);
  });

  it("is planned for an update, not for a creation, and stays that of the object to be replaced", async () => {
    const { plan } = await start([kitchen]);
    expect(await plan(kitchen, { ...kitchen, name: "den" })).toEqual(identity);
    expect(await plan(null, { house: "h1", id: unknown, name: "den" })).toBeNull();
    expect(await plan(kitchen, { ...kitchen, house: "h2" }, identity)).toEqual(identity);
    expect(await plan(kitchen, null, identity)).toEqual(identity);
  });

  it("comes with what an apply has made or changed, and not with what it has deleted", async () => {
    const { apply } = await start([kitchen]);
    expect(await apply(null, { house: "h2", id: unknown, name: null })).toEqual({ house: "h2", id: "r2" });
    expect(await apply(kitchen, { ...kitchen, name: "den" })).toEqual(identity);
    expect(await apply(kitchen, null)).toBeNull();
  });

  it("leads an import, in capitals too, and comes with it whatever led there", async () => {
    const { import: importBy } = await start([kitchen]);
    expect(await importBy(identity)).toMatchObject({ identity, state: kitchen, diagnostics: [] });
    expect(await importBy({ house: "h1", id: "R1" })).toMatchObject({ identity });
    expect(await importBy("h1/kitchen")).toMatchObject({ identity });
  });

  it("is no name: an import by identity takes none", async () => {
    const { import: importBy } = await start([kitchen]);
    const { state, diagnostics } = await importBy({ house: "h1", id: "kitchen" });
    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([
      {
        summary: "No test_room to import",
        detail:
          'The server has no object with the identity house = "h1", id = "kitchen". An identity is made of ids; to import by name, give the import block an `id` instead, in one of these forms: <house>/<id>, <house>/<name>.',
      },
    ]);
  });

  it("names nothing where it is blank", async () => {
    const { import: importBy } = await start([
      { house: "", id: "", name: null },
      { house: " ", id: " ", name: " " },
    ]);
    for (const blank of [
      { house: "", id: "" },
      { house: "h1", id: " " },
    ]) {
      expect((await importBy(blank)).state).toBeNull();
    }
    for (const blank of ["", " "]) {
      const { state, diagnostics } = await importBy(blank);
      expect(state).toBeNull();
      expect(diagnostics).toMatchObject([
        { detail: expect.stringMatching(/^The import id " ?" is blank, so .*\n.*'<house>\/<id>'/) },
      ]);
    }
  });

  it("is read from other versions, as far as its parts are there", async () => {
    const { upgrade } = await start([]);
    expect(await upgrade('{"house":"h1","id":"r1","floor":2}')).toMatchObject({ identity, diagnostics: [] });
    for (const json of ['{"house":"h1"}', "[]", "nonsense", ""]) {
      expect((await upgrade(json)).diagnostics).toMatchObject([
        { summary: "The stored identity of this test_room cannot be read" },
      ]);
    }
  });
});
