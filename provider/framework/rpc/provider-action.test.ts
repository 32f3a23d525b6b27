import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { unknown } from "../../cty/unknown";
import * as wire from "../../tfplugin6/generated/messages";
import * as rpc from "../../tfplugin6/generated/rpcs";
import { fromBinary, toBinary } from "../../tfplugin6/message";
import { optional, required } from "../attribute";
import { at, problem, refuse, warning } from "../diagnostic";
import type { Fields } from "../plan";
import type { Configured } from "../provider";
import { providerAction } from "../provider-action";
import { integer, string } from "../scalars";
import { callProvider } from "./call-provider.fixture";
import { writeFields } from "./messages";

const schema = { name: required(string), times: optional(integer).doc("How often.") };

/** An API in memory that keeps what was rung. */
interface Bells {
  readonly rung: string[];
}

const ring = providerAction<typeof schema, Bells>("test_ring", {
  doc: "Rings a bell.",
  schema,
  check: ({ name, times }) => (name === "none" && times !== null ? [problem("Nothing to ring", "")] : []),
  review: async ({ config: { name } }) => {
    if (name === "cracked") return [problem("It is cracked", "Mend it.", at("name"))];
    return name === "old" ? [warning("It is old", "Be careful.")] : [];
  },
  async *invoke({ config: { name, times }, api, signal }) {
    if (name === "broken") throw new TypeError("internal words");
    for (let time = 1; time <= (times ?? 1); time++) {
      api.rung.push(name);
      yield `${name} ${time}`;
    }
    if (name !== "endless") return;
    try {
      await delay(60_000, undefined, { signal });
    } catch {
      refuse("It was told to stop", "It rings on.");
    }
  },
});

async function start(configured: Configured<Bells>) {
  const { call, methods } = await callProvider(configured, { actions: [ring] });
  return {
    schema: () => call("GetProviderSchema", rpc.GetProviderSchema, {}),
    metadata: () => call("GetMetadata", rpc.GetMetadata, {}),
    stop: () => call("StopProvider", rpc.StopProvider, {}),
    validate: (config: object) =>
      call("ValidateActionConfig", rpc.ValidateActionConfig, {
        actionType: "test_ring",
        config: configOf(config),
      }),
    plan: (config: object, deferralAllowed = false) =>
      call("PlanAction", rpc.PlanAction, {
        actionType: "test_ring",
        config: configOf(config),
        clientCapabilities: { deferralAllowed },
      }),
    async *invoke(config: object, signal = new AbortController().signal) {
      const method = methods.InvokeAction;
      if (method === undefined || typeof method === "function") throw new Error("InvokeAction is no stream.");
      const request = { actionType: "test_ring", config: configOf(config) };
      for await (const bytes of method.stream(toBinary(wire.InvokeAction_RequestSchema, request), {
        signal,
      })) {
        const { type } = fromBinary(wire.InvokeAction_EventSchema, bytes);
        yield type.case === "progress" ? type.value.message : (type.value?.diagnostics ?? []);
      }
    },
  };
}

const configOf = (config: object) => {
  const fields: Fields = { name: null, times: null, ...config };
  return writeFields(ring.type, fields);
};

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const events: T[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

const bells = (): Bells => ({ rung: [] });

it("is told of, with its schema", async () => {
  const { schema, metadata } = await start({ api: bells() });
  const { actionSchemas } = await schema();
  expect(actionSchemas.test_ring?.schema?.block).toMatchObject({ description: "Rings a bell." });
  expect(actionSchemas.test_ring?.schema?.block?.attributes).toMatchObject([
    { name: "name", required: true },
    { name: "times", optional: true, computed: false, description: "How often." },
  ]);
  expect((await metadata()).actions).toMatchObject([{ typeName: "test_ring" }]);
});

it("is validated by its schema and its own rules, unknown values tolerated", async () => {
  const { validate } = await start({ api: bells() });
  expect((await validate({ name: unknown, times: unknown })).diagnostics).toEqual([]);
  expect((await validate({ name: "a", times: 1.5 })).diagnostics).toMatchObject([
    { summary: "Invalid value for times" },
  ]);
  expect((await validate({ name: "none", times: 1 })).diagnostics).toMatchObject([
    { summary: "Nothing to ring" },
  ]);
});

it("is reviewed when planned, and does nothing then", async () => {
  const api = bells();
  const { plan } = await start({ api });
  expect((await plan({ name: unknown })).diagnostics).toEqual([]);
  expect((await plan({ name: "cracked" })).diagnostics).toMatchObject([
    { summary: "It is cracked", attribute: { steps: [{ selector: { value: "name" } }] } },
  ]);
  expect(api.rung).toEqual([]);
  const early = await start({ waiting: "The endpoint is not known." });
  const planned = await early.plan({ name: "a" });
  expect(planned.diagnostics).toMatchObject([{ detail: "The endpoint is not known." }]);
  expect(planned.deferred).toBeUndefined();
  expect((await early.plan({ name: "a" }, true)).deferred).toMatchObject({
    reason: wire.Deferred_Reason.PROVIDER_CONFIG_UNKNOWN,
  });
});

it("tells what it does, and how it ended", async () => {
  const api = bells();
  const { invoke } = await start({ api });
  expect(await all(invoke({ name: "a", times: 2 }))).toEqual(["a 1", "a 2", []]);
  expect(await all(invoke({ name: "old" }))).toMatchObject(["old 1", [{ summary: "It is old" }]]);
  expect(api.rung).toEqual(["a", "a", "old"]);
});

it("is not begun where the server would refuse it", async () => {
  const api = bells();
  const { invoke } = await start({ api });
  expect(await all(invoke({ name: "cracked" }))).toMatchObject([[{ summary: "It is cracked" }]]);
  expect(await all(invoke({ name: "broken" }))).toMatchObject([
    [{ summary: "Could not invoke test_ring", detail: expect.not.stringContaining("internal words") }],
  ]);
  expect(api.rung).toEqual([]);
});

it("ends when Terraform stops the provider, or goes away", async () => {
  const { invoke, stop } = await start({ api: bells() });
  const stopped = invoke({ name: "endless" });
  expect((await stopped.next()).value).toBe("endless 1");
  await stop();
  expect((await stopped.next()).value).toMatchObject([{ summary: "It was told to stop" }]);
  const caller = new AbortController();
  const other = await start({ api: bells() });
  const left = other.invoke({ name: "endless" }, caller.signal);
  await left.next();
  caller.abort();
  expect((await left.next()).value).toMatchObject([{ summary: "It was told to stop" }]);
});
