import * as rpc from "../../tfplugin6/generated/rpcs";
import type { Log, Provider } from "../provider";
import { Session } from "../session";
import { applyResourceChange } from "./apply-change";
import { callFunction } from "./call-function";
import { closeEphemeralResource } from "./close-ephemeral-resource";
import { configureProvider, validateProviderConfig } from "./configure";
import { getFunctions } from "./get-functions";
import { getResourceIdentitySchemas } from "./identity-schemas";
import { importResourceState } from "./import-state";
import { invokeAction } from "./invoke-action";
import { listResource } from "./list-resource";
import { type Method, method, streamMethod } from "./method";
import { openEphemeralResource } from "./open-ephemeral-resource";
import { planAction } from "./plan-action";
import { planResourceChange } from "./plan-change";
import { readDataSource } from "./read-data-source";
import { readResource } from "./read-resource";
import { renewEphemeralResource } from "./renew-ephemeral-resource";
import { getMetadata, getProviderSchema } from "./schema";
import { upgradeResourceIdentity } from "./upgrade-identity";
import { upgradeResourceState } from "./upgrade-state";
import {
  validateActionConfig,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateListResourceConfig,
  validateResourceConfig,
} from "./validate-config";

/** The methods of the gRPC service `tfplugin6.Provider` that this provider has; the rest is UNIMPLEMENTED. */
export function providerMethods<Api>(
  provider: Provider<Api>,
  log: Log = () => undefined,
): Readonly<Record<string, Method>> {
  const session = new Session(provider, log);
  return {
    GetMetadata: method(rpc.GetMetadata, () => getMetadata(provider)),
    GetProviderSchema: method(rpc.GetProviderSchema, () => getProviderSchema(provider)),
    GetResourceIdentitySchemas: method(rpc.GetResourceIdentitySchemas, () =>
      getResourceIdentitySchemas(provider),
    ),
    ValidateProviderConfig: method(rpc.ValidateProviderConfig, (request) =>
      validateProviderConfig(session, request),
    ),
    ConfigureProvider: method(rpc.ConfigureProvider, (request) => configureProvider(session, request)),
    StopProvider: method(rpc.StopProvider, () => {
      session.stop();
      return {};
    }),
    ValidateResourceConfig: method(rpc.ValidateResourceConfig, (request) =>
      validateResourceConfig(session, request),
    ),
    ValidateDataResourceConfig: method(rpc.ValidateDataResourceConfig, (request) =>
      validateDataResourceConfig(session, request),
    ),
    UpgradeResourceState: method(rpc.UpgradeResourceState, (request) =>
      upgradeResourceState(session, request),
    ),
    UpgradeResourceIdentity: method(rpc.UpgradeResourceIdentity, (request) =>
      upgradeResourceIdentity(session, request),
    ),
    ReadResource: method(rpc.ReadResource, (request) => readResource(session, request)),
    PlanResourceChange: method(rpc.PlanResourceChange, (request) => planResourceChange(session, request)),
    ApplyResourceChange: method(rpc.ApplyResourceChange, (request) => applyResourceChange(session, request)),
    ImportResourceState: method(rpc.ImportResourceState, (request) => importResourceState(session, request)),
    ReadDataSource: method(rpc.ReadDataSource, (request) => readDataSource(session, request)),
    ValidateEphemeralResourceConfig: method(rpc.ValidateEphemeralResourceConfig, (request) =>
      validateEphemeralResourceConfig(session, request),
    ),
    OpenEphemeralResource: method(rpc.OpenEphemeralResource, (request) =>
      openEphemeralResource(session, request),
    ),
    RenewEphemeralResource: method(rpc.RenewEphemeralResource, (request) =>
      renewEphemeralResource(session, request),
    ),
    CloseEphemeralResource: method(rpc.CloseEphemeralResource, (request) =>
      closeEphemeralResource(session, request),
    ),
    ValidateListResourceConfig: method(rpc.ValidateListResourceConfig, (request) =>
      validateListResourceConfig(session, request),
    ),
    ListResource: streamMethod(rpc.ListResource, (request) => listResource(session, request)),
    GetFunctions: method(rpc.GetFunctions, () => getFunctions(provider)),
    CallFunction: method(rpc.CallFunction, (request) => callFunction(provider, request)),
    ValidateActionConfig: method(rpc.ValidateActionConfig, (request) =>
      validateActionConfig(session, request),
    ),
    PlanAction: method(rpc.PlanAction, (request) => planAction(session, request)),
    InvokeAction: streamMethod(rpc.InvokeAction, (request, caller) => invokeAction(session, request, caller)),
  };
}
