import * as wire from "../../tfplugin6/generated/messages";
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
    GetMetadata: method(wire.GetMetadata_RequestSchema, wire.GetMetadata_ResponseSchema, () =>
      getMetadata(provider),
    ),
    GetProviderSchema: method(
      wire.GetProviderSchema_RequestSchema,
      wire.GetProviderSchema_ResponseSchema,
      () => getProviderSchema(provider),
    ),
    GetResourceIdentitySchemas: method(
      wire.GetResourceIdentitySchemas_RequestSchema,
      wire.GetResourceIdentitySchemas_ResponseSchema,
      () => getResourceIdentitySchemas(provider),
    ),
    ValidateProviderConfig: method(
      wire.ValidateProviderConfig_RequestSchema,
      wire.ValidateProviderConfig_ResponseSchema,
      (request) => validateProviderConfig(session, request),
    ),
    ConfigureProvider: method(
      wire.ConfigureProvider_RequestSchema,
      wire.ConfigureProvider_ResponseSchema,
      (request) => configureProvider(session, request),
    ),
    StopProvider: method(wire.StopProvider_RequestSchema, wire.StopProvider_ResponseSchema, () => {
      session.stop();
      return {};
    }),
    ValidateResourceConfig: method(
      wire.ValidateResourceConfig_RequestSchema,
      wire.ValidateResourceConfig_ResponseSchema,
      (request) => validateResourceConfig(session, request),
    ),
    ValidateDataResourceConfig: method(
      wire.ValidateDataResourceConfig_RequestSchema,
      wire.ValidateDataResourceConfig_ResponseSchema,
      (request) => validateDataResourceConfig(session, request),
    ),
    UpgradeResourceState: method(
      wire.UpgradeResourceState_RequestSchema,
      wire.UpgradeResourceState_ResponseSchema,
      (request) => upgradeResourceState(session, request),
    ),
    UpgradeResourceIdentity: method(
      wire.UpgradeResourceIdentity_RequestSchema,
      wire.UpgradeResourceIdentity_ResponseSchema,
      (request) => upgradeResourceIdentity(session, request),
    ),
    ReadResource: method(wire.ReadResource_RequestSchema, wire.ReadResource_ResponseSchema, (request) =>
      readResource(session, request),
    ),
    PlanResourceChange: method(
      wire.PlanResourceChange_RequestSchema,
      wire.PlanResourceChange_ResponseSchema,
      (request) => planResourceChange(session, request),
    ),
    ApplyResourceChange: method(
      wire.ApplyResourceChange_RequestSchema,
      wire.ApplyResourceChange_ResponseSchema,
      (request) => applyResourceChange(session, request),
    ),
    ImportResourceState: method(
      wire.ImportResourceState_RequestSchema,
      wire.ImportResourceState_ResponseSchema,
      (request) => importResourceState(session, request),
    ),
    ReadDataSource: method(wire.ReadDataSource_RequestSchema, wire.ReadDataSource_ResponseSchema, (request) =>
      readDataSource(session, request),
    ),
    ValidateEphemeralResourceConfig: method(
      wire.ValidateEphemeralResourceConfig_RequestSchema,
      wire.ValidateEphemeralResourceConfig_ResponseSchema,
      (request) => validateEphemeralResourceConfig(session, request),
    ),
    OpenEphemeralResource: method(
      wire.OpenEphemeralResource_RequestSchema,
      wire.OpenEphemeralResource_ResponseSchema,
      (request) => openEphemeralResource(session, request),
    ),
    RenewEphemeralResource: method(
      wire.RenewEphemeralResource_RequestSchema,
      wire.RenewEphemeralResource_ResponseSchema,
      (request) => renewEphemeralResource(session, request),
    ),
    CloseEphemeralResource: method(
      wire.CloseEphemeralResource_RequestSchema,
      wire.CloseEphemeralResource_ResponseSchema,
      (request) => closeEphemeralResource(session, request),
    ),
    ValidateListResourceConfig: method(
      wire.ValidateListResourceConfig_RequestSchema,
      wire.ValidateListResourceConfig_ResponseSchema,
      (request) => validateListResourceConfig(session, request),
    ),
    ListResource: streamMethod(wire.ListResource_RequestSchema, wire.ListResource_EventSchema, (request) =>
      listResource(session, request),
    ),
    GetFunctions: method(wire.GetFunctions_RequestSchema, wire.GetFunctions_ResponseSchema, () =>
      getFunctions(provider),
    ),
    CallFunction: method(wire.CallFunction_RequestSchema, wire.CallFunction_ResponseSchema, (request) =>
      callFunction(provider, request),
    ),
    ValidateActionConfig: method(
      wire.ValidateActionConfig_RequestSchema,
      wire.ValidateActionConfig_ResponseSchema,
      (request) => validateActionConfig(session, request),
    ),
    PlanAction: method(wire.PlanAction_RequestSchema, wire.PlanAction_ResponseSchema, (request) =>
      planAction(session, request),
    ),
    InvokeAction: streamMethod(
      wire.InvokeAction_RequestSchema,
      wire.InvokeAction_EventSchema,
      (request, caller) => invokeAction(session, request, caller),
    ),
  };
}
