import type { Message } from "@bufbuild/protobuf";
import * as rpc from "../../tfplugin6/generated/rpcs";
import { fromBinary, type Init, type Rpc, toBinary } from "../../tfplugin6/message";
import { problem } from "../diagnostic";
import { type Configured, type ProviderDefinition, provider } from "../provider";
import type { Method } from "./method";
import { providerMethods } from "./methods";

type Offered<Api> = Partial<
  Pick<
    ProviderDefinition<Record<string, never>, Api>,
    "resources" | "dataSources" | "ephemeralResources" | "actions"
  >
>;

export interface CalledProvider {
  readonly methods: Readonly<Record<string, Method>>;
  /** Calls a method that gives one answer. */
  call<A extends Message, B extends Message>(name: string, rpc: Rpc<A, B>, message: Init<A>): Promise<B>;
}

/** A provider that offers just these, configured, and its methods as Terraform calls them: bytes in, bytes out. */
export async function callProvider<Api>(
  configured: Configured<Api>,
  offered: Offered<Api>,
): Promise<CalledProvider> {
  const methods = providerMethods(
    provider<Record<string, never>, Api>({
      doc: "",
      schema: {},
      configure: () => configured,
      explain: (_, { verb, typeName }) => [problem(`Could not ${verb} ${typeName}`, "")],
      resources: [],
      dataSources: [],
      ...offered,
    }),
  );
  const call: CalledProvider["call"] = async (name, { request, response }, message) => {
    const method = methods[name];
    if (typeof method !== "function") throw new Error(`There is no ${name} with one answer.`);
    return fromBinary(response, await method(toBinary(request, message)));
  };
  await call("ConfigureProvider", rpc.ConfigureProvider, {});
  return { methods, call };
}
