// SPDX-License-Identifier: MPL-2.0
// Made from tfplugin6.proto by scripts/generate-proto.ts: do not edit.
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { MessageTable } from "../message";
import type * as pb from "./tfplugin6_pb";

/** The types of all messages, so that this file is all there is to import. */
export type * from "./tfplugin6_pb";

const empty = new Uint8Array(0);

export const TimestampSchema: MessageTable<Timestamp> = {
  name: "google.protobuf.Timestamp",
  empty: () => ({ $typeName: "google.protobuf.Timestamp", seconds: 0n, nanos: 0 }),
  fields: () => [
    [1, "seconds", "int64"],
    [2, "nanos", "int32"],
  ],
};

export const DynamicValueSchema: MessageTable<pb.DynamicValue> = {
  name: "tfplugin6.DynamicValue",
  empty: () => ({ $typeName: "tfplugin6.DynamicValue", msgpack: empty, json: empty }),
  fields: () => [
    [1, "msgpack", "bytes"],
    [2, "json", "bytes"],
  ],
};

export const DiagnosticSchema: MessageTable<pb.Diagnostic> = {
  name: "tfplugin6.Diagnostic",
  empty: () => ({ $typeName: "tfplugin6.Diagnostic", severity: 0, summary: "", detail: "" }),
  fields: () => [
    [1, "severity", "int32"],
    [2, "summary", "string"],
    [3, "detail", "string"],
    [4, "attribute", AttributePathSchema],
  ],
};

export const Diagnostic_Severity = { INVALID: 0, ERROR: 1, WARNING: 2 } as const satisfies Readonly<Record<keyof typeof pb.Diagnostic_Severity, number>>;

export type Diagnostic_Severity = pb.Diagnostic_Severity;

export const FunctionErrorSchema: MessageTable<pb.FunctionError> = {
  name: "tfplugin6.FunctionError",
  empty: () => ({ $typeName: "tfplugin6.FunctionError", text: "" }),
  fields: () => [
    [1, "text", "string"],
    [2, "functionArgument", "int64", "optional"],
  ],
};

export const AttributePathSchema: MessageTable<pb.AttributePath> = {
  name: "tfplugin6.AttributePath",
  empty: () => ({ $typeName: "tfplugin6.AttributePath", steps: [] }),
  fields: () => [
    [1, "steps", AttributePath_StepSchema, "list"],
  ],
};

export const AttributePath_StepSchema: MessageTable<pb.AttributePath_Step> = {
  name: "tfplugin6.AttributePath.Step",
  empty: () => ({ $typeName: "tfplugin6.AttributePath.Step", selector: { case: undefined } }),
  fields: () => [
    [1, "attributeName", "string", { oneof: "selector" }],
    [2, "elementKeyString", "string", { oneof: "selector" }],
    [3, "elementKeyInt", "int64", { oneof: "selector" }],
  ],
};

export const StopProviderSchema: MessageTable<pb.StopProvider> = {
  name: "tfplugin6.StopProvider",
  empty: () => ({ $typeName: "tfplugin6.StopProvider" }),
  fields: () => [
  ],
};

export const StopProvider_RequestSchema: MessageTable<pb.StopProvider_Request> = {
  name: "tfplugin6.StopProvider.Request",
  empty: () => ({ $typeName: "tfplugin6.StopProvider.Request" }),
  fields: () => [
  ],
};

export const StopProvider_ResponseSchema: MessageTable<pb.StopProvider_Response> = {
  name: "tfplugin6.StopProvider.Response",
  empty: () => ({ $typeName: "tfplugin6.StopProvider.Response", Error: "" }),
  fields: () => [
    [1, "Error", "string"],
  ],
};

export const RawStateSchema: MessageTable<pb.RawState> = {
  name: "tfplugin6.RawState",
  empty: () => ({ $typeName: "tfplugin6.RawState", json: empty, flatmap: {} }),
  fields: () => [
    [1, "json", "bytes"],
    [2, "flatmap", "string", "map"],
  ],
};

export const SchemaSchema: MessageTable<pb.Schema> = {
  name: "tfplugin6.Schema",
  empty: () => ({ $typeName: "tfplugin6.Schema", version: 0n }),
  fields: () => [
    [1, "version", "int64"],
    [2, "block", Schema_BlockSchema],
  ],
};

export const Schema_BlockSchema: MessageTable<pb.Schema_Block> = {
  name: "tfplugin6.Schema.Block",
  empty: () => ({ $typeName: "tfplugin6.Schema.Block", version: 0n, attributes: [], blockTypes: [], description: "", descriptionKind: 0, deprecated: false, deprecationMessage: "" }),
  fields: () => [
    [1, "version", "int64"],
    [2, "attributes", Schema_AttributeSchema, "list"],
    [3, "blockTypes", Schema_NestedBlockSchema, "list"],
    [4, "description", "string"],
    [5, "descriptionKind", "int32"],
    [6, "deprecated", "bool"],
    [7, "deprecationMessage", "string"],
  ],
};

export const Schema_AttributeSchema: MessageTable<pb.Schema_Attribute> = {
  name: "tfplugin6.Schema.Attribute",
  empty: () => ({ $typeName: "tfplugin6.Schema.Attribute", name: "", type: empty, description: "", required: false, optional: false, computed: false, sensitive: false, descriptionKind: 0, deprecated: false, writeOnly: false, deprecationMessage: "" }),
  fields: () => [
    [1, "name", "string"],
    [2, "type", "bytes"],
    [10, "nestedType", Schema_ObjectSchema],
    [3, "description", "string"],
    [4, "required", "bool"],
    [5, "optional", "bool"],
    [6, "computed", "bool"],
    [7, "sensitive", "bool"],
    [8, "descriptionKind", "int32"],
    [9, "deprecated", "bool"],
    [11, "writeOnly", "bool"],
    [12, "deprecationMessage", "string"],
  ],
};

export const Schema_NestedBlockSchema: MessageTable<pb.Schema_NestedBlock> = {
  name: "tfplugin6.Schema.NestedBlock",
  empty: () => ({ $typeName: "tfplugin6.Schema.NestedBlock", typeName: "", nesting: 0, minItems: 0n, maxItems: 0n }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "block", Schema_BlockSchema],
    [3, "nesting", "int32"],
    [4, "minItems", "int64"],
    [5, "maxItems", "int64"],
  ],
};

export const Schema_NestedBlock_NestingMode = { INVALID: 0, SINGLE: 1, LIST: 2, SET: 3, MAP: 4, GROUP: 5 } as const satisfies Readonly<Record<keyof typeof pb.Schema_NestedBlock_NestingMode, number>>;

export type Schema_NestedBlock_NestingMode = pb.Schema_NestedBlock_NestingMode;

export const Schema_ObjectSchema: MessageTable<pb.Schema_Object> = {
  name: "tfplugin6.Schema.Object",
  empty: () => ({ $typeName: "tfplugin6.Schema.Object", attributes: [], nesting: 0, minItems: 0n, maxItems: 0n }),
  fields: () => [
    [1, "attributes", Schema_AttributeSchema, "list"],
    [3, "nesting", "int32"],
    [4, "minItems", "int64"],
    [5, "maxItems", "int64"],
  ],
};

export const Schema_Object_NestingMode = { INVALID: 0, SINGLE: 1, LIST: 2, SET: 3, MAP: 4 } as const satisfies Readonly<Record<keyof typeof pb.Schema_Object_NestingMode, number>>;

export type Schema_Object_NestingMode = pb.Schema_Object_NestingMode;

export const ResourceIdentitySchemaSchema: MessageTable<pb.ResourceIdentitySchema> = {
  name: "tfplugin6.ResourceIdentitySchema",
  empty: () => ({ $typeName: "tfplugin6.ResourceIdentitySchema", version: 0n, identityAttributes: [] }),
  fields: () => [
    [1, "version", "int64"],
    [2, "identityAttributes", ResourceIdentitySchema_IdentityAttributeSchema, "list"],
  ],
};

export const ResourceIdentitySchema_IdentityAttributeSchema: MessageTable<pb.ResourceIdentitySchema_IdentityAttribute> = {
  name: "tfplugin6.ResourceIdentitySchema.IdentityAttribute",
  empty: () => ({ $typeName: "tfplugin6.ResourceIdentitySchema.IdentityAttribute", name: "", type: empty, requiredForImport: false, optionalForImport: false, description: "" }),
  fields: () => [
    [1, "name", "string"],
    [2, "type", "bytes"],
    [3, "requiredForImport", "bool"],
    [4, "optionalForImport", "bool"],
    [5, "description", "string"],
  ],
};

export const ResourceIdentityDataSchema: MessageTable<pb.ResourceIdentityData> = {
  name: "tfplugin6.ResourceIdentityData",
  empty: () => ({ $typeName: "tfplugin6.ResourceIdentityData" }),
  fields: () => [
    [1, "identityData", DynamicValueSchema],
  ],
};

export const FunctionSchema: MessageTable<pb.Function> = {
  name: "tfplugin6.Function",
  empty: () => ({ $typeName: "tfplugin6.Function", parameters: [], summary: "", description: "", descriptionKind: 0, deprecationMessage: "" }),
  fields: () => [
    [1, "parameters", Function_ParameterSchema, "list"],
    [2, "variadicParameter", Function_ParameterSchema],
    [3, "return", Function_ReturnSchema],
    [4, "summary", "string"],
    [5, "description", "string"],
    [6, "descriptionKind", "int32"],
    [7, "deprecationMessage", "string"],
  ],
};

export const Function_ParameterSchema: MessageTable<pb.Function_Parameter> = {
  name: "tfplugin6.Function.Parameter",
  empty: () => ({ $typeName: "tfplugin6.Function.Parameter", name: "", type: empty, allowNullValue: false, allowUnknownValues: false, description: "", descriptionKind: 0 }),
  fields: () => [
    [1, "name", "string"],
    [2, "type", "bytes"],
    [3, "allowNullValue", "bool"],
    [4, "allowUnknownValues", "bool"],
    [5, "description", "string"],
    [6, "descriptionKind", "int32"],
  ],
};

export const Function_ReturnSchema: MessageTable<pb.Function_Return> = {
  name: "tfplugin6.Function.Return",
  empty: () => ({ $typeName: "tfplugin6.Function.Return", type: empty }),
  fields: () => [
    [1, "type", "bytes"],
  ],
};

export const ActionSchemaSchema: MessageTable<pb.ActionSchema> = {
  name: "tfplugin6.ActionSchema",
  empty: () => ({ $typeName: "tfplugin6.ActionSchema" }),
  fields: () => [
    [1, "schema", SchemaSchema],
  ],
};

export const ServerCapabilitiesSchema: MessageTable<pb.ServerCapabilities> = {
  name: "tfplugin6.ServerCapabilities",
  empty: () => ({ $typeName: "tfplugin6.ServerCapabilities", planDestroy: false, getProviderSchemaOptional: false, moveResourceState: false, generateResourceConfig: false }),
  fields: () => [
    [1, "planDestroy", "bool"],
    [2, "getProviderSchemaOptional", "bool"],
    [3, "moveResourceState", "bool"],
    [4, "generateResourceConfig", "bool"],
  ],
};

export const ClientCapabilitiesSchema: MessageTable<pb.ClientCapabilities> = {
  name: "tfplugin6.ClientCapabilities",
  empty: () => ({ $typeName: "tfplugin6.ClientCapabilities", deferralAllowed: false, writeOnlyAttributesAllowed: false }),
  fields: () => [
    [1, "deferralAllowed", "bool"],
    [2, "writeOnlyAttributesAllowed", "bool"],
  ],
};

export const DeferredSchema: MessageTable<pb.Deferred> = {
  name: "tfplugin6.Deferred",
  empty: () => ({ $typeName: "tfplugin6.Deferred", reason: 0 }),
  fields: () => [
    [1, "reason", "int32"],
  ],
};

export const Deferred_Reason = { UNKNOWN: 0, RESOURCE_CONFIG_UNKNOWN: 1, PROVIDER_CONFIG_UNKNOWN: 2, ABSENT_PREREQ: 3 } as const satisfies Readonly<Record<keyof typeof pb.Deferred_Reason, number>>;

export type Deferred_Reason = pb.Deferred_Reason;

export const GetMetadataSchema: MessageTable<pb.GetMetadata> = {
  name: "tfplugin6.GetMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata" }),
  fields: () => [
  ],
};

export const GetMetadata_RequestSchema: MessageTable<pb.GetMetadata_Request> = {
  name: "tfplugin6.GetMetadata.Request",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.Request" }),
  fields: () => [
  ],
};

export const GetMetadata_ResponseSchema: MessageTable<pb.GetMetadata_Response> = {
  name: "tfplugin6.GetMetadata.Response",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.Response", diagnostics: [], dataSources: [], resources: [], functions: [], ephemeralResources: [], listResources: [], stateStores: [], actions: [] }),
  fields: () => [
    [1, "serverCapabilities", ServerCapabilitiesSchema],
    [2, "diagnostics", DiagnosticSchema, "list"],
    [3, "dataSources", GetMetadata_DataSourceMetadataSchema, "list"],
    [4, "resources", GetMetadata_ResourceMetadataSchema, "list"],
    [5, "functions", GetMetadata_FunctionMetadataSchema, "list"],
    [6, "ephemeralResources", GetMetadata_EphemeralResourceMetadataSchema, "list"],
    [7, "listResources", GetMetadata_ListResourceMetadataSchema, "list"],
    [8, "stateStores", GetMetadata_StateStoreMetadataSchema, "list"],
    [9, "actions", GetMetadata_ActionMetadataSchema, "list"],
  ],
};

export const GetMetadata_FunctionMetadataSchema: MessageTable<pb.GetMetadata_FunctionMetadata> = {
  name: "tfplugin6.GetMetadata.FunctionMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.FunctionMetadata", name: "" }),
  fields: () => [
    [1, "name", "string"],
  ],
};

export const GetMetadata_DataSourceMetadataSchema: MessageTable<pb.GetMetadata_DataSourceMetadata> = {
  name: "tfplugin6.GetMetadata.DataSourceMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.DataSourceMetadata", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
  ],
};

export const GetMetadata_ResourceMetadataSchema: MessageTable<pb.GetMetadata_ResourceMetadata> = {
  name: "tfplugin6.GetMetadata.ResourceMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.ResourceMetadata", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
  ],
};

export const GetMetadata_EphemeralResourceMetadataSchema: MessageTable<pb.GetMetadata_EphemeralResourceMetadata> = {
  name: "tfplugin6.GetMetadata.EphemeralResourceMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.EphemeralResourceMetadata", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
  ],
};

export const GetMetadata_ListResourceMetadataSchema: MessageTable<pb.GetMetadata_ListResourceMetadata> = {
  name: "tfplugin6.GetMetadata.ListResourceMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.ListResourceMetadata", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
  ],
};

export const GetMetadata_StateStoreMetadataSchema: MessageTable<pb.GetMetadata_StateStoreMetadata> = {
  name: "tfplugin6.GetMetadata.StateStoreMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.StateStoreMetadata", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
  ],
};

export const GetMetadata_ActionMetadataSchema: MessageTable<pb.GetMetadata_ActionMetadata> = {
  name: "tfplugin6.GetMetadata.ActionMetadata",
  empty: () => ({ $typeName: "tfplugin6.GetMetadata.ActionMetadata", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
  ],
};

export const GetProviderSchemaSchema: MessageTable<pb.GetProviderSchema> = {
  name: "tfplugin6.GetProviderSchema",
  empty: () => ({ $typeName: "tfplugin6.GetProviderSchema" }),
  fields: () => [
  ],
};

export const GetProviderSchema_RequestSchema: MessageTable<pb.GetProviderSchema_Request> = {
  name: "tfplugin6.GetProviderSchema.Request",
  empty: () => ({ $typeName: "tfplugin6.GetProviderSchema.Request" }),
  fields: () => [
  ],
};

export const GetProviderSchema_ResponseSchema: MessageTable<pb.GetProviderSchema_Response> = {
  name: "tfplugin6.GetProviderSchema.Response",
  empty: () => ({ $typeName: "tfplugin6.GetProviderSchema.Response", resourceSchemas: {}, dataSourceSchemas: {}, diagnostics: [], functions: {}, ephemeralResourceSchemas: {}, listResourceSchemas: {}, stateStoreSchemas: {}, actionSchemas: {} }),
  fields: () => [
    [1, "provider", SchemaSchema],
    [2, "resourceSchemas", SchemaSchema, "map"],
    [3, "dataSourceSchemas", SchemaSchema, "map"],
    [4, "diagnostics", DiagnosticSchema, "list"],
    [5, "providerMeta", SchemaSchema],
    [6, "serverCapabilities", ServerCapabilitiesSchema],
    [7, "functions", FunctionSchema, "map"],
    [8, "ephemeralResourceSchemas", SchemaSchema, "map"],
    [9, "listResourceSchemas", SchemaSchema, "map"],
    [10, "stateStoreSchemas", SchemaSchema, "map"],
    [11, "actionSchemas", ActionSchemaSchema, "map"],
  ],
};

export const ValidateProviderConfigSchema: MessageTable<pb.ValidateProviderConfig> = {
  name: "tfplugin6.ValidateProviderConfig",
  empty: () => ({ $typeName: "tfplugin6.ValidateProviderConfig" }),
  fields: () => [
  ],
};

export const ValidateProviderConfig_RequestSchema: MessageTable<pb.ValidateProviderConfig_Request> = {
  name: "tfplugin6.ValidateProviderConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.ValidateProviderConfig.Request" }),
  fields: () => [
    [1, "config", DynamicValueSchema],
  ],
};

export const ValidateProviderConfig_ResponseSchema: MessageTable<pb.ValidateProviderConfig_Response> = {
  name: "tfplugin6.ValidateProviderConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.ValidateProviderConfig.Response", diagnostics: [] }),
  fields: () => [
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const UpgradeResourceStateSchema: MessageTable<pb.UpgradeResourceState> = {
  name: "tfplugin6.UpgradeResourceState",
  empty: () => ({ $typeName: "tfplugin6.UpgradeResourceState" }),
  fields: () => [
  ],
};

export const UpgradeResourceState_RequestSchema: MessageTable<pb.UpgradeResourceState_Request> = {
  name: "tfplugin6.UpgradeResourceState.Request",
  empty: () => ({ $typeName: "tfplugin6.UpgradeResourceState.Request", typeName: "", version: 0n }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "version", "int64"],
    [3, "rawState", RawStateSchema],
  ],
};

export const UpgradeResourceState_ResponseSchema: MessageTable<pb.UpgradeResourceState_Response> = {
  name: "tfplugin6.UpgradeResourceState.Response",
  empty: () => ({ $typeName: "tfplugin6.UpgradeResourceState.Response", diagnostics: [] }),
  fields: () => [
    [1, "upgradedState", DynamicValueSchema],
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ValidateResourceConfigSchema: MessageTable<pb.ValidateResourceConfig> = {
  name: "tfplugin6.ValidateResourceConfig",
  empty: () => ({ $typeName: "tfplugin6.ValidateResourceConfig" }),
  fields: () => [
  ],
};

export const ValidateResourceConfig_RequestSchema: MessageTable<pb.ValidateResourceConfig_Request> = {
  name: "tfplugin6.ValidateResourceConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.ValidateResourceConfig.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
    [3, "clientCapabilities", ClientCapabilitiesSchema],
  ],
};

export const ValidateResourceConfig_ResponseSchema: MessageTable<pb.ValidateResourceConfig_Response> = {
  name: "tfplugin6.ValidateResourceConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.ValidateResourceConfig.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ValidateDataResourceConfigSchema: MessageTable<pb.ValidateDataResourceConfig> = {
  name: "tfplugin6.ValidateDataResourceConfig",
  empty: () => ({ $typeName: "tfplugin6.ValidateDataResourceConfig" }),
  fields: () => [
  ],
};

export const ValidateDataResourceConfig_RequestSchema: MessageTable<pb.ValidateDataResourceConfig_Request> = {
  name: "tfplugin6.ValidateDataResourceConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.ValidateDataResourceConfig.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
  ],
};

export const ValidateDataResourceConfig_ResponseSchema: MessageTable<pb.ValidateDataResourceConfig_Response> = {
  name: "tfplugin6.ValidateDataResourceConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.ValidateDataResourceConfig.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ConfigureProviderSchema: MessageTable<pb.ConfigureProvider> = {
  name: "tfplugin6.ConfigureProvider",
  empty: () => ({ $typeName: "tfplugin6.ConfigureProvider" }),
  fields: () => [
  ],
};

export const ConfigureProvider_RequestSchema: MessageTable<pb.ConfigureProvider_Request> = {
  name: "tfplugin6.ConfigureProvider.Request",
  empty: () => ({ $typeName: "tfplugin6.ConfigureProvider.Request", terraformVersion: "" }),
  fields: () => [
    [1, "terraformVersion", "string"],
    [2, "config", DynamicValueSchema],
    [3, "clientCapabilities", ClientCapabilitiesSchema],
  ],
};

export const ConfigureProvider_ResponseSchema: MessageTable<pb.ConfigureProvider_Response> = {
  name: "tfplugin6.ConfigureProvider.Response",
  empty: () => ({ $typeName: "tfplugin6.ConfigureProvider.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ReadResourceSchema: MessageTable<pb.ReadResource> = {
  name: "tfplugin6.ReadResource",
  empty: () => ({ $typeName: "tfplugin6.ReadResource" }),
  fields: () => [
  ],
};

export const ReadResource_RequestSchema: MessageTable<pb.ReadResource_Request> = {
  name: "tfplugin6.ReadResource.Request",
  empty: () => ({ $typeName: "tfplugin6.ReadResource.Request", typeName: "", private: empty }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "currentState", DynamicValueSchema],
    [3, "private", "bytes"],
    [4, "providerMeta", DynamicValueSchema],
    [5, "clientCapabilities", ClientCapabilitiesSchema],
    [6, "currentIdentity", ResourceIdentityDataSchema],
  ],
};

export const ReadResource_ResponseSchema: MessageTable<pb.ReadResource_Response> = {
  name: "tfplugin6.ReadResource.Response",
  empty: () => ({ $typeName: "tfplugin6.ReadResource.Response", diagnostics: [], private: empty }),
  fields: () => [
    [1, "newState", DynamicValueSchema],
    [2, "diagnostics", DiagnosticSchema, "list"],
    [3, "private", "bytes"],
    [4, "deferred", DeferredSchema],
    [5, "newIdentity", ResourceIdentityDataSchema],
  ],
};

export const PlanResourceChangeSchema: MessageTable<pb.PlanResourceChange> = {
  name: "tfplugin6.PlanResourceChange",
  empty: () => ({ $typeName: "tfplugin6.PlanResourceChange" }),
  fields: () => [
  ],
};

export const PlanResourceChange_RequestSchema: MessageTable<pb.PlanResourceChange_Request> = {
  name: "tfplugin6.PlanResourceChange.Request",
  empty: () => ({ $typeName: "tfplugin6.PlanResourceChange.Request", typeName: "", priorPrivate: empty }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "priorState", DynamicValueSchema],
    [3, "proposedNewState", DynamicValueSchema],
    [4, "config", DynamicValueSchema],
    [5, "priorPrivate", "bytes"],
    [6, "providerMeta", DynamicValueSchema],
    [7, "clientCapabilities", ClientCapabilitiesSchema],
    [8, "priorIdentity", ResourceIdentityDataSchema],
  ],
};

export const PlanResourceChange_ResponseSchema: MessageTable<pb.PlanResourceChange_Response> = {
  name: "tfplugin6.PlanResourceChange.Response",
  empty: () => ({ $typeName: "tfplugin6.PlanResourceChange.Response", requiresReplace: [], plannedPrivate: empty, diagnostics: [], legacyTypeSystem: false }),
  fields: () => [
    [1, "plannedState", DynamicValueSchema],
    [2, "requiresReplace", AttributePathSchema, "list"],
    [3, "plannedPrivate", "bytes"],
    [4, "diagnostics", DiagnosticSchema, "list"],
    [5, "legacyTypeSystem", "bool"],
    [6, "deferred", DeferredSchema],
    [7, "plannedIdentity", ResourceIdentityDataSchema],
  ],
};

export const ApplyResourceChangeSchema: MessageTable<pb.ApplyResourceChange> = {
  name: "tfplugin6.ApplyResourceChange",
  empty: () => ({ $typeName: "tfplugin6.ApplyResourceChange" }),
  fields: () => [
  ],
};

export const ApplyResourceChange_RequestSchema: MessageTable<pb.ApplyResourceChange_Request> = {
  name: "tfplugin6.ApplyResourceChange.Request",
  empty: () => ({ $typeName: "tfplugin6.ApplyResourceChange.Request", typeName: "", plannedPrivate: empty }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "priorState", DynamicValueSchema],
    [3, "plannedState", DynamicValueSchema],
    [4, "config", DynamicValueSchema],
    [5, "plannedPrivate", "bytes"],
    [6, "providerMeta", DynamicValueSchema],
    [7, "plannedIdentity", ResourceIdentityDataSchema],
  ],
};

export const ApplyResourceChange_ResponseSchema: MessageTable<pb.ApplyResourceChange_Response> = {
  name: "tfplugin6.ApplyResourceChange.Response",
  empty: () => ({ $typeName: "tfplugin6.ApplyResourceChange.Response", private: empty, diagnostics: [], legacyTypeSystem: false }),
  fields: () => [
    [1, "newState", DynamicValueSchema],
    [2, "private", "bytes"],
    [3, "diagnostics", DiagnosticSchema, "list"],
    [4, "legacyTypeSystem", "bool"],
    [5, "newIdentity", ResourceIdentityDataSchema],
  ],
};

export const ImportResourceStateSchema: MessageTable<pb.ImportResourceState> = {
  name: "tfplugin6.ImportResourceState",
  empty: () => ({ $typeName: "tfplugin6.ImportResourceState" }),
  fields: () => [
  ],
};

export const ImportResourceState_RequestSchema: MessageTable<pb.ImportResourceState_Request> = {
  name: "tfplugin6.ImportResourceState.Request",
  empty: () => ({ $typeName: "tfplugin6.ImportResourceState.Request", typeName: "", id: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "id", "string"],
    [3, "clientCapabilities", ClientCapabilitiesSchema],
    [4, "identity", ResourceIdentityDataSchema],
  ],
};

export const ImportResourceState_ImportedResourceSchema: MessageTable<pb.ImportResourceState_ImportedResource> = {
  name: "tfplugin6.ImportResourceState.ImportedResource",
  empty: () => ({ $typeName: "tfplugin6.ImportResourceState.ImportedResource", typeName: "", private: empty }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "state", DynamicValueSchema],
    [3, "private", "bytes"],
    [4, "identity", ResourceIdentityDataSchema],
  ],
};

export const ImportResourceState_ResponseSchema: MessageTable<pb.ImportResourceState_Response> = {
  name: "tfplugin6.ImportResourceState.Response",
  empty: () => ({ $typeName: "tfplugin6.ImportResourceState.Response", importedResources: [], diagnostics: [] }),
  fields: () => [
    [1, "importedResources", ImportResourceState_ImportedResourceSchema, "list"],
    [2, "diagnostics", DiagnosticSchema, "list"],
    [3, "deferred", DeferredSchema],
  ],
};

export const GenerateResourceConfigSchema: MessageTable<pb.GenerateResourceConfig> = {
  name: "tfplugin6.GenerateResourceConfig",
  empty: () => ({ $typeName: "tfplugin6.GenerateResourceConfig" }),
  fields: () => [
  ],
};

export const GenerateResourceConfig_RequestSchema: MessageTable<pb.GenerateResourceConfig_Request> = {
  name: "tfplugin6.GenerateResourceConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.GenerateResourceConfig.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "state", DynamicValueSchema],
  ],
};

export const GenerateResourceConfig_ResponseSchema: MessageTable<pb.GenerateResourceConfig_Response> = {
  name: "tfplugin6.GenerateResourceConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.GenerateResourceConfig.Response", diagnostics: [] }),
  fields: () => [
    [1, "config", DynamicValueSchema],
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const MoveResourceStateSchema: MessageTable<pb.MoveResourceState> = {
  name: "tfplugin6.MoveResourceState",
  empty: () => ({ $typeName: "tfplugin6.MoveResourceState" }),
  fields: () => [
  ],
};

export const MoveResourceState_RequestSchema: MessageTable<pb.MoveResourceState_Request> = {
  name: "tfplugin6.MoveResourceState.Request",
  empty: () => ({ $typeName: "tfplugin6.MoveResourceState.Request", sourceProviderAddress: "", sourceTypeName: "", sourceSchemaVersion: 0n, targetTypeName: "", sourcePrivate: empty, sourceIdentitySchemaVersion: 0n }),
  fields: () => [
    [1, "sourceProviderAddress", "string"],
    [2, "sourceTypeName", "string"],
    [3, "sourceSchemaVersion", "int64"],
    [4, "sourceState", RawStateSchema],
    [5, "targetTypeName", "string"],
    [6, "sourcePrivate", "bytes"],
    [7, "sourceIdentity", RawStateSchema],
    [8, "sourceIdentitySchemaVersion", "int64"],
  ],
};

export const MoveResourceState_ResponseSchema: MessageTable<pb.MoveResourceState_Response> = {
  name: "tfplugin6.MoveResourceState.Response",
  empty: () => ({ $typeName: "tfplugin6.MoveResourceState.Response", diagnostics: [], targetPrivate: empty }),
  fields: () => [
    [1, "targetState", DynamicValueSchema],
    [2, "diagnostics", DiagnosticSchema, "list"],
    [3, "targetPrivate", "bytes"],
    [4, "targetIdentity", ResourceIdentityDataSchema],
  ],
};

export const ReadDataSourceSchema: MessageTable<pb.ReadDataSource> = {
  name: "tfplugin6.ReadDataSource",
  empty: () => ({ $typeName: "tfplugin6.ReadDataSource" }),
  fields: () => [
  ],
};

export const ReadDataSource_RequestSchema: MessageTable<pb.ReadDataSource_Request> = {
  name: "tfplugin6.ReadDataSource.Request",
  empty: () => ({ $typeName: "tfplugin6.ReadDataSource.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
    [3, "providerMeta", DynamicValueSchema],
    [4, "clientCapabilities", ClientCapabilitiesSchema],
  ],
};

export const ReadDataSource_ResponseSchema: MessageTable<pb.ReadDataSource_Response> = {
  name: "tfplugin6.ReadDataSource.Response",
  empty: () => ({ $typeName: "tfplugin6.ReadDataSource.Response", diagnostics: [] }),
  fields: () => [
    [1, "state", DynamicValueSchema],
    [2, "diagnostics", DiagnosticSchema, "list"],
    [3, "deferred", DeferredSchema],
  ],
};

export const GetFunctionsSchema: MessageTable<pb.GetFunctions> = {
  name: "tfplugin6.GetFunctions",
  empty: () => ({ $typeName: "tfplugin6.GetFunctions" }),
  fields: () => [
  ],
};

export const GetFunctions_RequestSchema: MessageTable<pb.GetFunctions_Request> = {
  name: "tfplugin6.GetFunctions.Request",
  empty: () => ({ $typeName: "tfplugin6.GetFunctions.Request" }),
  fields: () => [
  ],
};

export const GetFunctions_ResponseSchema: MessageTable<pb.GetFunctions_Response> = {
  name: "tfplugin6.GetFunctions.Response",
  empty: () => ({ $typeName: "tfplugin6.GetFunctions.Response", functions: {}, diagnostics: [] }),
  fields: () => [
    [1, "functions", FunctionSchema, "map"],
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const CallFunctionSchema: MessageTable<pb.CallFunction> = {
  name: "tfplugin6.CallFunction",
  empty: () => ({ $typeName: "tfplugin6.CallFunction" }),
  fields: () => [
  ],
};

export const CallFunction_RequestSchema: MessageTable<pb.CallFunction_Request> = {
  name: "tfplugin6.CallFunction.Request",
  empty: () => ({ $typeName: "tfplugin6.CallFunction.Request", name: "", arguments: [] }),
  fields: () => [
    [1, "name", "string"],
    [2, "arguments", DynamicValueSchema, "list"],
  ],
};

export const CallFunction_ResponseSchema: MessageTable<pb.CallFunction_Response> = {
  name: "tfplugin6.CallFunction.Response",
  empty: () => ({ $typeName: "tfplugin6.CallFunction.Response" }),
  fields: () => [
    [1, "result", DynamicValueSchema],
    [2, "error", FunctionErrorSchema],
  ],
};

export const ValidateEphemeralResourceConfigSchema: MessageTable<pb.ValidateEphemeralResourceConfig> = {
  name: "tfplugin6.ValidateEphemeralResourceConfig",
  empty: () => ({ $typeName: "tfplugin6.ValidateEphemeralResourceConfig" }),
  fields: () => [
  ],
};

export const ValidateEphemeralResourceConfig_RequestSchema: MessageTable<pb.ValidateEphemeralResourceConfig_Request> = {
  name: "tfplugin6.ValidateEphemeralResourceConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.ValidateEphemeralResourceConfig.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
  ],
};

export const ValidateEphemeralResourceConfig_ResponseSchema: MessageTable<pb.ValidateEphemeralResourceConfig_Response> = {
  name: "tfplugin6.ValidateEphemeralResourceConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.ValidateEphemeralResourceConfig.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const OpenEphemeralResourceSchema: MessageTable<pb.OpenEphemeralResource> = {
  name: "tfplugin6.OpenEphemeralResource",
  empty: () => ({ $typeName: "tfplugin6.OpenEphemeralResource" }),
  fields: () => [
  ],
};

export const OpenEphemeralResource_RequestSchema: MessageTable<pb.OpenEphemeralResource_Request> = {
  name: "tfplugin6.OpenEphemeralResource.Request",
  empty: () => ({ $typeName: "tfplugin6.OpenEphemeralResource.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
    [3, "clientCapabilities", ClientCapabilitiesSchema],
  ],
};

export const OpenEphemeralResource_ResponseSchema: MessageTable<pb.OpenEphemeralResource_Response> = {
  name: "tfplugin6.OpenEphemeralResource.Response",
  empty: () => ({ $typeName: "tfplugin6.OpenEphemeralResource.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
    [2, "renewAt", TimestampSchema, "optional"],
    [3, "result", DynamicValueSchema],
    [4, "private", "bytes", "optional"],
    [5, "deferred", DeferredSchema],
  ],
};

export const RenewEphemeralResourceSchema: MessageTable<pb.RenewEphemeralResource> = {
  name: "tfplugin6.RenewEphemeralResource",
  empty: () => ({ $typeName: "tfplugin6.RenewEphemeralResource" }),
  fields: () => [
  ],
};

export const RenewEphemeralResource_RequestSchema: MessageTable<pb.RenewEphemeralResource_Request> = {
  name: "tfplugin6.RenewEphemeralResource.Request",
  empty: () => ({ $typeName: "tfplugin6.RenewEphemeralResource.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "private", "bytes", "optional"],
  ],
};

export const RenewEphemeralResource_ResponseSchema: MessageTable<pb.RenewEphemeralResource_Response> = {
  name: "tfplugin6.RenewEphemeralResource.Response",
  empty: () => ({ $typeName: "tfplugin6.RenewEphemeralResource.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
    [2, "renewAt", TimestampSchema, "optional"],
    [3, "private", "bytes", "optional"],
  ],
};

export const CloseEphemeralResourceSchema: MessageTable<pb.CloseEphemeralResource> = {
  name: "tfplugin6.CloseEphemeralResource",
  empty: () => ({ $typeName: "tfplugin6.CloseEphemeralResource" }),
  fields: () => [
  ],
};

export const CloseEphemeralResource_RequestSchema: MessageTable<pb.CloseEphemeralResource_Request> = {
  name: "tfplugin6.CloseEphemeralResource.Request",
  empty: () => ({ $typeName: "tfplugin6.CloseEphemeralResource.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "private", "bytes", "optional"],
  ],
};

export const CloseEphemeralResource_ResponseSchema: MessageTable<pb.CloseEphemeralResource_Response> = {
  name: "tfplugin6.CloseEphemeralResource.Response",
  empty: () => ({ $typeName: "tfplugin6.CloseEphemeralResource.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const GetResourceIdentitySchemasSchema: MessageTable<pb.GetResourceIdentitySchemas> = {
  name: "tfplugin6.GetResourceIdentitySchemas",
  empty: () => ({ $typeName: "tfplugin6.GetResourceIdentitySchemas" }),
  fields: () => [
  ],
};

export const GetResourceIdentitySchemas_RequestSchema: MessageTable<pb.GetResourceIdentitySchemas_Request> = {
  name: "tfplugin6.GetResourceIdentitySchemas.Request",
  empty: () => ({ $typeName: "tfplugin6.GetResourceIdentitySchemas.Request" }),
  fields: () => [
  ],
};

export const GetResourceIdentitySchemas_ResponseSchema: MessageTable<pb.GetResourceIdentitySchemas_Response> = {
  name: "tfplugin6.GetResourceIdentitySchemas.Response",
  empty: () => ({ $typeName: "tfplugin6.GetResourceIdentitySchemas.Response", identitySchemas: {}, diagnostics: [] }),
  fields: () => [
    [1, "identitySchemas", ResourceIdentitySchemaSchema, "map"],
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const UpgradeResourceIdentitySchema: MessageTable<pb.UpgradeResourceIdentity> = {
  name: "tfplugin6.UpgradeResourceIdentity",
  empty: () => ({ $typeName: "tfplugin6.UpgradeResourceIdentity" }),
  fields: () => [
  ],
};

export const UpgradeResourceIdentity_RequestSchema: MessageTable<pb.UpgradeResourceIdentity_Request> = {
  name: "tfplugin6.UpgradeResourceIdentity.Request",
  empty: () => ({ $typeName: "tfplugin6.UpgradeResourceIdentity.Request", typeName: "", version: 0n }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "version", "int64"],
    [3, "rawIdentity", RawStateSchema],
  ],
};

export const UpgradeResourceIdentity_ResponseSchema: MessageTable<pb.UpgradeResourceIdentity_Response> = {
  name: "tfplugin6.UpgradeResourceIdentity.Response",
  empty: () => ({ $typeName: "tfplugin6.UpgradeResourceIdentity.Response", diagnostics: [] }),
  fields: () => [
    [1, "upgradedIdentity", ResourceIdentityDataSchema],
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ListResourceSchema: MessageTable<pb.ListResource> = {
  name: "tfplugin6.ListResource",
  empty: () => ({ $typeName: "tfplugin6.ListResource" }),
  fields: () => [
  ],
};

export const ListResource_RequestSchema: MessageTable<pb.ListResource_Request> = {
  name: "tfplugin6.ListResource.Request",
  empty: () => ({ $typeName: "tfplugin6.ListResource.Request", typeName: "", includeResourceObject: false, limit: 0n }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
    [3, "includeResourceObject", "bool"],
    [4, "limit", "int64"],
  ],
};

export const ListResource_EventSchema: MessageTable<pb.ListResource_Event> = {
  name: "tfplugin6.ListResource.Event",
  empty: () => ({ $typeName: "tfplugin6.ListResource.Event", displayName: "", diagnostic: [] }),
  fields: () => [
    [1, "identity", ResourceIdentityDataSchema],
    [2, "displayName", "string"],
    [3, "resourceObject", DynamicValueSchema, "optional"],
    [4, "diagnostic", DiagnosticSchema, "list"],
  ],
};

export const ValidateListResourceConfigSchema: MessageTable<pb.ValidateListResourceConfig> = {
  name: "tfplugin6.ValidateListResourceConfig",
  empty: () => ({ $typeName: "tfplugin6.ValidateListResourceConfig" }),
  fields: () => [
  ],
};

export const ValidateListResourceConfig_RequestSchema: MessageTable<pb.ValidateListResourceConfig_Request> = {
  name: "tfplugin6.ValidateListResourceConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.ValidateListResourceConfig.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
    [3, "includeResourceObject", DynamicValueSchema],
    [4, "limit", DynamicValueSchema],
  ],
};

export const ValidateListResourceConfig_ResponseSchema: MessageTable<pb.ValidateListResourceConfig_Response> = {
  name: "tfplugin6.ValidateListResourceConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.ValidateListResourceConfig.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ValidateActionConfigSchema: MessageTable<pb.ValidateActionConfig> = {
  name: "tfplugin6.ValidateActionConfig",
  empty: () => ({ $typeName: "tfplugin6.ValidateActionConfig" }),
  fields: () => [
  ],
};

export const ValidateActionConfig_RequestSchema: MessageTable<pb.ValidateActionConfig_Request> = {
  name: "tfplugin6.ValidateActionConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.ValidateActionConfig.Request", actionType: "" }),
  fields: () => [
    [1, "actionType", "string"],
    [2, "config", DynamicValueSchema],
  ],
};

export const ValidateActionConfig_ResponseSchema: MessageTable<pb.ValidateActionConfig_Response> = {
  name: "tfplugin6.ValidateActionConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.ValidateActionConfig.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const PlanActionSchema: MessageTable<pb.PlanAction> = {
  name: "tfplugin6.PlanAction",
  empty: () => ({ $typeName: "tfplugin6.PlanAction" }),
  fields: () => [
  ],
};

export const PlanAction_RequestSchema: MessageTable<pb.PlanAction_Request> = {
  name: "tfplugin6.PlanAction.Request",
  empty: () => ({ $typeName: "tfplugin6.PlanAction.Request", actionType: "" }),
  fields: () => [
    [1, "actionType", "string"],
    [2, "config", DynamicValueSchema],
    [3, "clientCapabilities", ClientCapabilitiesSchema],
  ],
};

export const PlanAction_ResponseSchema: MessageTable<pb.PlanAction_Response> = {
  name: "tfplugin6.PlanAction.Response",
  empty: () => ({ $typeName: "tfplugin6.PlanAction.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
    [2, "deferred", DeferredSchema],
  ],
};

export const InvokeActionSchema: MessageTable<pb.InvokeAction> = {
  name: "tfplugin6.InvokeAction",
  empty: () => ({ $typeName: "tfplugin6.InvokeAction" }),
  fields: () => [
  ],
};

export const InvokeAction_RequestSchema: MessageTable<pb.InvokeAction_Request> = {
  name: "tfplugin6.InvokeAction.Request",
  empty: () => ({ $typeName: "tfplugin6.InvokeAction.Request", actionType: "" }),
  fields: () => [
    [1, "actionType", "string"],
    [2, "config", DynamicValueSchema],
    [3, "clientCapabilities", ClientCapabilitiesSchema],
  ],
};

export const InvokeAction_EventSchema: MessageTable<pb.InvokeAction_Event> = {
  name: "tfplugin6.InvokeAction.Event",
  empty: () => ({ $typeName: "tfplugin6.InvokeAction.Event", type: { case: undefined } }),
  fields: () => [
    [1, "progress", InvokeAction_Event_ProgressSchema, { oneof: "type" }],
    [2, "completed", InvokeAction_Event_CompletedSchema, { oneof: "type" }],
  ],
};

export const InvokeAction_Event_ProgressSchema: MessageTable<pb.InvokeAction_Event_Progress> = {
  name: "tfplugin6.InvokeAction.Event.Progress",
  empty: () => ({ $typeName: "tfplugin6.InvokeAction.Event.Progress", message: "" }),
  fields: () => [
    [1, "message", "string"],
  ],
};

export const InvokeAction_Event_CompletedSchema: MessageTable<pb.InvokeAction_Event_Completed> = {
  name: "tfplugin6.InvokeAction.Event.Completed",
  empty: () => ({ $typeName: "tfplugin6.InvokeAction.Event.Completed", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ValidateStateStoreConfigSchema: MessageTable<pb.ValidateStateStoreConfig> = {
  name: "tfplugin6.ValidateStateStoreConfig",
  empty: () => ({ $typeName: "tfplugin6.ValidateStateStoreConfig" }),
  fields: () => [
  ],
};

export const ValidateStateStoreConfig_RequestSchema: MessageTable<pb.ValidateStateStoreConfig_Request> = {
  name: "tfplugin6.ValidateStateStoreConfig.Request",
  empty: () => ({ $typeName: "tfplugin6.ValidateStateStoreConfig.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
  ],
};

export const ValidateStateStoreConfig_ResponseSchema: MessageTable<pb.ValidateStateStoreConfig_Response> = {
  name: "tfplugin6.ValidateStateStoreConfig.Response",
  empty: () => ({ $typeName: "tfplugin6.ValidateStateStoreConfig.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const ConfigureStateStoreSchema: MessageTable<pb.ConfigureStateStore> = {
  name: "tfplugin6.ConfigureStateStore",
  empty: () => ({ $typeName: "tfplugin6.ConfigureStateStore" }),
  fields: () => [
  ],
};

export const ConfigureStateStore_RequestSchema: MessageTable<pb.ConfigureStateStore_Request> = {
  name: "tfplugin6.ConfigureStateStore.Request",
  empty: () => ({ $typeName: "tfplugin6.ConfigureStateStore.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "config", DynamicValueSchema],
    [3, "capabilities", StateStoreClientCapabilitiesSchema],
  ],
};

export const ConfigureStateStore_ResponseSchema: MessageTable<pb.ConfigureStateStore_Response> = {
  name: "tfplugin6.ConfigureStateStore.Response",
  empty: () => ({ $typeName: "tfplugin6.ConfigureStateStore.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
    [2, "capabilities", StateStoreServerCapabilitiesSchema],
  ],
};

export const StateStoreClientCapabilitiesSchema: MessageTable<pb.StateStoreClientCapabilities> = {
  name: "tfplugin6.StateStoreClientCapabilities",
  empty: () => ({ $typeName: "tfplugin6.StateStoreClientCapabilities", chunkSize: 0n }),
  fields: () => [
    [1, "chunkSize", "int64"],
  ],
};

export const StateStoreServerCapabilitiesSchema: MessageTable<pb.StateStoreServerCapabilities> = {
  name: "tfplugin6.StateStoreServerCapabilities",
  empty: () => ({ $typeName: "tfplugin6.StateStoreServerCapabilities", chunkSize: 0n }),
  fields: () => [
    [1, "chunkSize", "int64"],
  ],
};

export const ReadStateBytesSchema: MessageTable<pb.ReadStateBytes> = {
  name: "tfplugin6.ReadStateBytes",
  empty: () => ({ $typeName: "tfplugin6.ReadStateBytes" }),
  fields: () => [
  ],
};

export const ReadStateBytes_RequestSchema: MessageTable<pb.ReadStateBytes_Request> = {
  name: "tfplugin6.ReadStateBytes.Request",
  empty: () => ({ $typeName: "tfplugin6.ReadStateBytes.Request", typeName: "", stateId: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "stateId", "string"],
  ],
};

export const ReadStateBytes_ResponseChunkSchema: MessageTable<pb.ReadStateBytes_ResponseChunk> = {
  name: "tfplugin6.ReadStateBytes.ResponseChunk",
  empty: () => ({ $typeName: "tfplugin6.ReadStateBytes.ResponseChunk", bytes: empty, totalLength: 0n, diagnostics: [] }),
  fields: () => [
    [1, "bytes", "bytes"],
    [2, "totalLength", "int64"],
    [3, "range", StateByteRangeSchema],
    [4, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const WriteStateBytesSchema: MessageTable<pb.WriteStateBytes> = {
  name: "tfplugin6.WriteStateBytes",
  empty: () => ({ $typeName: "tfplugin6.WriteStateBytes" }),
  fields: () => [
  ],
};

export const WriteStateBytes_RequestChunkSchema: MessageTable<pb.WriteStateBytes_RequestChunk> = {
  name: "tfplugin6.WriteStateBytes.RequestChunk",
  empty: () => ({ $typeName: "tfplugin6.WriteStateBytes.RequestChunk", bytes: empty, totalLength: 0n }),
  fields: () => [
    [1, "meta", RequestChunkMetaSchema, "optional"],
    [2, "bytes", "bytes"],
    [3, "totalLength", "int64"],
    [4, "range", StateByteRangeSchema],
  ],
};

export const WriteStateBytes_ResponseSchema: MessageTable<pb.WriteStateBytes_Response> = {
  name: "tfplugin6.WriteStateBytes.Response",
  empty: () => ({ $typeName: "tfplugin6.WriteStateBytes.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const RequestChunkMetaSchema: MessageTable<pb.RequestChunkMeta> = {
  name: "tfplugin6.RequestChunkMeta",
  empty: () => ({ $typeName: "tfplugin6.RequestChunkMeta", typeName: "", stateId: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "stateId", "string"],
  ],
};

export const StateByteRangeSchema: MessageTable<pb.StateByteRange> = {
  name: "tfplugin6.StateByteRange",
  empty: () => ({ $typeName: "tfplugin6.StateByteRange", start: 0n, end: 0n }),
  fields: () => [
    [1, "start", "int64"],
    [2, "end", "int64"],
  ],
};

export const LockStateSchema: MessageTable<pb.LockState> = {
  name: "tfplugin6.LockState",
  empty: () => ({ $typeName: "tfplugin6.LockState" }),
  fields: () => [
  ],
};

export const LockState_RequestSchema: MessageTable<pb.LockState_Request> = {
  name: "tfplugin6.LockState.Request",
  empty: () => ({ $typeName: "tfplugin6.LockState.Request", typeName: "", stateId: "", operation: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "stateId", "string"],
    [3, "operation", "string"],
  ],
};

export const LockState_ResponseSchema: MessageTable<pb.LockState_Response> = {
  name: "tfplugin6.LockState.Response",
  empty: () => ({ $typeName: "tfplugin6.LockState.Response", lockId: "", diagnostics: [] }),
  fields: () => [
    [1, "lockId", "string"],
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const UnlockStateSchema: MessageTable<pb.UnlockState> = {
  name: "tfplugin6.UnlockState",
  empty: () => ({ $typeName: "tfplugin6.UnlockState" }),
  fields: () => [
  ],
};

export const UnlockState_RequestSchema: MessageTable<pb.UnlockState_Request> = {
  name: "tfplugin6.UnlockState.Request",
  empty: () => ({ $typeName: "tfplugin6.UnlockState.Request", typeName: "", stateId: "", lockId: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "stateId", "string"],
    [3, "lockId", "string"],
  ],
};

export const UnlockState_ResponseSchema: MessageTable<pb.UnlockState_Response> = {
  name: "tfplugin6.UnlockState.Response",
  empty: () => ({ $typeName: "tfplugin6.UnlockState.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const GetStatesSchema: MessageTable<pb.GetStates> = {
  name: "tfplugin6.GetStates",
  empty: () => ({ $typeName: "tfplugin6.GetStates" }),
  fields: () => [
  ],
};

export const GetStates_RequestSchema: MessageTable<pb.GetStates_Request> = {
  name: "tfplugin6.GetStates.Request",
  empty: () => ({ $typeName: "tfplugin6.GetStates.Request", typeName: "" }),
  fields: () => [
    [1, "typeName", "string"],
  ],
};

export const GetStates_ResponseSchema: MessageTable<pb.GetStates_Response> = {
  name: "tfplugin6.GetStates.Response",
  empty: () => ({ $typeName: "tfplugin6.GetStates.Response", stateIds: [], diagnostics: [] }),
  fields: () => [
    [1, "stateIds", "string", "list"],
    [2, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const DeleteStateSchema: MessageTable<pb.DeleteState> = {
  name: "tfplugin6.DeleteState",
  empty: () => ({ $typeName: "tfplugin6.DeleteState" }),
  fields: () => [
  ],
};

export const DeleteState_RequestSchema: MessageTable<pb.DeleteState_Request> = {
  name: "tfplugin6.DeleteState.Request",
  empty: () => ({ $typeName: "tfplugin6.DeleteState.Request", typeName: "", stateId: "" }),
  fields: () => [
    [1, "typeName", "string"],
    [2, "stateId", "string"],
  ],
};

export const DeleteState_ResponseSchema: MessageTable<pb.DeleteState_Response> = {
  name: "tfplugin6.DeleteState.Response",
  empty: () => ({ $typeName: "tfplugin6.DeleteState.Response", diagnostics: [] }),
  fields: () => [
    [1, "diagnostics", DiagnosticSchema, "list"],
  ],
};

export const StringKind = { PLAIN: 0, MARKDOWN: 1 } as const satisfies Readonly<Record<keyof typeof pb.StringKind, number>>;

export type StringKind = pb.StringKind;
