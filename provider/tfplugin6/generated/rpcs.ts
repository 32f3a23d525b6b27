// SPDX-License-Identifier: MPL-2.0
// Made from tfplugin6.proto by scripts/generate-proto.ts: do not edit.
import * as wire from "./messages";

export const GetMetadata = {
  request: wire.GetMetadata_RequestSchema,
  response: wire.GetMetadata_ResponseSchema,
};

export const GetProviderSchema = {
  request: wire.GetProviderSchema_RequestSchema,
  response: wire.GetProviderSchema_ResponseSchema,
};

export const GetResourceIdentitySchemas = {
  request: wire.GetResourceIdentitySchemas_RequestSchema,
  response: wire.GetResourceIdentitySchemas_ResponseSchema,
};

export const ValidateProviderConfig = {
  request: wire.ValidateProviderConfig_RequestSchema,
  response: wire.ValidateProviderConfig_ResponseSchema,
};

export const ValidateResourceConfig = {
  request: wire.ValidateResourceConfig_RequestSchema,
  response: wire.ValidateResourceConfig_ResponseSchema,
};

export const ValidateDataResourceConfig = {
  request: wire.ValidateDataResourceConfig_RequestSchema,
  response: wire.ValidateDataResourceConfig_ResponseSchema,
};

export const UpgradeResourceState = {
  request: wire.UpgradeResourceState_RequestSchema,
  response: wire.UpgradeResourceState_ResponseSchema,
};

export const UpgradeResourceIdentity = {
  request: wire.UpgradeResourceIdentity_RequestSchema,
  response: wire.UpgradeResourceIdentity_ResponseSchema,
};

export const ConfigureProvider = {
  request: wire.ConfigureProvider_RequestSchema,
  response: wire.ConfigureProvider_ResponseSchema,
};

export const ReadResource = {
  request: wire.ReadResource_RequestSchema,
  response: wire.ReadResource_ResponseSchema,
};

export const PlanResourceChange = {
  request: wire.PlanResourceChange_RequestSchema,
  response: wire.PlanResourceChange_ResponseSchema,
};

export const ApplyResourceChange = {
  request: wire.ApplyResourceChange_RequestSchema,
  response: wire.ApplyResourceChange_ResponseSchema,
};

export const ImportResourceState = {
  request: wire.ImportResourceState_RequestSchema,
  response: wire.ImportResourceState_ResponseSchema,
};

export const MoveResourceState = {
  request: wire.MoveResourceState_RequestSchema,
  response: wire.MoveResourceState_ResponseSchema,
};

export const ReadDataSource = {
  request: wire.ReadDataSource_RequestSchema,
  response: wire.ReadDataSource_ResponseSchema,
};

export const GenerateResourceConfig = {
  request: wire.GenerateResourceConfig_RequestSchema,
  response: wire.GenerateResourceConfig_ResponseSchema,
};

export const ValidateEphemeralResourceConfig = {
  request: wire.ValidateEphemeralResourceConfig_RequestSchema,
  response: wire.ValidateEphemeralResourceConfig_ResponseSchema,
};

export const OpenEphemeralResource = {
  request: wire.OpenEphemeralResource_RequestSchema,
  response: wire.OpenEphemeralResource_ResponseSchema,
};

export const RenewEphemeralResource = {
  request: wire.RenewEphemeralResource_RequestSchema,
  response: wire.RenewEphemeralResource_ResponseSchema,
};

export const CloseEphemeralResource = {
  request: wire.CloseEphemeralResource_RequestSchema,
  response: wire.CloseEphemeralResource_ResponseSchema,
};

export const ListResource = {
  request: wire.ListResource_RequestSchema,
  response: wire.ListResource_EventSchema,
};

export const ValidateListResourceConfig = {
  request: wire.ValidateListResourceConfig_RequestSchema,
  response: wire.ValidateListResourceConfig_ResponseSchema,
};

export const GetFunctions = {
  request: wire.GetFunctions_RequestSchema,
  response: wire.GetFunctions_ResponseSchema,
};

export const CallFunction = {
  request: wire.CallFunction_RequestSchema,
  response: wire.CallFunction_ResponseSchema,
};

export const ValidateActionConfig = {
  request: wire.ValidateActionConfig_RequestSchema,
  response: wire.ValidateActionConfig_ResponseSchema,
};

export const PlanAction = {
  request: wire.PlanAction_RequestSchema,
  response: wire.PlanAction_ResponseSchema,
};

export const InvokeAction = {
  request: wire.InvokeAction_RequestSchema,
  response: wire.InvokeAction_EventSchema,
};

export const ValidateStateStoreConfig = {
  request: wire.ValidateStateStoreConfig_RequestSchema,
  response: wire.ValidateStateStoreConfig_ResponseSchema,
};

export const ConfigureStateStore = {
  request: wire.ConfigureStateStore_RequestSchema,
  response: wire.ConfigureStateStore_ResponseSchema,
};

export const ReadStateBytes = {
  request: wire.ReadStateBytes_RequestSchema,
  response: wire.ReadStateBytes_ResponseChunkSchema,
};

export const WriteStateBytes = {
  request: wire.WriteStateBytes_RequestChunkSchema,
  response: wire.WriteStateBytes_ResponseSchema,
};

export const LockState = {
  request: wire.LockState_RequestSchema,
  response: wire.LockState_ResponseSchema,
};

export const UnlockState = {
  request: wire.UnlockState_RequestSchema,
  response: wire.UnlockState_ResponseSchema,
};

export const GetStates = {
  request: wire.GetStates_RequestSchema,
  response: wire.GetStates_ResponseSchema,
};

export const DeleteState = {
  request: wire.DeleteState_RequestSchema,
  response: wire.DeleteState_ResponseSchema,
};

export const StopProvider = {
  request: wire.StopProvider_RequestSchema,
  response: wire.StopProvider_ResponseSchema,
};
