import assert from "node:assert/strict";
import fc from "fast-check";
import { isUnknown } from "../provider/cty/unknown";
import { isMapping, rawEqual } from "../provider/cty/value";
import { prefectProvider } from "../provider/prefect/provider";
import * as wire from "../provider/tfplugin6/generated/messages";
import { type Attributes, configurations } from "./configurations";
import { type FakePrefect, FakeTenant, startFakePrefect } from "./fake-prefect/fake-prefect";
import { answerChanges } from "./fake-prefect/mutate";
import { ids, names } from "./fake-prefect/sample";
import { fieldsOf, nullOf, ProviderCalls, readValue } from "./provider-calls";
import { expectForPeople, type OpenTarget, type Target } from "./target";

const [first] = ids;
const [name] = names;

const references = {
  flowId: first,
  deploymentId: first,
  poolName: name,
  poolId: first,
  queueId: first,
  storageId: first,
  notifierId: first,
  webhookId: first,
  blockTypeId: first,
  limitId: first,
  prefix: name,
};

const resources = Object.entries(configurations(references));

type Step = "read" | "import" | "create" | "update" | "delete";

/** What is asked of the provider, in the midst of which the answers begin to be odd. */
type Asked =
  | { readonly typeName: string; readonly config: Attributes; readonly next: Attributes; readonly step: Step }
  | { readonly typeName: string; readonly config: Attributes; readonly step: "data" | "open" };

const ofResource: fc.Arbitrary<Asked> = fc.constantFrom(...resources).chain(([typeName, config]) =>
  fc.record({
    typeName: fc.constant(typeName),
    config,
    next: config,
    step: fc.constantFrom<Step>("read", "import", "create", "update", "delete"),
  }),
);

/** Values for the arguments of data sources and ephemeral resources, by what they are called. */
function argument(attribute: string): Attributes[string] | undefined {
  if (attribute === "account_id" || attribute === "workspace_id") return undefined;
  if (/(^|_)id$/.test(attribute)) return first;
  return /name|slug|tag$|checksum|type/.test(attribute) ? name : undefined;
}

const readables = [
  ...[...prefectProvider.dataSources.values()].map((one) => ({ ...one, step: "data" as const })),
  ...[...prefectProvider.ephemeralResources.values()].map((one) => ({ ...one, step: "open" as const })),
];

const ofReadable: fc.Arbitrary<Asked> = fc
  .constantFrom(...readables)
  .chain(({ typeName, attributes, step }) => {
    const given = Object.entries(attributes).flatMap(([one, { mode, kind }]) => {
      const value = mode === "computed" || kind.shape.is !== "scalar" ? undefined : argument(one);
      return value === undefined ? [] : [{ one, value, mode }];
    });
    const config = fc.record(Object.fromEntries(given.map(({ one, value }) => [one, fc.constant(value)])), {
      requiredKeys: given.flatMap(({ one, mode }) => (mode === "required" ? [one] : [])),
    });
    return fc.record({ typeName: fc.constant(typeName), config, step: fc.constant(step) });
  });

interface Judged {
  readonly diagnostics: readonly wire.Diagnostic[];
}

const isError = ({ severity }: wire.Diagnostic): boolean => severity === wire.Diagnostic_Severity.ERROR;

/** What is told is for people, and told of what they know. */
function judge({ diagnostics }: Judged): boolean {
  for (const { summary, detail } of diagnostics) {
    assert(summary !== "", "a diagnostic without a summary");
    expectForPeople(`${summary}: ${detail}`);
  }
  return diagnostics.some(isError);
}

const rpc = {
  plan: ["PlanResourceChange", wire.PlanResourceChange_RequestSchema, wire.PlanResourceChange_ResponseSchema],
  apply: [
    "ApplyResourceChange",
    wire.ApplyResourceChange_RequestSchema,
    wire.ApplyResourceChange_ResponseSchema,
  ],
  read: ["ReadResource", wire.ReadResource_RequestSchema, wire.ReadResource_ResponseSchema],
  import: [
    "ImportResourceState",
    wire.ImportResourceState_RequestSchema,
    wire.ImportResourceState_ResponseSchema,
  ],
  data: ["ReadDataSource", wire.ReadDataSource_RequestSchema, wire.ReadDataSource_ResponseSchema],
  open: [
    "OpenEphemeralResource",
    wire.OpenEphemeralResource_RequestSchema,
    wire.OpenEphemeralResource_ResponseSchema,
  ],
} as const;

interface Stored {
  readonly state: { msgpack: Uint8Array };
  readonly private: Uint8Array;
}

/** One resource in one input: plans and applies as Terraform does, and checks what Terraform checks. */
class Life {
  readonly #resource;

  constructor(
    private readonly provider: ProviderCalls,
    private readonly typeName: string,
  ) {
    const resource = prefectProvider.resources.get(typeName);
    if (resource === undefined) throw new Error(`There is no ${typeName}.`);
    this.#resource = resource;
  }

  async apply(stored: Stored | undefined, configuration: Attributes | null): Promise<Stored | undefined> {
    const { type, attributes } = this.#resource;
    const { typeName } = this;
    const config = configuration === null ? nullOf(type) : fieldsOf(attributes, configuration);
    const priorState = stored?.state ?? nullOf(type);
    const plan = await this.provider.call(rpc.plan, {
      typeName,
      priorState,
      proposedNewState: config,
      config,
      ...(stored === undefined ? {} : { priorPrivate: stored.private }),
    });
    if (judge(plan)) return stored;
    const planned = readValue(type, plan.plannedState);
    const plannedState = plan.plannedState ?? nullOf(type);
    // Terraform would destroy it and create another one; here the update is left out.
    if (stored !== undefined && plan.requiresReplace.length > 0) return stored;
    const applied = await this.provider.call(rpc.apply, {
      typeName,
      priorState,
      plannedState,
      config,
      plannedPrivate: plan.plannedPrivate,
    });
    const failed = judge(applied);
    const state = readValue(type, applied.newState);
    if (!failed && isMapping(planned)) {
      assert(isMapping(state), "applied, and there is no state");
      for (const [one, { kind }] of Object.entries(attributes)) {
        const [wanted, actual] = [planned[one] ?? null, state[one] ?? null];
        assert(!isUnknown(actual), `${one} is unknown after apply`);
        assert(isUnknown(wanted) || rawEqual(kind.cty, wanted, actual), `${one} is not as planned`);
      }
    }
    return state === null || applied.newState === undefined
      ? undefined
      : { state: applied.newState, private: applied.private };
  }

  async read(stored: Stored): Promise<void> {
    const { typeName } = this;
    const answer = await this.provider.call(rpc.read, {
      typeName,
      currentState: stored.state,
      private: stored.private,
    });
    const failed = judge(answer);
    const state = readValue(this.#resource.type, answer.newState);
    if (failed) assert(state !== null, "a read that failed has forgotten the object");
  }

  async import(id: string): Promise<void> {
    const answer = await this.provider.call(rpc.import, { typeName: this.typeName, id });
    judge(answer);
    for (const { state } of answer.importedResources) readValue(this.#resource.type, state);
  }
}

async function ask(provider: ProviderCalls, tenant: FakeTenant, asked: Asked): Promise<void> {
  const { typeName, config, step } = asked;
  if (step === "data" || step === "open") {
    tenant.isHostile = true;
    const all = step === "data" ? prefectProvider.dataSources : prefectProvider.ephemeralResources;
    const found = all.get(typeName);
    if (found === undefined) throw new Error(`There is no ${typeName}.`);
    const request = { typeName, config: fieldsOf(found.attributes, config) };
    if (step === "data") {
      const answer = await provider.call(rpc.data, request);
      if (!judge(answer)) readValue(found.type, answer.state);
    } else {
      const answer = await provider.call(rpc.open, request);
      if (!judge(answer)) readValue(found.type, answer.result);
    }
    return;
  }
  const life = new Life(provider, typeName);
  if (step === "import") {
    tenant.isHostile = true;
    for (const id of [first, name, `${first}/${name}`]) await life.import(id);
    return;
  }
  tenant.isHostile = step === "create";
  const stored = await life.apply(undefined, config);
  if (stored === undefined || step === "create") return;
  tenant.isHostile = true;
  if (step === "read") await life.read(stored);
  if (step === "update") await life.apply(stored, asked.next);
  if (step === "delete") await life.apply(stored, null);
}

const settings = { connect_timeout: 0.01, retry_timeout: 0.01, request_timeout: 30 };

async function run(fake: FakePrefect, tenant: FakeTenant, asked: Asked): Promise<void> {
  const { apiUrl, leave } = fake.admit(tenant);
  const provider = new ProviderCalls();
  try {
    assert(!judge(await provider.configure({ ...settings, endpoint: apiUrl })), "not configured");
    await ask(provider, tenant, asked);
    assert(!tenant.isEndless, "it goes on asking");
  } catch (error) {
    const log = tenant.log.slice(-12).join("\n");
    throw new Error(
      `${error instanceof Error ? error.stack : String(error)}\n--- asked and answered:\n${log}`,
    );
  } finally {
    leave();
  }
}

async function open(): Promise<OpenTarget> {
  const fake = await startFakePrefect();
  const property = fc.asyncProperty(
    fc.oneof({ weight: 2, arbitrary: ofResource }, ofReadable),
    fc.nat(),
    answerChanges,
    (asked, seed, changes) => run(fake, new FakeTenant(seed, changes), asked),
  );
  return { property, close: () => fake.stop() };
}

/** What the API answers, every response of its document, in any way not as it should be. */
export const answerTargets: readonly Target[] = [{ name: "answers", share: 60, lanes: 24, open }];
