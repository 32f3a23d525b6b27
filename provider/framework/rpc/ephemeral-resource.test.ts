import { describe, expect, it } from "vitest";
import { unknown } from "../../cty/unknown";
import * as wire from "../../tfplugin6/generated/messages";
import * as rpc from "../../tfplugin6/generated/rpcs";
import { computed, optional, required } from "../attribute";
import { at, problem, refuse } from "../diagnostic";
import { ephemeralResource, type Lease } from "../ephemeral-resource";
import type { Fields } from "../plan";
import type { Configured } from "../provider";
import { integer, string } from "../scalars";
import { callProvider } from "./call-provider.fixture";
import { readFields, writeFields } from "./messages";

const schema = {
  name: required(string),
  limit: optional(integer),
  owner: optional(string).computed(),
  token: computed(string).sensitive().doc("The token."),
};

/** An API in memory that hands out leases and counts what is left open. */
class Vault {
  readonly open = new Map<string, number>();
}

const token = ephemeralResource<typeof schema, Vault>("test_token", {
  doc: "A token.",
  schema,
  check: ({ name, limit }) =>
    name === "none" && limit !== null ? [problem("Too much", "Remove limit.", at("limit"))] : [],
  open: async ({ config, api }) => {
    if (config.name === "missing") refuse("No such token", 'There is no token "missing".');
    if (config.name === "broken") throw new Error("It broke.");
    const result = { owner: "me", token: `${config.name}-1` };
    if (config.name === "free") return { result };
    api.open.set(config.name, 1);
    return { result, lease: { handle: config.name, renewAt: new Date(1_500) } };
  },
  renew: async ({ lease, api }): Promise<Lease> => {
    const times = api.open.get(lease.handle) ?? refuse("It has ended", "Open it anew.");
    api.open.set(lease.handle, times + 1);
    return { handle: lease.handle, renewAt: new Date(-1) };
  },
  close: async ({ lease, api }) => {
    api.open.delete(lease.handle);
  },
});

async function start(configured: Configured<Vault>) {
  const { call } = await callProvider(configured, { ephemeralResources: [token] });
  return {
    schema: () => call("GetProviderSchema", rpc.GetProviderSchema, {}),
    metadata: () => call("GetMetadata", rpc.GetMetadata, {}),
    validate: (config: object) =>
      call("ValidateEphemeralResourceConfig", rpc.ValidateEphemeralResourceConfig, {
        typeName: "test_token",
        config: configOf(config),
      }),
    open: async (config: object, deferralAllowed = false) => {
      const answer = await call("OpenEphemeralResource", rpc.OpenEphemeralResource, {
        typeName: "test_token",
        config: configOf(config),
        clientCapabilities: { deferralAllowed },
      });
      return { ...answer, values: readFields(token.type, answer.result) };
    },
    renew: (kept: Uint8Array | undefined) =>
      call("RenewEphemeralResource", rpc.RenewEphemeralResource, {
        typeName: "test_token",
        ...(kept === undefined ? {} : { private: kept }),
      }),
    close: (kept: Uint8Array | undefined) =>
      call("CloseEphemeralResource", rpc.CloseEphemeralResource, {
        typeName: "test_token",
        ...(kept === undefined ? {} : { private: kept }),
      }),
  };
}

const configOf = (config: object) => {
  const fields: Fields = { name: null, limit: null, owner: null, token: null, ...config };
  return writeFields(token.type, fields);
};
const waiting = { waiting: "The endpoint is not known." };

describe("ephemeral resources", () => {
  it("are told of, with their schemas", async () => {
    const { schema, metadata } = await start({ api: new Vault() });
    const { ephemeralResourceSchemas } = await schema();
    expect(Object.keys(ephemeralResourceSchemas)).toEqual(["test_token"]);
    expect(ephemeralResourceSchemas.test_token?.block).toMatchObject({ description: "A token." });
    expect(ephemeralResourceSchemas.test_token?.block?.attributes).toContainEqual(
      expect.objectContaining({ name: "token", computed: true, sensitive: true, description: "The token." }),
    );
    expect((await metadata()).ephemeralResources).toEqual([
      expect.objectContaining({ typeName: "test_token" }),
    ]);
  });

  it("are validated by their schema and their own rules, unknown values tolerated", async () => {
    const { validate } = await start({ api: new Vault() });
    expect((await validate({ name: unknown, limit: unknown })).diagnostics).toEqual([]);
    expect((await validate({ name: "a", limit: 1.5 })).diagnostics).toMatchObject([
      { summary: "Invalid value for limit" },
    ]);
    expect((await validate({ name: "none", limit: 1 })).diagnostics).toMatchObject([
      { summary: "Too much", attribute: { steps: [{ selector: { value: "limit" } }] } },
    ]);
  });

  it("are opened, renewed and closed", async () => {
    const api = new Vault();
    const { open, renew, close } = await start({ api });
    const opened = await open({ name: "a", owner: "mine" });
    expect(opened.values).toEqual({ name: "a", limit: null, owner: "mine", token: "a-1" });
    expect(opened.renewAt).toMatchObject({ seconds: 1n, nanos: 500_000_000 });
    const renewed = await renew(opened.private);
    expect(renewed.renewAt).toMatchObject({ seconds: -1n, nanos: 999_000_000 });
    expect(api.open).toEqual(new Map([["a", 2]]));
    expect((await close(renewed.private)).diagnostics).toEqual([]);
    expect(api.open).toEqual(new Map());
    expect((await renew(renewed.private)).diagnostics).toMatchObject([{ summary: "It has ended" }]);
  });

  it("have nothing to renew or close without a lease", async () => {
    const { open, renew, close } = await start({ api: new Vault() });
    const opened = await open({ name: "free" });
    expect(opened).toMatchObject({ values: { token: "free-1" }, diagnostics: [] });
    expect([opened.private, opened.renewAt, opened.deferred]).toEqual([undefined, undefined, undefined]);
    expect((await renew(opened.private)).diagnostics).toEqual([]);
    expect((await close(opened.private)).diagnostics).toEqual([]);
  });

  it("say why they cannot be opened", async () => {
    const { open } = await start({ api: new Vault() });
    expect(await open({ name: "missing" })).toMatchObject({
      values: null,
      diagnostics: [{ summary: "No such token", detail: 'There is no token "missing".' }],
    });
    expect((await open({ name: "broken" })).diagnostics).toMatchObject([
      { summary: "Could not open test_token" },
    ]);
  });

  it("wait for what is known only at apply", async () => {
    const vault = new Vault();
    const ready = await start({ api: vault });
    const notYet = { limit: null, owner: unknown, token: unknown };
    const blind = await ready.open({ name: unknown });
    expect(blind).toMatchObject({ values: { name: unknown, ...notYet }, diagnostics: [] });
    expect(blind.deferred).toBeUndefined();
    expect((await ready.open({ name: unknown }, true)).deferred).toMatchObject({
      reason: wire.Deferred_Reason.RESOURCE_CONFIG_UNKNOWN,
    });
    const early = await start(waiting);
    const opened = await early.open({ name: "a" }, true);
    expect(opened).toMatchObject({
      values: { name: "a", ...notYet },
      deferred: { reason: wire.Deferred_Reason.PROVIDER_CONFIG_UNKNOWN },
    });
    expect(opened.diagnostics).toMatchObject([{ detail: waiting.waiting }]);
    expect(vault.open).toEqual(new Map());
  });
});
