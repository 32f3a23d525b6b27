import type { Message } from "@bufbuild/protobuf";
import { decodeJson } from "../provider/cty/json";
import { encodeMsgpack } from "../provider/cty/msgpack";
import type { CtyType } from "../provider/cty/type";
import type { Attributes } from "../provider/framework/attribute";
import { objectType } from "../provider/framework/resource";
import { providerMethods } from "../provider/framework/rpc/methods";
import { prefectProvider } from "../provider/prefect/provider";
import * as wire from "../provider/tfplugin6/generated/messages";
import { fromBinary, type Init, type MessageTable, toBinary } from "../provider/tfplugin6/message";
import type { Attributes as Configuration } from "./configurations";

type Rpc<A extends Message, B extends Message> = readonly [string, MessageTable<A>, MessageTable<B>];

/** The provider's methods in this process, as Terraform calls them, over the wire's own bytes. */
export class ProviderCalls {
  readonly #methods = providerMethods(prefectProvider);

  async call<A extends Message, B extends Message>(
    [name, request, response]: Rpc<A, B>,
    message: Init<A>,
  ): Promise<B> {
    const method = this.#methods[name];
    if (typeof method !== "function") throw new Error(`There is no ${name} with one answer.`);
    return fromBinary(response, await method(toBinary(request, message)));
  }

  configure(settings: Configuration): Promise<wire.ConfigureProvider_Response> {
    const config = fieldsOf(prefectProvider.attributes, settings);
    return this.call(
      ["ConfigureProvider", wire.ConfigureProvider_RequestSchema, wire.ConfigureProvider_ResponseSchema],
      { config, terraformVersion: "1.11.4" },
    );
  }
}

/** A configuration as Terraform sends it. */
export function fieldsOf(attributes: Attributes, configuration: Configuration): { msgpack: Uint8Array } {
  const type = objectType(attributes);
  return { msgpack: encodeMsgpack(type, decodeJson(type, JSON.stringify(spelledOut(configuration, type)))) };
}

/** A dynamic value in Terraform's JSON carries its type; here only strings go there. */
function spelledOut(value: unknown, type: CtyType): unknown {
  if (value === null || value === undefined) return null;
  if (type === "dynamic") return { type: "string", value: JSON.stringify(value) };
  if (typeof type === "string" || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const inner = "list" in type ? type.list : "set" in type ? type.set : "dynamic";
    return value.map((one) => spelledOut(one, inner));
  }
  const typeOf = (name: string): CtyType =>
    "object" in type ? (type.object[name] ?? "dynamic") : "map" in type ? type.map : "dynamic";
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, spelledOut(one, typeOf(name))]),
  );
}

export const nullOf = (type: CtyType): { msgpack: Uint8Array } => ({ msgpack: encodeMsgpack(type, null) });

export { readValue } from "../provider/framework/rpc/messages";
