import { mkdtemp, rm } from "node:fs/promises";
import type { ClientHttp2Session } from "node:http2";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Message } from "@bufbuild/protobuf";
import type { CtyValue } from "../../provider/cty/value";
import type { Attributes } from "../../provider/framework/attribute";
import { type Identity, identityType } from "../../provider/framework/identity";
import type { Fields } from "../../provider/framework/plan";
import { objectType } from "../../provider/framework/resource";
import { readIdentity } from "../../provider/framework/rpc/identity";
import { readFields, writeFields } from "../../provider/framework/rpc/messages";
import { call, callStream } from "../../provider/goplugin/test-client";
import {
  clientCertificate,
  connectPlugin,
  type StartedPlugin,
  startPlugin,
} from "../../provider/goplugin/test-plugin";
import { prefectProvider } from "../../provider/prefect/provider";
import * as wire from "../../provider/tfplugin6/generated/messages";
import { fromBinary, type Init, type MessageTable, toBinary } from "../../provider/tfplugin6/message";
import { isolatedEnvironment } from "./environment";
import { providerFolder } from "./project-paths";

type Tables<A extends Message, B extends Message> = readonly [MessageTable<A>, MessageTable<B>];
export type Configuration = Readonly<Record<string, CtyValue>>;

/** The built provider in a process of its own, and Terraform's side of the wire: for what the Terraform at hand lacks. */
export class ProviderClient {
  private constructor(
    private readonly plugin: StartedPlugin,
    private readonly session: ClientHttp2Session,
    private readonly folder: string,
  ) {}

  /** @param env what it finds its server by */
  static async start(env: Readonly<Record<string, string>>): Promise<ProviderClient> {
    const folder = await mkdtemp(join(tmpdir(), "provider-client-"));
    const plugin = startPlugin(
      [join(providerFolder, "terraform-provider-prefect")],
      isolatedEnvironment({
        ...env,
        PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
        PREFECT_HOME: join(folder, "prefect-home"),
        TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
        PLUGIN_PROTOCOL_VERSIONS: "6",
        PLUGIN_CLIENT_CERT: clientCertificate.pem,
      }),
    );
    return new ProviderClient(plugin, await connectPlugin(plugin), folder);
  }

  async call<A extends Message, B extends Message>(
    name: string,
    [request, response]: Tables<A, B>,
    message: Init<A>,
  ): Promise<B> {
    const reply = await call(this.session, `/tfplugin6.Provider/${name}`, toBinary(request, message));
    const [answer] = reply.messages;
    if (answer === undefined) throw new Error(`${name} failed: ${reply.message}`);
    return fromBinary(response, answer);
  }

  /** Begins an operation of Terraform, with the provider's settings in its environment. */
  async configure(settings: Configuration = {}): Promise<void> {
    const { diagnostics } = await this.call(
      "ConfigureProvider",
      [wire.ConfigureProvider_RequestSchema, wire.ConfigureProvider_ResponseSchema],
      { terraformVersion: "1.14.0", config: configOf(prefectProvider.attributes, settings) },
    );
    if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  }

  /** What Terraform asks for at an interrupt. */
  async stop(): Promise<void> {
    await this.call("StopProvider", [wire.StopProvider_RequestSchema, wire.StopProvider_ResponseSchema], {});
  }

  async validateAction(actionType: string, config: Configuration): Promise<wire.Diagnostic[]> {
    const tables = [
      wire.ValidateActionConfig_RequestSchema,
      wire.ValidateActionConfig_ResponseSchema,
    ] as const;
    const request = { actionType, config: actionConfig(actionType, config) };
    return (await this.call("ValidateActionConfig", tables, request)).diagnostics;
  }

  async planAction(actionType: string, config: Configuration): Promise<wire.Diagnostic[]> {
    const tables = [wire.PlanAction_RequestSchema, wire.PlanAction_ResponseSchema] as const;
    const request = { actionType, config: actionConfig(actionType, config) };
    return (await this.call("PlanAction", tables, request)).diagnostics;
  }

  /** Yields what the action tells while it is under way, and last what it ended with. */
  async *invokeAction(actionType: string, config: Configuration): AsyncGenerator<string | wire.Diagnostic[]> {
    const request = { actionType, config: actionConfig(actionType, config) };
    const bytes = toBinary(wire.InvokeAction_RequestSchema, request);
    for await (const event of callStream(this.session, "/tfplugin6.Provider/InvokeAction", bytes)) {
      const { type } = fromBinary(wire.InvokeAction_EventSchema, event);
      if (type.case === undefined) throw new Error("An event of no kind.");
      yield type.case === "progress" ? type.value.message : type.value.diagnostics;
    }
  }

  /** @param by an import id, or an identity */
  async importState(
    typeName: string,
    by: string | Configuration,
  ): Promise<{ readonly found: Found | undefined; readonly diagnostics: wire.Diagnostic[] }> {
    const resource = resourceOf(typeName);
    const tables = [wire.ImportResourceState_RequestSchema, wire.ImportResourceState_ResponseSchema] as const;
    const { importedResources, diagnostics } = await this.call("ImportResourceState", tables, {
      typeName,
      ...(typeof by === "string"
        ? { id: by }
        : { identity: { identityData: writeFields(identityType(resource), by) } }),
    });
    const [imported] = importedResources;
    const found = imported && {
      identity: readIdentity(resource, imported.identity),
      state: readFields(resource.type, imported.state),
    };
    return { found, diagnostics };
  }

  async validateList(typeName: string, config: Configuration): Promise<wire.Diagnostic[]> {
    const tables = [
      wire.ValidateListResourceConfig_RequestSchema,
      wire.ValidateListResourceConfig_ResponseSchema,
    ] as const;
    const request = { typeName, config: configOf(listOf(typeName).attributes, config) };
    return (await this.call("ValidateListResourceConfig", tables, request)).diagnostics;
  }

  /** Yields what a list finds, and diagnostics where it fails. */
  async *list(
    typeName: string,
    config: Configuration,
    { limit = 1000, whole = false } = {},
  ): AsyncGenerator<(Found & { readonly displayName: string }) | wire.Diagnostic[]> {
    const resource = resourceOf(typeName);
    const bytes = toBinary(wire.ListResource_RequestSchema, {
      typeName,
      config: configOf(listOf(typeName).attributes, config),
      includeResourceObject: whole,
      limit: BigInt(limit),
    });
    for await (const message of callStream(this.session, "/tfplugin6.Provider/ListResource", bytes)) {
      const { displayName, identity, resourceObject, diagnostic } = fromBinary(
        wire.ListResource_EventSchema,
        message,
      );
      yield diagnostic.length > 0
        ? diagnostic
        : {
            displayName,
            identity: readIdentity(resource, identity),
            state: readFields(resource.type, resourceObject),
          };
    }
  }

  async end(): Promise<void> {
    this.session.destroy();
    this.plugin.process.kill("SIGKILL");
    await this.plugin.ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** An object as an import or a list tells it. */
export interface Found {
  readonly identity: Identity | undefined;
  readonly state: Fields | null;
}

function resourceOf(typeName: string) {
  const resource = prefectProvider.resources.get(typeName);
  if (resource === undefined) throw new Error(`There is no resource ${typeName}.`);
  return resource;
}

function listOf(typeName: string) {
  const list = prefectProvider.listResources.get(typeName);
  if (list === undefined) throw new Error(`There is no list resource ${typeName}.`);
  return list;
}

/** A configuration as Terraform sends it: what is left out is null. */
function configOf(attributes: Attributes, config: Configuration): wire.DynamicValue {
  const fields = Object.fromEntries(Object.keys(attributes).map((name) => [name, config[name] ?? null]));
  return writeFields(objectType(attributes), fields);
}

function actionConfig(actionType: string, config: Configuration): wire.DynamicValue {
  const action = prefectProvider.actions.get(actionType);
  if (action === undefined) throw new Error(`There is no action ${actionType}.`);
  return configOf(action.attributes, config);
}
